"""The readers of these tests stand in for decoders that fail in every way in which a native library can."""

import multiprocessing
import os
import resource
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np
import pytest

from reseal.interfaces.reading_room import Bounds, ReadingRoom, _is_whole
from reseal.screening.copies.imprint import PictureImprint
from reseal.screening.pictures.decode import decode
from reseal.screening.pictures.documents import Seen
from reseal.screening.pictures.line import Line
from reseal.screening.pictures.page import Written
from reseal.screening.pictures.read import Reading, read_pictures
from reseal.screening.pictures.refusal import PictureError
from reseal.vocabulary import Exposure, Region
from tests.screening.pictures.drawn import NUMBER, drawn, saved

ROOMY = Bounds(600.0, 2 * 1024**3)
HARMLESS = b"harmless"


def fragile(content: bytes, number: int) -> Reading:
    """Fails as its picture says."""
    if content == b"ends":
        os._exit(11)
    elif content == b"faults":
        os.kill(os.getpid(), 11)
    elif content == b"hangs":
        time.sleep(3600)
    elif content == b"swells":
        np.ones(4 * 1024**3, dtype=np.uint8)
    elif content == b"raises":
        raise LookupError("nobody has thought of it")
    corners = np.array([[0.1, 1], [2, 1], [2, 3], [0.1, 3]], dtype=np.float32)
    line = Line(str(os.getpid()), 0.5, corners, ((0.0, 1.0),))
    seen = Seen("document.chat", 1.0, Region(number))
    return Reading([Written(line, "\n", number, 0)], [seen], [(number, PictureError("bytes", found=2, limit=1))])


def unbounded_core(content: bytes, number: int) -> Reading:
    """Tells how large an image of the process may be laid down."""
    return Reading(refused=[(number, PictureError("bytes", found=resource.getrlimit(resource.RLIMIT_CORE)[0]))])


def codes(reading: Reading) -> list[tuple[int, str]]:
    return [(number, error.code) for number, error in reading.refused]


@pytest.fixture
def room() -> Iterator[ReadingRoom]:
    room = ReadingRoom(1, ROOMY, fragile)
    yield room
    room.close()
    assert multiprocessing.active_children() == []


def test_what_is_read_comes_over_whole() -> None:
    picture = saved(drawn([f"电话 {NUMBER}", "身份证 公民身份号码"], (520, 160)))
    room = ReadingRoom(1, ROOMY)
    there = room.read([picture, PictureError("missing"), b"<svg/>", picture])
    here = read_pictures([picture, PictureError("missing"), b"<svg/>", picture])
    room.close()
    assert [(w.line.text, w.line.cells, w.before, w.picture) for w in there.written] == [
        (w.line.text, w.line.cells, w.before, w.picture) for w in here.written
    ]
    assert all(np.array_equal(a.line.quad, b.line.quad) for a, b in zip(there.written, here.written, strict=True))
    assert there.seen == here.seen
    assert there.imprints == here.imprints and set(there.imprints) == {0, 3}
    assert there.said(0) == here.said(0) and NUMBER in there.said(0)
    assert codes(there) == [(1, "missing"), (2, "vector")] == codes(here)


def test_an_imprint_that_is_none_is_not_believed() -> None:
    """A process that was taken over has no say in what breaks where imprints are compared."""
    whole = PictureImprint((bytes(32),), 90, bytes(8), bytes(64))
    assert _is_whole(whole)
    for wrong in ({"hashes": (bytes(31),)}, {"marks": bytes(63)}, {"places": bytes(4)}):
        assert not _is_whole(msgspec.structs.replace(whole, **wrong))


@pytest.mark.parametrize("how", ["ends", "faults", "raises"])
def test_a_decoder_that_breaks_costs_its_own_picture(room: ReadingRoom, how: str) -> None:
    reading = room.read([HARMLESS, how.encode(), HARMLESS])
    assert codes(reading) == [(0, "bytes"), (1, "broken"), (2, "bytes")]
    assert [written.picture for written in reading.written] == [0, 2]
    assert reading.refused[0][1].reason == PictureError("bytes", found=2, limit=1).reason


def test_a_picture_is_shown_masked_from_there_too() -> None:
    picture = saved(drawn([NUMBER], (300, 60)))
    exposure = Exposure(
        "phone", 0, 0, 1.0, source="image", region=Region(0, polygons=(((0, 0), (299, 0), (299, 59), (0, 59)),))
    )
    room = ReadingRoom(1, ROOMY)
    shown = room.show(picture, [exposure])
    assert shown is not None and decode(shown).format == "JPEG"
    assert codes(room.read([shown])) == [] and room.read([shown]).written == []
    assert room.show(picture[:60], [exposure]) is None and room.show(b"", []) is None
    room.close()


def test_a_decoder_that_hangs_is_given_up() -> None:
    room = ReadingRoom(1, Bounds(2.0, ROOMY.memory), fragile)
    assert codes(room.read([b"hangs", HARMLESS])) == [(0, "too_slow"), (1, "bytes")]
    room.close()


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is bounded on Linux")
def test_a_decoder_that_swells_is_refused_the_memory(room: ReadingRoom) -> None:
    assert codes(room.read([b"swells", HARMLESS])) == [(0, "too_heavy"), (1, "bytes")]


def test_one_process_reads_picture_after_picture_until_it_is_ended(room: ReadingRoom) -> None:
    first = {written.line.text for written in room.read([HARMLESS, HARMLESS]).written}
    again = {written.line.text for written in room.read([HARMLESS]).written}
    assert len(first | again) == 1 and str(os.getpid()) not in first
    after = {written.line.text for written in room.read([b"ends", HARMLESS]).written}
    assert len(after) == 1 and after.isdisjoint(first)


def test_a_room_that_is_closed_begins_no_process(room: ReadingRoom) -> None:
    room.read([HARMLESS])
    room.close()
    assert codes(room.read([HARMLESS])) == [(0, "no_reader")]


def test_no_image_of_a_process_is_laid_down_when_it_ends_badly() -> None:
    room = ReadingRoom(1, ROOMY, unbounded_core)
    assert [error.found for _, error in room.read([HARMLESS]).refused] == [0]
    room.close()


def test_a_process_that_does_not_start_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reseal.interfaces.rooms._serve", len)  # it ends at once
    room = ReadingRoom(1, ROOMY, fragile)
    assert codes(room.read([HARMLESS])) == [(0, "no_reader")]
    room.close()
