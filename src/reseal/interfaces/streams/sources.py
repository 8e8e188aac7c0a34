"""A named input opened, and its kind found by its suffix or by its first bytes."""

import gzip
import io
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO, Literal, NamedTuple

from reseal.interfaces.streams.blocks import BLOCK, reader_of

Kind = Literal["jsonl", "csv", "parquet"]
SUFFIXES: dict[str, Kind] = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
    ".csv": "csv",
    ".parquet": "parquet",
    ".pq": "parquet",
}
_PACKED = (".gz", ".zst")
_GZIP, _ZSTD, _PARQUET = b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"PAR1"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class SourceError(RuntimeError):
    """An input that cannot be read at all. The text names it and the remedy."""


class Source(NamedTuple):
    """An input ready to be read: `read` for lines, `file` for Parquet, which needs to seek."""

    name: str
    kind: Kind
    read: Callable[[int], bytes]
    file: str | IO[bytes]


def require_readable(name: str) -> None:
    """See to it, before any work begins, that a named input is there.

    Raises:
        SourceError: it is not.
    """
    if name == "-":
        return
    path = Path(name)
    if path.is_dir():
        raise SourceError(f"{name} is a folder. Name the files in it.")
    try:
        path.open("rb").close()
    except OSError as error:
        raise SourceError(f"{name} cannot be read: {error.strerror}. Check the name and the rights.") from None


def open_source(name: str) -> Source:
    """Open an input, `-` being standard input.

    Raises:
        SourceError: it cannot be read, or is in an encoding or packing that is not taken.
    """
    require_readable(name)
    stream: IO[bytes] = sys.stdin.buffer if name == "-" else Path(name).open("rb")  # noqa: SIM115 - it lives as long as the source
    head, read = _peeked(reader_of(stream))
    packed = head.startswith((_GZIP, _ZSTD))
    if packed:
        head, read = _peeked(_unpacked(name, head, read))
    if head.startswith(_UTF16):
        raise SourceError(f"{name} is UTF-16. Write it in UTF-8.")
    kind = _by_suffix(name) or _by_content(head)
    if head.startswith(_PARQUET):
        kind = "parquet"
    if kind != "parquet":
        return Source(name, kind, read, name)
    if name != "-" and not packed and Path(name).is_file():
        stream.close()
        return Source(name, kind, read, name)
    return Source(name, kind, read, _spooled(read))


def _by_suffix(name: str) -> Kind | None:
    path = Path(name)
    if path.suffix.lower() in _PACKED:
        path = path.with_suffix("")
    return SUFFIXES.get(path.suffix.lower())


def _by_content(head: bytes) -> Kind:
    first = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:65536].partition(b"\n")[0]
    if first.startswith((b"{", b"[")):
        return "jsonl"
    names = {cell.strip().strip(b'"') for cell in first.split(b",")}
    return "csv" if {b"id", b"text"} <= names else "jsonl"


def _peeked(read: Callable[[int], bytes]) -> tuple[bytes, Callable[[int], bytes]]:
    """The first bytes, at least four where there are as many, and a reader that gives them again."""
    head = read(BLOCK)
    while len(head) < 4:
        more = read(BLOCK)
        if not more:
            break
        head += more
    waiting = [head]

    def again(size: int) -> bytes:
        if waiting:
            first = waiting.pop()
            if len(first) > size:
                waiting.append(first[size:])
            if first:
                return first[:size]
        return read(size)

    return head, again


class _Readable(io.RawIOBase):
    """The file object that decompressors want round a `read`."""

    def __init__(self, read: Callable[[int], bytes]) -> None:
        self._read = read

    def readable(self) -> bool:
        """It is."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes, b"" at the end."""
        return self._read(size if size > 0 else BLOCK)


def _unpacked(name: str, head: bytes, read: Callable[[int], bytes]) -> Callable[[int], bytes]:
    if head.startswith(_GZIP):
        unpacked: Callable[[int], bytes] = gzip.GzipFile(fileobj=_Readable(read), mode="rb").read
    else:
        import pyarrow as pa

        unpacked = pa.CompressedInputStream(pa.PythonFile(_Readable(read), mode="r"), "zstd").read

    def told(size: int) -> bytes:
        try:
            return unpacked(size)
        except (OSError, EOFError, ValueError) as error:
            raise SourceError(f"{name} is packed and breaks off or is damaged: {error}. Pack it anew.") from error

    return told


def _spooled(read: Callable[[int], bytes]) -> IO[bytes]:
    """Parquet keeps its index at the end: what cannot seek is laid down in a file that vanishes with the process."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the source
    while data := read(BLOCK):
        file.write(data)
    file.seek(0)
    return file
