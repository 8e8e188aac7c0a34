import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseal.interfaces.streams.blocks import Block
from reseal.interfaces.streams.csv_rows import Header, lines_of, read_header, records
from reseal.interfaces.streams.posts import PostError


def read(data: bytes) -> tuple[list[tuple[str, str]], list[int]]:
    lines = lines_of([Block(1, data)])
    header = read_header(next(lines)[1])
    posts, rejected = header.posts(list(records(lines, header)))
    return [(post.id, post.text) for post in posts], [row.line for row in rejected]


def test_columns_are_found_by_name_and_others_passed_over() -> None:
    header = Header(("likes", "text", "id", "author", "surface"))
    posts, rejected = header.posts([(2, b'5,"a, ""b""\nc",1,,comment\r\n')])
    assert (posts[0].id, posts[0].text, posts[0].author, posts[0].surface) == ("1", 'a, "b"\nc', None, "comment")
    assert rejected == []


@pytest.mark.parametrize(
    ("rows", "ids", "rejected"),
    [
        (b"1,a\n2,b\n", ["1", "2"], []),
        (b"1,a\n\n2,b", ["1", "2"], []),
        (b'1,"two\nlines"\n2,b\n', ["1", "2"], []),
        (b'1,"never closed\n2,b\n3,c\n', ["2", "3"], [2]),
        (b'1,a\n2,"open\n3,"open too\n4,d\n', ["1", "4"], [3, 4]),
        (b'1,he is 6" tall\n2,b\n3,a 5" one\n', ["1", "2", "3"], []),
        (b"1,a,more\n2,b\n3\n4,d\n", ["2", "4"], [2, 4]),
        (b"1,a\xff\n2,b\n", ["2"], [2]),
        (b"1,a\x00b\n2,b\n", ["1", "2"], []),
        (b",a\n2,b\n", ["2"], [2]),
        (b'1,"a"x\n2,b\n', ["2"], [2]),
    ],
)
def test_a_bad_row_costs_one_row(rows: bytes, ids: list[str], rejected: list[int]) -> None:
    found, bad = read(b"id,text\n" + rows)
    assert ([id_ for id_, _ in found], bad) == (ids, rejected)


cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"), max_size=20)


@given(st.lists(st.tuples(st.text("abc123", min_size=1, max_size=5), cells), max_size=15))
def test_whatever_a_csv_writer_writes_is_read_back(rows: list[tuple[str, str]]) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([("id", "text"), *rows])
    assert read(out.getvalue().encode()) == (rows, [])


def test_many_stray_quotes_are_read_in_linear_time() -> None:
    """Each line opens a quote that only the next one closes: looking ahead must not grow with the file."""
    looked_at = 0

    class Counting(bytes):
        def count(self, *args: object) -> int:  # type: ignore[override]
            nonlocal looked_at
            looked_at += 1
            return super().count(*args)  # type: ignore[arg-type]

    lines = ((number, Counting(b'1,"x\n')) for number in range(2, 20_002))
    assert len(list(records(lines, Header(("id", "text"))))) == 20_000
    assert looked_at < 5 * 20_000


@pytest.mark.parametrize("header", [b"id,body\n", b"a\xff,text\n", b"id,id,text\n", b"\n"])
def test_a_header_that_names_no_posts_is_refused(header: bytes) -> None:
    with pytest.raises(PostError):
        read_header(header)
