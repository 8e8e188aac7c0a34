"""What waits at the desk, in Prometheus' text format: counts and a time, read from the database at each look."""

from reseal.operations.deliveries.views import waiting
from reseal.storage.clock import SECOND
from reseal.storage.store import Store


def waiting_text(store: Store) -> str:
    """How many deliveries are due, for how long, and how many have failed."""
    with store.read() as work:
        found = waiting(work)
        longest = 0.0 if found.since is None else max(0, work.now - found.since) / SECOND
    return "".join(
        f"# HELP {name} {help_}\n# TYPE {name} gauge\n{name} {value}\n"
        for name, help_, value in (
            ("reseal_deliveries_due", "Deliveries that are due and not sent.", found.due),
            ("reseal_deliveries_due_seconds", "Since when the first of them is due.", longest),
            ("reseal_deliveries_failed", "Deliveries that have failed and can be replayed.", found.failed),
        )
    )
