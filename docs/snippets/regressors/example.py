import kingpost

sales = {
    "ds": list(range(12)),
    "y": [71, 65, 74, 80, 69, 62, 77, 74, 66, 81, 72, 68],
    "price": [10, 12, 9, 7, 11, 13, 8, 9, 12, 7, 10, 11],
}
model = kingpost.ARIMA(order=[1, 0, 0]).fit(sales)

# What the price will be must be known for every step that is forecast.
future = {"ds": [12, 13], "price": [8, 12]}
print(model.forecast(2, future=future)["ARIMA"].tolist())

try:
    model.forecast(2)
except kingpost.InvalidData as error:
    print(error.code)
try:
    kingpost.Naive().fit(sales)
except kingpost.Unsupported as error:
    print(error)
