import kingpost

demand = [0.0, 0, 3, 0, 0, 0, 2, 0, 0, 4, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0]
for model in (kingpost.CrostonSBA(), kingpost.TSB(alpha_d=0.2, alpha_p=0.1), kingpost.IMAPA()):
    name = type(model).__name__
    print(name, f"{model.fit(demand).forecast(1)[name][0]:.4f}")
auto = kingpost.Auto().fit(demand, intervals="conformal", non_negative=True)
forecast = auto.forecast(4, level=80)
print(auto.parts()["series"]["reason"][0])
print((forecast["Auto-lo-80"] >= 0).all())
