"""The registry of identifier kinds: one file a kind."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from reseal.screening.identifiers.kind import Kind


@cache
def kinds() -> tuple[Kind, ...]:
    """Every `KIND` of this package's modules, in the order of their names."""
    found = []
    for module in sorted(m.name for m in iter_modules(__path__)):
        kind = getattr(import_module(f"{__name__}.{module}"), "KIND", None)
        if isinstance(kind, Kind):
            found.append(kind)
    return tuple(found)
