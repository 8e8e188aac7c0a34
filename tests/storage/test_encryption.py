"""A database on another machine is reached under TLS, unless its address says otherwise (ASVS 12.3.3)."""

import pytest
from sqlalchemy import make_url

from reseal.storage.database import Database
from reseal.storage.encryption import encrypted


@pytest.mark.parametrize(
    ("address", "mode"),
    [
        ("postgresql://me@db.example.com/reseal", "require"),
        ("postgresql://me@192.0.2.7:5433/reseal?connect_timeout=3", "require"),
        ("postgresql://me@[2001:db8::7]/reseal", "require"),
        ("postgresql:///reseal?host=db.example.com", "require"),
        ("postgresql:///reseal?host=/run/postgresql,db.example.com:5433", "require"),
        ("postgresql://me@db.example.com/reseal?sslmode=verify-full", "verify-full"),
        ("postgresql://me@db.example.com/reseal?sslmode=disable", "disable"),
        ("postgresql://me@localhost/reseal", None),
        ("postgresql://me@127.0.0.1/reseal", None),
        ("postgresql://me@[::1]/reseal", None),
        ("postgresql:///reseal", None),
        ("postgresql:///reseal?host=/run/postgresql", None),
    ],
)
def test_what_the_connection_asks_for(address: str, mode: str | None) -> None:
    assert encrypted(make_url(address)).query.get("sslmode") == mode
    database = Database(address)
    assert database.engine.url.query.get("sslmode") == mode
    database.close()
