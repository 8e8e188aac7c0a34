from bench.evaluate import found_in


def test_what_is_found_comes_with_its_rule() -> None:
    ((span, rule),) = found_in(["电话 138 0000 4471"])[0]
    assert (span.type, span.start, span.end) == ("phone", 3, 16)
    assert rule
