import kingpost

texts = ["Please call +49 30 901820 or write to ada@example.org", "ada@example.org has paid"]
safe = kingpost.redact({"text": texts})
print(safe["text"][0])
print(safe["text"][1])

# The keys lead back to the texts: keep them as you kept those.
whole = kingpost.unredact(safe)
print(whole["text"][1])
