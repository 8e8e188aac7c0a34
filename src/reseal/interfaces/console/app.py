"""The doors of the console."""

from litestar.types import ControllerRouterHandler

from reseal.configuration import Configuration
from reseal.storage.store import Store


def console_handlers(store: Store, chosen: Configuration) -> list[ControllerRouterHandler]:
    """All of the console."""
    return []
