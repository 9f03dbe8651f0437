import kingpost

y = [112, 135, 148, 119, 118, 141, 158, 129, 126, 150, 167, 140, 135, 163, 178, 148]
for model in [kingpost.SeasonalNaive(season_length=4), kingpost.AutoETS(season_length=4)]:
    name = type(model).__name__
    frame = kingpost.backtest(model, y, h=2, n_windows=3, level=[80])
    error = kingpost.metric("mae", {"y": frame["y"], "y_hat": frame[name]})
    inside = {"y": frame["y"], "lo": frame[f"{name}-lo-80"], "hi": frame[f"{name}-hi-80"]}
    print(name, len(frame["y"]), error, kingpost.metric("coverage", inside))
