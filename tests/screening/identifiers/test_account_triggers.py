import pytest

from reseal.screening.fold import fold_text
from reseal.screening.identifiers.account_triggers import account_triggers
from reseal.screening.patterns import PatternSet


def fires(text: str) -> bool:
    triggers = PatternSet("account-triggers", list(dict.fromkeys(account_triggers())), starts=False)
    return bool(triggers.scan_ends((fold_text(text) + "\0").encode("utf-16-le"))[0])


@pytest.mark.parametrize(
    "text",
    [
        "微信：abc07",
        "tw lottie_07",
        "tw三零零abc",
        "加Q 30000417",
        "uid300000417",
        "小号花开福贵幺九62",
        "@某某 本名汝",
    ],
)
def test_what_leads_to_a_person_fires(text: str) -> None:
    assert fires(text)


@pytest.mark.parametrize("text", ["微信里聊", "twelve men", "飞机晚点了", "群里都在说", "@小王 晚上吃啥"])
def test_ordinary_posts_do_not_fire(text: str) -> None:
    assert not fires(text)
