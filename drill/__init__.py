"""Drills: long fuzzing, load and crashes, `make drill`. Short seeded samples of them run with the tests."""
