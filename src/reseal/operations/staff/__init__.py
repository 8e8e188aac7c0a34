"""Staff: who works at the desk, by which proof, in which role, and what they have made readable."""
