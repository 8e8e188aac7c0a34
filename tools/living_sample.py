"""The desk of `make run` filled with days of invented life: posts, copies, notices, cases of different ages, decisions.

`data/sample/desk.toml` says what happens. Nothing is touched where a desk has members or cases already.
"""

from base64 import b64encode
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import living_accounts
import living_quality
import msgspec

from reseal.interfaces.api.posts import PRIVATE
from reseal.interfaces.console.proposed import proposed as proposal_for
from reseal.operations.cases import acts as cases
from reseal.operations.cases import views as case_views
from reseal.operations.cases.proposing import pack_named, usual_clause
from reseal.operations.cases.words import Choice
from reseal.operations.notices import acts as notices
from reseal.operations.notices.words import About, Form, Receipt, Relation
from reseal.operations.posts import acts as posts
from reseal.operations.staff import acts as staff
from reseal.operations.staff import links, passwords
from reseal.operations.staff import views as members
from reseal.screening.data import read_toml
from reseal.screening.policy.wording import Lang
from reseal.screening.screener import Screener
from reseal.storage.clock import DAY, HOUR, MINUTE, Milliseconds
from reseal.storage.store import Store
from reseal.vocabulary import Decision, Post

KEPT_DAYS = 30
SAMPLE = Path(__file__).resolve().parent.parent / "src" / "reseal" / "data" / "sample"


class Again(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Copies of one post by others."""

    of: int
    by: list[str]
    before: list[str]
    after: list[str]


class Told(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A notice, so many hours after its post: that of a scene, or of those that call for a case the one so far on.

    `shown`: its ticket and PIN are told to whoever looks at the sample.
    """

    hours: float
    relation: Relation
    lang: str
    description: str
    of: int | None = None
    scene: str = ""
    about: About = "doxxing"
    contact: str = ""
    threat: bool = False
    minor: bool = False
    shown: bool = False


class Day(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a member does on a day with the head of the queue: so many cases decided, of those taken back, and held.

    So many are `left` to others of those for which nothing is proposed. `minutes` of looking came before it.
    """

    day: float
    by: str
    cases: int = 0
    undone: int = 0
    held: int = 0
    left: int = 0
    minutes: int = 0


class Scene(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A post of `scenes.jsonl`, so many hours ago, and how often it was seen."""

    id: str
    hours: float
    views: int


class Person(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A member; `link` for whoever looks at the sample."""

    name: str
    role: str
    link: bool = False


class Script(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that happens."""

    source: str
    status: str
    verified: bool
    days: int
    views: list[int]
    scene: list[Scene]
    again: list[Again]
    notice: list[Told]
    decision: list[Day]
    member: list[Person]


class Doors(msgspec.Struct, frozen=True):
    """What opens the sample: keys of links by the names of members, a ticket with its PIN, an author's own page."""

    keys: dict[str, str]
    ticket: str
    pin: str
    appeal: str


class Event(NamedTuple):
    """Something that happens at a time: a post arrives, somebody reports, somebody decides."""

    at: Milliseconds
    post: tuple[Post, Decision, int] | None = None
    told: tuple[Told, Post | None] | None = None
    day: Day | None = None
    step: Callable[[Store], None] | None = None


def script() -> Script:
    """What `data/sample/desk.toml` says."""
    return msgspec.convert(read_toml("sample", "desk.toml"), Script)


def events(said: Script, given: Sequence[tuple[Post, Decision]], screener: Screener, now: Milliseconds) -> list[Event]:
    """All that happens, in order, the last of it minutes before `now`."""
    scenes = {scene.id: scene for scene in said.scene}
    stream = [one for one in given if one[0].id not in scenes and one[0].surface not in PRIVATE]
    begun, step = now - said.days * DAY, (said.days * DAY - 10 * MINUTE) // max(len(stream), 1)
    views = said.views
    found = [
        Event(begun + place * step, post=(post, decision, views[place % len(views)]))
        for place, (post, decision) in enumerate(stream)
    ]
    grave = [(event.at, *event.post) for event in found if event.post and event.post[1].category == "exposure"]
    played = {
        post.id: Event(now - round(scenes[post.id].hours * HOUR), post=(_sent(post), decision, scenes[post.id].views))
        for post, decision in given
        if post.id in scenes
    }
    found += played.values()
    for again in said.again:
        at, first, _, seen = grave[again.of]
        for place, (by, before, after) in enumerate(zip(again.by, again.before, again.after, strict=True)):
            copy = msgspec.structs.replace(first, id=f"{first.id}-{by}", author=by, text=f"{before}{first.text}{after}")
            found.append(Event(at + (place + 1) * 40 * MINUTE, post=(copy, screener.decide([copy])[0], seen // 2)))
    for told in said.notice:
        at, of = (begun, None) if told.of is None else grave[told.of][:2]
        if told.scene:
            at, of = played[told.scene].at, played[told.scene].post[0]  # type: ignore[index]
        found.append(Event(min(at + round(told.hours * HOUR), now - 5 * MINUTE), told=(told, of)))
    found += [Event(min(begun + round(day.day * DAY), now - MINUTE), day=day) for day in said.decision]
    return sorted(found, key=lambda event: event.at)


def _sent(post: Post) -> Post:
    """The post with its pictures in it, as the API takes them."""
    files = [SAMPLE / name for name in post.media or ()]
    return msgspec.structs.replace(post, media=[b64encode(file.read_bytes()).decode() for file in files] or None)


def play(store: Store, given: Sequence[tuple[Post, Decision]], screener: Screener) -> Doors | None:
    """Fill an empty desk; answers what opens it, None where it was not empty."""
    with store.read() as work:
        if members.members(work) or case_views.queue(work, limit=1).cases:
            return None
    said, clock = script(), store.clock
    now = clock()
    receipts: list[Receipt] = []
    ruled: list[living_quality.Ruled] = []
    try:
        store.clock = lambda: now - said.days * DAY
        who = _members(store, said)
        steps = living_accounts.steps(screener, who.__getitem__, now)
        steps += living_quality.steps(ruled, who.__getitem__, now)
        later = [Event(at, step=step) for at, step in steps]
        for event in sorted([*events(said, given, screener, now), *later], key=lambda event: event.at):
            store.clock = lambda at=event.at: at  # type: ignore[misc]
            _happens(store, event, screener, who, receipts, ruled)
    finally:
        store.clock = clock
    with store.write() as work:
        cases.end_holds(work, 1000)
        cases.escalate_due(work, 1000)
        keys = {person.name: links.make(work, person.name) for person in said.member if person.link}
        return Doors(keys, receipts[-1].ticket, receipts[-1].pin, living_accounts.own_page(work))


def _members(store: Store, said: Script) -> dict[str, str]:
    with store.write() as work:
        return {
            person.name: staff.add(work, person.name, person.role, passwords.hashed(passwords.handed_out()), "zh")
            for person in said.member
        }


def _happens(
    store: Store,
    event: Event,
    screener: Screener,
    who: dict[str, str],
    receipts: list[Receipt],
    ruled: list[living_quality.Ruled],
) -> None:
    if event.post is not None:
        post, decision, seen = event.post
        with store.write("platform:sample") as work:
            kept = posts.take_in(work, [post], [decision], counts=[{"views": seen}], days=KEPT_DAYS)
            cases.arrived(work, kept.fresh)
    elif event.told is not None:
        told, of = event.told
        form = Form(
            relation=told.relation,
            posts=(of.id,) if of else (),
            description=told.description,
            contact=told.contact,
            lang="zh" if told.lang == "zh" else "en",
            about=told.about,
            threat=told.threat,
            minor=told.minor,
            origin=told.contact or told.description,
        )
        heard = Post("notice", "" if of else told.description)
        with store.write("public") as work:
            receipt = notices.file(work, form, notices.Judged(heard, screener.decide([heard])[0]))
        if told.shown:
            receipts.append(receipt)
    elif event.step is not None:
        event.step(store)
    elif event.day is not None:
        _decide(store, event.day, who[event.day.by], ruled)


def _decide(store: Store, day: Day, member: str, ruled: list[living_quality.Ruled]) -> None:
    """Decide cases at the head of the queue as the console proposes, and let stand what it proposes nothing for."""
    actor = f"staff:{member}"
    living_quality.look(store, member, day.minutes)
    with store.write(actor) as work:
        cases.escalate_due(work, 1000)
        rows = case_views.queue(work, limit=50).cases
    for row in [row for row in rows if row.category != "none"][: day.held]:
        with store.write(actor) as work:
            cases.hold(work, row.id, "person")
    left = done = 0
    for row in rows:
        if done == day.cases:
            break
        with store.write(actor) as work:
            seen = case_views.case(work, row.id)
            proposal = proposal_for(work, seen)
            if proposal.action is None and left < day.left:
                left += 1
                continue
            cases.take(work, row.id, member)
            action, category = proposal.action or "allow", proposal.category if proposal.action else "none"
            choice = Choice(action, category, usual_clause(pack_named(row.pack), action, category))
            decided = cases.decide(work, row.id, choice, seen.row.version)
            content = case_views.content_of(work, seen.snapshots[0].id)
        done += 1
        if done <= day.undone:
            with store.write(actor) as work:
                cases.undo(work, decided.decision_id)
        elif action in ("remove", "redact") and content.author:
            lang: Lang = "zh" if content.lang == "zh" else "en"
            ruled.append(living_quality.Ruled(decided.decision_id, row.id, content.author, lang))
