from random import Random

import pytest

from bench.pictures.courier import courier_label
from bench.pictures.invented import LANGS, Lang


@pytest.mark.parametrize("lang", LANGS)
def test_a_label_shows_the_receiver_and_the_shops_line(lang: Lang) -> None:
    shown = courier_label(Random(1), lang).shown
    assert [one.type for one in shown] == ["person_name", "phone", "address", "phone"]
    assert shown[-1].text.startswith(("400-000-", "0800 0000"))
