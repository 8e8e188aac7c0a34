from reseal.operations.notices import views
from reseal.storage.store import Store
from tests.operations.notices.given import EXPOSING, file, keep


def test_a_notice_is_answered_at_once_and_its_post_sealed(store: Store) -> None:
    keep(store, {"t-1": EXPOSING})
    got = file(store)
    with store.read() as work:
        status = views.status(work, got.ticket, got.pin)
    assert status is not None and status.status == "received"
    assert status.copies is not None and status.copies.found == 1
    assert [line.kind for line in status.history] == ["received", "sealed"]
