"""The second half of the sample's desk: accounts on each rung, appeals in each state, a guard that has just fired.

`data/sample/standing.toml` says what happens; all of it goes through the same acts as at a real desk.
"""

from collections.abc import Callable
from functools import partial

import msgspec

from reseal.interfaces.console.proposed import proposed as proposal_for
from reseal.operations.accounts import acts as accounts
from reseal.operations.accounts.words import Facts
from reseal.operations.appeals import acts as appeals
from reseal.operations.appeals import views as appeal_views
from reseal.operations.appeals.words import Ruling, Said, State
from reseal.operations.cases import acts as cases
from reseal.operations.cases import views as case_views
from reseal.operations.cases.proposing import pack_named, usual_clause
from reseal.operations.cases.words import Choice, Content
from reseal.operations.deliveries import views as deliveries
from reseal.operations.guards import acts as guards
from reseal.operations.guards import views as guard_views
from reseal.operations.guards.words import Form, Watched
from reseal.operations.posts import acts as posts
from reseal.operations.sanctions.words import Part
from reseal.screening.data import read_toml
from reseal.screening.policy.wording import Lang
from reseal.screening.screener import Screener
from reseal.storage.clock import DAY, HOUR, MINUTE, Milliseconds
from reseal.storage.store import Store, Work
from reseal.vocabulary import Category, Post

KEPT_DAYS = 30


class Struck(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An account, what it posted and how often, what the platform says of it.

    `category` and `part` are what the person who decides says, where the posts do not tell it.
    """

    ref: str
    text: str
    times: int
    lang: Lang = "zh"
    minor: bool = False
    monetised: bool = False
    followers: int = 40
    groups: tuple[str, ...] = ()
    category: Category | None = None
    part: Part | None = None


class Appealed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An appeal of an account's author, and where it stands."""

    account: str
    words: str
    state: State
    lang: Lang = "zh"
    question: str = ""
    ground: str = ""


class Guarded(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is watched, and the post that shows it."""

    type: Watched
    value: str
    words: str
    contact: str
    post: str


class Script(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that happens."""

    source: str
    status: str
    verified: bool
    by: str
    reviewer: str
    account: tuple[Struck, ...]
    appeal: tuple[Appealed, ...]
    guard: Guarded


def script() -> Script:
    """What `data/sample/standing.toml` says."""
    return msgspec.convert(read_toml("sample", "standing.toml"), Script)


Step = tuple[Milliseconds, Callable[[Store], None]]


def steps(screener: Screener, who: Callable[[str], str], now: Milliseconds) -> list[Step]:
    """What happens in the days before `now`, each step with its time. `who` tells the id of a member by the name."""
    said = script()
    decided: dict[str, str] = {}
    waiting: dict[str, str] = {}
    found: list[Step] = []
    number = 100
    for one in said.account:
        found.append((now - 6 * DAY, partial(_told, one=one)))
        for time in range(one.times):
            number += 1
            text = one.text.replace("{n}", f"{number:04d}")
            post = Post(f"{one.ref}-{time}", text, author=one.ref, lang=one.lang)
            at = now - (one.times - time) * DAY - 10 * HOUR + (number - 100) * 25 * MINUTE  # one decided, then the next
            found.append((at, partial(_posted, screener=screener, post=post, waiting=waiting)))
            decide = partial(_decided, one=one, post=post, by=who(said.by), waiting=waiting, decided=decided)
            found.append((at + 20 * MINUTE, decide))
    for place, appeal in enumerate(said.appeal):
        rule = partial(_appeal, one=appeal, decided=decided, reviewer=said.reviewer, who=who)
        found.append((now - 3 * HOUR + place * MINUTE, rule))
    guard = said.guard
    found.append((now - 90 * MINUTE, partial(_watched, guard=guard, reviewer=said.reviewer, who=who)))
    found.append((now - 4 * MINUTE, partial(_seen, guard=guard, screener=screener)))
    return sorted(found, key=lambda step: step[0])


def _told(store: Store, *, one: Struck) -> None:
    facts = Facts(followers=one.followers, monetised=one.monetised, minor=one.minor, lang=one.lang, groups=one.groups)
    with store.write("platform:sample") as work:
        accounts.put(work, one.ref, facts)


def _posted(store: Store, *, screener: Screener, post: Post, waiting: dict[str, str]) -> None:
    """A post comes in, and with it a case."""
    with store.write("platform:sample") as work:
        kept = posts.take_in(work, [post], screener.decide([post]), counts=[{"views": 300}], days=KEPT_DAYS)
        waiting[post.id] = cases.gather(work, Content.of(kept.fresh[0]), "screened").case_id


def _decided(
    store: Store, *, one: Struck, post: Post, by: str, waiting: dict[str, str], decided: dict[str, str]
) -> None:
    """It is removed on the clause that is usual for it."""
    with store.write(f"staff:{by}") as work:
        case = waiting[post.id]
        seen = case_views.case(work, case)
        proposed = proposal_for(work, seen).category
        category: Category = one.category or ("exposure" if proposed == "none" else proposed)
        cases.take(work, case, by)
        clause = usual_clause(pack_named(seen.row.pack), "remove", category)
        done = cases.decide(work, case, Choice("remove", category, clause, part=one.part), seen.row.version)
    decided[one.ref] = done.decision_id


def own_page(work: Work) -> str:
    """The path of the page of the account whose appeal waits for an answer of its author."""
    asked = next(one.account for one in script().appeal if one.state == "asked")
    letters = [one.payload for one in deliveries.asked(work, "", 1000) if one.kind == "statement.author"]
    path: str = next(told["appeal"]["path"] for told in reversed(letters) if told["post"].startswith(f"{asked}-"))
    return path


def _appeal(store: Store, *, one: Appealed, decided: dict[str, str], reviewer: str, who: Callable[[str], str]) -> None:
    with store.write("platform:sample") as work:
        name = appeals.by_platform(work, decided[one.account], one.account, Said(one.words), one.lang).id
    with store.write(f"staff:{who(reviewer)}") as work:
        version = appeal_views.one(work, name).row.version
        if one.state == "asked":
            appeals.ask(work, name, Said(one.question), version)
        elif one.state == "upheld":
            appeals.decide(work, name, Ruling("upheld", one.ground), version)
        elif one.state == "rejected":
            appeals.decide(work, name, Ruling("rejected", one.ground), version)
    if one.state == "withdrawn":
        with store.write("public") as work:
            appeals.withdraw(work, name)


def _watched(store: Store, *, guard: Guarded, reviewer: str, who: Callable[[str], str]) -> None:
    form = Form(values=((guard.type, guard.value),), words=guard.words, contact=guard.contact, lang="zh")
    with store.write("public") as work:
        guards.file(work, form)
    with store.write(f"staff:{who(reviewer)}") as work:
        for one in guard_views.to_check(work, "", 10):
            guards.accept(work, one.id)


def _seen(store: Store, *, guard: Guarded, screener: Screener) -> None:
    """A post that breaks no rule shows what is watched: a case opens for a person to look at."""
    post = Post("guarded-1", guard.post, author="u-passer", lang="zh")
    with store.write("platform:sample") as work:
        kept = posts.take_in(work, [post], screener.decide([post]), counts=[{"views": 12}], days=KEPT_DAYS)
        cases.arrived(work, kept.fresh)
        guards.note(work, kept.fresh)
    with store.write() as work:
        while guards.look_due(work):
            pass
