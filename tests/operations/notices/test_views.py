from reseal.operations.cases import views as cases
from reseal.operations.notices import views
from reseal.storage.store import Store
from tests.operations.notices.given import EXPOSING, case_of, file, keep


def test_the_reviewer_sees_who_speaks_and_not_who_it_is(store: Store) -> None:
    keep(store, {"t-1": EXPOSING})
    got = file(store, relation="guardian", contact="name@example.com", minor=True, description="我的孩子被人公开了住址")
    file(store, relation="bystander", origin="192.0.2.1")
    file(store, relation="bystander", origin="192.0.2.9", contact="n9@example.com")
    (case,) = case_of(store, got)
    with store.read("staff:1") as work:
        first, second, third = views.of_case(work, case)
    assert (first.relation, first.minor, first.anonymous) == ("guardian", True, False)
    assert second.anonymous and second.voice == first.voice != third.voice, "one origin is one voice"
    assert first.weight > third.weight > second.weight > 0
    assert "example.com" not in repr((first, second, third)) and "孩子" not in repr((first, second, third))


def test_organised_notices_are_shown_to_the_reviewer(store: Store) -> None:
    keep(store, {"t-1": EXPOSING})
    words = "这个人必须封号，请大家一起举报他，谢谢"
    for number in range(4):
        got = file(
            store, relation="bystander", origin=f"192.0.2.{number}", contact=f"n{number}@example.com", description=words
        )
    (case,) = case_of(store, got)
    with store.read("staff:1") as work:
        assert views.coordinated(work, case) == ("same_words",)
        assert cases.case(work, case).row.coordinated


def test_a_crowd_with_one_text_holds_nothing(store: Store) -> None:
    """BEN-05: coordinated notices are shown, and corroborate nothing by themselves."""
    keep(store, {"t-1": EXPOSING})
    words = "这个人必须封号，请大家一起举报他，谢谢"
    for number in range(10):
        got = file(store, relation="bystander", origin=f"192.0.2.{number}", description=words)
    with store.read() as work:
        assert cases.case(work, case_of(store, got)[0]).row.state == "open", "anonymous notices never corroborate"


def test_known(store: Store) -> None:
    keep(store, {"t-1000": EXPOSING})
    with store.read() as work:
        assert views.known(work, ["x", "https://e.example.com/t-1000"])
        assert not views.known(work, ["x"]) and not views.known(work, [])
