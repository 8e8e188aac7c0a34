"""What no door takes: NUL, which PostgreSQL refuses in any text.

Where it stands in an address or a body it is refused by name; a fault of the database it must not become.
"""

from typing import Any

from litestar.connection import ASGIConnection

from reseal.interfaces.api.problems import Problem

_ANY_TEXT = "post_id"
"""The part of an address that is a platform's own id, any text: it is only ever looked up by its fingerprint."""


def require_plain(connection: ASGIConnection[Any, Any, Any, Any]) -> None:
    """Let an address pass that holds no NUL.

    Raises:
        Problem: 404 where it is in the path, for nothing has such an id; 422 in the query.
    """
    for name, value in connection.path_params.items():
        if name != _ANY_TEXT and "\0" in str(value):
            raise Problem(404, "Nothing has such an id.", "Take the id from the list of this door.", name)
    if b"%00" in connection.scope["query_string"]:
        names = [name for name, value in connection.query_params.multi_items() if "\0" in f"{name}{value}"]
        field = names[0].replace("\0", "") if names else None
        raise Problem(422, "The query holds the character NUL.", "Leave it out.", field)


def holds_nul(value: object) -> bool:
    """Whether there is a NUL in any text of something that was read from JSON."""
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, dict):
        return any(map(holds_nul, value)) or any(map(holds_nul, value.values()))
    return isinstance(value, list | tuple) and any(map(holds_nul, value))
