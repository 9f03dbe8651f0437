import kingpost

# A measurement that swings between -2 and 2, and jumps once.
stream = [[7 * row % 5 - 2] for row in range(200)]
stream[150] = [9]

forest = kingpost.RobustRandomCutForest(num_trees=20, tree_size=64, shingle_size=2, random_state=1)
model = forest.fit(stream[:100])
for row in range(100, 200):
    score = model.update([stream[row]])[0]
    if score > 0.3:
        print(row, score)
