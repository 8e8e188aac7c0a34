import pyarrow as pa

from bench.cost import Ledger, of_batch, watched
from reseal.screening import screener
from reseal.screening.screener import Screener
from reseal.vocabulary import Post

TEXTS = ["今天天气真好", "电话 138 0000 4471", "信 a@example.com"]


def test_a_kind_is_charged_when_it_is_asked_and_finds_what_it_finds_unwatched() -> None:
    ledger = Ledger()
    posts = [Post(str(number), text) for number, text in enumerate(TEXTS)]
    plain = Screener(level="verdict").decide(posts)
    before = screener.__dict__["kinds"]
    with watched(ledger):
        assert Screener(level="verdict").decide(posts) == plain
    assert screener.__dict__["kinds"] is before
    assert ledger.kinds["phone"].made == 1
    assert ledger.kinds["email"].made == 1
    assert ledger.kinds["phone"].asked == 1


def test_every_stage_of_the_line_is_timed() -> None:
    batch = pa.RecordBatch.from_pydict({"id": ["a", "b", "c"], "text": TEXTS})
    found = of_batch(batch, rounds=1)
    assert list(found["stages"]) == [
        "fold",
        "triage",
        "sightings",
        "identifiers, verdict, policy",
        "decisions out",
    ]
    assert (found["posts"], found["survivors"]) == (3, 2)
