"""A stream of bytes cut into blocks of whole lines, in constant memory whatever the lines hold."""

import os
import select
import stat
from collections.abc import Callable, Iterator
from typing import IO, NamedTuple

BLOCK = 1024 * 1024
LONGEST_LINE = 16 * 1024 * 1024
_LINGER = 0.02


class Block(NamedTuple):
    """Whole lines. `first_line` is counted from 1; `too_long` stands for one line that was passed over unread."""

    first_line: int
    data: bytes
    too_long: bool = False


def reader_of(stream: IO[bytes]) -> Callable[[int], bytes]:
    """Reads at least one byte and up to the asked number; b"" at the end.

    From a pipe or a terminal it answers with what is there rather than wait for a full block, so that a slow source is
    judged as it comes.
    """
    try:
        descriptor = stream.fileno()
    except (OSError, AttributeError):
        return stream.read
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return stream.read

    def read(size: int) -> bytes:
        parts = [os.read(descriptor, size)]
        got = len(parts[0])
        while parts[-1] and got < size and select.select([descriptor], [], [], _LINGER)[0]:
            parts.append(os.read(descriptor, size - got))
            got += len(parts[-1])
        return b"".join(parts)

    return read


def blocks(read: Callable[[int], bytes], size: int = BLOCK, longest: int = LONGEST_LINE) -> Iterator[Block]:
    """Blocks of whole lines, about `size` bytes each; a line beyond `longest` bytes is passed over and reported.

    `size` is at most `longest`.
    """
    line = 1
    rest: list[bytes] = []
    held = 0
    skipping = False
    first = True
    while True:
        data = read(size)
        if first:
            first = False
            data = data.removeprefix(b"\xef\xbb\xbf") or read(size)
        if not data:
            break
        cut = data.rfind(b"\n") + 1
        if skipping:
            end = data.find(b"\n") + 1
            if not end:
                continue
            yield Block(line, b"", too_long=True)
            line += 1
            skipping = False
            data = data[end:]
            cut = max(cut - end, 0)
            if not data:
                continue
        if not cut:
            rest.append(data)
            held += len(data)
            if held > longest:
                rest, held, skipping = [], 0, True
            continue
        whole = b"".join((*rest, data[:cut]))
        rest = [data[cut:]] if cut < len(data) else []
        held = len(data) - cut
        yield from _within(Block(line, whole), longest)
        line += whole.count(b"\n")
    if skipping:
        yield Block(line, b"", too_long=True)
    elif rest:
        yield from _within(Block(line, b"".join(rest)), longest)


def _within(block: Block, longest: int) -> Iterator[Block]:
    """The block itself, unless its first line, gathered over several reads, came out too long."""
    end = block.data.find(b"\n")
    if (end if end >= 0 else len(block.data)) <= longest:
        yield block
        return
    yield Block(block.first_line, b"", too_long=True)
    if end >= 0 and end + 1 < len(block.data):
        yield Block(block.first_line + 1, block.data[end + 1 :])
