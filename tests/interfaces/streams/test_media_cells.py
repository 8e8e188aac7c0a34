from typing import Any

import pyarrow as pa
import pytest

from reseal.interfaces.streams.csv_rows import Header
from reseal.interfaces.streams.media_cells import checked_media, without_media
from reseal.interfaces.streams.posts import PostError

HEADER = Header(("id", "text", "media"))


@pytest.mark.parametrize(
    ("cell", "paths"),
    [
        ("", None),
        ("a.png", ["a.png"]),
        (" pics/a.png ; 图 2.jpg;", ["pics/a.png", "图 2.jpg"]),
        ("[a].png", ["[a].png"]),
        (";", []),
    ],
)
def test_a_cell_of_csv_names_pictures_with_semicolons_between(cell: str, paths: list[str] | None) -> None:
    (post,), rejected = HEADER.posts([(2, f"1,a,{cell}\n".encode())])
    assert (post.media, rejected) == (paths, [])


@pytest.mark.parametrize("cell", ['"[""a.png"", ""b.png""]"', "['13800004471.png']"])
def test_a_list_in_a_cell_is_told_with_the_remedy_and_without_a_name(cell: str) -> None:
    posts, (row,) = HEADER.posts([(7, f"1,a,{cell}\n".encode())])
    assert (posts, row.line, row.bad.field) == ([], 7, "media")
    assert "with ; between" in row.bad.reason and "4471" not in row.bad.reason


@pytest.mark.parametrize(
    "kind",
    [
        pa.list_(pa.string()),
        pa.large_list(pa.string()),
        pa.list_(pa.large_string()),
        pa.list_(pa.dictionary(pa.int8(), pa.string())),
        pa.list_(pa.binary()),
        pa.large_list(pa.large_binary()),
    ],
)
def test_lists_of_paths_and_of_contents_are_taken(kind: pa.DataType) -> None:
    sent: list[Any] = [["a.png", "图.png"], None, [], ["c"]]
    if pa.types.is_binary(kind.value_type) or pa.types.is_large_binary(kind.value_type):
        sent = [row and [name.encode() for name in row] for row in sent]
    bad: dict[int, PostError] = {}
    column = checked_media(pa.array(sent, kind), bad)
    rest, media = without_media(pa.RecordBatch.from_arrays([pa.array("1234"), column], names=["id", "media"]))
    assert (bad, rest.schema.names, media) == ({}, ["id"], [row or [] for row in sent])


@pytest.mark.parametrize("column", [pa.nulls(3), pa.array([None, [], None], pa.list_(pa.null()))])
def test_rows_without_pictures_are_told_as_such(column: pa.Array) -> None:
    bad: dict[int, PostError] = {}
    checked = checked_media(column, bad)
    batch = pa.RecordBatch.from_arrays([pa.array("123"), checked], names=["id", "media"])
    assert without_media(batch)[1] is None and bad == {}


@pytest.mark.parametrize("column", [pa.array(["a.png", "b.png"]), pa.array([[1], [2]]), pa.array([{"a": 1}, None])])
def test_a_column_of_another_kind_is_told_for_each_row(column: pa.Array) -> None:
    bad: dict[int, PostError] = {}
    checked_media(column, bad)
    assert sorted(bad) == [0, 1]
    assert bad[0].field == "media" and "lists of strings" in bad[0].reason


def test_a_null_and_broken_bytes_among_paths_cost_their_rows_alone() -> None:
    offsets, values = pa.array([0, 1, 3, 4], pa.int32()), pa.array([b"a", b"b", None, b"\xff"], pa.binary())
    broken = pa.ListArray.from_arrays(offsets, values.view(pa.string()))
    bad: dict[int, PostError] = {}
    column = checked_media(broken, bad)
    assert column[0].as_py() == ["a"]
    assert [(number, "null" in error.reason) for number, error in sorted(bad.items())] == [(1, True), (2, False)]
