"""How posts find together, and what keeps a cluster from growing beyond one person."""

import pytest

from reseal.operations.cases import acts, rules, views
from reseal.operations.cases.words import Choice, Content
from reseal.operations.posts import acts as posts
from reseal.operations.posts import views as post_views
from reseal.storage.store import Store
from reseal.vocabulary import Subject
from tests.conftest import NOON, Clock
from tests.operations import factories as made

PHONE = "13800001234"
ELSE = "13900005678"


def test_opened_by_the_first_and_joined_by_its_copies(store: Store) -> None:
    with store.write() as work:
        first = made.gather(work, made.post("p1"))
        spaced = made.gather(work, made.post("p2", made.DOX.replace("，", " ， ")))
        near = made.gather(work, made.post("p3", made.DOX + "！求扩散"))
        other = made.gather(work, made.post("p4", made.OTHER_DOX))
        assert first.new and not spaced.new and not near.new and other.new
        assert first.case_id == spaced.case_id == near.case_id != other.case_id
        case = views.case(work, first.case_id)
        assert [(one.role, one.how) for one in case.snapshots] == [
            ("origin", "screened"),
            ("copy", "exact"),
            ("copy", "near"),
        ]
        assert case.row.posts == 3


def test_the_same_value_in_another_text(store: Store) -> None:
    """However it is written; what breaks a rule by itself is acted on, what only mentions it is not."""
    bad, good = f"人渣号码给你们：{PHONE}，冲", "我的新号码是一三八零零零零一二三四，常联系"
    with store.write() as work:
        first = made.gather(work, made.post("p1"))
        second = made.gather_as(work, made.post("p2", bad), made.judged("p2", made.shows(bad, "phone", PHONE)))
        own = made.shows(good, "phone", "一三八零零零零一二三四", "self")
        harmless = made.judged("p3", own, category="none", severity="none", action="allow")
        acts.arrived(work, [made.keep_as(work, made.post("p3", good), harmless)])
        case = views.case(work, first.case_id)
        assert second.case_id == first.case_id
        assert [(one.role, one.how) for one in case.snapshots][1:] == [
            ("origin", "identifier"),
            ("mention", "identifier"),
        ]


def test_copies_from_before_are_taken_in(store: Store) -> None:
    with store.write() as work:
        made.keep(work, made.post("p1"), made.post("p2", made.DOX + "！"), made.post("p3", made.HARMLESS))
        last = made.gather(work, made.post("p4"), "noticed")
        assert {one.how for one in views.case(work, last.case_id).snapshots} == {"noticed", "exact"}
        assert made.row(work, last.case_id).posts == 3


@pytest.mark.parametrize("subject", ["organisation", "public_office"])
def test_never_through_a_hotline_or_an_office(store: Store, subject: Subject) -> None:
    """DESIGN: only values of people bring posts together."""
    with store.write() as work:
        cases = set()
        rants = "这家餐馆的老板缺德，去骂他", "银行柜台小姑娘态度恶劣，查查她是谁", "物业经理打人，堵他家门"
        for number, rant in enumerate(rants):
            text = f"{rant}，总机{PHONE}"
            said = made.judged(f"p{number}", made.shows(text, "phone", PHONE, subject))
            cases.add(made.gather_as(work, made.post(f"p{number}", text), said).case_id)
        assert len(cases) == 3


@pytest.mark.parametrize("type_", ["person_name", "workplace", "school", "birth_date"])
def test_never_through_what_many_share(store: Store, type_: str) -> None:
    with store.write() as work:
        cases = set()
        for number, text in enumerate(("李小四欠钱不还，大家离他远点", "昨晚在地铁站骂人的就是李小四")):
            said = made.judged(f"p{number}", made.shows(text, type_, "李小四"))  # type: ignore[arg-type]
            cases.add(made.gather_as(work, made.post(f"p{number}", text), said).case_id)
        assert len(cases) == 2


def test_a_post_about_two_people_makes_no_bridge(store: Store) -> None:
    """Abuse: with one post that names both, somebody would tie a victim's case to another's, link by link."""
    bridge = f"都来看：{PHONE}和{ELSE}是一伙的，骂他们"
    lone = f"另一件事，{ELSE}这个号欠我钱不还，大家小心"
    with store.write() as work:
        first = made.gather(work, made.post("p1"))
        both = made.judged("p2", made.shows(bridge, "phone", PHONE), made.shows(bridge, "phone", ELSE))
        joined = made.gather_as(work, made.post("p2", bridge), both)
        third = made.gather_as(work, made.post("p3", lone), made.judged("p3", made.shows(lone, "phone", ELSE)))
        assert joined.case_id == first.case_id != third.case_id


def test_a_value_that_is_everybodys_brings_nothing_together(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reseal.operations.cases.joining.most_cases", lambda: 2)
    monkeypatch.setattr("reseal.operations.cases.joining.most_posts", lambda: 1)
    with store.write() as work:
        found = []
        for number in range(5):
            text = f"{number * 1001}号帖子{'甲乙丙丁戊'[number] * 9}联系{PHONE}"
            said = made.judged(f"p{number}", made.shows(text, "phone", PHONE))
            found.append(made.gather_as(work, made.post(f"p{number}", text), said))
        assert len({one.case_id for one in found}) == 5


def test_a_cluster_is_bounded(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reseal.operations.cases.joining.most_posts", lambda: 3)
    with store.write() as work:
        found = [made.gather(work, made.post(f"p{number}")).case_id for number in range(5)]
        assert found[0] == found[1] == found[2] != found[3] == found[4]
    assert rules.most_posts() > 50


def test_one_template_about_two_people_is_no_copy(store: Store) -> None:
    texts = [
        f"大家快来看这个骗子的真面目，转发扩散不要停，他叫{name}，手机{phone}，见一次骂一次，决不放过"
        for name, phone in (("李小四", PHONE), ("王五三", ELSE))
    ]
    with store.write() as work:
        found = set()
        for number, (text, phone) in enumerate(zip(texts, (PHONE, ELSE), strict=True)):
            said = made.judged(f"p{number}", made.shows(text, "phone", phone))
            found.add(made.gather_as(work, made.post(f"p{number}", text), said).case_id)
        assert len(found) == 2


def test_what_is_told_finds_nothing_and_is_found_by_nothing(store: Store) -> None:
    """Abuse: a notice about a number must not answer whether that number stands in any post (PI-13)."""
    with store.write() as work:
        first = made.gather(work, made.post("p1"))
        made.keep(work, made.post("p2", f"电话{PHONE}是人渣李小四的，大家冲"))
        own = made.post("told:1", made.DOX)
        told = acts.gather(work, Content.told(own, made.decision(own), work.now), "told")
        assert told.new and told.case_id != first.case_id
        case = views.case(work, told.case_id)
        assert [(one.role, one.how) for one in case.snapshots] == [("told", "told")] and case.row.severity != "none"
        assert made.gather(work, made.post("p3")).case_id == first.case_id
        assert views.case(work, told.case_id).row.posts == 1


def test_a_post_that_says_word_by_word_what_was_told_does_not_come_to_it(store: Store) -> None:
    """Abuse: who tells a text would read from the counts of the case that somebody has posted it (PI-13)."""
    own = made.post("told:1", made.DOX)
    with store.write() as work:
        told = acts.gather(work, Content.told(own, made.decision(own), work.now), "told")
        (post,) = acts.arrived(work, made.keep(work, made.post("p1")))
        noticed = made.gather(work, made.post("p2"), "noticed")
        assert post.case_id == noticed.case_id != told.case_id
        assert views.case(work, told.case_id).row.posts == 1


def test_sealed_once_as_long_as_it_is_the_same(store: Store) -> None:
    with store.write() as work:
        first = made.gather(work, made.post("p1"))
        assert made.gather(work, made.post("p1"), "noticed") == acts.gather(
            work, Content.of(made.keep(work, made.post("p1"))[0]), "screened"
        )
        edited = made.gather(work, made.post("p1", made.DOX + "，还有他妈的电话也有"))
        assert edited.case_id == first.case_id and edited.snapshot_id != first.snapshot_id
        texts = [views.snapshot_text(work, one.id) for one in views.case(work, first.case_id).snapshots]
        assert texts[0] == made.DOX and len(texts) == 2


def test_deleted_or_mended_the_snapshot_stays(store: Store, clock: Clock) -> None:
    with store.write() as work:
        case = made.gather(work, made.post("p1")).case_id
        made.gather(work, made.post("p2"))
    clock.pass_(10)
    with store.write() as work:
        posts.forget(work, "p1")
        assert acts.gone(work, "p1") == 1 and acts.gone(work, "p1") == 0 and acts.gone(work, "unknown") == 0
        mended = made.keep(work, made.post("p2", "已经删掉了他的信息，今天天气不错"))
        acts.arrived(work, mended)
        seen = views.case(work, case).snapshots
        assert [one.gone_at for one in seen] == [NOON + 10] * 2
        assert [views.snapshot_text(work, one.id) for one in seen] == [made.DOX] * 2


def test_what_is_decided_stays_decided(store: Store) -> None:
    """A post that comes again unchanged opens no second case, nor does a copy's case take it in; a notice does."""
    with store.write("staff:1") as work:
        case = made.gather(work, made.post("p1")).case_id
        acts.decide(work, case, Choice("allow", "none", "open"), made.row(work, case).version)
        assert acts.arrived(work, made.keep(work, made.post("p1"))) == []
        copy = made.gather(work, made.post("p2"))
        assert copy.new and made.row(work, copy.case_id).posts == 1
        assert made.gather(work, made.post("p1"), "noticed").case_id == copy.case_id
        edited = acts.arrived(work, made.keep(work, made.post("p1", made.DOX + "，还有他妈的电话也有")))
        assert len(edited) == 1


def test_what_arrives_goes_where_it_belongs(store: Store) -> None:
    given = [made.post("p1"), made.post("p2"), made.post("p3", made.HARMLESS), made.post("p4", made.OTHER_DOX)]
    with store.write() as work:
        kept = posts.take_in(work, given, made.screener().decide(given))
        acts.arrived(work, kept.fresh)
        cases = views.queue(work).cases
        assert sorted(case.posts for case in cases) == [1, 2]
        harmless = post_views.find(work, "p3")
        assert harmless is not None and not acts.arrived(work, [harmless])


def test_a_copy_of_what_was_only_noticed_joins_though_the_screener_saw_nothing(store: Store) -> None:
    missed = made.judged("x", category="none", severity="none", action="allow")
    with store.write() as work:
        first = made.gather_as(work, made.post("p1", made.HARMLESS), missed, "noticed")
        acts.arrived(work, [made.keep_as(work, made.post("p2", made.HARMLESS), missed)])
        assert [one.role for one in views.case(work, first.case_id).snapshots] == ["origin", "copy"]


def test_only_what_must_be_looked_at_again_changes_the_version(store: Store) -> None:
    """Else nobody could decide on a case into which copies pour."""
    with store.write() as work:
        case = made.gather(work, made.post("p1")).case_id
        before = made.row(work, case).version
        made.gather(work, made.post("p2"))
        assert made.row(work, case).version == before
        text = f"新料：{PHONE}，大家接着骂"
        made.gather_as(work, made.post("p3", text), made.judged("p3", made.shows(text, "phone", PHONE)))
        assert made.row(work, case).version > before


def test_a_mention_that_somebody_reports_is_one_of_the_case_s_posts(store: Store) -> None:
    text = "我的号码13800001234，常联系"
    own = made.judged("m", made.shows(text, "phone", PHONE, "self"), category="none", action="allow")
    with store.write() as work:
        case = made.gather(work, made.post("p1")).case_id
        acts.arrived(work, [made.keep_as(work, made.post("m", text), own)])
        assert [one.role for one in views.case(work, case).snapshots] == ["origin", "mention"]
        before = made.row(work, case).version
        made.gather_as(work, made.post("m", text), own, "noticed")
        assert [one.role for one in views.case(work, case).snapshots] == ["origin", "origin"]
        assert made.row(work, case).version == before + 1 and made.row(work, case).posts == 2


def test_who_quotes_to_condemn_is_not_acted_on_with_the_rest(store: Store) -> None:
    """Abuse turned round: near-same is not the same. What breaks no rule by itself is for the reviewer to name."""
    quote = made.DOX + "——别转了，这是违法的"
    clean = made.judged("q", made.shows(quote, "phone", PHONE), category="none", severity="none", action="allow")
    with store.write() as work:
        case = made.gather(work, made.post("p1")).case_id
        acts.arrived(work, [made.keep_as(work, made.post("q", quote), clean)])
        assert [(one.role, one.how) for one in views.case(work, case).snapshots][1] == ("mention", "near")


def test_near_copies_of_what_the_screener_cannot_see_are_copies(store: Store) -> None:
    text = "就是那个住在河边红房子里每天早上七点遛白狗的女老师，大家都懂，转起来"
    missed = made.judged("x", category="none", severity="none", action="nudge")
    with store.write() as work:
        case = made.gather_as(work, made.post("p1", text), missed, "noticed").case_id
        acts.arrived(work, [made.keep_as(work, made.post("p2", text + "！！快转"), missed)])
        assert [(one.role, one.how) for one in views.case(work, case).snapshots][1] == ("copy", "near")
