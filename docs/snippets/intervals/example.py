import kingpost

# A level that wanders: the mean of the last four values takes its errors for independent.
y = [20.0, 21, 19, 20, 22, 23, 22, 24, 25, 24, 26, 27, 25, 24, 22, 21, 22, 20, 19, 17, 18, 16, 15, 17]
by_model = kingpost.WindowAverage(window_size=4).fit(y)
conformal = kingpost.WindowAverage(window_size=4).fit(y, intervals="conformal", conformal_windows=8, non_negative=True)

for model in [by_model, conformal]:
    forecast = model.forecast(3, level=[80])
    print(forecast["WindowAverage-lo-80"].tolist(), forecast["WindowAverage-hi-80"].tolist())
