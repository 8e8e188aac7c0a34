import demo

from reseal.vocabulary import Category, Decision, Exposure


def decision(category: Category, *types: str) -> Decision:
    return Decision(
        id="p1",
        violates=category != "none",
        category=category,
        score=0.5,
        severity="none",
        action="allow" if category == "none" else "remove",
        exposures=tuple(Exposure(type=kind, start=0, end=1, confidence=1.0) for kind in types),  # type: ignore[arg-type]
        reasons=(),
        policy=None,
        redacted=None,
        engine="test",
    )


def test_the_summary_counts_categories_actions_and_exposures() -> None:
    text = demo.summary([decision("none"), decision("exposure", "phone", "phone", "address"), decision("none")])
    assert "none 2, exposure 1" in text
    assert "allow 2, remove 1" in text
    assert "phone 2, address 1" in text
