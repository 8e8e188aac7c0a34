import io
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from reseal.interfaces.streams.blocks import Block, blocks


def reading(data: bytes, portion: int) -> Callable[[int], bytes]:
    """A source that gives at most `portion` bytes at once, as a pipe may."""
    stream = io.BytesIO(data)
    return lambda size: stream.read(min(size, portion))


def lines(found: list[Block]) -> list[tuple[int, bytes]]:
    told = []
    for block in found:
        if block.too_long:
            told.append((block.first_line, b"(too long)"))
        else:
            parts = block.data.split(b"\n")
            if parts[-1] == b"":
                parts.pop()
            told += list(enumerate(parts, block.first_line))
    return told


@given(
    st.lists(st.binary(max_size=30).map(lambda b: b.replace(b"\n", b"").replace(b"\xef", b"")), max_size=20),
    st.integers(1, 40),
    st.integers(1, 20),
    st.booleans(),
)
def test_blocks_hold_every_line_once_with_its_number(parts: list[bytes], portion: int, size: int, ended: bool) -> None:
    data = b"\n".join(parts) + (b"\n" if ended and parts else b"")
    expected = data.split(b"\n")
    if expected[-1] == b"":
        expected.pop()
    longest = 20
    told = [(n, part if len(part) <= longest else b"(too long)") for n, part in enumerate(expected, 1)]
    assert lines(list(blocks(reading(data, portion), size, longest))) == told


def test_a_line_beyond_the_limit_is_passed_over_in_constant_memory() -> None:
    left = [b"a\n", *([b"x" * 1000] * 5000), b"x\nb\n"]
    most = 0

    def read(size: int) -> bytes:
        nonlocal most
        return left.pop(0) if left else b""

    found = []
    for block in blocks(read, 1000, 4000):
        most = max(most, len(block.data))
        found.append(block)
    assert lines(found) == [(1, b"a"), (2, b"(too long)"), (3, b"b")]
    assert most < 10


def test_a_byte_order_mark_is_no_part_of_the_first_line() -> None:
    assert lines(list(blocks(reading(b"\xef\xbb\xbfa\nb", 100)))) == [(1, b"a"), (2, b"b")]
    assert lines(list(blocks(reading(b"\xef\xbb\xbf", 3)))) == []
