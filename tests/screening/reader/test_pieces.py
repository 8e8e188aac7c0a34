import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseal.screening.fold_tables import EMOJI_FIRST
from reseal.screening.reader.pieces import (
    EMOJI,
    RARE,
    SPACE,
    UNKNOWN,
    Pieces,
    Tokens,
    parse_pieces,
    pieces_from,
    tokenize,
)
from tests.screening.reader.small import SCORED, small_pieces

NUMBER = {piece: number for number, (piece, _) in enumerate(SCORED, 6)}


def cut(text: str) -> list[str]:
    tokens = tokenize(text, small_pieces())
    return [text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)]


def total(text: str, pieces: Pieces) -> float:
    """The highest sum of log probabilities, by trying every cut: slow, and right by its shortness."""
    best = [0.0]
    for end in range(1, len(text) + 1):
        ways = [best[end - 1] + pieces.known.get(text[end - 1], (0, pieces.unknown))[1]]
        ways += [best[at] + pieces.known[text[at:end]][1] for at in range(end) if text[at:end] in pieces.known]
        best.append(max(ways))
    return best[-1]


def test_the_likelier_cut_wins() -> None:
    assert cut("她开盒") == ["", "她", "开盒"]


def test_a_number_is_read_digit_by_digit() -> None:
    assert cut("138") == ["", "1", "3", "8"]


def test_a_word_takes_the_space_before_it_but_does_not_cover_it() -> None:
    tokens = tokenize("1 her", small_pieces())
    assert tokens.numbers[-1] == NUMBER[SPACE + "her"]
    assert (tokens.starts[-1], tokens.ends[-1]) == (2, 5)


def test_the_first_word_needs_no_space() -> None:
    assert tokenize("her", small_pieces()) == Tokens([NUMBER[SPACE + "her"]], [0], [3])


@pytest.mark.parametrize("text", ["1  \n her", "1\ther", "1 her"])
def test_white_space_of_any_length_is_one_space(text: str) -> None:
    tokens = tokenize(text, small_pieces())
    assert tokens.numbers[-1] == NUMBER[SPACE + "her"]
    assert text[tokens.starts[-1] : tokens.ends[-1]] == "her"


def test_what_no_piece_holds_is_told_apart_by_script() -> None:
    assert tokenize("鱻" + chr(EMOJI_FIRST + 5) + "§", small_pieces()).numbers[1:] == [RARE, EMOJI, UNKNOWN]


@given(st.text(st.sampled_from(list("开盒她住在朝阳her 138赵\n鱻")), max_size=24))
def test_no_cut_is_likelier_and_every_character_is_covered_once(text: str) -> None:
    pieces = small_pieces()
    tokens = tokenize(text, pieces)
    by_number = dict(enumerate(pieces.known, 6))
    spaced = SPACE + " ".join(text.split()) if text.split() else SPACE
    spaced += " " if text[-1:] in (" ", "\n") and text.split() else ""
    spaced = spaced.replace(" ", SPACE)
    assert sum(pieces.known[by_number[n]][1] if n in by_number else pieces.unknown for n in tokens.numbers) == (
        pytest.approx(total(spaced, pieces))
    )
    covered = [place for start, end in zip(tokens.starts, tokens.ends, strict=True) for place in range(start, end)]
    assert len(covered) == len(set(covered))
    assert {place for place, char in enumerate(text) if not char.isspace()} <= set(covered)
    assert tokens.starts == sorted(tokens.starts)


def test_a_file_reads_back() -> None:
    pieces = parse_pieces("".join(f"{piece}\t{score}\n" for piece, score in SCORED))
    assert pieces == small_pieces()
    assert len(pieces) == len(SCORED) + 6


@pytest.mark.parametrize(
    ("content", "said"),
    [("", "empty"), ("开\t-1\n盒", "line 2"), ("开\tx", "line 1"), ("开\t-1\n开\t-2\n", "twice")],
)
def test_a_broken_file_is_named_with_its_remedy(content: str, said: str) -> None:
    with pytest.raises(ValueError, match=said) as error:
        parse_pieces(content)
    assert "make model" in str(error.value)


def test_a_piece_may_not_be_empty() -> None:
    with pytest.raises(ValueError, match="empty"):
        pieces_from([("", -1.0)])
