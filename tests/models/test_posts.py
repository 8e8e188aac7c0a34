import json
from pathlib import Path

import pytest

from models.posts import Labelled, Segment, leave_out, part_of, read_posts, segments_at, segments_of


def post(name: str, batch: str, pair: str | None = None) -> Labelled:
    return Labelled(name, batch, pair, "zh", (Segment("x"),), "none", "smalltalk", False, False)


def test_marks_are_taken_apart() -> None:
    assert segments_of("我叫⟦person_name|某甲⟧,⟦phone|13800001234⟧") == (
        Segment("我叫"),
        Segment("某甲", "person_name"),
        Segment(","),
        Segment("13800001234", "phone"),
    )


def test_spans_and_marks_give_the_same() -> None:
    marked = segments_of("我叫⟦person_name|某甲⟧,好")
    assert segments_at("我叫某甲,好", [{"type": "person_name", "start": 2, "end": 4}]) == marked


def test_a_file_is_read_with_its_batch(tmp_path: Path) -> None:
    line = {
        "id": "a-1",
        "lang": "zh",
        "marked": "⟦phone|1⟧",
        "category": "none",
        "obfuscated": False,
        "borderline": True,
    }
    (tmp_path / "ab_07.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    (read,) = read_posts(tmp_path / "ab_07.jsonl")
    assert (read.batch, read.text, read.spans, read.borderline) == ("ab", "1", [("phone", 0, 1)], True)


@pytest.mark.parametrize("line", ["{", '{"id": "a"}'])
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "a.jsonl").write_text("\n" + line, encoding="utf-8")
    with pytest.raises(SystemExit, match=r"a\.jsonl line 2"):
        read_posts(tmp_path / "a.jsonl")


def test_no_pair_and_no_batch_stands_on_both_sides() -> None:
    posts = [post("a-1", "a", "p"), post("b-1", "b", "p"), post("b-2", "b"), post("a-2", "a")]
    train, test = leave_out(posts, ["a"])
    assert [p.id for p in train] == ["b-2"]
    assert [p.id for p in test] == ["a-1", "a-2"]


def test_a_pair_falls_in_one_fold() -> None:
    for number in range(40):
        parts = {
            part_of(post(f"a-{number}", "a", f"p{number}"), 5),
            part_of(post(f"a-{99 - number}", "a", f"p{number}"), 5),
        }
        assert len(parts) == 1
    assert {part_of(post(f"a-{number}", "a"), 5) for number in range(0, 200, 5)} == {0, 1, 2, 3, 4}
