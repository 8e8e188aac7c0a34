"""Notices: what people report, and the page on which they follow it (CAC-03, Art 26, DSA 16)."""
