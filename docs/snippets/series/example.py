import kingpost

# Hours of a machine with a daily rhythm, and one hour that does not fit into it.
y = [abs(hour % 24 - 12) + hour * 37 % 11 / 10 for hour in range(240)]
y[100] += 9

detector = kingpost.STLResidual(season_lengths=[24])
judged = detector.fit_predict({"ds": list(range(240)), "y": y})
for hour, score, anomaly in zip(judged["ds"], judged["score"], judged["anomaly"]):
    if anomaly:
        print(f"hour {hour}: {round(score)} standard deviations")
