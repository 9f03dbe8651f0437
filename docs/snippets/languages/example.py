import kingpost

# A model of 79 languages, in examples/data.
languages = kingpost.load("languages.kp.safetensors")
texts = ["Wo ist der Bahnhof?", "Onde fica a estação?", "Hvor er stasjonen?", "駅はどこですか。"]
print(languages.card["name"], len(languages.classes_))
print(*languages.predict(texts))
