"""A notice comes in: sealed with what it names, answered at once with ticket and PIN (CAC-03, Art 25-27, DSA 16)."""

from sqlalchemy import Row, bindparam, select

from reseal.operations.audit import acts as audit
from reseal.operations.notices import rows
from reseal.operations.notices.acts.gathering import Gathered, Judged, gather, named, note, sealed
from reseal.operations.notices.links import count_in_cases
from reseal.operations.notices.rules import answer_within, rules, weight
from reseal.operations.notices.tables import Notice, NoticePicture
from reseal.operations.notices.tickets import new_pin, new_ticket, pass_for, pin_print, shown
from reseal.operations.notices.words import Form, Receipt, Told
from reseal.operations.retention.rules import keep
from reseal.storage.clock import DAY, Milliseconds
from reseal.storage.ids import new_id
from reseal.storage.store import Work

_MERGE_WITHIN = 7 * DAY
_Before = tuple[str, str | None, Milliseconds, str, bool, bool, str]
_SAME = select(
    Notice.id,
    Notice.case_id,
    Notice.due_at,
    Notice.relation,
    Notice.minor,
    Notice.threat,
    Notice.state,
)
_SAME = _SAME.where(
    Notice.content_print == bindparam("words"),
    Notice.merged_into.is_(None),
    Notice.created_at + 0 > bindparam("since"),  # as a sum: else SQLite looks through all that came since
)
_SAME = _SAME.order_by(Notice.id)
_OF_CONTACT = _SAME.where(Notice.contact_print == bindparam("who"))
_OF_ORIGIN = _SAME.where(Notice.contact_print.is_(None), Notice.origin_print == bindparam("who"))


class TooMany(Exception):  # noqa: N818 - what happened, not an error of anybody
    """A notifier who was often plainly wrong has filed enough for the day (BEN-05). `until`: when there is room."""

    def __init__(self, until: Milliseconds) -> None:
        super().__init__("enough notices for a day")
        self.until = until


def file(work: Work, form: Form, judged: Judged) -> Receipt:
    """File a notice: snapshots of the posts that are known, else of what the notifier gave, are sealed with it.

    Raises:
        TooMany: the notifier is slowed down, and this is no threat to life.
    """
    notice, pin = _new(work, form)
    posts = named(work, form.posts)
    known = sum(one.post is not None for one in posts)
    first = _same_before(work, notice, form, frozenset(one.ref_print for one in posts))
    gathered: Gathered | None = None
    then: tuple[rows.Said, ...] = ()
    if first is not None:
        then = _merge(notice, first)
    elif form.about != "doxxing" and not form.threat and not known and not judged.decision.exposures:
        notice.state, notice.erase_at = "rerouted", work.now + keep("notice")
        then = (("rerouted", {"to": form.about}),)
    else:
        gathered = gather(work, notice, posts, judged)
        then = _ask_for_more(notice, form, bool(known), judged)
    rows.write(work, notice)
    rows.tell_all(work, notice.id, [("received", {}), *sealed(posts), *then])
    note(work, notice, posts)
    for place, content in enumerate(form.pictures):
        work.session.add(rows.picture(work, notice, place, content))
    if gathered is not None:
        count_in_cases(work, notice, gathered.cases, alone=gathered.new, new=True)
    audit.record(
        work,
        "notice.filed",
        notice.id,
        relation=form.relation,
        kind=form.about,
        posts=len(form.posts),
        known=known,
        pictures=len(form.pictures),
        threat=form.threat,
        minor=form.minor,
        merged=first is not None,
    )
    return Receipt(shown(notice.ticket), pin, notice.due_at, pass_for(work, notice))


def _new(work: Work, form: Form) -> tuple[rows.New, str]:
    ticket, pin = new_ticket(), new_pin()
    vault = work.vault("notice")
    contact = rows.contact_print(work, form.contact)
    origin = work.prints.of("origin", form.origin) if form.origin else None
    name = rows.reporter_print(work, contact, origin)
    reporter = rows.reporter_of(work, name)
    slowed = reporter is not None and (reporter.slowed_until or 0) > work.now
    if slowed and not form.threat:
        _make_room(work, contact, name)
    notice = rows.New(
        id=new_id(),
        ticket=ticket,
        pin_print=pin_print(work, ticket, pin),
        relation=form.relation,
        lang=form.lang,
        about=form.about,
        threat=form.threat,
        minor=form.minor,
        trusted=form.trusted,
        vault_id=vault,
        sealed=rows.seal_told(work, vault, Told(form.posts, form.description, form.contact)),
        contact_print=contact,
        origin_print=origin,
        reporter_print=name,
        content_print=rows.words_print(work, form),
        weight=weight(
            form.relation,
            anonymous=contact is None,
            trusted=form.trusted,
            slowed=slowed,
            agreed=reporter.agreed if reporter else 0,
            disagreed=reporter.disagreed if reporter else 0,
        ),
        created_at=work.now,
        due_at=work.now + answer_within(form.relation, form.threat, form.minor),
    )
    return notice, pin


def _make_room(work: Work, contact: bytes | None, reporter: bytes | None) -> None:
    """See to it that a slowed notifier (who has given a contact: others have no record) has not filed enough today."""
    most = rules().unfounded["a_day"]
    theirs = (Notice.contact_print == contact, Notice.reporter_print == reporter)
    today = select(Notice.created_at).where(*theirs, Notice.created_at > work.now - DAY)
    times = work.session.scalars(today.order_by(Notice.created_at)).all()
    if len(times) >= most:
        raise TooMany(times[-most] + DAY)


def _same_before(work: Work, notice: rows.New, form: Form, named: frozenset[bytes]) -> Row[*_Before] | None:
    """The notice that this one only repeats: the same notifier, words and posts, some days ago at most."""
    words = {"words": notice.content_print, "since": work.now - _MERGE_WITHIN}
    if notice.contact_print is not None:
        found = work.rows(_OF_CONTACT, who=notice.contact_print, **words)
    elif notice.origin_print is not None:
        found = work.rows(_OF_ORIGIN, who=notice.origin_print, **words)
    else:
        return None
    pictures = frozenset(rows.picture_print(work, content) for content in form.pictures)
    for before in found:
        if before.state not in ("received", "asked"):  # asked for, SQLite would look through all that wait
            continue
        same = before.relation == notice.relation and before.minor == notice.minor and before.threat >= notice.threat
        if same and rows.references(work, before.id) == named and _pictures_of(work, before.id) == pictures:
            return before
    return None


def _pictures_of(work: Work, notice_id: str) -> frozenset[bytes]:
    query = select(NoticePicture.content_print).where(NoticePicture.notice_id == notice_id)
    return frozenset(work.session.scalars(query))


def _merge(notice: rows.New, first: Row[*_Before]) -> tuple[rows.Said, ...]:
    """One notice sent twice counts once; both tickets tell the same."""
    notice.merged_into, notice.case_id, notice.due_at = first.id, first.case_id, first.due_at
    notice.weight = 0.0
    return (("merged", {}),)


def _ask_for_more(notice: rows.New, form: Form, known: bool, judged: Judged) -> tuple[rows.Said, ...]:
    """Ask at once for what nobody could decide without (Art 26); the case waits for a person all the same."""
    if known or form.pictures or judged.decision.exposures:
        return ()
    if not form.posts:
        what = "posts"
    elif len(form.description.strip()) < rows.SAYING:
        what = "pictures"
    else:
        return ()
    notice.state = "asked"
    return (("asked", {"for": what}),)
