import base64
import os
from pathlib import Path

import pytest

from reseal.interfaces.media import Fetched, from_paths, from_request, looks_like_picture, with_files
from reseal.screening.pictures.refusal import PictureError
from reseal.vocabulary import Post

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def code(fetched: Fetched) -> str:
    return fetched.code if isinstance(fetched, PictureError) else "read"


def test_paths_are_meant_from_the_folder_of_the_file_that_names_them(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(PNG)
    assert from_paths(["a.png", str(tmp_path / "a.png"), f"file://{tmp_path}/a.png"], tmp_path) == [PNG] * 3


def test_what_is_no_plain_file_is_told_and_waited_for_by_nobody(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    names = ["nowhere.png", ".", "pipe", "/dev/zero", "https://example.com/a.png", "a\0b", ""]
    codes = [code(fetched) for fetched in from_paths(names, tmp_path)]
    assert codes == ["missing"] * 4 + ["remote"] + ["missing"] * 2


def test_no_message_holds_a_name(tmp_path: Path) -> None:
    (error,) = from_paths(["13800004471.png"], tmp_path)
    assert isinstance(error, PictureError) and "4471" not in str(error)


@pytest.mark.parametrize(
    "text",
    [
        base64.b64encode(PNG).decode(),
        base64.urlsafe_b64encode(PNG).decode().rstrip("="),
        "data:image/png;base64," + base64.b64encode(PNG).decode(),
        base64.encodebytes(PNG).decode(),
    ],
)
def test_base64_is_taken_as_it_is_commonly_written(text: str) -> None:
    assert from_request([text]) == [PNG]


@pytest.mark.parametrize(("text", "wrong"), [("你好", "encoding"), ("a", "encoding"), ("####", "encoding")])
def test_what_is_no_base64_is_told(text: str, wrong: str) -> None:
    assert [code(fetched) for fetched in from_request([text])] == [wrong]


def test_too_long_a_text_is_not_even_decoded() -> None:
    assert [code(fetched) for fetched in from_request(["A" * 40_000_000])] == ["bytes"]


def test_pictures_are_told_from_texts_by_content_and_by_name(tmp_path: Path) -> None:
    (tmp_path / "photo").write_bytes(PNG)
    (tmp_path / "drawing.svg").write_text("<svg/>")
    (tmp_path / "notes.txt").write_text("hello")
    told = [looks_like_picture(str(tmp_path / name)) for name in ("photo", "drawing.svg", "notes.txt", "nowhere.png")]
    assert told == [True, True, False, False]
    assert not looks_like_picture("她的电话 138\0") and not looks_like_picture("x" * 5000)


def test_what_was_sent_as_a_file_is_kept_with_its_post() -> None:
    posts = [Post("1", "x", media=["upload:a", "aGk=", "upload:gone"]), Post("2", "y")]
    kept = with_files(posts, {"a": PNG})
    assert kept[0].media is not None and from_request(kept[0].media[:1]) == [PNG]
    assert kept[0].media[1:] == ["aGk=", "upload:gone"] and kept[1] == posts[1]
