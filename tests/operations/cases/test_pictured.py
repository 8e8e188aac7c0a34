"""Cases grow by copies of a picture that exposes somebody, and by no other picture."""

from typing import Any

import msgspec
import numpy as np
import pytest

from reseal.operations.cases import acts, following, views
from reseal.operations.cases.words import Corrected, Gathered
from reseal.operations.posts import acts as posts
from reseal.operations.posts.marks import keys_of
from reseal.operations.posts.words import Pictured
from reseal.screening.copies.imprint import Imprint, PictureImprint
from reseal.screening.identifiers.normal import normal_value
from reseal.storage.store import Store, Work
from reseal.vocabulary import Exposure, ExposureType, Region
from tests.operations import factories as made

pytest.importorskip("pdqhash", reason="the extra reseal[pictures] is not installed")

CARD = "姓名 李小四 公民身份号码 440301190508170012 住址 东华路12号3单元401"
OTHERS = "姓名 王五三 公民身份号码 110101190001010015 住址 西山街9号院7号楼1802"
RANTS = "看看这个人渣的证件，冲", "新料来了大家保存，骂到他退网", "他就住这里，明天集合"


def pixels(seed: int, noise: int = 0) -> Any:
    """An invented picture; with `noise`, one that was saved anew."""
    drawn = np.random.default_rng(seed)
    coarse = drawn.integers(0, 255, (12, 16), dtype=np.uint8).repeat(40, axis=0).repeat(40, axis=1)
    blur = np.random.default_rng(noise).integers(-9, 10, coarse.shape) if noise else 0
    return np.clip(coarse.astype(np.int16) + blur, 0, 255).astype(np.uint8)


def arrive(
    work: Work,
    id_: str,
    text: str,
    picture: Any,
    said: str,
    type_: ExposureType | None = "government_id",
    value: str = "",
) -> Gathered:
    from reseal.screening.copies.picture import picture_imprint

    shown = [Exposure(type_, 0, 0, 0.98, "other", "image", Region(0))] if type_ else []
    decision = made.judged(id_, *shown)
    pictured = {0: [Pictured(0, picture_imprint(picture), said, {Region(0): value} if value else {})]}
    kept = posts.take_in(work, [made.post(id_, text)], [decision], pictured=pictured)
    (gathered,) = acts.arrived(work, kept.fresh)
    return gathered


def test_a_copy_of_the_picture_joins_whatever_is_written_beside_it(store: Store) -> None:
    with store.write() as work:
        cases = {arrive(work, f"p{n}", rant, pixels(1, n), CARD).case_id for n, rant in enumerate(RANTS)}
        assert len(cases) == 1
        seen = views.case(work, cases.pop()).snapshots
        assert [(one.role, one.how) for one in seen] == [("origin", "screened")] + [("copy", "picture")] * 2


def cut(picture: Any, rows: int, columns: int) -> Any:
    """What is left of a picture when its edges are cut off."""
    return picture[rows:-rows, columns:-columns]


@pytest.mark.parametrize("said", [CARD, ""])
def test_a_cut_copy_joins_though_its_hash_is_another(either_store: Store, said: str) -> None:
    """Screenshots show a part: rare corners find it, and what is written, where something is."""
    from reseal.screening.copies.picture import picture_imprint

    whole, part = picture_imprint(pixels(1)), picture_imprint(cut(pixels(1, 3), 70, 110))
    assert not _hash_keys(whole) & _hash_keys(part), "else this would test the hash"
    with either_store.write() as work:
        first = arrive(work, "p1", RANTS[0], pixels(1), said)
        again = arrive(work, "p2", RANTS[1], cut(pixels(1, 3), 70, 110), said)
        assert again.case_id == first.case_id
        other = arrive(work, "p3", RANTS[2], cut(pixels(2), 70, 110), said)
        assert other.case_id != first.case_id


def test_cut_copies_from_before_are_taken_in(store: Store) -> None:
    from reseal.screening.copies.picture import picture_imprint

    shown = Exposure("government_id", 0, 0, 0.98, "other", "image", Region(0))
    mild = made.judged("p1", shown, category="none", action="redact", severity="low")
    with store.write() as work:
        pictured = {0: [Pictured(0, picture_imprint(cut(pixels(1, 3), 70, 110)), CARD)]}
        posts.take_in(work, [made.post("p1", "谁认识这张证件的失主")], [mild], pictured=pictured)
        found = arrive(work, "p2", RANTS[0], pixels(1), CARD)
        assert [one.how for one in views.case(work, found.case_id).snapshots] == ["screened", "picture"]


def _hash_keys(imprint: PictureImprint) -> set[int]:
    blank = msgspec.structs.replace(imprint, places=b"", marks=b"")
    return set(keys_of(Imprint(None, (blank,))))


def test_another_picture_does_not(store: Store) -> None:
    with store.write() as work:
        first = arrive(work, "p1", RANTS[0], pixels(1), CARD)
        assert arrive(work, "p2", RANTS[1], pixels(2), CARD).case_id != first.case_id


def test_a_card_that_looks_alike_with_somebody_else_s_name_does_not(store: Store) -> None:
    """Cards of one kind look alike by the million: what is written decides."""
    with store.write() as work:
        first = arrive(work, "p1", RANTS[0], pixels(1), CARD)
        assert arrive(work, "p2", RANTS[1], pixels(1, 5), OTHERS).case_id != first.case_id


def test_a_joke_that_half_the_posts_show_brings_nothing_together(store: Store) -> None:
    """Abuse: under a picture that everybody shares, others' posts would be decided with the first one's."""
    with store.write() as work:
        cases = {arrive(work, f"p{n}", rant, pixels(1), "", None).case_id for n, rant in enumerate(RANTS)}
        assert len(cases) == 3


def test_copies_of_the_picture_from_before_are_taken_in(store: Store) -> None:
    from reseal.screening.copies.picture import picture_imprint

    shown = Exposure("government_id", 0, 0, 0.98, "other", "image", Region(0))
    mild = made.judged("p1", shown, category="none", action="redact", severity="low")
    with store.write() as work:
        pictured = {0: [Pictured(0, picture_imprint(pixels(1)), CARD)]}
        posts.take_in(work, [made.post("p1", "谁认识这张证件的失主")], [mild], pictured=pictured)
        found = arrive(work, "p2", RANTS[0], pixels(1, 3), CARD)
        seen = views.case(work, found.case_id).snapshots
        assert [(one.role, one.how) for one in seen] == [("origin", "screened"), ("mention", "picture")]


def test_pictures_that_show_the_same_number_are_about_the_same_person(either_store: Store) -> None:
    """However it is written there, and typed elsewhere; the value itself stands nowhere."""
    with either_store.write() as work:
        first = arrive(work, "p1", RANTS[0], pixels(1), "电话 138 0000 1234", "phone", "138 0000 1234")
        again = arrive(work, "p2", RANTS[1], pixels(2), "手机：13800001234", "phone", "13800001234")
        typed = made.gather(work, made.post("p3"))
        assert first.case_id == again.case_id == typed.case_id
        other = arrive(work, "p4", RANTS[2], pixels(3), "电话 139 0000 5678", "phone", "139 0000 5678")
        assert other.case_id != first.case_id
        seen = views.case(work, first.case_id).snapshots
        assert [(one.role, one.how) for one in seen] == [
            ("origin", "screened"),
            ("origin", "identifier"),
            ("origin", "identifier"),
        ]


def test_what_a_picture_shows_outlives_a_correction_and_can_be_claimed(either_store: Store) -> None:
    with either_store.write("staff:1") as work:
        first = arrive(work, "p1", RANTS[0], pixels(1), "电话 138 0000 1234", "phone", "138 0000 1234")
        print_ = work.prints.of("identifier", "phone", normal_value("phone", "13800001234") or "")
        assert following.stands_in_post(work, first.case_id, print_)
        acts.correct(work, first.snapshot_id, Corrected("exposure", ()))
        again = arrive(work, "p2", RANTS[1], pixels(2), "13800001234", "phone", "13800001234")
        assert again.case_id == first.case_id
