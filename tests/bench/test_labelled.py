from pathlib import Path

import msgspec
import pytest

from bench.labelled import Span, parse, read, unmark

LINE = (
    '{"id":"a","lang":"zh","kind":"comment","author":"u1","target":null,'
    '"marked":"电话⟦phone|138 0000 4471⟧，找⟦person_name|韦小宁⟧","category":"exposure",'
    '"benign_kind":null,"obfuscated":false}'
)


def test_marks_become_spans_in_code_points() -> None:
    assert unmark("😀⟦phone|138⟧x⟦email|a@b⟧") == ("😀138xa@b", [("phone", 1, 4), ("email", 5, 8)])
    assert unmark("nothing") == ("nothing", [])


def test_a_line_with_marks_becomes_a_post_without() -> None:
    post = parse(LINE.encode())
    assert post.text == "电话138 0000 4471，找韦小宁"
    assert [post.text[span.start : span.end] for span in post.spans] == ["138 0000 4471", "韦小宁"]
    handed = post.post()
    assert (handed.id, handed.surface, handed.target) == ("a", "comment", None)


def test_a_flat_line_keeps_its_spans() -> None:
    flat = {
        "id": "b",
        "text": "x1",
        "lang": "en",
        "category": "none",
        "spans": [{"type": "phone", "start": 0, "end": 2}],
    }
    assert parse(msgspec.json.encode(flat)).spans == (Span("phone", 0, 2),)


def test_a_wrong_line_is_named_with_its_field(tmp_path: Path) -> None:
    file = tmp_path / "posts.jsonl"
    file.write_text(LINE + "\n" + '{"id":"b","lang":"zh","category":"none","spans":[]}\n', encoding="utf-8")
    with pytest.raises(SystemExit, match=r"posts\.jsonl line 2: .*`text`"):
        read(file)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"absent\.jsonl is missing"):
        read(tmp_path / "absent.jsonl")
