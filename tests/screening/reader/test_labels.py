from reseal.screening.reader.labels import BENIGN_KINDS, TAGS, TYPES
from reseal.vocabulary import EXPOSURE_TYPES


def test_each_type_has_a_tag_to_begin_with_and_one_to_go_on() -> None:
    assert TAGS[0] == "O"
    assert len(TAGS) == 1 + 2 * len(EXPOSURE_TYPES)
    for number, kind in enumerate(TYPES):
        assert TAGS[2 * number + 1 : 2 * number + 3] == (f"B-{kind}", f"I-{kind}")


def test_no_benign_kind_stands_twice() -> None:
    assert len(set(BENIGN_KINDS)) == len(BENIGN_KINDS)
