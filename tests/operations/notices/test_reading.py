import msgspec

from reseal.operations.cases import views as cases
from reseal.operations.notices import acts, views
from reseal.operations.notices.acts import Judged, More
from reseal.storage.store import Store
from reseal.vocabulary import Decision, Exposure, Post
from tests.operations.notices.given import EXPOSING, HARMLESS, case_of, decide, file, id_of, keep

PNG = b"\x89PNG\r\n\x1a\n"


def read(store: Store, decision: Decision | None) -> list[str]:
    """The pictures that wait, as the server reads them; the notices to which they belong."""
    seen = []
    while True:
        with store.read() as work:
            waiting = views.unread_pictures(work)
        if waiting is None:
            return seen
        seen.append(waiting[0])
        with store.write() as work:
            acts.pictures_read(work, waiting[0], decision)
        assert len(seen) < 10


def test_pictures_wait_until_they_are_read_once(store: Store) -> None:
    got = file(store, posts=(), description=HARMLESS, pictures=(PNG + b"1", PNG + b"2"))
    notice = id_of(store, got)
    with store.read("staff:1") as work:
        assert views.unread_pictures(work) == (notice, [PNG + b"1", PNG + b"2"])
        assert views.of_case(work, case_of(store, got)[0])[0].pictures == 2
    assert read(store, None) == [notice] and read(store, None) == []
    with store.read("staff:1") as work:
        assert views.pictures_of(work, notice) == [PNG + b"1", PNG + b"2"], "staff see them in a reveal"


def test_what_is_added_later_is_read_too(store: Store) -> None:
    got = file(store, pictures=(PNG + b"1",))
    read(store, None)
    notice = id_of(store, got)
    with store.write("public") as work:
        acts.add(work, notice, More(pictures=(PNG + b"2",)), Judged(Post("notice", ""), decide("")))
    with store.read() as work:
        assert views.unread_pictures(work) == (notice, [PNG + b"2"])


def test_what_stands_in_a_picture_makes_the_case_graver(store: Store) -> None:
    """The case of a notice of which nothing was known by its words."""
    got = file(store, posts=(), description=HARMLESS, pictures=(PNG,))
    (case,) = case_of(store, got)
    with store.read() as work:
        before = cases.case(work, case).row
    seen = Exposure("government_id", 0, 0, 0.99, "other", "image")
    read(store, msgspec.structs.replace(decide(HARMLESS), exposures=(seen,), severity="high"))
    with store.read() as work:
        after = cases.case(work, case)
    assert before.severity == "none" and after.row.severity != "none" and after.row.weight > before.weight
    assert [snapshot.role for snapshot in after.snapshots] == ["told", "told"], "it is never acted on"


def test_a_harmless_picture_changes_nothing(store: Store) -> None:
    keep(store, {"t-1": EXPOSING})
    got = file(store, pictures=(PNG,))
    read(store, decide(HARMLESS))
    with store.read() as work:
        assert len(cases.case(work, case_of(store, got)[0]).snapshots) == 1
