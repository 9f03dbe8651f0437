import kingpost

model = kingpost.SeasonalNaive(season_length=4).fit([20, 31, 42, 25, 22, 34, 45, 27])
picture = kingpost.plot(model.fitted(), model.forecast(4, level=[80, 95]), title="Sales")
page = kingpost.plot(model.fitted(), model.forecast(4), format="html")
print(picture[:4], picture.count('class="band"'), page[:15])
