from datetime import date, timedelta

import kingpost

days = [date(2024, 3, 1) + timedelta(days) for days in range(45)]
sales = {"ds": days, "y": [100.0 + day % 7 * 10 for day in range(45)]}

weeks = kingpost.resample(sales, freq="W")
past = kingpost.calendar(sales, features=["is_weekend", "is_month_end"])
future = kingpost.calendar(sales, features=["is_weekend", "is_month_end"], h=2)
model = kingpost.ARIMA().fit(past)
flags = kingpost.flag_anomalies(kingpost.Naive().fit(sales).fitted(), level=99)
print(weeks["y"].tolist()[0], int(past["is_weekend"].sum()), future["is_weekend"].tolist()[0])
print(len(model.forecast(2, future=future)["ARIMA"]), int(flags["anomaly"].sum()))
