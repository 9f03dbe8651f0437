import kingpost

# Two columns that move together; the last row breaks the rule, though each of its values is common.
rows = [[t % 10, 2 * (t % 10)] for t in range(100)] + [[1, 16]]

model = kingpost.Autoencoder(device="cpu", latent=1, epochs=100, learning_rate=0.01, trim=0.1, random_state=3).fit(rows)
scores = model.score(rows)
print("trained on", model.parts()["device"])
print("most anomalous row", scores.argmax())

try:
    kingpost.Autoencoder(device="cuda:255").fit(rows)
except kingpost.DeviceUnavailable as error:
    print(error.code)
