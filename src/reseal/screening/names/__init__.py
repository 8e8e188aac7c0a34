"""Personal names: candidates in a text and the evidence that each is a name (surname, characters, context)."""
