import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseal.interfaces.api import items
from reseal.interfaces.api.items import split_items

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text('"\\[]{},:ab é\n', max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text('posts"\\[]', max_size=6), inner, max_size=4),
    max_leaves=12,
)


@given(st.lists(values, max_size=6), st.dictionaries(st.text("posts", max_size=6), values, max_size=3), st.booleans())
def test_items_come_out_as_they_went_in(posts: list[Any], more: dict[str, Any], spaced: bool) -> None:
    request = {**more, "posts": posts}
    body = json.dumps(request, indent=1 if spaced else None, ensure_ascii=not spaced).encode()
    found = split_items(body)
    assert found is not None and [json.loads(item) for item in found] == posts


@pytest.mark.parametrize(
    "item",
    [
        b'"\xff"',
        b'{"text":"\\ud83d"}',
        b'{"a":' + b"[" * 50_000 + b"]" * 50_000 + b"}",
        b"1 2 3",
        b'"\\\\"',
        b'"\\\\\\""',
        b"\x00",
    ],
)
def test_whatever_an_item_holds_its_neighbours_are_found(item: bytes) -> None:
    assert split_items(b'{"posts": [1, ' + item + b' ,2], "more": "],["}') == [b"1", item, b"2"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b'{"posts": 1}',
        b'{"posts": {}}',
        b'{"posts": [1,]}',
        b'{"posts": [,1]}',
        b'{"posts": [,]}',
        b'{"posts": [1',
        b'{"posts": [1]',
        b'{"posts": [1]} x',
        b'{"more": {"posts": [1]}}',
        b'{"posts": ["]}',
        b'{"posts": [[1], 2}',
        b"]" * 100,
    ],
)
def test_what_is_no_request_is_not_taken_apart(body: bytes) -> None:
    assert split_items(body) is None


def test_a_request_of_nothing_but_brackets_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(items, "MOST_SIGNS", 100)
    assert split_items(b'{"posts":[' + b"[],{}," * 20 + b"1]}") is None
    assert split_items(b'{"posts":[[],{},1]}') == [b"[]", b"{}", b"1"]
