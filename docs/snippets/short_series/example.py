import kingpost

# A shop of two years, by quarter, and one that opened three quarters ago.
sales = [112, 135, 148, 119, 118, 141, 158, 129, 60, 72, 66]
table = {"unique_id": ["old"] * 8 + ["new"] * 3, "ds": [1, 2, 3, 4, 5, 6, 7, 8, 6, 7, 8], "y": sales}
model = kingpost.AutoTheta().fit(table)

forecast = model.forecast(1)
for id, value, by in zip(forecast["unique_id"], forecast["AutoTheta"], forecast["AutoTheta-fallback"]):
    print(id, value, by or "AutoTheta")
listed = model.failures()
print(listed["unique_id"][0], listed["fallback"][0], listed["message"][0])

# Without the fallback it is left out.
strict = kingpost.AutoTheta().fit(table, fallback=False)
print(strict.forecast(1)["unique_id"].tolist())
