"""The reader: a small encoder that reads what patterns cannot: names, addresses, workplaces, schools and intent.

fold → pieces (tokens with offsets) → encoder (ONNX) → tags (spans) and probabilities of the categories.
"""
