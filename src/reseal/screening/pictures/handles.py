"""Under what handle something was posted: @name_7 behind the name that is shown, or in a line of its own.

A handle that no word resembles, with a digit or an underscore, leads to an account wherever it stands; in running text
somebody is spoken to by it, and it is left to the rest of the line.
"""

_LEAST, _WORDS = 4, 3  # signs of a handle; words of a line that says who posted


def handle_at(text: str) -> int:
    """Where the handle begins that ends a line which says who posted; -1 where there is none."""
    words = text.split()
    if not 0 < len(words) <= _WORDS or not words[-1].startswith("@"):
        return -1
    handle = words[-1][1:]
    plain = handle.replace("_", "")
    if not plain.isascii() or not plain.isalnum() or plain == plain.rstrip("0123456789_") == handle:
        return -1
    return text.rindex("@") if len(handle) >= _LEAST else -1
