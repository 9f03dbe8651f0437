import kingpost

texts = ["the parcel never came", "where is my parcel", "the invoice is wrong", "charged twice on one invoice"]
teams = ["delivery", "delivery", "billing", "billing"]

tfidf = kingpost.TfidfVectorizer().fit(texts)
features = tfidf.transform(["the parcel"])
names = tfidf.get_feature_names_out()
print("weights", [(names[column], value) for column, value in zip(features.indices, features.data.tolist())])

model = kingpost.LinearClassifier().fit(texts, teams)
print("classes", model.classes_.tolist())
print("predict", model.predict(["my parcel is late"]).tolist())
print("probabilities", model.predict_proba(["my parcel is late"])[0].tolist())
why = model.explain(["my parcel is late"], top=3)
print("why", why["feature"].tolist())
