"""Times as the API writes them: RFC 3339, UTC, to the millisecond."""

from datetime import UTC, datetime

from reseal.storage.clock import SECOND, Milliseconds


def told(at: Milliseconds) -> str:
    """A moment as text."""
    moment = datetime.fromtimestamp(at // SECOND, UTC).replace(microsecond=at % SECOND * 1000)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
