import kingpost

north = [20, 31, 42, 25, 22, 34, 45, 27, 25, 36, 48, 30]
south = [50, 41, 33, 47, 52, 44, 35, 49, 55, 45, 37, 52]
sales = {"unique_id": ["north"] * 12 + ["south"] * 12, "ds": list(range(12)) * 2, "y": north + south}
hierarchy = {"unique_id": ["north", "south"], "country": ["all", "all"]}

everything = kingpost.aggregate(sales, hierarchy)
model = kingpost.AutoETS(season_length=4).fit(everything)
forecasts = model.forecast(1, level=[80])
coherent = kingpost.reconcile(forecasts, hierarchy, fitted=model.fitted())
total, *parts = coherent["AutoETS"].tolist()
print(coherent["unique_id"].tolist()[0], total, sum(parts))
print(coherent["AutoETS-lo-80"].tolist()[0])
