import kingpost

good = ["a good film", "good and funny", "I loved every minute", "great acting, good story", "what a joy"]
bad = ["not good", "a dull film", "not funny at all", "I hated every minute", "bad acting, dull story"]
model = kingpost.LinearClassifier().fit(good + bad, ["positive"] * len(good) + ["negative"] * len(bad))

for review in ["a great and funny story", "not a good film, dull"]:
    label = model.predict([review])[0]
    why = model.explain([review], top=2)
    print(label, model.predict_proba([review])[0].max(), "because of", *why["feature"])
