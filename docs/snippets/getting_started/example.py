import kingpost

y = [112.0, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118, 115, 126, 141, 135]
model = kingpost.AutoETS().fit(y)
model.save("sales.kp.safetensors")
again = kingpost.load("sales.kp.safetensors")
forecast = again.forecast(3, level=[95])
print(forecast["AutoETS"].tolist())
