from bench.labelled import Span
from bench.pairing import paired


def test_a_wanted_span_is_answered_once() -> None:
    wanted = [Span("phone", 0, 11)]
    missed, wrong = paired(wanted, [Span("phone", 0, 10), Span("phone", 0, 11)])
    assert (missed, wrong) == ([], [1])


def test_another_type_or_half_a_span_answers_nothing() -> None:
    wanted = [Span("phone", 0, 11)]
    assert paired(wanted, [Span("account", 0, 11)]) == (wanted, [0])
    assert paired(wanted, [Span("phone", 0, 5)]) == (wanted, [0])
