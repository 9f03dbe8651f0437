import kingpost

complaints = [
    "My parcel has not arrived, and nobody answers the phone. Order 4711.",
    "The invoice for March is wrong.",
    "my parcel has not arrived and nobody answers the phone!! order 4712",
    "The screen stays black after the update.",
]
pairs = kingpost.near_duplicates({"text": complaints})
print("alike", pairs["row"][0], pairs["other"][0], round(pairs["similarity"][0], 4))

# What people mistype, found in a list of what there is.
found = kingpost.fuzzy_match({"text": ["Mnuich", "Hambrug"]}, {"text": ["Berlin", "Hamburg", "Munich"]}, k=1)
print("meant", *found["match"])
