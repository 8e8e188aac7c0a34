"""What a view knows of the pictures in which its text was read."""

from reseal.screening.view import ListedPosts, PostView
from reseal.vocabulary import Post


def view(text: str, *, void: str = "") -> PostView:
    made = PostView(text, 0, ListedPosts(lambda number: Post(str(number), text)))
    at = 0
    lines = []
    for line in text.split("\n"):
        lines.append((at, at + len(line)))
        at += len(line) + 1
    made.pictured = lines
    if void:
        made.void = [(text.index(void), text.index(void) + len(void))]
    return made


def test_words_of_many_lines_are_scattered() -> None:
    rows = view("4,770\n4,477\n3,406\n1,796")
    assert rows.scattered(0, 23, 2) and rows.scattered(2, 17, 2)
    assert not rows.scattered(0, 11, 2) and not rows.scattered(6, 11, 2) and not rows.scattered(0, 23, 4)


def test_signs_one_a_line_are_not() -> None:
    assert not view("她叫\n沈\n雨\n柔").scattered(3, 8, 2)


def test_nothing_is_scattered_where_something_was_typed() -> None:
    typed = view("4,770\n4,477\n3,406")
    typed.pictured = []
    assert not typed.scattered(0, 17, 1)


def test_most_of_a_label_is_void() -> None:
    form = view("签发机关 西湖分局 沈雨柔", void="西湖分局")
    assert form.is_void(5, 9) and form.is_void(5, 10)
    assert not form.is_void(10, 13) and not form.is_void(0, 9)
