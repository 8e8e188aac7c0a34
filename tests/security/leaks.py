"""Looks for planted values in all that a server leaves behind, in every form in which one could still be read."""

import base64
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import quote


def forms(value: str) -> set[bytes]:
    """How a value can stand in bytes: in each encoding, escaped, in hexadecimal, in base64 at every offset."""
    made: set[bytes] = set()
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "gb18030"):
        raw = value.encode(encoding)
        made |= {raw, raw.hex().encode(), raw.hex().upper().encode()}
        for offset in range(3):
            coded = base64.b64encode(b"\0" * offset + raw)
            whole = coded[
                (offset * 8 + 5) // 6 : (offset + len(raw)) * 8 // 6
            ]  # the characters that are the value's alone
            made |= {whole, whole.replace(b"+", b"-").replace(b"/", b"_")}
    made.add(quote(value, safe="").encode())
    made.add(value.encode("ascii", "backslashreplace"))
    made.add("".join(f"&#{ord(char)};" for char in value).encode())
    return made


def found(planted: Iterable[str], places: Mapping[str, bytes]) -> list[str]:
    """Which values stand where, as `value in place`."""
    looked_for = [(value, forms(value)) for value in planted]
    return [
        f"{value} in {place}"
        for value, written in looked_for
        for place, content in places.items()
        if any(form in content for form in written)
    ]


def files(folder: Path) -> dict[str, bytes]:
    """Every file under a folder, by its path; and the names of all of them."""
    read = {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}
    return {**read, "names of files": "\n".join(read).encode()}
