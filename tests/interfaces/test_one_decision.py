"""The same post gets the same decision through every door, with its words typed and with them drawn in a picture."""

import base64
import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from litestar.testing import TestClient

from reseal.configuration import Configuration
from reseal.interfaces.api.app import build_app
from reseal.interfaces.cli.main import main
from reseal.interfaces.locale import locale, verdict_key
from reseal.interfaces.opening import open_store
from reseal.screening.screener import Screener
from reseal.vocabulary import Decision, Post
from tests.interfaces.api.conftest import Server
from tests.screening.pictures.drawn import drawn, saved

POSTS = [
    ("这是她本人的号码，都别客气", "电话 138 0000 4471"),
    ("人肉出来了，这就是他家，大家去堵门", "杭州市西湖区青檐路27号枫桥里3栋602"),
    ("曝光这个骗子", "林晓燕 身份证 110101190307070014"),
    ("Here is the ex of mine, call her day and night until she quits", "Her phone: (212) 555-0142"),
    ("She hides here, go and make her pay", "jane.miller@example.com"),
    ("本店新开张，欢迎订位", "订位电话 138 0000 4471"),
    ("我换号了，朋友们存一下", "我的手机 138 0000 4471"),
    ("今天天气真好", "生日快乐"),
    ("We open on Monday, book your table now", "Call us: (212) 555-0142"),
    ("Lovely weather today", "Happy birthday"),
]
VIOLATING = 5
"""So many posts of the list violate, the first ones."""

DRAWN = [saved(drawn([words], (40 + 28 * len(words), 70))) for _, words in POSTS]
TYPED = [f"{text}\n{words}" for text, words in POSTS]


class Row(NamedTuple):
    """A post as every door takes it: the text, and the number of its picture."""

    text: str
    picture: int | None


ROWS = [*(Row(text, None) for text in TYPED), *(Row(text, number) for number, (text, _) in enumerate(POSTS))]
Outcome = tuple[bool, str, str, str]


@pytest.fixture(scope="module")
def expected() -> list[Decision]:
    """What the screener says to the typed posts."""
    return Screener().decide([Post(str(number), text) for number, text in enumerate(TYPED)])


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("full")
    chosen = Configuration(data_dir=str(folder))
    store = open_store(chosen)
    with TestClient(build_app(chosen, store), base_url="http://127.0.0.1:8420") as client:
        yield Server(client, folder, store)


@pytest.fixture
def pictures(tmp_path: Path) -> list[Path]:
    """The pictures as files."""
    files = [tmp_path / f"{number}.png" for number in range(len(DRAWN))]
    for file, content in zip(files, DRAWN, strict=True):
        file.write_bytes(content)
    return files


def outcome(decision: Any) -> Outcome:
    """What has to be the same, of a decision as JSON."""
    return decision["violates"], decision["category"], decision["severity"], decision["action"]


def assert_same(decisions: list[Any], expected: list[Decision]) -> None:
    typed = [outcome(msgspec.to_builtins(decision)) for decision in expected]
    assert [violates for violates, *_ in typed] == [n < VIOLATING for n in range(len(POSTS))]
    assert [outcome(decision) for decision in decisions] == [*typed, *typed]


def rows_of(media: list[Any]) -> list[dict[str, Any]]:
    """The posts as objects, with what names each picture; a typed one has none."""
    return [
        {"id": str(number), "text": row.text} | ({} if row.picture is None else {"media": [media[row.picture]]})
        for number, row in enumerate(ROWS)
    ]


def write_jsonl(file: Path, rows: list[dict[str, Any]]) -> None:
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def write_csv(file: Path, rows: list[dict[str, Any]]) -> None:
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(("id", "text", "media"))
        writer.writerows((row["id"], row["text"], ";".join(row.get("media", []))) for row in rows)


def write_parquet(file: Path, rows: list[dict[str, Any]]) -> None:
    pq.write_table(pa.table({name: [row.get(name) for row in rows] for name in ("id", "text", "media")}), file)


@pytest.mark.parametrize("write", [write_jsonl, write_csv, write_parquet])
def test_streams(write: Any, pictures: list[Path], expected: list[Decision]) -> None:
    file = pictures[0].with_name(f"posts.{write.__name__.removeprefix('write_')}")
    write(file, rows_of([picture.name for picture in pictures]))
    assert main(["screen", str(file), "--to", str(file.with_name("out.jsonl"))]) == 0
    lines = file.with_name("out.jsonl").read_text(encoding="utf-8").splitlines()
    assert_same([json.loads(line) for line in lines], expected)


def test_the_api_with_base64(full: Server, expected: list[Decision]) -> None:
    assert_same(full.decisions(rows_of([base64.b64encode(content).decode() for content in DRAWN])), expected)


def test_the_api_with_files(full: Server, expected: list[Decision]) -> None:
    files = {f"p{number}": ("", content, "image/png") for number, content in enumerate(DRAWN)}
    assert_same(full.upload(rows_of([f"upload:{name}" for name in files]), **files), expected)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_first_page(full: Server, expected: list[Decision], lang: Any) -> None:
    """Chinese posts to the Chinese page, English posts to the English one."""
    words = locale(lang)
    for row in ROWS:
        number = ROWS.index(row) % len(POSTS)
        if (number in (3, 4, 8, 9)) != (lang == "en"):
            continue
        picture = b"" if row.picture is None else DRAWN[row.picture]
        files = {"picture": ("", picture, "image/png")}
        page = full.client.post("/check", data={"text": row.text, "lang": lang}, files=files).text
        decision = expected[number]
        assert re.findall(r'class="card result verdict-(\w+)"', page) == [verdict_key(decision)]
        assert f"<code>{decision.action}</code>" in page
        assert f"<dd>{words.severity[decision.severity]}</dd>" in page


def test_the_texts_alone_would_be_judged_otherwise(expected: list[Decision]) -> None:
    """So the tests above fail where a door does not look at pictures."""
    alone = Screener().decide([Post("p", text) for text, _ in POSTS[:VIOLATING]])
    for seen, unseen in zip(expected, alone, strict=False):
        assert outcome(msgspec.to_builtins(seen)) != outcome(msgspec.to_builtins(unseen))


def test_check(pictures: list[Path], expected: list[Decision], capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    words = locale("en")
    for number, row in enumerate(ROWS):
        named = [] if row.picture is None else [str(pictures[row.picture])]
        assert main(["check", row.text, *named, "--lang", "en"]) == 0
        said = capsysbinary.readouterr().out.decode()
        decision = expected[number % len(POSTS)]
        verdict, action = said.splitlines()[:2]
        assert words.verdict[verdict_key(decision)] in verdict
        assert verdict.endswith(f"{words.check['severity']} {words.severity[decision.severity]}")
        assert f"({decision.action})" in action
