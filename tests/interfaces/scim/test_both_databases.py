"""Two requests at once on SQLite and on PostgreSQL: the second sees what the first has done."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reseal.storage.store import Store
from tests.interfaces.scim.conftest import PATCH, Scim, served

MANY = 6


@pytest.fixture
def scim(tmp_path: Path, either_store: Store) -> Iterator[Scim]:
    with served(tmp_path, either_store) as found:
        yield found


def _at_once(scim: Scim, path: str, *bodies: dict[str, object]) -> list[int]:
    with ThreadPoolExecutor(len(bodies)) as threads:
        return sorted(threads.map(lambda body: scim.ask("POST", path, body).status_code, bodies))


def test_of_many_of_one_name_at_once_one_is_made_and_the_others_are_told(scim: Scim) -> None:
    same = [{"externalId": "u-mei", "userName": "mei"}] * MANY
    assert _at_once(scim, "/Users", *same) == [201, *[409] * (MANY - 1)]
    named = [{"externalId": f"u-{number}", "userName": "Ada"} for number in range(MANY)]
    assert _at_once(scim, "/Users", *named) == [201, *[409] * (MANY - 1)]
    assert _at_once(scim, "/Groups", *[{"displayName": "Desk Admins"}] * MANY) == [201, *[409] * (MANY - 1)]
    assert scim.ask("GET", "/Users").json()["totalResults"] == 2


def test_people_whose_names_here_would_be_alike_are_all_made(scim: Scim) -> None:
    alike = [{"externalId": f"u-{number}", "userName": f"mei@desk{number}.example.com"} for number in range(MANY)]
    assert _at_once(scim, "/Users", *alike) == [201] * MANY


def test_a_change_of_the_name_never_lets_somebody_in_who_is_put_out_meanwhile(scim: Scim) -> None:
    mei = scim.make("u-mei", "mei")
    scim.group("Desk Moderators", mei)

    def change(number: int) -> int:
        given = {"active": False} if number == 0 else {"displayName": f"Mei {number}"}
        body = {"schemas": [PATCH], "Operations": [{"op": "replace", "value": given}]}
        return scim.ask("PATCH", f"/Users/{mei}", body).status_code

    with ThreadPoolExecutor(MANY) as threads:
        assert set(threads.map(change, range(MANY))) == {200}
    assert scim.role(mei) is None
