from reseal.interfaces.cli.progress import said
from reseal.interfaces.streams.run import Totals


def test_the_line_of_progress() -> None:
    assert said(Totals(1_620, 540, 3), 1.2) == "1,620 posts · 1.2 s · 1,350 posts/s · 540 violating · 3 held"
    assert said(Totals(10, 0, 0, 2), 0.0).endswith("0 posts/s · 0 violating · 0 held · 2 rejected")
