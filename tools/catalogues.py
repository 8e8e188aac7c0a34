"""Brings the console's catalogues up to date: words of templates and code that are new are added, others leave.

A word that lacks its translation stays empty, and the tests fail until somebody has written it. `--check` changes
nothing and ends with 1 when a catalogue is not up to date.
"""

import argparse
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent / "src" / "reseal"
CONSOLE = ROOT / "interfaces" / "console"
Keywords = dict[str, Any]  # as babel has them: which arguments of a call are words
IN_CODE: Keywords = {"gettext": (2,), "said": (2,), "N_": None}
IN_TEMPLATES: Keywords = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
}  # {% trans %} is the last two
TAGS = ("zh_CN", "en")
# Lines of the head that say who and when: the file is to change with its words alone.
CHANGING = tuple(
    f'"{name}:'.encode()
    for name in (
        "Project-Id-Version",
        "Report-Msgid-Bugs-To",
        "POT-Creation-Date",
        "PO-Revision-Date",
        "Last-Translator",
        "Language-Team",
        "Generated-By",
    )
)


def file_of(tag: str) -> Path:
    """The catalogue of a language."""
    return ROOT / "data" / "locale" / tag / "LC_MESSAGES" / "console.po"


def words() -> Catalog:
    """All words of the console's templates and code."""
    found = Catalog(project="reseal", charset="utf-8")
    methods = [("**.py", "python")], [("**.html", "jinja2.ext:babel_extract")]
    options = {"**.html": {"trimmed": "true", "silent": "false"}}
    for method, keywords in zip(methods, (IN_CODE, IN_TEMPLATES), strict=True):
        for file, _, message, comments, context in extract_from_dir(CONSOLE, method, options, keywords=keywords):
            found.add(message, locations=[(file, 0)], auto_comments=comments, context=context)
    return found


def written(tag: str, template: Catalog) -> bytes:
    """The catalogue of a language with exactly the words of the template. English says what the code says."""
    file = file_of(tag)
    catalogue = read_po(BytesIO(file.read_bytes()), tag) if file.exists() else Catalog(tag, charset="utf-8")
    kept = Catalog(tag, project="reseal", charset="utf-8", fuzzy=False, header_comment=f"# The console's words: {tag}.")
    for message in template:
        if not message.id:
            continue
        before = catalogue.get(message.id, message.context)
        said = before.string if before is not None else ""
        if tag == "en" and not (all(said) if isinstance(said, (list, tuple)) else said):
            said = message.id
        kept.add(message.id, said, locations=message.locations, flags=message.flags - {"fuzzy"})
    out = BytesIO()
    write_po(out, kept, width=110, sort_output=True, include_lineno=False)
    lines = out.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(CHANGING))


def main(arguments: list[str]) -> int:
    """Write the catalogues, or say which are not up to date."""
    parser = argparse.ArgumentParser(description="Bring the console's catalogues up to date.")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args(arguments)
    template, stale = words(), []
    for tag in TAGS:
        content, file = written(tag, template), file_of(tag)
        if not file.exists() or file.read_bytes() != content:
            stale.append(tag)
            if not options.check:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
    if options.check and stale:
        print(f"catalogues not up to date: {', '.join(stale)}. Run python tools/catalogues.py", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
