"""Letters on appeals word for word, to both sides in both languages: a change of any shows in the golden files."""

import os
from pathlib import Path

import pytest

from reseal.screening.policy.appealed import Outcome, Side, appeal_words, author_letter, grounds_for, reporter_letter
from reseal.screening.policy.load import BUNDLED, load_pack
from reseal.screening.policy.outbound import require_outbound
from reseal.screening.policy.wording import LANGS, Lang
from reseal.vocabulary import Action

GOLDEN = Path(__file__).parent / "golden" / "letters"
CASES: tuple[tuple[Side, Outcome, Action, str], ...] = (
    ("author", "upheld", "allow", "mistaken"),
    ("author", "upheld", "redact", "milder"),
    ("author", "rejected", "remove", "identifies"),
    ("author", "copy", "allow", "mistaken"),
    ("reporter", "upheld", "remove", "exposes"),
    ("reporter", "rejected", "allow", "not-exposed"),
    ("reporter", "copy", "allow", "mistaken"),
)


def written(side: Side, outcome: Outcome, action: Action, ground: str, lang: Lang) -> str:
    pack = load_pack("default")
    if side == "reporter":
        return reporter_letter(pack, action, outcome, ground, lang)
    clause = "open" if action == "allow" else "no-exposure"
    return author_letter(pack, clause, action, outcome, ground, lang, again=action == "redact").text


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: "-".join(case[:3]))
def test_letters_word_for_word(case: tuple[Side, Outcome, Action, str], lang: Lang) -> None:
    text = written(*case, lang)
    golden = GOLDEN / f"appeal-{'-'.join(case[:3])}.{lang}.txt"
    if os.environ.get("RESEAL_WRITE_GOLDEN"):
        golden.write_text(f"{text}\n", encoding="utf-8")
    assert f"{text}\n" == golden.read_text(encoding="utf-8")


def test_every_ground_passes_the_gate_and_each_side_has_some_for_each_outcome() -> None:
    for one in appeal_words().grounds:
        assert require_outbound(one.zh) and require_outbound(one.en)
    for side in ("author", "reporter"):
        for outcome in ("upheld", "rejected"):
            assert grounds_for(side, outcome)  # type: ignore[arg-type]


def test_every_packs_redress_can_be_said_afterwards() -> None:
    words = appeal_words()
    assert {load_pack(name).content.redress for name in BUNDLED} <= set(words.after)
