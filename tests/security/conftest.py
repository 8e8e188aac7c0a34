"""What the tests of abuse share with those of the doors and the console."""

from tests.interfaces.conftest import data_dir, tables_at_once
from tests.interfaces.console.conftest import desk, fresh, short_looks

__all__ = ["data_dir", "desk", "fresh", "short_looks", "tables_at_once"]
