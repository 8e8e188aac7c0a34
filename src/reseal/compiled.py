"""What is compiled once and kept: fold tables and pattern databases, in a folder of the operator's cache.

Nothing in it comes from a post. A missing, unwritable or broken cache costs time at start, never correctness.
"""

import hashlib
import os
import platform
import tempfile
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FORMAT = "1"


@cache
def cache_folder() -> Path:
    """`$RESEAL_CACHE_DIR`, else `$XDG_CACHE_HOME/reseal`, else `~/.cache/reseal`."""
    named = os.environ.get("RESEAL_CACHE_DIR")
    if named:
        return Path(named)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "reseal"


@cache
def _machine() -> str:
    """Pattern databases are made for one processor family: the cache is keyed by it."""
    flags = ""
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("flags"):
                flags = line
                break
    except OSError:
        flags = platform.processor()
    return f"{platform.system()} {platform.machine()} {flags}"


def kept_bytes(name: str, ingredients: str, build: Callable[[], bytes]) -> bytes:
    """The bytes that `build` makes from `ingredients`, from disk when they were made before on such a machine."""
    stamp = f"{FORMAT}\0{version('reseal')}\0{_machine()}\0{ingredients}"
    file = cache_folder() / f"{name}-{hashlib.sha256(stamp.encode()).hexdigest()[:24]}.bin"
    try:
        return file.read_bytes()
    except OSError:
        made = build()
    _keep(file, made)
    return made


def _keep(file: Path, content: bytes) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, temporary = tempfile.mkstemp(dir=file.parent)
        with os.fdopen(handle, "wb") as out:
            out.write(content)
        Path(temporary).replace(file)
    except OSError:
        return  # a read-only home: every start builds anew


def kept_arrays(
    name: str, ingredients: str, build: Callable[[], dict[str, NDArray[np.uint16]]]
) -> dict[str, NDArray[np.uint16]]:
    """Like `kept_bytes`, for named NumPy arrays."""

    def packed() -> bytes:
        out = BytesIO()
        np.savez(out, **build())  # type: ignore[arg-type]
        return out.getvalue()

    with np.load(BytesIO(kept_bytes(name, ingredients, packed)), allow_pickle=False) as arrays:
        return {key: arrays[key] for key in arrays.files}
