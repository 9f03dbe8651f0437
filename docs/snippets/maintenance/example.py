import kingpost

# The vibration of a pump, hour by hour: it swings between 5 and 6, and from hour 300 on its bearing wears.
y = [5 + hour * 37 % 11 / 10 + max(0, hour - 300) / 40 for hour in range(420)]
model = kingpost.EWMA(warm_up=200).fit([[value] for value in y[:200]])

# On the machine beside the pump: load what was saved, and go on from there.
model.save("pump.kp.safetensors")
model = kingpost.load("pump.kp.safetensors")
scores = model.update([[value] for value in y[200:]])

alerts = kingpost.alerts({"ds": list(range(200, 420)), "score": scores}, threshold=4, clear=2, min_duration=3)
print("alert at hour", alerts["raised"][0], "which began at hour", alerts["start"][0], "still open", alerts["open"][0])
