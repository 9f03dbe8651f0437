import kingpost

# Payments as they are: small amounts, by day, three channels, two countries.
rows = range(300)
past = {
    "amount": [20 + row * 7919 % 401 / 10 for row in rows],
    "hour": [8 + row * 31 % 12 for row in rows],
    "channel": [["shop", "online", "phone"][row % 3] for row in rows],
    "country": ["FR" if row % 5 == 0 else "DE" for row in rows],
}
model = kingpost.AutoDetector(contamination=0.01, random_state=1).fit(past)

new = {"amount": [35.0, 900.0], "hour": [12, 3], "channel": ["shop", "online"], "country": ["DE", "DE"]}
judged, why = model.predict(new), model.explain(new)
for row, label in enumerate(judged):
    reasons = {name: why[name][row] for name in new}
    print("payment", row, "look at it" if label == -1 else "fine", "because of", max(reasons, key=reasons.get))
