import kingpost

texts = ["the parcel never came.", "my delivery is missing", "the quick brown fox jumped"]
# A folder as models are published in; this one is tiny, and its weights are random.
encoder = kingpost.SentenceEncoder(folder="tiny_bert")
vectors = encoder.fit_transform(texts)
print("dimensions", vectors.shape[1])

index = kingpost.ExactNeighbors().fit(vectors)
found = index.search(encoder.transform(["The PARCEL never came."]), k=1)
print("nearest", texts[found["id"][0]], round(found["score"][0], 6))
