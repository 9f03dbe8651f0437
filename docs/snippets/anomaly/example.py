import kingpost

pumps = {
    "pressure": [4.1, 4.0, 4.1, 4.2, 3.9, 4.0, 4.1, 9.5],
    "heat": [59, 60, 96, 60, 61, 61, 60, 95],
}
model = kingpost.ECOD(contamination=0.125).fit(pumps)

print("scores", model.score(pumps).tolist())
print("threshold", model.parts()["threshold"])
print("anomalies", [row for row, label in enumerate(model.predict(pumps)) if label == -1])
why = model.explain(pumps)
print("why row 7", why["pressure"][7], why["heat"][7])

# New rows are judged by what was learnt; columns are found by name, in any order.
print("new", model.score({"heat": [60], "pressure": [9.0]}).tolist())
