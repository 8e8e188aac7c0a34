import pytest

from models.prune import kind_of


@pytest.mark.parametrize(
    ("folded", "kind"),
    [
        ("住在", "han"),
        ("▁the", "latin"),
        ("n't", "latin"),
        ("7", "digit"),
        ("\ue702", "emoji"),
        ("...", "sign"),
        ("の", "letter"),
        ("д", "letter"),
        ("▁", "space"),
    ],
)
def test_what_posts_need_is_kept(folded: str, kind: str) -> None:
    assert kind_of(folded) == kind


@pytest.mark.parametrize("folded", ["", "2016", "▁7", "답", "のは", "x▁y", "3.0", "\n", "привет", "......"])
def test_the_rest_is_not(folded: str) -> None:
    assert kind_of(folded) is None
