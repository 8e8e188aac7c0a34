"""The letter to an author whose post is seen again: a hold has ended by itself, or a person let go of it.

It is neutral: what was suspected is not said again, nor that somebody reported anything. Its fields are those of a
statement of reasons (DSA 17), so that a platform shows it as it shows the one that told of the hold.
"""

from reseal.screening.policy.by_person import PERSON, rules_of
from reseal.screening.policy.outbound import require_outbound
from reseal.screening.policy.pack import Pack
from reseal.screening.policy.statement import Statement, paragraph
from reseal.screening.policy.wording import Lang, words
from reseal.vocabulary import PolicyRef

ENDED = "ended"
"""What stands for the rule in the policy reference where a hold ended by itself."""


def lifted_statement(pack: Pack, clause: str, lang: Lang, *, by_machine: bool) -> Statement:
    """The letter in one language. `clause` is the one on which the post was held.

    Raises:
        ValueError: the pack has no such clause.
        PersonalDataError: the pack's words hold personal data; nothing goes out.
    """
    rules_of(pack, clause)
    said = words()
    parts = {
        "restriction": said.lifted.restriction.said(lang),
        "ground": (said.lifted.ended if by_machine else said.lifted.released).said(lang),
        "automation": (said.lifted.ended_how if by_machine else said.by_person.decision).said(lang),
        "redress": (said.redress if by_machine else said.by_person.redress)[pack.content.redress].said(lang),
    }
    text = "\n".join(paragraph(said.headings[name].said(lang), part, lang) for name, part in parts.items())
    return Statement(
        lang=lang,
        action="allow",
        restriction=parts["restriction"],
        facts=(),
        against=(),
        ground=parts["ground"],
        clause=clause,
        clause_text=pack.clause_text(clause).said(lang),
        legal=(),
        automated_detection=False,
        automated_decision="fully" if by_machine else "not",
        automation=parts["automation"],
        redress=parts["redress"],
        policy=PolicyRef(pack.id, pack.version, ENDED if by_machine else PERSON),
        text=require_outbound(text),
    )
