from hypothesis import given
from hypothesis import strategies as st

from reseal.screening.identifiers.kind import Finding
from reseal.screening.merge import merge

findings = st.builds(
    lambda start, length, confidence: Finding("phone", start, start + length, confidence, "phone.test"),
    st.integers(0, 60),
    st.integers(1, 12),
    st.sampled_from([0.5, 0.8, 0.9]),
)


def by_comparing_all(found: list[Finding]) -> list[Finding]:
    """The rule itself: each against every one that already stands."""
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda f: (-f.confidence, f.start - f.end, f.start)):
        if all(finding.end <= other.start or other.end <= finding.start for other in kept):
            kept.append(finding)
    return sorted(kept, key=lambda f: f.start)


@given(st.lists(findings, max_size=25))
def test_the_surest_and_longest_stand_and_none_overlap(found: list[Finding]) -> None:
    assert merge(found) == by_comparing_all(found)
