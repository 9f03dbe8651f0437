import kingpost

quarters = [12.0, 31, 42, 25, 15, 34, 45, 27, 16, 36, 48, 30, 19, 38, 50, 33, 20, 41, 53, 35, 23, 43, 57, 36]
model = kingpost.TemporalHierarchy(season_length=4).fit(quarters)
first, second, third, fourth = model.forecast(4)["TemporalHierarchy"].tolist()
print(f"{first:.4f} {first + second:.4f} {first + second + third + fourth:.4f}")
