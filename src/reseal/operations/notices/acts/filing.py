"""A notice comes in: sealed with what it names, answered at once with ticket and PIN (CAC-03, Art 25-27, DSA 16)."""

from sqlalchemy import select

from reseal.operations.audit import acts as audit
from reseal.operations.notices import rows
from reseal.operations.notices.acts.gathering import Judged, gather, named, note
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
    misdirected = form.about != "doxxing" and not form.threat and not known and not judged.decision.exposures
    gathered = None if first is not None or misdirected else gather(work, notice, posts, judged)
    work.session.add(notice)
    rows.tell(work, notice, "received")
    if first is not None:
        notice.merged_into = first.id
    note(work, notice, posts)
    _seal_pictures(work, notice, form.pictures)
    if first is not None:
        _merge(work, notice, first)
    elif gathered is None:
        notice.state, notice.erase_at = "rerouted", work.now + keep("notice")
        rows.tell(work, notice, "rerouted", to=form.about)
    else:
        _ask_for_more(work, notice, form, bool(known), judged)
        work.session.flush()
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


def _new(work: Work, form: Form) -> tuple[Notice, str]:
    ticket, pin = new_ticket(), new_pin()
    vault = work.vault("notice")
    contact = rows.contact_print(work, form.contact)
    origin = work.prints.of("origin", form.origin) if form.origin else None
    name = rows.reporter_print(work, contact, origin)
    reporter = rows.reporter_of(work, name)
    slowed = reporter is not None and (reporter.slowed_until or 0) > work.now
    if slowed and not form.threat:
        _make_room(work, name)
    notice = Notice(
        id=new_id(),
        ticket=ticket,
        pin_print=pin_print(work, ticket, pin),
        relation=form.relation,
        lang=form.lang,
        about=form.about,
        state="received",
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
        claim="none",
        created_at=work.now,
        due_at=work.now + answer_within(form.relation, form.threat, form.minor),
    )
    return notice, pin


def _make_room(work: Work, reporter: bytes | None) -> None:
    """See to it that a slowed notifier has not filed enough today."""
    most = rules().unfounded["a_day"]
    today = select(Notice.created_at).where(Notice.reporter_print == reporter, Notice.created_at > work.now - DAY)
    times = work.session.scalars(today.order_by(Notice.created_at)).all()
    if len(times) >= most:
        raise TooMany(times[-most] + DAY)


def _seal_pictures(work: Work, notice: Notice, pictures: tuple[bytes, ...]) -> None:
    for place, content in enumerate(pictures):
        work.session.add(rows.picture(work, notice, place, content))


def _same_before(work: Work, notice: Notice, form: Form, named: frozenset[bytes]) -> Notice | None:
    """The notice that this one only repeats: the same notifier, words and posts, some days ago at most."""
    query = select(Notice).where(
        Notice.content_print == notice.content_print,
        Notice.merged_into.is_(None),
        Notice.state.in_(("received", "asked")),
        Notice.created_at > work.now - _MERGE_WITHIN,
    )
    if notice.contact_print is not None:
        query = query.where(Notice.contact_print == notice.contact_print)
    elif notice.origin_print is not None:
        query = query.where(Notice.contact_print.is_(None), Notice.origin_print == notice.origin_print)
    else:
        return None
    pictures = _picture_prints(work, form.pictures)
    for before in work.session.scalars(query.order_by(Notice.id)):
        same = before.relation == notice.relation and before.minor == notice.minor and before.threat >= notice.threat
        if same and rows.references(work, before.id) == named and _pictures_of(work, before) == pictures:
            return before
    return None


def _picture_prints(work: Work, pictures: tuple[bytes, ...]) -> frozenset[bytes]:
    return frozenset(rows.picture_print(work, content) for content in pictures)


def _pictures_of(work: Work, notice: Notice) -> frozenset[bytes]:
    query = select(NoticePicture.content_print).where(NoticePicture.notice_id == notice.id)
    return frozenset(work.session.scalars(query))


def _merge(work: Work, notice: Notice, first: Notice) -> None:
    """One notice sent twice counts once; both tickets tell the same."""
    notice.merged_into, notice.case_id, notice.due_at = first.id, first.case_id, first.due_at
    notice.weight = 0.0
    rows.tell(work, notice, "merged")


def _ask_for_more(work: Work, notice: Notice, form: Form, known: bool, judged: Judged) -> None:
    """Ask at once for what nobody could decide without (Art 26); the case waits for a person all the same."""
    if known or form.pictures or judged.decision.exposures:
        return
    if not form.posts:
        rows.tell(work, notice, "asked", **{"for": "posts"})
    elif len(form.description.strip()) < rows.SAYING:
        rows.tell(work, notice, "asked", **{"for": "pictures"})
    else:
        return
    notice.state = "asked"
