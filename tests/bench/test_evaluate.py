from bench.evaluate import found_in, paired
from bench.labelled import Span


def test_a_wanted_span_is_answered_once() -> None:
    wanted = [Span("phone", 0, 11)]
    missed, wrong = paired(wanted, [Span("phone", 0, 10), Span("phone", 0, 11)])
    assert (missed, wrong) == ([], [1])


def test_another_type_or_half_a_span_answers_nothing() -> None:
    wanted = [Span("phone", 0, 11)]
    assert paired(wanted, [Span("account", 0, 11)]) == (wanted, [0])
    assert paired(wanted, [Span("phone", 0, 5)]) == (wanted, [0])


def test_what_is_found_comes_with_its_rule() -> None:
    ((span, rule),) = found_in(["电话 138 0000 4471"])[0]
    assert (span.type, span.start, span.end) == ("phone", 3, 16)
    assert rule
