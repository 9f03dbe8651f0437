import kingpost

# Three years of quarters, and what came after.
y = [112, 135, 148, 119, 118, 141, 158, 129, 126, 150, 167, 140]
model = kingpost.AutoETS(season_length=4).fit(y)

forecast = model.forecast(2, level=[80, 95])
for column in ["AutoETS", "AutoETS-lo-80", "AutoETS-hi-80", "AutoETS-lo-95", "AutoETS-hi-95"]:
    print(column, forecast[column].tolist())

print("fitted", model.fitted()["AutoETS"][-1], "residual", model.residuals()["residual"][-1])
parts = model.forecast(2, components=True)
for column in ["AutoETS-level", "AutoETS-season_4"]:
    print(column, parts[column].tolist())
print("model", model.parts()["series"]["model"][0])

# Two new quarters: the parameters stay, the states move on.
news = model.update({"ds": [12, 13], "y": [135, 163]})
print("expected", news["AutoETS"].tolist())
print("next", model.forecast(1)["AutoETS"].tolist())
