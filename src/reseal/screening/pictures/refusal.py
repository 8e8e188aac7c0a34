"""A picture that is not read: why, and what to do about it. Messages hold sizes and limits, never content or names."""

from functools import cache

from reseal.screening.data import read_toml


class PictureError(ValueError):
    """A picture that cannot be read. `code` is one of `data/pictures/refusals.toml`; `reason` has no field name in it.

    The post that holds it is judged all the same, with the reason `picture.<code>`.
    """

    def __init__(self, code: str, *, found: int = 0, limit: int = 0) -> None:
        self.code, self.found, self.limit = code, found, limit
        self.reason = _refusals()[code].format(found=f"{found:,}", limit=f"{limit:,}")
        super().__init__(self.reason)


@cache
def _refusals() -> dict[str, str]:
    refusals: dict[str, str] = read_toml("pictures", "refusals.toml")["refusals"]
    return refusals


def refusal_codes() -> list[str]:
    """Every reason for which a picture is not read."""
    return list(_refusals())
