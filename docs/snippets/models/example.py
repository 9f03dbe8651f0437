import kingpost

model = kingpost.WindowAverage(window_size=4).fit([8, 9, 11, 12, 10, 9, 12, 13])
model.card = {"name": "Tea sold", "purpose": "Ordering", "owner": "Purchasing", "created": "2026-11-24T09:00:00Z"}
model.save("tea.kp.safetensors")

# Without loading the model: what is this file?
about = kingpost.inspect("tea.kp.safetensors")
print(about["component"], about["params"]["window_size"], about["card"]["name"])

# On the machine that will use it: does it answer as it did when it was saved?
report = kingpost.verify("tea.kp.safetensors")
print("verified", report["ok"], report["vectors"])

again = kingpost.load("tea.kp.safetensors")
print("same", again.content_id() == model.content_id(), again.card["facts"]["rows"])
print("forecast", again.forecast(1)["WindowAverage"].tolist())

# One changed bit is found.
data = bytearray(model.to_bytes())
data[-1] ^= 1
try:
    kingpost.loads(bytes(data))
except kingpost.CorruptModel as error:
    print(error.code)
