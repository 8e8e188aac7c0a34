import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseal.screening.reader.decode import best_tags, carried_by, softmax, spans_of
from reseal.screening.reader.labels import TAGS

B_NAME, I_NAME = TAGS.index("B-person_name"), TAGS.index("I-person_name")
B_PHONE, I_PHONE = TAGS.index("B-phone"), TAGS.index("I-phone")


def logits_for(tags: list[int]) -> np.ndarray:
    made = np.zeros((len(tags), len(TAGS)), dtype=np.float32)
    made[np.arange(len(tags)), tags] = 5.0
    return made


def allowed(tags: list[int]) -> bool:
    return all(not (t and t % 2 == 0) or b in (t, t - 1) for b, t in zip([0, *tags], tags, strict=False))


def test_a_well_formed_row_is_taken_as_it_is() -> None:
    wanted = [0, B_NAME, I_NAME, 0, B_PHONE, B_PHONE]
    assert best_tags(logits_for(wanted)).tolist() == wanted


def test_an_inside_without_a_beginning_is_mended() -> None:
    logits = logits_for([0, I_NAME, I_NAME])
    logits[1, B_NAME] = 4.0
    assert best_tags(logits).tolist() == [0, B_NAME, I_NAME]


def test_a_span_does_not_change_its_type() -> None:
    logits = logits_for([B_NAME, I_PHONE, I_PHONE])
    logits[0, B_PHONE] = 4.5
    assert best_tags(logits).tolist() == [B_PHONE, I_PHONE, I_PHONE]


@given(st.lists(st.lists(st.floats(-4, 4, width=32), min_size=5, max_size=5), min_size=1, max_size=5))
def test_no_well_formed_row_is_likelier(rows: list[list[float]]) -> None:
    logits = np.full((len(rows), len(TAGS)), -30, dtype=np.float32)
    columns = [0, 1, 2, 3, 4]
    logits[:, columns] = np.array(rows, dtype=np.float32)
    best = best_tags(logits).tolist()
    assert allowed(best)

    def every(size: int) -> list[list[int]]:
        return [[]] if size == 0 else [[*row, tag] for row in every(size - 1) for tag in columns]

    def sum_of(row: list[int]) -> float:
        return sum(float(logits[at, tag]) for at, tag in enumerate(row))

    assert sum_of(best) == pytest.approx(max(sum_of(row) for row in every(len(rows)) if allowed(row)), abs=1e-4)


def test_spans_stand_where_their_pieces_do() -> None:
    logits = logits_for([0, B_NAME, I_NAME, B_NAME, B_PHONE])
    spans = spans_of(logits, [0, 1, 3, 4, 6], [1, 3, 4, 6, 9])
    assert [(s.type, s.start, s.end) for s in spans] == [
        ("person_name", 1, 4),
        ("person_name", 4, 6),
        ("phone", 6, 9),
    ]
    assert all(0.8 < s.probability <= 1 for s in spans)


def test_a_span_over_nothing_is_none() -> None:
    assert spans_of(logits_for([B_NAME]), [0], [0]) == []


def test_softmax_sums_to_one() -> None:
    assert softmax(np.array([[1000.0, 0.0, -1000.0]], dtype=np.float32)).tolist() == [[1.0, 0.0, 0.0]]


def carried(added: list[float], text: str) -> str | None:
    """The clause that carried, a piece a character."""
    places = list(range(len(text) + 1))
    found = carried_by(np.array(added, dtype=np.float32), places[:-1], places[1:], text)
    return found and text[slice(*found)]


def test_the_clause_that_adds_most_is_the_one_that_carried() -> None:
    assert carried([0, 0, 0, 2, 0, 1, 0, 0, 0], "早上好,她住这!哈") == "她住这"


def test_a_point_inside_a_number_ends_no_clause() -> None:
    assert carried([0, 0, 3, 0, 0, 0], "哦,1.5元") == "1.5元"


@pytest.mark.parametrize("added", [[], [0.3], [0.5, 0.5, 0.5]])
def test_where_no_clause_stands_out_none_carried(added: list[float]) -> None:
    assert carried(added, "她他它"[: len(added)]) is None
