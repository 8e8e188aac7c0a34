"""Appeals: whoever a decision touches asks for another look, by another person (DSA 20, BEN-03)."""
