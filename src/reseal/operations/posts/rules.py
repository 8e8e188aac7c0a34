"""What posts go by: whose turn is newer, and how long they are kept."""

from datetime import UTC, datetime

from reseal.storage.clock import DAY, Milliseconds


def published_at(said: str | None, arrived: Milliseconds) -> Milliseconds:
    """When a post says it was published; its arrival where it says nothing, nonsense, or a time to come."""
    if said:
        try:
            moment = datetime.fromisoformat(said)
        except ValueError:
            return arrived
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return max(0, min(int(moment.timestamp() * 1000), arrived))
    return arrived


def is_newer(created: Milliseconds, kept: Milliseconds) -> bool:
    """Whether a post sent again takes the place of the kept one: the newer wins, of equals the later arrival."""
    return created >= kept


def day_of(moment: Milliseconds) -> str:
    """The day (UTC) on which something arrived, as in 2026-11-21."""
    return datetime.fromtimestamp(moment / 1000, UTC).date().isoformat()


def day_erased_at(moment: Milliseconds, days: int) -> Milliseconds:
    """When the posts of a day are erased: so many days after its end."""
    return (moment // DAY + 1 + days) * DAY
