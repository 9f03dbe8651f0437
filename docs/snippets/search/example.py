import kingpost

index = kingpost.BM25().fit({"id": ["a", "b", "c"], "text": ["late invoice", "broken screen", "invoice for a screen"]})
for query in ["where is my invoice", "screen invoice"]:
    found = index.search([query], k=2)
    print(query, list(found["id"]))

index.update({"id": ["d"], "text": ["the invoice is wrong"]})
print(list(index.search(["wrong invoice"], k=1)["id"]))
# Only what this user may see.
print(list(index.search(["invoice"], allow=["a", "b"])["id"]))
