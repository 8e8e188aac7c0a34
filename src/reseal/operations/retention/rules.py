"""How long what is kept, as data says (PI-01)."""

from functools import cache

import msgspec

from reseal.operations.retention.words import Keeping
from reseal.screening.data import read_toml
from reseal.storage.clock import DAY, Milliseconds


@cache
def stores() -> dict[str, Keeping]:
    """Every store by its name."""
    kept = msgspec.convert(read_toml("desk", "retention.toml")["store"], list[Keeping])
    return {store.name: store for store in kept}


def keep(name: str) -> Milliseconds:
    """How long a store keeps something, from the event that it names.

    Raises:
        LookupError: data names no such store, or it keeps for no fixed time.
    """
    store = stores().get(name)
    if store is None or not store.days:
        raise LookupError(f"data/desk/retention.toml: no fixed time for the store {name}")
    return store.days * DAY
