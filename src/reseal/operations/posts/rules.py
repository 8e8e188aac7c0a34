"""What posts go by: whose turn is newer, and how long they are kept."""

from datetime import UTC, datetime

from reseal.storage.clock import DAY, Milliseconds


def said_at(said: str | None) -> Milliseconds | None:
    """When a post says it was published; None where it says nothing, or nonsense."""
    if not said:
        return None
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        return None
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() * 1000)


def no_later(said: Milliseconds | None, arrived: Milliseconds) -> Milliseconds:
    """That time; its arrival where it said nothing, or spoke of a time to come."""
    return arrived if said is None or said > arrived else max(0, said)


def published_at(said: str | None, arrived: Milliseconds) -> Milliseconds:
    """When a post says it was published; its arrival where it says nothing, nonsense, or a time to come."""
    return no_later(said_at(said), arrived)


def is_newer(created: Milliseconds, kept: Milliseconds) -> bool:
    """Whether a post sent again takes the place of the kept one: the newer wins, of equals the later arrival."""
    return created >= kept


def day_of(moment: Milliseconds) -> str:
    """The day (UTC) on which something arrived, as in 2026-11-21."""
    return datetime.fromtimestamp(moment / 1000, UTC).date().isoformat()


def day_erased_at(moment: Milliseconds, days: int) -> Milliseconds:
    """When the posts of a day are erased: so many days after its end."""
    return (moment // DAY + 1 + days) * DAY
