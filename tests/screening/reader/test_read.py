from reseal.screening.fold import fold_texts
from reseal.screening.reader.read import read_post
from tests.screening.reader.small import SCORED, small_pieces, tagging

NUMBER = {piece: number for number, (piece, _) in enumerate(SCORED, 6)}


def test_spans_and_categories_of_a_post() -> None:
    batch = fold_texts(["她住在朝阳,１38"])
    reading = read_post(batch, 0, small_pieces(), tagging({NUMBER["朝阳"]: "B-address"}))
    assert [(s.type, batch.text(0)[s.start : s.end]) for s in reading.spans] == [("address", "朝阳")]
    assert abs(sum(reading.categories.values()) - 1) < 1e-5
    assert reading.categories["exposure"] == max(reading.categories.values())
    assert reading.violates == 1 - reading.categories["none"]


def test_a_post_without_anything_has_no_span() -> None:
    assert read_post(fold_texts([""]), 0, small_pieces(), tagging({})).spans == ()


def test_a_long_post_is_read_in_windows_and_its_worst_one_tells() -> None:
    text = "她" * 700 + "朝阳" + "她" * 300
    tagger = tagging({NUMBER["朝阳"]: "B-address"})
    batch = fold_texts([text])
    reading = read_post(batch, 0, small_pieces(), tagger)
    assert len(tagger.windows) > 3
    assert [(s.start, s.end) for s in reading.spans] == [(700, 702)]
    alone = read_post(fold_texts(["她朝阳"]), 0, small_pieces(), tagging({NUMBER["朝阳"]: "B-address"}))
    assert reading.categories == alone.categories


def test_the_words_that_carried_a_violation_are_told() -> None:
    batch = fold_texts(["开开,她住在朝阳,她她"])
    reading = read_post(batch, 0, small_pieces(), tagging({NUMBER["朝阳"]: "B-address"}))
    assert reading.words is not None
    assert batch.text(0)[slice(*reading.words)] == "她住在朝阳"
