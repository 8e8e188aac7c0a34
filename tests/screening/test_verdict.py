"""Verdicts on invented posts of every category and benign class; the gates that no weight overrules."""

import pytest

from reseal.screening.evidence import Evidence, signal_codes
from reseal.screening.policy.wording import codes_with_fact, without_wording
from reseal.screening.screener import Screener
from reseal.screening.verdict import _reasons
from reseal.screening.weights import VIOLATIONS, weights
from reseal.vocabulary import Decision, Post


@pytest.fixture(scope="module")
def screener() -> Screener:
    return Screener(level="verdict")


def decided(screener: Screener, text: str, target: str | None = None) -> Decision:
    return screener.decide([Post("p", text, target=target)])[0]


@pytest.mark.parametrize(
    ("category", "text"),
    [
        ("incitement", "兄弟们都打13800004471，轮流打，打到他关机为止"),
        ("solicitation", "谁认识这个主播，求她真名和学校，有偿"),
        ("solicitation", "Anyone know who she is irl? Need her name and where she works"),
        ("trade", "代查户籍开房，一单300，秒出，加我"),
        ("instruction", "想学开盒的扣1，晚上开课，包教包会"),
    ],
)
def test_each_category_has_its_plain_cases(screener: Screener, category: str, text: str) -> None:
    decision = decided(screener, text)
    assert (decision.category, decision.violates) == (category, True)
    assert decision.severity != "none"


@pytest.mark.parametrize(
    "text",
    [
        "今天天气真好，出去走走",
        "开盒",
        "人肉搜索",
        "盲盒开盒直播，隐藏款就在这箱",
        "被开盒第三天，陌生号码打到凌晨，我不敢出门，已经报案",
        "开盒犯法，别再人肉别人了，删了吧",
        "防开盒小技巧：朋友圈别晒车票，提醒爸妈打码",
        "有事打我手机13800004471，微信同号",
        "本店搬家了，订餐电话13800004471，优惠到周末",
    ],
)
def test_harmless_posts_are_none(screener: Screener, text: str) -> None:
    decision = decided(screener, text)
    assert (decision.category, decision.violates, decision.severity) == ("none", False, "none")


@pytest.mark.parametrize("word", ["开盒", "求开盒", "人肉", "社工库", "轰炸", "教程", "doxx", "有偿"])
def test_a_term_alone_never_violates(screener: Screener, word: str) -> None:
    """LEX-01."""
    assert decided(screener, word).category == "none"


def test_a_victims_account_is_never_sanctioned(screener: Screener) -> None:
    """LEX-02."""
    decision = decided(screener, "我被开盒了，他们把我的电话13800004471发出来，一晚上全是骚扰电话，求助怎么办")
    assert decision.category == "none"


def test_reasons_point_at_the_words_in_the_original_text(screener: Screener) -> None:
    text = "🙂🙂求開\u200b盒這個樓主，重謝"
    decision = decided(screener, text)
    surfaces = {text[r.start : r.end] for r in decision.reasons if r.start is not None and r.end is not None}
    assert any("開\u200b盒" in surface for surface in surfaces)


def test_reasons_come_weightiest_first_and_have_words(screener: Screener) -> None:
    decision = decided(screener, "兄弟们都打13800004471，轮流打，打到他关机为止")
    shares = [abs(reason.weight) for reason in decision.reasons]
    assert shares and shares == sorted(shares, reverse=True)
    assert not without_wording(reason.code for reason in decision.reasons)


def test_the_score_is_the_sum_of_the_evidence(screener: Screener) -> None:
    assert 0.0 <= decided(screener, "开盒").score <= decided(screener, "求开盒这个楼主，有偿500，私我").score <= 1.0


def test_weights_have_one_number_a_category() -> None:
    fitted = weights()
    assert len(fitted.bias) == len(VIOLATIONS)
    assert all(len(row) == len(VIOLATIONS) for row in fitted.of.values())


def test_benign_signals_never_weigh_for_a_violation() -> None:
    for signal, row in weights().of.items():
        if signal.startswith("benign."):
            assert max(row) <= 0.0, signal


@pytest.mark.parametrize("category", VIOLATIONS)
def test_what_puts_a_person_first_is_reported_whatever_it_weighs(category: str) -> None:
    evidence = Evidence()
    signals = [signal for signal, code in signal_codes().items() if code in codes_with_fact()]
    for signal in signals:
        evidence.strength = {signal: 0.01}
        reasons = _reasons(evidence, VIOLATIONS.index(category), lambda start, end: (start, end))  # type: ignore[arg-type]
        assert [reason.code for reason in reasons] == [signal_codes()[signal]]
    evidence.strength = {"context.short": 0.0001}
    assert _reasons(evidence, 0, lambda start, end: (start, end)) == ()
