import kingpost

reviews = ["strong and quiet", "quiet, a joy", "good but loud", "loud and weak", "weak, it broke", "it broke at once"]
stars = [5.0, 5.0, 3.5, 2.0, 1.5, 1.0]
model = kingpost.Ridge(alpha=0.1).fit(reviews, stars)

for review in ["strong but loud", "a quiet one"]:
    why = model.explain([review], top=2)
    print(model.predict([review])[0], "because of", *zip(why["feature"].tolist(), why["contribution"].tolist()))
