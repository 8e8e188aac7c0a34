from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseal.screening.reader.session import bundled_reader
from reseal.screening.screener import Screener
from reseal.vocabulary import Exposure, Post, Verdict

SCREENER = Screener(level="verdict")
TEXTS = st.lists(st.text(st.sampled_from(list("手机138 0000471，\0😀\n你好abc@")), max_size=30), max_size=6)


def batch_of(texts: list[str]) -> pa.RecordBatch:
    return pa.RecordBatch.from_pydict(
        {"id": pa.array([f"p{n}" for n in range(len(texts))], pa.string()), "text": pa.array(texts, pa.string())}
    )


@given(TEXTS)
def test_columns_and_objects_get_the_same_decisions(texts: list[str]) -> None:
    rows = SCREENER.screen(batch_of(texts)).to_pylist()
    decisions = SCREENER.decide([Post(f"p{n}", text) for n, text in enumerate(texts)])
    assert [r["id"] for r in rows] == [d.id for d in decisions]
    assert [r["violates"] for r in rows] == [d.violates for d in decisions]
    assert [r["action"] for r in rows] == [d.action for d in decisions]
    assert [[(e["type"], e["start"], e["end"]) for e in r["exposures"]] for r in rows] == [
        [(e.type, e.start, e.end) for e in d.exposures] for d in decisions
    ]
    assert [[x["code"] for x in r["reasons"]] for r in rows] == [[x.code for x in d.reasons] for d in decisions]


def test_a_slice_of_a_batch_is_screened_as_itself() -> None:
    texts = ["你好", "手机13800004471", "再见"]
    whole = SCREENER.screen(batch_of(texts)).to_pylist()
    part = SCREENER.screen(batch_of(texts).slice(1, 2)).to_pylist()
    assert part == whole[1:]


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        ({"id": ["a"]}, "column 'text' is missing"),
        ({"id": ["a"], "text": [1]}, "column 'text' is int64, not string"),
        ({"id": ["a", "b"], "text": ["x", None]}, "column 'text' holds 1 nulls"),
    ],
)
def test_wrong_columns_are_named_with_the_remedy(columns: dict[str, list[object]], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        SCREENER.screen(pa.RecordBatch.from_pydict(columns))


def test_at_level_identifiers_nothing_is_judged() -> None:
    [decision] = Screener(level="identifiers").decide([Post("p", "手机13800004471")])
    assert decision.violates is None
    assert decision.category is None
    assert [e.type for e in decision.exposures] == ["phone"]


def test_level_full_reads_where_words_or_identifiers_give_cause() -> None:
    plain, found = Screener(level="full").decide([Post("p", "今天天气不错"), Post("q", "他手机13800004471")])
    assert plain == SCREENER.decide([Post("p", "今天天气不错")])[0]
    assert any(reason.code.startswith("reader.") for reason in found.reasons)


def test_level_full_without_its_encoder_is_refused_and_the_other_levels_are_not(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("reseal.screening.reader.session.data_folder", lambda *parts: tmp_path)
    bundled_reader.cache_clear()
    with pytest.raises(ValueError, match=r"teacher\.onnx is missing.*make model"):
        Screener(level="full")
    assert Screener(level="verdict").decide([Post("p", "今天天气不错")])
    bundled_reader.cache_clear()


def test_the_pack_rules_on_plain_posts_too() -> None:
    [decision] = Screener(pack="default").decide([Post("p", "今天天气不错")])
    assert decision.action == "allow"
    assert decision.policy is not None
    assert decision.policy.pack == "default"


def test_redacting_masks_what_was_found() -> None:
    [decision] = Screener(level="identifiers", redact=True).decide([Post("p", "手机13800004471，谢谢")])
    assert decision.redacted == "手机⟦phone⟧，谢谢"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"level": "all"}, "level 'all' is not known"),
        ({"reader": "pupil"}, "reader 'pupil' is not known"),
        ({"pack": "xx"}, "xx"),
    ],
)
def test_wrong_settings_are_refused_at_start(arguments: dict[str, str], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        Screener(**arguments)  # type: ignore[arg-type]


def test_the_action_redact_leaves_the_authors_own_contact(monkeypatch: pytest.MonkeyPatch) -> None:
    found = (Exposure("person_name", 2, 4, 0.9, "other"), Exposure("phone", 7, 18, 0.9, "self"))
    sure = Verdict("exposure", 0.95, "low", False, found, ())
    monkeypatch.setattr("reseal.screening.screener.judge", lambda *_: sure)
    post = Post("p", "失主张伟，打我13800004471领回")
    for whole, shown in (
        (False, "失主⟦person_name⟧，打我13800004471领回"),
        (True, "失主⟦person_name⟧，打我⟦phone⟧领回"),
    ):
        [decision] = Screener(level="verdict", pack="hk", redact=whole).decide([post])
        assert (decision.action, decision.redacted) == ("redact", shown)
