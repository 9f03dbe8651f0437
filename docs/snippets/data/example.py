import numpy as np

import kingpost

sales = {
    "shop": ["A", "A", "A", "B", "B", "B", "B"],
    "month": np.array(
        ["2024-01-01", "2024-02-01", "2024-04-01", "2024-01-01", "2024-02-01", "2024-03-01", "2024-04-01"],
        dtype="datetime64[ms]",
    ),
    "sold": [10, 12, 16, 5, 5, np.nan, 8],
}
columns = {"id_col": "shop", "time_col": "month", "target_col": "sold", "freq": "MS"}
drift = kingpost.RandomWalkWithDrift()

try:
    drift.fit(sales, **columns)
except kingpost.MissingValues as error:
    print(error.code)

forecast = drift.fit(sales, **columns, missing="interpolate").forecast(2)
for shop, month, sold in zip(*forecast.values()):
    print(shop, month.astype(int), sold)
