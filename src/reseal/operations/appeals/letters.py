"""What is told to whoever appealed: through the platform to an author, to the contact of a notifier, on their pages."""

import msgspec

from reseal.operations.appeals.links import way
from reseal.operations.appeals.tables import Appeal
from reseal.operations.cases import rulings
from reseal.operations.cases.proposing import pack_named
from reseal.operations.deliveries import acts as deliveries
from reseal.operations.notices import acts as notices
from reseal.screening.policy.appealed import Outcome, appeal_words, author_letter, reporter_letter
from reseal.screening.policy.statement import Statement
from reseal.screening.policy.wording import Lang
from reseal.storage.store import Work
from reseal.vocabulary import Action

ASKED, DECIDED = "appeal.asked", "appeal.decided"


class AppealTold(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the platform is asked to show to an author who appealed. `note` is free text of a member of staff."""

    appeal: str
    decision: str
    account: str | None
    lang: Lang
    text: str
    path: str
    outcome: Outcome | None = None
    statement: Statement | None = None
    note: str = ""


def asked(work: Work, appeal: Appeal, question: str) -> None:
    """Tell the appellant that something is to be answered.

    Raises:
        PersonalDataError: the question holds personal data; nothing goes out.
    """
    lang = lang_of(appeal)
    if appeal.notice_id is not None:
        subject = appeal_words().letter["asked"].said(lang)
        notices.appeal_asked(work, appeal.notice_id, subject, appeal_words().asked.said(lang), question, appeal.id)
        return
    _to_author(work, appeal, ASKED, appeal_words().asked.said(lang), question)


def rejected(work: Work, appeal: Appeal, note: str) -> None:
    """Tell the appellant that the decision stays, and why.

    Raises:
        PersonalDataError: the note holds personal data; nothing goes out.
    """
    found = rulings.ruled(work, appeal.decision_id)
    assert found is not None, "decisions are kept"
    pack, lang, action = pack_named(found.pack), lang_of(appeal), _action(found.action)
    if appeal.notice_id is not None:
        text = reporter_letter(pack, action, "rejected", appeal.ground or "", lang)
        notices.appeal_decided(work, appeal.notice_id, _subject(lang), text, note, appeal.id, "rejected")
        return
    letter = author_letter(pack, found.clause, action, "rejected", appeal.ground or "", lang)
    _to_author(work, appeal, DECIDED, letter.text, note, outcome="rejected", statement=letter)


def upheld(work: Work, appeal: Appeal, action: Action, note: str) -> None:
    """Tell whoever reported that their appeal held, and what was decided. Authors hear it with their post.

    Raises:
        PersonalDataError: the note holds personal data; nothing goes out.
    """
    if appeal.notice_id is None:
        return
    lang = lang_of(appeal)
    text = reporter_letter(pack_named(appeal.pack), action, "upheld", appeal.ground or "", lang)
    notices.appeal_decided(work, appeal.notice_id, _subject(lang), text, note, appeal.id, "upheld")


def _to_author(
    work: Work,
    appeal: Appeal,
    kind: str,
    text: str,
    note: str,
    *,
    outcome: Outcome | None = None,
    statement: Statement | None = None,
) -> None:
    posts = rulings.posts_of(work, appeal.decision_id, appeal.side_print)
    account = rulings.account_of(work, posts[0]) if posts else None
    path = way(work, appeal.decision_id, appeal.case_id, appeal.side_print, lang_of(appeal)).path
    told = AppealTold(appeal.id, appeal.decision_id, account, lang_of(appeal), text, path, outcome, statement, note)
    deliveries.post_out(work, kind, "author", "webhook", appeal.id, told, under=appeal.case_id)


def lang_of(appeal: Appeal) -> Lang:
    """The language of the appellant."""
    return "zh" if appeal.lang == "zh" else "en"


def _subject(lang: Lang) -> str:
    return appeal_words().letter["decided"].said(lang)


def _action(word: str) -> Action:
    return word  # type: ignore[return-value]
