"""How many statements a piece of work runs: what must stay cheap is counted, not timed."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, event


@contextmanager
def statements() -> Iterator[list[str]]:
    """The statements that run meanwhile, on any database."""
    run: list[str] = []

    def heard(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        run.append(statement)

    event.listen(Engine, "before_cursor_execute", heard)
    yield run
    event.remove(Engine, "before_cursor_execute", heard)
