import json

import pytest

from reseal.interfaces.streams.posts import PostError, read_lines, read_post
from tests.interfaces.conftest import Golden

GOOD = b'{"id":"a","text":"x"}'


def test_a_block_of_lines_gives_its_posts_in_order() -> None:
    posts, rejected = read_lines(
        b'{"id":"1","text":"a","author":"u1"}\n\n  \r\n{"id":"2","text":"","kind":"post"}\n', 1
    )
    assert [(post.id, post.text, post.author) for post in posts] == [("1", "a", "u1"), ("2", "", None)]
    assert rejected == []


SECRET = "13800004471"
BAD_LINES = {
    "no JSON": b'{"id":"a","text":"13800004471"',
    "trailing junk": b'{"id":"a","text":"13800004471"} 13800004471',
    "two objects": b'{"id":"a","text":"13800004471"}{"id":"b","text":"x"}',
    "not UTF-8": b'{"id":"a","text":"13800004471\xff"}',
    "raw NUL": b'{"id":"a","text":"13800004471\x00"}',
    "NUL alone": b"\x00",
    "no text": b'{"id":"13800004471"}',
    "no id": b'{"text":"13800004471"}',
    "null text": b'{"id":"a","text":null}',
    "text a number": b'{"id":"a","text":13800004471}',
    "id a number": b'{"id":13800004471,"text":"x"}',
    "id a list": b'{"id":["13800004471"],"text":"x"}',
    "empty id": b'{"id":"","text":"13800004471"}',
    "author an object": b'{"id":"a","text":"x","author":{"13800004471":1}}',
    "unknown surface": b'{"id":"a","text":"x","surface":"13800004471"}',
    "media of numbers": b'{"id":"a","text":"x","media":[13800004471]}',
    "media a string": b'{"id":"a","text":"x","media":"13800004471"}',
    "a list": b'["13800004471"]',
    "a string": b'"13800004471"',
    "a number": b"13800004471",
    "null": b"null",
    "NaN": b"NaN",
    "deep": b'{"id":"a","text":"x","media":' + b"[" * 100_000,
    "deep and closed": b'{"id":"a","text":"x","more":' + b"[" * 50_000 + b"]" * 50_000 + b"}",
    "half a pair in the id": b'{"id":"a\\ud800","text":"x"}',
}


@pytest.mark.parametrize("name", BAD_LINES)
def test_a_bad_line_is_named_without_its_content_and_spoils_no_neighbour(name: str) -> None:
    posts, rejected = read_lines(GOOD + b"\n" + BAD_LINES[name] + b"\n" + GOOD.replace(b'"a"', b'"z"'), 10)
    assert [post.id for post in posts] == ["a", "z"]
    assert [row.line for row in rejected] == [11]
    said = str(rejected[0].bad)
    assert SECRET not in said and ";" in said, "no content, and a remedy after the semicolon"


def test_the_messages(golden: Golden) -> None:
    lines = []
    for name, line in BAD_LINES.items():
        with pytest.raises(PostError) as caught:
            read_post(line)
        lines.append(f"{name}: field={caught.value.field} {caught.value.reason}")
    golden("bad_posts.txt", "\n".join(lines) + "\n")


@pytest.mark.parametrize("escape", ["\\ud83d", "\\uDE00", "\\ude00\\ud83d"])
def test_half_a_surrogate_pair_hides_no_text(escape: str) -> None:
    post = read_post(f'{{"id":"a","text":"x{escape}138 0000 4471"}}'.encode())
    halves = escape.count("u")
    assert post.text == "x" + "\ufffd" * halves + "138 0000 4471"


def test_a_whole_pair_stays_a_character() -> None:
    assert read_post(b'{"id":"a","text":"\\ud83d\\ude00 \\ud83d"}').text == "😀 \ufffd"


def test_an_escaped_nul_is_a_character_of_the_text() -> None:
    assert read_post(b'{"id":"a","text":"a\\u0000b"}').text == "a\0b"


def test_a_very_long_line_is_read() -> None:
    text = "１" * 3_000_000
    posts, rejected = read_lines(json.dumps({"id": "a", "text": text}, ensure_ascii=False).encode(), 1)
    assert posts[0].text == text and rejected == []
