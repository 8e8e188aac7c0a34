"""People and tokens, as administrators keep them."""

from reseal.operations.tokens.views import grant, listed
from tests.interfaces.console.conftest import Desk
from tests.operations.staff.conftest import OWN


def secret_in(page: str) -> str:
    return page.split('class="secret"><code>')[1].partition("</code>")[0]


def test_somebody_is_added_and_signs_in_with_the_password_that_is_shown_once(fresh: Desk) -> None:
    admin = fresh.browser("admin", "ada")
    shown = admin.post("/console/people", {"name": "Mei", "role": "moderator", "lang": "en"})
    password = secret_in(shown.text)
    assert shown.status_code == 200 and password not in admin.get("/console/people").text
    answer = fresh.anybody().post("/console/sign-in", {"name": "mei", "password": password})
    assert answer.headers["location"].startswith("/console/sign-in/first")


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(fresh: Desk) -> None:
    admin = fresh.browser("admin", "ada")
    for name, role, words in (
        ("ada", "intake", "somebody of that name"),
        ("a b", "intake", "no spaces"),
        ("", "intake", "no spaces"),
        ("mei", "king", "no role king"),
        ("mei", "platform", "no role platform"),
    ):
        answer = admin.post("/console/people", {"name": name, "role": role})
        assert answer.status_code == 422 and words in answer.text and f'value="{name}"' in answer.text


def test_roles_change_and_people_are_shut_out_and_let_in(fresh: Desk) -> None:
    admin, mei = fresh.browser("admin", "ada"), fresh.browser("moderator", "mei")
    id_ = fresh.people["mei"]
    assert admin.post(f"/console/people/{id_}/role", {"role": "auditor"}).status_code == 303
    assert mei.get("/console/audit").status_code == 200
    assert admin.post(f"/console/people/{id_}/disable").status_code == 303
    assert mei.get("/console/audit").status_code == 303 and "shut out" in admin.get("/console/people").text
    assert admin.post(f"/console/people/{id_}/enable").status_code == 303
    fresh.browser("auditor", "mei")
    handed = secret_in(admin.post(f"/console/people/{id_}/reset").text)
    assert fresh.anybody().post("/console/sign-in", {"name": "mei", "password": OWN}).status_code == 401
    assert fresh.anybody().post("/console/sign-in", {"name": "mei", "password": handed}).status_code == 303
    for act in ("role", "reset", "disable", "enable"):
        assert admin.post(f"/console/people/none/{act}", {"role": "intake"}).status_code == 404


def test_the_last_administrator_stays(fresh: Desk) -> None:
    admin = fresh.browser("admin", "ada")
    id_ = fresh.people["ada"]
    for act in ("disable", "role"):
        answer = admin.post(f"/console/people/{id_}/{act}", {"role": "intake"})
        assert answer.status_code == 422 and "last administrator" in answer.text
    fresh.browser("admin", "bea")
    assert admin.post(f"/console/people/{id_}/role", {"role": "intake"}).status_code == 303
    assert admin.get("/console/people").status_code == 403


def test_a_token_is_made_with_scopes_shown_once_and_withdrawn(fresh: Desk) -> None:
    admin = fresh.browser("admin", "ada")
    shown = admin.post("/console/tokens", {"role": "platform", "name": "shop", "scope": ["screen", "posts"]}).text
    token = secret_in(shown)
    assert token.startswith("reseal_") and token not in admin.get("/console/tokens").text
    with fresh.store.read() as work:
        found = grant(work, token)
        (kept,) = listed(work)
    assert found is not None and found.scopes == {"screen", "posts"}
    answer = admin.post("/console/tokens", {"role": "platform", "name": "x", "scope": "audit.read"})
    assert answer.status_code == 422 and "no scope audit.read" in answer.text
    answer = admin.post("/console/tokens", {"role": "platform", "name": "till"})
    assert answer.status_code == 422 and "one scope or more" in answer.text and 'value="till"' in answer.text
    assert admin.post(f"/console/tokens/{kept.id}/withdraw").status_code == 303
    assert admin.post("/console/tokens/none/withdraw").status_code == 404
    with fresh.store.read() as work:
        assert grant(work, token) is None
    assert "withdrawn" in admin.get("/console/tokens").text
