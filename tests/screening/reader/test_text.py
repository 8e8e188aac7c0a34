import pytest

from reseal.screening.fold import fold_texts
from reseal.screening.reader.signs import CAPITAL, CAPITAL_INSIDE, JUNK
from reseal.screening.reader.text import MOST_CHARACTERS, Encoded, encode
from tests.screening.reader.small import SCORED, small_pieces

NUMBER = {piece: number for number, (piece, _) in enumerate(SCORED, 6)}


def encoded(text: str) -> tuple[Encoded, str]:
    batch = fold_texts(["x", text])
    return encode(batch, 1, small_pieces()), batch.text(1)


@pytest.mark.parametrize("text", ["开*盒", "开·盒"])
def test_junk_in_a_word_is_read_over_and_told(text: str) -> None:
    made, folded = encoded(text)
    assert made.numbers[1:] == [NUMBER["开盒"]]
    assert folded[made.starts[1] : made.ends[1]] == folded
    assert made.signs[1] & JUNK


def test_a_masked_name_covers_its_mask() -> None:
    made, folded = encoded("她赵*宁,")
    names = [i for i, number in enumerate(made.numbers) if number in (NUMBER["赵"], NUMBER["宁"])]
    assert folded[made.starts[names[0]] : made.ends[names[1]]] == "赵*宁"
    assert [bool(made.signs[i] & JUNK) for i in names] == [False, True]


def test_an_emoji_between_words_stays() -> None:
    made, _ = encoded("开😂盒")
    assert len(made) == 4


def test_capitals_at_the_front_and_inside_are_told_apart() -> None:
    assert encoded("Her")[0].signs == [CAPITAL]
    assert encoded("hEr")[0].signs == [CAPITAL_INSIDE]
    assert encoded("HER")[0].signs == [CAPITAL | CAPITAL_INSIDE]


def test_an_empty_post_is_one_piece_over_nothing() -> None:
    made, _ = encoded("")
    assert len(made) == 1
    assert made.starts == made.ends == [0]


def test_of_a_post_of_any_length_the_beginning_is_read() -> None:
    long = encode(fold_texts(["她" * 100_000]), 0, small_pieces())
    assert long.ends[-1] == MOST_CHARACTERS
