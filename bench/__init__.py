"""Benchmarks: what `make bench` and `make evaluate` measure, and the tables of docs/benchmarks.md. Not in the wheel."""
