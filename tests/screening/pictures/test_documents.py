from typing import Any

import numpy as np
import pytest

from reseal.screening.data import read_toml
from reseal.screening.evidence import signal_codes
from reseal.screening.pictures.documents import document_kinds, kinds_of_document, place_words
from reseal.screening.pictures.line import Line, even_cells
from reseal.screening.policy.wording import without_wording
from reseal.screening.weights import VIOLATIONS, open_documents, weights
from reseal.vocabulary import Region

DOCUMENTS: list[dict[str, Any]] = read_toml("pictures", "documents.toml")["document"]
EXAMPLES = [(entry["name"], example) for entry in DOCUMENTS for example in entry.get("true", [])]
COUNTER = [(entry["name"], example) for entry in DOCUMENTS for example in entry.get("false", [])]


def lines_of(texts: list[str], left: int = 10) -> list[Line]:
    made = []
    for number, text in enumerate(texts):
        top, right = 20 + 30 * number, left + 15 * len(text)
        quad = np.array([[left, top], [right, top], [right, top + 20], [left, top + 20]], dtype=np.float32)
        made.append(Line(text, 1.0, quad, even_cells(len(text))))
    return made


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_a_kind_is_known_by_its_words(name: str, example: dict[str, Any]) -> None:
    (seen,) = kinds_of_document(lines_of(example["lines"]), (640, 400), 1, 2)
    assert seen.signal == f"document.{name}"
    assert (seen.region.picture, seen.region.frame, len(seen.region.polygons)) == (1, 2, 1)


@pytest.mark.parametrize(("name", "example"), COUNTER)
def test_talk_about_documents_is_none(name: str, example: dict[str, Any]) -> None:
    assert kinds_of_document(lines_of(example["lines"]), (640, 400), 0, 0) == []


def test_every_kind_has_examples_of_both_sorts() -> None:
    names = {kind.name for kind in document_kinds()}
    assert {name for name, _ in EXAMPLES} == names == {name for name, _ in COUNTER}


def test_every_kind_weighs_and_has_words() -> None:
    signals = [*(kind.signal for kind in document_kinds()), *(f"{signal}.open" for signal in open_documents())]
    for signal in signals:
        assert len(weights().of[signal]) == len(VIOLATIONS)
        assert signal_codes()[signal] == signal
    assert without_wording([*signals, "document.plate"]) == []


def test_bubbles_on_both_sides_are_a_chat() -> None:
    lines = lines_of(["在吗", "她叫什么"], 10) + lines_of(["在", "不知道"], 330)
    (seen,) = kinds_of_document([*lines, *lines_of(["昨天 21:04"], 160)], (400, 700), 0, 0)
    assert seen.signal == "document.chat_screenshot"


def test_no_lines_are_no_document() -> None:
    assert kinds_of_document([], (640, 400), 0, 0) == []


def test_the_place_of_a_photo_is_said_in_words() -> None:
    assert place_words(-33.5, 116.26).endswith("-33.50000, 116.26000")
    assert Region(0).polygons == ()


@pytest.mark.parametrize(
    "lines",
    [
        ["飞羽速递", "FY9479290456885", "收", "沈雨柔 13800004471", "签收人："],
        ["SWIFTPOST", "FY5477713802026", "TO", "Rou Shen", "FM", "Sign here:"],
    ],
)
def test_a_courier_label_is_known_by_its_waybill_and_its_lone_words(lines: list[str]) -> None:
    assert [seen.signal for seen in kinds_of_document(lines_of(lines), (640, 800), 0, 0)] == ["document.courier_label"]


def test_lone_words_within_lines_are_none() -> None:
    lines = ["SWIFTPOST is fine", "go to FM radio", "Rou", "sign here please", "13800004471"]
    assert kinds_of_document(lines_of(lines), (640, 800), 0, 0) == []
