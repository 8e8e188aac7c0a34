from bench.pictures.canvas import Polygon, Shown
from bench.pictures.scoring import Found, Score, readable


def box(left: float, right: float) -> Polygon:
    return ((left, 0), (right, 0), (right, 30), (left, 30))


PHONE = Shown("phone", "13800004471", (box(0, 90),))
NAME = Shown("person_name", "王某某", (box(120, 180),))
SIZE = (300, 60)


def scored(*found: Found, shown: tuple[Shown, ...] = (PHONE, NAME)) -> dict[str, float | int | None]:
    score = Score()
    score.add(shown, found, SIZE)
    return score.figures()


def test_the_right_type_in_the_right_place_is_found() -> None:
    figures = scored(Found("phone", (box(0, 90),)))
    assert (figures["recall"], figures["precision"], figures["covered"]) == (0.5, 1.0, 0.5)


def test_the_wrong_type_covers_and_is_wrong() -> None:
    figures = scored(Found("account", (box(0, 90),)))
    assert (figures["recall"], figures["precision"], figures["covered"]) == (0.0, 0.0, 0.5)


def test_a_corner_is_not_enough() -> None:
    assert scored(Found("phone", (box(0, 30),)))["recall"] == 0.0


def test_what_is_hidden_in_part_counts_neither_way() -> None:
    hidden = Shown("phone", "13800004471", (box(0, 90),), wanted=False)
    figures = scored(Found("account", (box(0, 90),)), shown=(hidden,))
    assert (figures["wanted"], figures["told"]) == (0, 0)


def test_a_value_leaks_where_most_of_it_can_be_read_in_one_piece() -> None:
    assert readable([PHONE], "拨打 1380-0004") == ["phone"]
    assert readable([PHONE], "拨打 138") == []
    assert readable([NAME], "是王某某") == ["person_name"]
    assert readable([NAME], "是王先生") == []


def test_what_stands_elsewhere_in_the_picture_is_no_piece_of_a_value() -> None:
    born = Shown("birth_date", "1907年04月12日", ())
    said = "出生日期 1907年04月12日 登记日期 2019年04月12日"
    assert readable([born], "登记日期 2019年04月12日", said) == []
    assert readable([born], "出生日期 07年04月12日 登记日期 2019年04月12日", said) == ["birth_date"]
