from reseal.screening.identifiers.email_words import AT, AT_CUED, DOT, DOT_WORDS, NEEDS_LATIN, skip_spaces


def test_a_plain_dot_is_no_dot_in_words() -> None:
    assert set(DOT) - set(DOT_WORDS) == {"."}


def test_signs_that_need_letters_behind_them_are_at_signs() -> None:
    assert {*AT, *AT_CUED} >= NEEDS_LATIN


def test_spaces_are_skipped_up_to_a_number() -> None:
    assert skip_spaces("a   b", 1, 2) == 3
    assert skip_spaces("a   b", 1, 9) == 4
    assert skip_spaces("a", 1, 9) == 1
