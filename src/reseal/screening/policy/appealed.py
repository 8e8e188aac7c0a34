"""The letters that tell how an appeal was decided: to authors with the fields of a statement of reasons, and to those
who reported (DSA 20(5), BEN-03).

The words come from data, the reviewer chooses the ground from a list; nothing of the post, of its author or of whoever
reported enters them.
"""

from functools import cache
from typing import Literal

import msgspec

from reseal.screening.data import read_toml
from reseal.screening.policy.by_person import PERSON, rules_of
from reseal.screening.policy.outbound import require_outbound
from reseal.screening.policy.pack import Pack
from reseal.screening.policy.statement import Statement, paragraph
from reseal.screening.policy.wording import Lang, Text, words
from reseal.vocabulary import Action, PolicyRef

Outcome = Literal["upheld", "rejected", "copy"]
"""`copy`: not one's own appeal, but one about the same content, or of the other side."""

Side = Literal["author", "reporter"]


class Ground(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why an appeal held or did not, and for whose appeals a reviewer can choose it."""

    code: str
    outcome: Literal["upheld", "rejected"]
    side: Literal["author", "reporter", ""]
    zh: str
    en: str

    def said(self, lang: Lang) -> str:
        """The text in one language."""
        return self.zh if lang == "zh" else self.en


class AppealWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`appeals.toml`."""

    headings: dict[str, Text]
    author: dict[Outcome, Text]
    reporter: dict[Outcome, Text]
    now: dict[str, Text]
    effects: Text
    how: Text
    after: dict[str, Text]
    asked: Text
    letter: dict[str, Text]
    grounds: tuple[Ground, ...]


@cache
def appeal_words() -> AppealWords:
    """The words in force."""
    return msgspec.convert(read_toml("statements", "appeals.toml"), AppealWords)


def grounds_for(side: Side, outcome: Outcome) -> dict[str, Ground]:
    """The grounds that a reviewer can choose from."""
    fitting = (one for one in appeal_words().grounds if one.outcome == outcome and one.side in (side, ""))
    return {one.code: one for one in fitting}


def ground(code: str, lang: Lang) -> str:
    """The words of a ground.

    Raises:
        LookupError: there is none of this code.
    """
    found = next((one for one in appeal_words().grounds if one.code == code), None)
    if found is None:
        raise LookupError(f"data/statements/appeals.toml: no ground {code}")
    return found.said(lang)


def author_letter(
    pack: Pack, clause: str, action: Action, outcome: Outcome, grounds: str, lang: Lang, *, again: bool = False
) -> Statement:
    """What an author is told. `action` is what now holds; for one that was rejected, what goes on to hold.

    `again`: the decision can be appealed once more.

    Raises:
        ValueError: the pack has no such clause.
        LookupError: there is no such ground.
        PersonalDataError: the words hold personal data; nothing goes out.
    """
    rules_of(pack, clause)
    own = appeal_words()
    restriction = own.now["stays" if outcome == "rejected" else action].said(lang)
    parts = {
        "outcome": own.author[outcome].said(lang),
        "restriction": restriction,
        "ground": ground(grounds, lang),
        "clause": pack.clause_text(clause).said(lang) if action != "allow" else "",
        "effects": own.effects.said(lang) if outcome != "rejected" else "",
        "automation": own.how.said(lang),
        "redress": _redress(pack, lang, again) if action != "allow" or outcome == "rejected" else "",
    }
    return Statement(
        lang=lang,
        action=action,
        restriction=restriction,
        facts=(),
        against=(),
        ground=parts["ground"],
        clause=clause,
        clause_text=pack.clause_text(clause).said(lang),
        legal=(),
        automated_detection=False,
        automated_decision="not",
        automation=parts["automation"],
        redress=parts["redress"],
        policy=PolicyRef(pack.id, pack.version, PERSON),
        text=require_outbound(_joined(parts, lang)),
    )


def reporter_letter(pack: Pack, action: Action, outcome: Outcome, grounds: str, lang: Lang) -> str:
    """What somebody is told who reported: whose appeal it was, or who hears that the author's changed something.

    Raises:
        LookupError: there is no such ground.
        PersonalDataError: the words hold personal data; nothing goes out.
    """
    said, own = words(), appeal_words()
    parts = {
        "outcome": own.reporter[outcome].said(lang),
        "restriction": said.reporter[action].said(lang),
        "ground": ground(grounds, lang),
        "automation": own.how.said(lang),
        "redress": _redress(pack, lang, outcome == "copy"),
    }
    return require_outbound(_joined(parts, lang))


def _redress(pack: Pack, lang: Lang, again: bool) -> str:
    return (words().by_person.redress if again else appeal_words().after)[pack.content.redress].said(lang)


def _joined(parts: dict[str, str], lang: Lang) -> str:
    headings = {**words().headings, **appeal_words().headings}
    return "\n".join(paragraph(headings[name].said(lang), part, lang) for name, part in parts.items() if part)
