import kingpost

known = ["Anna", "Berg", "Paul", "Lopez", "Maria", "Stone"]
letters = [
    "Yesterday Anna Berg called about the invoice.",
    "The parcel for Paul Lopez is in Hamburg.",
    "On Monday Maria Stone asked for a refund.",
    "I met Anna Lopez and Paul in Vienna.",
    "In March the Berlin office will be closed.",
    "On Friday Acme sent the invoice to Hamburg.",
]
words = kingpost.name_candidates({"text": letters})
labels = ["person" if word in known else "other" for word in words["text"]]
model = kingpost.LinearClassifier().fit(words["context"], labels)

new = {"text": ["On Tuesday Clara Holm called about a parcel in Berlin."]}
found = kingpost.name_candidates(new)
found["confidence"] = model.predict_proba(found["context"])[:, 1]
print(kingpost.redact(new, found)["text"][0])
