from sqlalchemy import func, select

from reseal.operations.posts import acts, views
from reseal.operations.posts.tables import DayVault, PostIdentifier, PostKey, StoredPost
from reseal.storage.clock import DAY
from reseal.storage.store import Store
from reseal.storage.vaults import Vault
from tests.conftest import Clock
from tests.operations import factories as made


def test_kept_and_found_as_it_was(store: Store) -> None:
    given = made.post("https://example.com/p/1", target="t1", lang="zh", surface="comment", reply_to="p0")
    said = made.decision(given)
    with store.write() as work:
        acts.take_in(work, [given], [said], counts=[{"views": 3}])
    with store.read() as work:
        kept = views.find(work, given.id)
        assert kept is not None and kept.post == given and kept.decision == said and kept.counts == {"views": 3}
        assert kept.surface == "comment" and kept.shown == "shown" and kept.deleted_at is None
        assert views.find(work, "another") is None
        assert views.get(work, [kept.id, "none"]) == [kept]


def test_nothing_personal_stands_in_the_rows(store: Store) -> None:
    given = made.post("https://example.com/p/1")
    with store.write() as work:
        made.keep(work, given)
    with store.read() as work:
        connection = work.session.connection()
        rows = [
            repr(row)
            for table in (StoredPost, PostIdentifier, PostKey, Vault)
            for row in connection.execute(select(table.__table__))
        ]
    everything = "".join(rows)
    assert len(rows) > 3 and "incitement" in everything
    for secret in ("13800001234", "1380000", "李小四", "东华路", "example.com", "author of"):
        assert secret not in everything and repr(secret.encode())[2:-1] not in everything


def test_sent_again_the_newer_wins(store: Store) -> None:
    first = made.post("p1", "第一版，今天天气真好啊", created_at="2026-09-01T00:00:00Z")
    older = made.post("p1", "更早的一版，今天天气真好啊", created_at="2026-08-01T00:00:00Z")
    newer = made.post("p1", made.DOX, created_at="2026-09-02T00:00:00Z")
    with store.write() as work:
        ids = {made.keep(work, first)[0].id}
        ids |= {made.keep(work, older)[0].id}
        assert made.keep(work, older)[0].post == first
        ids |= {made.keep(work, newer)[0].id}
    with store.read() as work:
        kept = views.find(work, "p1")
        assert kept is not None and kept.post == newer and len(ids) == 1
        assert len(kept.marks.identifiers) > 1 and kept.marks.keys
    with store.write() as work:
        mended = made.keep(work, made.post("p1", "改好了，没有别人的信息"))[0]
        assert mended.marks.identifiers == () and mended.marks.keys == ()


def test_twice_in_one_request(store: Store) -> None:
    posts = [
        made.post("p1", "新的一版，今天天气真好", created_at="2026-09-02T00:00:00Z"),
        made.post("p2"),
        made.post("p1", "旧的一版，今天天气真好", created_at="2026-09-01T00:00:00Z"),
    ]
    with store.write() as work:
        kept = acts.take_in(work, posts, made.screener().decide(posts))
        assert kept.ids[0] == kept.ids[2] != kept.ids[1] and len(kept.fresh) == 2
        found = views.find(work, "p1")
        assert found is not None and found.post == posts[0]


def test_what_the_platform_was_asked_stands_when_it_is_sent_again(store: Store) -> None:
    with store.write() as work:
        kept = made.keep(work, made.post("p1"))[0]
        acts.show(work, [kept.id], "removed")
        assert made.keep(work, made.post("p1", made.OTHER_DOX))[0].shown == "removed"


def test_deleted_yet_sealed_until_its_day_is_erased(store: Store, clock: Clock) -> None:
    with store.write() as work:
        made.keep(work, made.post("p1"))
    clock.pass_(5)
    with store.write() as work:
        assert acts.forget(work, "p1") and not acts.forget(work, "p2")
    with store.read() as work:
        kept = views.find(work, "p1")
        assert kept is not None and kept.deleted_at == clock.now and kept.post.text == made.DOX
    clock.pass_(5)
    with store.write() as work:
        acts.forget(work, "p1")
        kept = views.find(work, "p1")
        assert kept is not None and kept.deleted_at == clock.now - 5


def test_erased_with_its_key(store: Store, clock: Clock) -> None:
    with store.write() as work:
        made.keep(work, made.post("p1"), made.post("p2", made.OTHER_DOX))
    clock.pass_(3 * DAY)
    with store.write() as work:
        made.keep(work, made.post("p3", made.HARMLESS))
        assert acts.erase_due(work) == 0
    clock.pass_(5 * DAY)
    with store.write() as work:
        assert acts.erase_due(work, 1) == 1
        assert views.find(work, "p1") is None and views.find(work, "p2") is None
        assert acts.erase_due(work) == 1 and acts.erase_due(work) == 0
    with store.read() as work:
        assert views.find(work, "p3") is not None
        for table, count in ((StoredPost, 1), (DayVault, 1), (PostIdentifier, 0), (PostKey, 0)):
            assert work.session.scalar(select(func.count()).select_from(table)) == count
        open_vaults = select(func.count()).select_from(Vault).where(Vault.wrapped.is_not(None))
        assert work.session.scalar(open_vaults) == 1


def test_many_in_one_write(store: Store) -> None:
    posts = [made.post(f"p{number}", f"第{number}条，今天天气真好，一起吃火锅") for number in range(1_000)]
    with store.write() as work:
        ids = acts.keep(work, posts, made.screener().decide(posts))
        assert len(set(ids)) == 1_000
        assert acts.keep(work, posts, made.screener().decide(posts)) == ids
