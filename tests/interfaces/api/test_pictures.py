"""Pictures over HTTP: base64 in `media`, and a file on the first page."""

import base64
import re
from collections.abc import Iterator
from typing import Any

import pytest
from litestar.testing import TestClient

from reseal.configuration import Configuration
from reseal.interfaces.api.app import build_app
from reseal.interfaces.api.page import read_form
from reseal.interfaces.locale import locale
from reseal.interfaces.opening import open_store
from reseal.operations.cases import views as cases
from reseal.screening.pictures.decode import decode
from reseal.screening.pictures.limits import limits
from tests.interfaces.api.conftest import Server
from tests.screening.pictures.drawn import NUMBER, drawn, saved

PICTURE = saved(drawn([NUMBER], (300, 60)))
CALL = "打爆她的电话"


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("reading")
    chosen = Configuration(data_dir=str(folder), level="full", page_picture_bytes=100_000)
    store = open_store(chosen)
    with TestClient(build_app(chosen, store), base_url="http://127.0.0.1:8420") as client:
        yield Server(client, folder, store)


def test_a_picture_in_a_post_is_judged_with_its_text(reading: Server) -> None:
    sent = base64.b64encode(PICTURE).decode()
    answers = reading.decisions(
        [
            {"id": "1", "text": CALL},
            {"id": "2", "text": CALL, "media": [sent]},
            {"id": "3", "text": f"{CALL} {NUMBER}", "media": ["no base64!", ""]},
        ]
    )
    (exposure,) = answers[1]["exposures"]
    assert answers[1]["violates"] and exposure["source"] == "image" and exposure["region"]["polygons"]
    assert answers[2]["violates"] and answers[2]["exposures"][0]["source"] == "text"
    told = [(r["code"], r["region"]) for r in answers[2]["reasons"] if r["code"].startswith("picture.")]
    assert told == [("picture.encoding", {"picture": 0}), ("picture.empty", {"picture": 1})]
    assert "4471" not in str(answers) and "4471" not in reading.client.get("/metrics").text


def test_pictures_come_as_files_in_parts(reading: Server) -> None:
    posts = [
        {"id": "1", "text": CALL, "media": ["upload:face", "upload:nowhere"]},
        {"id": "2"},
        {"id": "3", "text": "你好", "media": ["upload:face", base64.b64encode(PICTURE).decode()]},
    ]
    # A file is judged by its content, whatever it is called and announced as.
    answers = reading.upload(posts, face=("13800004471.txt", PICTURE, "text/plain"), other=("x", b"nobody asks", ""))
    assert answers[0]["violates"] and answers[1]["error"].startswith("`text`")
    assert [e["region"]["picture"] for e in answers[2]["exposures"]] == [0, 1]
    told = [(r["code"], r["region"]) for r in answers[0]["reasons"] if r["code"].startswith("picture.")]
    assert told == [("picture.no_upload", {"picture": 1})]
    assert "4471" not in str(answers)


def test_a_file_that_is_too_large_is_told_and_its_post_judged(reading: Server) -> None:
    large = PICTURE + bytes(limits().bytes)
    (answer,) = reading.upload([{"id": "1", "text": f"{CALL} {NUMBER}", "media": ["upload:a"]}], a=("a", large, ""))
    assert answer["violates"] and answer["reasons"][-1]["code"] == "picture.bytes"


def test_pictures_beyond_the_limit_of_a_request_are_told(reading: Server) -> None:
    posts = [{"id": str(n), "text": "你好", "media": [""] * 20} for n in range(5)]
    answers = reading.decisions(posts)
    codes = [reason["code"] for answer in answers for reason in answer["reasons"] if "picture" in reason["code"]]
    assert codes == ["picture.empty"] * 64 + ["picture.too_many"] * 36


def test_the_first_page_takes_a_picture(reading: Server) -> None:
    assert 'type="file"' in reading.client.get("/").text

    def post(content: bytes, text: str) -> Any:
        files = {"picture": ("1.png", content, "image/png")}
        return reading.client.post("/check", data={"text": text, "lang": "en"}, files=files)

    page = post(PICTURE, CALL)
    assert page.status_code == 200 and "picture 1 (" in page.text and "4471" not in page.text
    (shown,) = re.findall(r'<img src="data:image/jpeg;base64,([^"]+)"', page.text)
    masked = decode(base64.b64decode(shown))
    assert masked.size == (300, 60) and len(next(pixels for _, pixels in masked.frames())) == 60
    assert 'class="text"' in page.text and "img-src 'self' data:" in page.headers["content-security-policy"]
    alone = post(PICTURE, "")
    assert alone.status_code == 200 and 'class="text"' not in alone.text
    assert "data:image" not in post(saved(drawn(["你好"])), "你好").text, "nothing is covered, so nothing is shown"
    assert post(b"", "").status_code == 422
    refused = post(b"<svg/>", CALL)
    assert refused.status_code == 200 and "picture.vector" in refused.text
    assert post(bytes(100_001), CALL).status_code == 413


def test_the_language_is_switched_without_judging_the_text_without_its_picture(reading: Server) -> None:
    files = {"picture": ("", b"", "application/octet-stream")}
    sent = {"text": CALL, "lang": "en", "to_lang": "zh", "pictured": "1"}
    page = reading.client.post("/check", data=sent, files=files)
    assert page.status_code == 200 and 'id="result"' not in page.text and CALL in page.text
    assert locale("zh").page["picture_again"] in page.text
    assert 'name="pictured"' in reading.client.post("/check", data=sent, files={"picture": ("", PICTURE, "")}).text


def test_a_page_below_level_full_takes_none(server: Server) -> None:
    assert 'type="file"' not in server.client.get("/").text


@pytest.mark.parametrize(
    "kind",
    [
        "multipart/form-data",
        "multipart/form-data; boundary=x",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=" + "x" * 300,
    ],
)
def test_broken_forms_in_parts_are_none(kind: str) -> None:
    assert read_form(b"--y\r\nnot a form", "en", kind) is None


def test_live_posts_with_the_same_picture_come_into_one_case(reading: Server) -> None:
    sent = base64.b64encode(PICTURE).decode()
    texts = "打爆她的电话，骂到她关机为止", "这就是那个小三，大家都去找她算账"
    posts = [{"id": f"live-{place}", "text": text, "media": [sent]} for place, text in enumerate(texts)]
    answered = [reading.post("/v1/posts", {"posts": [post]}).json()["decisions"][0] for post in posts]
    assert [one["exposures"][0]["source"] for one in answered] == ["image", "image"]
    with reading.store.read() as work:
        (case,) = cases.queue(work).cases
        ties = [(one.how, one.pictures) for one in cases.case(work, case.id).snapshots]
    assert ties == [("screened", 1), ("picture", 1)]
