from typing import Any

import numpy as np
import pytest
import zxingcpp

from reseal.screening.data import read_toml
from reseal.screening.pictures.codes import codes_in, in_words

EXAMPLES: list[dict[str, Any]] = read_toml("pictures", "codes.toml")["true"]


def pixels_of(payload: str, kind: Any = zxingcpp.BarcodeFormat.QRCode) -> Any:
    image = np.asarray(zxingcpp.write_barcode_to_image(zxingcpp.create_barcode(payload, kind), scale=4))
    page = np.full((image.shape[0] + 80, image.shape[1] + 120), 255, dtype=np.uint8)
    page[40:-40, 60:-60] = image
    return np.stack([page] * 3, axis=2)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["code"][:12])
def test_codes_are_put_into_words_as_the_data_say(example: dict[str, Any]) -> None:
    assert list(in_words(example["code"])) == example["says"]


def test_a_code_is_read_with_its_place() -> None:
    ((before, line),) = codes_in(pixels_of("https://u.wechat.com/EAbCdEfGhI"))
    assert (before, line.text) == ("\n", "https://u.wechat.com/EAbCdEfGhI")
    polygon = np.array(line.polygon(21, 31))
    assert polygon.min() >= 40 and (polygon.max(axis=0) - polygon.min(axis=0)).min() > 60


def test_every_field_of_a_card_is_a_line_at_the_same_place() -> None:
    lines = [line for _, line in codes_in(pixels_of(EXAMPLES[0]["code"]))]
    assert [line.text for line in lines] == EXAMPLES[0]["says"]
    assert len({line.polygon(0, 1) for line in lines}) == 1


def test_bar_codes_of_goods_are_not_read() -> None:
    assert list(codes_in(pixels_of("4006381333931", zxingcpp.BarcodeFormat.EAN13))) == []


@pytest.mark.parametrize(
    "payload", ["", "\n\n", "BEGIN:VCARD", "MECARD:", "tel:%zz%e4%bd", "MECARD:N:;TEL;;:", ":" * 50]
)
def test_odd_codes_do_no_harm(payload: str) -> None:
    assert all(line.strip() and "\n" not in line for line in in_words(payload))
