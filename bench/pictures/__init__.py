"""Drawn pictures with known truth: fictional documents and screens, harmless ones, alterations, hostile files.

All of it comes from a seed; nobody in it exists (LABELS.md, RULES ID-05). Faces are grey boxes. The tests draw with it
too. `python -m bench.pictures.sheet FILE` draws a contact sheet to look at.
"""
