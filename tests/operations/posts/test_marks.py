import numpy as np

from reseal.operations.posts.marks import MOST_KEYS, identifiers_of, is_remarkable, keys_of, marks_of, marks_of_many
from reseal.screening.copies.imprint import Imprint, PictureImprint
from reseal.screening.copies.text import text_imprint
from reseal.storage.store import Store
from tests.operations import factories as made

PHONE = "13800001234"


def test_one_by_one_or_together_is_the_same(store: Store) -> None:
    posts = [made.post("a"), made.post("b", made.OTHER_DOX), made.post("c", made.HARMLESS), made.post("d", "")]
    decisions = made.screener().decide(posts)
    alone = [marks_of(store.prints, post.id, post.text, said) for post, said in zip(posts, decisions, strict=True)]
    assert marks_of_many(store.prints, posts, decisions) == alone


def test_a_number_is_known_however_disguised(store: Store) -> None:
    texts = [f"他的电话是{number}" for number in (PHONE, "138 0000 1234", "一三八零零零零一二三四")]
    found = set()
    for text in texts:
        exposures = [made.shows(text, "phone", text.removeprefix("他的电话是"))]
        found |= {one.value_print for one in identifiers_of(store.prints, text, exposures)}
    assert len(found) == 1


def test_values_of_organisations_and_offices_leave_no_mark(store: Store) -> None:
    """DESIGN: no case grows through a hotline that half a town's posts name."""
    text = f"投诉请打{PHONE}"
    for subject in ("organisation", "public_office"):
        assert identifiers_of(store.prints, text, [made.shows(text, "phone", PHONE, subject)]) == ()
    for subject in ("self", "other", "unknown"):
        assert len(identifiers_of(store.prints, text, [made.shows(text, "phone", PHONE, subject)])) == 1


def test_what_hides_digits_leaves_no_mark(store: Store) -> None:
    text = "电话138****1234"
    assert identifiers_of(store.prints, text, [made.shows(text, "phone", "138****1234")]) == ()


def test_marks_cannot_be_read(store: Store) -> None:
    marks = marks_of(store.prints, "p1", made.DOX, made.decision(made.post()))
    kept = repr(marks).encode() + (marks.imprint or b"")
    assert marks.imprint and marks.keys
    assert PHONE.encode() not in kept and "李小四".encode() not in kept


def test_short_texts_are_no_copies_of_each_other(store: Store) -> None:
    clean = made.judged("x", category="none", action="allow", severity="none")
    one, other = (marks_of(store.prints, ref, "哈哈哈", clean).text_print for ref in ("a", "b"))
    assert one != other
    long = "今天天气真好晚上吃火锅"
    assert len({marks_of(store.prints, ref, long, clean).text_print for ref in ("a", "b")}) == 1


def test_only_what_is_remarkable_is_made_findable_by_likeness(store: Store) -> None:
    clean = made.decision(made.post(text=made.HARMLESS))
    assert not is_remarkable(clean)
    assert marks_of(store.prints, "p", made.HARMLESS, clean).keys == ()


def test_near_same_texts_share_a_key(store: Store) -> None:
    key = store.prints.key("text")
    base = made.DOX + "，都来看看这个人的真面目，转发扩散不要停"
    one, other = text_imprint(base, key), text_imprint(base + "！求扩", key)
    assert set(keys_of(Imprint(one))) & set(keys_of(Imprint(other)))
    assert not set(keys_of(Imprint(one))) & set(keys_of(Imprint(text_imprint(made.HARMLESS * 3, key))))


def test_keys_of_many_pictures_are_bounded() -> None:
    """A lookup takes so many at a time; the text's own come first."""
    text = text_imprint("大家冲他，真名和电话都在图里，见一次骂一次", bytes(32))
    marks = np.random.default_rng(7).integers(0, 256, (64, 300 * 32), dtype=np.uint8)
    places = np.zeros((300, 2), dtype=np.int16).tobytes()
    pictures = tuple(PictureImprint((one.tobytes()[:32],), 90, places, one.tobytes()) for one in marks)
    keys = keys_of(Imprint(text, pictures))
    assert len(keys) == MOST_KEYS and keys[:30] == keys_of(Imprint(text))
