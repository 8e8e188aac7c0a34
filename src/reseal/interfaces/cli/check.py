"""`reseal check`: one text judged for a person, with exposures, reasons in words and the statement of reasons."""

import argparse
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from reseal.interfaces.cli.outcome import DONE, MISUSED, CommandError
from reseal.interfaces.cli.settings import screener, settings
from reseal.interfaces.locale import Lang, Locale, locale, place_said, preferred, verdict_key
from reseal.interfaces.media import from_paths, looks_like_picture
from reseal.interfaces.reasons import reasons_said
from reseal.screening.policy.load import load_pack
from reseal.screening.policy.statement import statement
from reseal.vocabulary import Decision, Exposure, Post

if TYPE_CHECKING:
    from reseal.screening.screener import Screener


def run(options: argparse.Namespace) -> int:
    """Judge the text and print what there is to say about it."""
    if options.show_surfaces and _goes_to_a_file():
        raise CommandError("--show-surfaces never writes to a file. Leave it out, or look at the terminal.", MISUSED)
    chosen = settings(options)
    text, files = _parted(options.text)
    if options.redacted_to and len(files) != 1:
        raise CommandError("--redacted-to masks one picture. Name one picture file.", MISUSED)
    judge = screener(chosen)
    if files:
        decision = _with_pictures(judge, text, files, options.redacted_to)
    else:
        decision = judge.decide([Post("text", text)])[0]
    lang = cast(Lang, options.lang) if options.lang else _terminal_language()
    for line in said(decision, text, lang, chosen.policy, show_surfaces=options.show_surfaces):
        sys.stdout.buffer.write(line.encode("utf-8", "replace") + b"\n")
    return DONE


def _parted(arguments: list[str]) -> tuple[str, list[str]]:
    """The text and the picture files among the arguments."""
    files = [argument for argument in arguments if looks_like_picture(argument)]
    texts = [argument for argument in arguments if argument not in files]
    if len(texts) > 1:
        raise CommandError("check takes one text. Put it in quotes, and check the names of picture files.", MISUSED)
    return (_text(texts[0]) if texts else ""), files


def _with_pictures(judge: "Screener", text: str, files: list[str], redacted_to: str | None) -> Decision:
    """The decision on a text and its pictures; one that cannot be read ends the command with the reason."""
    from reseal.screening.pictures.read import read_pictures
    from reseal.screening.pictures.redact_picture import redact_until_clean

    if judge.level != "full":
        raise CommandError("pictures are read at level full. Leave out --level.", MISUSED)
    fetched = from_paths(files, Path())
    reading = read_pictures(fetched)
    for number, error in reading.refused:
        raise CommandError(f"{files[number]} {error.reason}.", MISUSED)
    decision = judge.decide_read(Post("text", text), reading)
    if redacted_to and isinstance(fetched[0], bytes):

        def look(content: bytes) -> Sequence[Exposure]:
            return judge.decide_pictured(Post("text", ""), [content]).exposures

        try:
            Path(redacted_to).write_bytes(redact_until_clean(fetched[0], decision.exposures, look))
        except OSError as error:
            raise CommandError(f"{redacted_to} cannot be written: {error.strerror}. Name another.", MISUSED) from None
    return decision


def _text(argument: str) -> str:
    """The text itself; bytes that are not UTF-8 count as U+FFFD."""
    if argument == "-":
        return sys.stdin.buffer.read().decode("utf-8", "replace").removesuffix("\n")
    return os.fsencode(argument).decode("utf-8", "replace")


def _goes_to_a_file() -> bool:
    try:
        return stat.S_ISREG(os.fstat(sys.stdout.fileno()).st_mode)
    except (OSError, ValueError):
        return False


def _terminal_language() -> Lang:
    return preferred(os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))


def said(decision: Decision, text: str, lang: Lang, pack: str, *, show_surfaces: bool) -> Iterator[str]:
    """The report on one decision, line by line. Without `show_surfaces` nothing of the text is in it."""
    words = locale(lang)
    label = words.check
    colon, comma = ("：", "，") if lang == "zh" else (": ", ", ")
    verdict = words.verdict[verdict_key(decision)]
    grade = f"{label['score']} {decision.score:.2f}{comma}{label['severity']} {words.severity[decision.severity]}"
    yield f"{label['verdict']}{colon}{verdict}{comma}{grade}"
    ref = decision.policy
    rule = f"{label['rule']} {ref.rule}{comma}{label['pack']} {ref.pack} {ref.version}" if ref else label["not_ruled"]
    yield f"{label['action']}{colon}{words.action[decision.action]} ({decision.action}){comma}{rule}"
    yield from _exposures(decision, text, words, comma, show_surfaces)
    yield from _reasons(decision, words, lang)
    if ref is not None:
        yield ""
        yield label["statement"]
        for line in statement(decision, lang, load_pack(pack)).text.splitlines():
            yield f"  {line}"


def _exposures(decision: Decision, text: str, words: Locale, comma: str, show_surfaces: bool) -> Iterator[str]:
    label = words.check
    yield ""
    if not decision.exposures:
        yield label["no_exposures"]
        return
    yield label["exposures"]
    for exposure in decision.exposures:
        place = place_said(exposure, label)
        sure = f"{label['confidence']} {exposure.confidence:.2f}"
        shown = show_surfaces and exposure.source == "text"
        surface = f"  {_shown(text[exposure.start : exposure.end])}" if shown else ""
        parts = comma.join((place, sure, words.subject[exposure.subject]))
        yield f"  {words.type[exposure.type]}  {parts}{surface}"


def _reasons(decision: Decision, words: Locale, lang: Lang) -> Iterator[str]:
    label = words.check
    yield ""
    if not decision.reasons:
        yield label["no_reasons"]
        return
    yield label["reasons"]
    for reason in reasons_said(decision, lang):
        places = " ".join(f"[{start}–{end}]" for start, end in reason.places)
        yield f"  {reason.weight:+.2f}  {reason.text} ({reason.code}) {places}".rstrip()


def _shown(surface: str) -> str:
    """The surface fit for a terminal: control characters cannot move its cursor or forge a line."""
    return "".join(char if char.isprintable() else "\ufffd" for char in surface)
