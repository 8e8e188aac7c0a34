"""A picture that is not read: why, and what to do about it. Messages hold sizes and limits, never content or names."""

from functools import cache
from typing import Any

from reseal.screening.data import read_toml


class PictureError(ValueError):
    """A picture that cannot be read. `code` is one of `data/pictures/refusals.toml`; `reason` has no field name in it.

    The post that holds it is judged all the same, with the reason `picture.<code>`.
    """

    def __init__(self, code: str, *, found: int = 0, limit: int = 0) -> None:
        self.code, self.found, self.limit = code, found, limit
        self.reason = _refusals()[code].format(found=f"{found:,}", limit=f"{limit:,}")
        super().__init__(self.reason)


def unread_holds(error: PictureError) -> bool:
    """Whether a post with a picture that was refused for this reason waits for a person."""
    return error.code in _rules()["hold"]["codes"]


def _refusals() -> dict[str, str]:
    refusals: dict[str, str] = _rules()["refusals"]
    return refusals


@cache
def _rules() -> dict[str, Any]:
    return read_toml("pictures", "refusals.toml")


def refusal_codes() -> list[str]:
    """Every reason for which a picture is not read."""
    return list(_refusals())
