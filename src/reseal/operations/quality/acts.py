"""What changes second looks, in one place for those who call it."""

from reseal.operations.quality.drawing import draw, erase_due, let_go_due
from reseal.operations.quality.looking import answer, leave, take_next

__all__ = ["answer", "draw", "erase_due", "leave", "let_go_due", "take_next"]
