from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseal.interfaces.api.parts import MOST_PICTURES, Parts
from reseal.interfaces.api.problems import Problem
from reseal.screening.pictures.limits import limits
from reseal.screening.pictures.refusal import PictureError
from tests.interfaces.api.conftest import Server
from tests.interfaces.conftest import Golden

KIND = b"multipart/form-data; boundary=line"
POSTS = ("posts", b'{"posts": [{"id": "1", "text": "a"}]}')


def body_of(parts: Sequence[tuple[str, bytes]]) -> bytes:
    made = [
        b'--line\r\nContent-Disposition: form-data; name="%s"; filename="13800004471.png"\r\n\r\n%s\r\n'
        % (name.encode(), content)
        for name, content in parts
    ]
    return b"".join(made) + b"--line--\r\n"


def taken(body: bytes, portion: int = 65_536, kind: bytes = KIND, most: int = 1000) -> tuple[bytes, dict[str, object]]:
    parts = Parts(kind, most)
    for start in range(0, len(body), portion):
        parts.take(body[start : start + portion])
    posts, files = parts.whole()
    return posts, dict(files)


@given(st.lists(st.binary(max_size=60), max_size=4), st.integers(1, 90))
def test_parts_come_out_as_they_went_in_however_they_arrive(files: list[bytes], portion: int) -> None:
    named = [(f"图 {number}", content) for number, content in enumerate(files)]
    if any(b"\r\n--line" in content for content in files):
        return
    for order in ([POSTS, *named], [*named, POSTS]):
        assert taken(body_of(order), portion) == (POSTS[1], dict(named))


def test_a_file_beyond_the_limit_is_not_held_and_told_with_its_size() -> None:
    large = bytes(limits().bytes + 5)
    _, files = taken(body_of([("a", large), POSTS]))
    error = files["a"]
    assert isinstance(error, PictureError) and (error.code, error.found) == ("bytes", limits().bytes + 5)


REFUSED = {
    "no boundary": (body_of([POSTS]), b"multipart/form-data"),
    "another boundary": (body_of([POSTS]), b"multipart/form-data; boundary=other"),
    "an empty body": (b"", KIND),
    "no parts": (b"13800004471", KIND),
    "breaks off": (body_of([POSTS])[:-20], KIND),
    "no posts": (body_of([("a", b"1")]), KIND),
    "a name twice": (body_of([("a", b"1"), POSTS, ("a", b"2")]), KIND),
    "posts twice": (body_of([POSTS, POSTS]), KIND),
    "too many parts": (body_of([POSTS, *((str(n), b"") for n in range(MOST_PICTURES + 1))]), KIND),
    "an endless head": (b"--line\r\n" + b"x" * 10_000, KIND),
    "posts too long": (body_of([("posts", b" " * 1001)]), KIND),
    "half a character in a name": (body_of([POSTS]).replace(b"posts", b"\xff\xfe"), KIND),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_such_request_is_refused_with_a_remedy(name: str) -> None:
    body, kind = REFUSED[name]
    for portion in (7, 65_536):
        with pytest.raises(Problem) as told:
            taken(body, portion, kind)
        assert told.value.status in (400, 413, 422) and told.value.field
        assert "4471" not in told.value.body().decode()


@given(
    st.lists(st.tuples(st.integers(0, 400), st.binary(max_size=9)), max_size=6),
    st.one_of(st.just(KIND), st.binary(max_size=40).map(lambda tail: KIND[:30] + tail)),
    st.integers(1, 90),
)
def test_whatever_comes_is_taken_or_refused(changes: list[tuple[int, bytes]], kind: bytes, portion: int) -> None:
    body = body_of([("a", b"1"), POSTS])
    for place, piece in changes:
        body = body[:place] + piece + body[place + 1 :]
    try:
        taken(body, portion, kind)
    except Problem as told:
        assert told.status in (400, 413, 422)


def test_the_problem_documents(golden: Golden) -> None:
    said = []
    for name, (body, kind) in REFUSED.items():
        with pytest.raises(Problem) as told:
            taken(body, kind=kind)
        said.append(f"{name}\n{told.value.body().decode()}\n")
    golden("problems_of_parts.txt", "\n".join(said))


def test_below_level_full_a_request_in_parts_is_judged_by_its_texts(server: Server) -> None:
    (answer,) = server.upload([{"id": "1", "text": "你好", "media": ["upload:a"]}], a=("a", b"GIF", ""))
    assert answer["id"] == "1" and answer["reasons"] == []


def test_a_request_in_parts_is_bounded_as_a_whole(server: Server) -> None:
    headers = {"authorization": f"Bearer {server.token}", "content-type": KIND.decode()}
    answer = server.client.post("/v1/screen", content=body_of([POSTS]), headers={**headers, "content-length": "9" * 12})
    assert answer.status_code == 413
    answer = server.client.post("/v1/screen", content=body_of([POSTS]), headers={**headers, "authorization": ""})
    assert answer.status_code == 401


def test_the_document_describes_both_kinds(server: Server) -> None:
    document = server.client.get("/schema/openapi.json").json()
    content = document["paths"]["/v1/screen"]["post"]["requestBody"]["content"]
    assert sorted(content) == ["application/json", "multipart/form-data"]
    assert content["multipart/form-data"]["encoding"]["posts"]["contentType"] == "application/json"
    assert "ScreenForm" in document["components"]["schemas"]
