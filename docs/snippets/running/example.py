import kingpost

rows = [[value % 7, value % 11] for value in range(1000)]

# The seed decides; the threads do not.
one = kingpost.IsolationForest(random_state=7, n_jobs=1).fit(rows)
four = kingpost.IsolationForest(random_state=7, n_jobs=4).fit(rows)
print("same model", one.content_id() == four.content_id())
other = kingpost.IsolationForest(random_state=8).fit(rows)
print("another seed", one.content_id() == other.content_id())

# Hours of work, but only a millisecond for it; and somebody who watches.
steps = []
long = kingpost.Autoencoder(device="cpu", epochs=100_000)
try:
    long.fit(rows, timeout_ms=1, progress=lambda done, total: steps.append((done, total)))
except kingpost.DeadlineExceeded as error:
    print(error.code)

# Another thread would call cancel() while the fit runs.
token = kingpost.CancelToken()
token.cancel()
try:
    long.fit(rows, cancel=token)
except kingpost.Cancelled:
    print("stopped")
