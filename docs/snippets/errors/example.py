import kingpost

try:
    kingpost.SeasonalNaive(season_length=0).fit([1.0, 2.0, 3.0])
except kingpost.InvalidParams as error:  # also a ValueError
    print(error.code)
    print(error)
    print(error.context["param"])

try:
    kingpost.SeasonalNaive(season_length=12).fit([1.0, 2.0, 3.0], fallback=False)
except kingpost.KingpostError as error:
    print(error.code, error.context["observations"], error.context["needed"])
