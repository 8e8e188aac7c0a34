"""The recipe of the reader's model, as commands: `make model`, or `python -m models STAGE` for one stage.

base → pieces → teacher → student → export → measure. Every stage keeps what it made in `models/build/` and goes on
from there when it was stopped. PyTorch is needed here and nowhere else.
"""
