"""The first page: a form that needs no script. What is pasted is judged in memory, shown once, and forgotten."""

import time
from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlencode, urlsplit

import jinja2

from reseal import __version__
from reseal.configuration import Configuration
from reseal.interfaces.api.judging import Judging
from reseal.interfaces.api.visits import Visits
from reseal.interfaces.locale import LANGS, Lang, Sample, locale, place_said, preferred, verdict_key
from reseal.interfaces.reasons import reasons_said
from reseal.screening.policy.load import load_pack
from reseal.screening.policy.statement import statement
from reseal.vocabulary import Decision, Exposure

HERE = Path(__file__).parent
LOOPBACK = ("127.0.0.1", "localhost", "::1")
_FORM_SLACK = 4096
_BYTES_A_CHARACTER = 12  # four UTF-8 bytes, each as %XX


class Piece(NamedTuple):
    """A stretch of the text: plain, or marked as an exposure."""

    text: str
    exposure: Exposure | None


class Form(NamedTuple):
    """What the visitor sent. `switch` is set when only the language is to change, `pictured` when the page before
    showed the result of a picture.
    """

    text: str
    lang: Lang | None
    switch: bool
    picture: bytes | None = None
    pictured: bool = False


class Page:
    """Renders the page and its answers. Stores and logs nothing."""

    def __init__(self, judging: Judging, chosen: Configuration) -> None:
        self._judging = judging
        self._chosen = chosen
        self._visits = Visits(chosen.page_checks_per_minute)

    def empty(self, lang: Lang) -> str:
        """The page before a text is there."""
        return self._render("index.html", lang)

    def help(self, lang: Lang, origin: str) -> str:
        """How to use Reseal beyond this page; `origin` is where it is served, for the examples."""
        return self._render("help.html", lang, origin=origin)

    async def check(self, body: bytes, accepted: str, visitor: str, headers: dict[str, str]) -> tuple[int, str]:
        """Status and page for a form that was sent."""
        lang = language_of(None, accepted)
        if not from_this_page(headers, self._chosen.served_on):
            return 403, self._render("index.html", lang, error=locale(lang).error["not_from_here"])
        form = read_form(body, lang, headers.get("content-type", ""))
        if form is None:
            return 400, self._render("index.html", lang, error=locale(lang).error["unreadable"])
        lang = form.lang or lang
        words = locale(lang).error
        if form.switch and form.pictured and form.picture is None:  # browsers keep the text, but never a file
            return 200, self._render("index.html", lang, text=form.text, note=locale(lang).page["picture_again"])
        if not form.text.strip() and form.picture is None:
            error = None if form.switch else words["empty"]
            return (200 if form.switch else 422), self._render("index.html", lang, error=error)
        most = self._chosen.page_characters
        if len(form.text) > most:
            said = words["too_long"].format(length=len(form.text), limit=most)
            return 413, self._render("index.html", lang, error=said)
        if not self._visits.allow(visitor, time.monotonic()):
            return 429, self._render("index.html", lang, text=form.text, error=words["too_often"])
        if form.picture is not None and len(form.picture) > self._chosen.page_picture_bytes:
            return 413, self._render("index.html", lang, text=form.text, error=self._too_large_picture(lang))
        decision, shown = await self._judging.look(form.text, form.picture)
        result = self._result(decision, form.text, lang) | {"shown": shown and b64encode(shown).decode()}
        return 200, self._render("index.html", lang, text=form.text, result=result, pictured=form.picture is not None)

    @property
    def most_bytes(self) -> int:
        """The largest form that is read."""
        return self._chosen.page_characters * _BYTES_A_CHARACTER + self._chosen.page_picture_bytes + _FORM_SLACK

    def too_large(self, accepted: str) -> str:
        """The answer to a form that was not read for its size."""
        lang = language_of(None, accepted)
        if self._pictures:
            return self._render("index.html", lang, error=self._too_large_picture(lang))
        most = self._chosen.page_characters
        return self._render(
            "index.html", lang, error=locale(lang).error["too_long"].format(length=f"> {most}", limit=most)
        )

    @property
    def _pictures(self) -> bool:
        """Whether the page takes pictures."""
        return self._chosen.page_picture_bytes > 0 and self._chosen.level == "full"

    def _too_large_picture(self, lang: Lang) -> str:
        return locale(lang).error["picture_too_large"].format(limit=self._chosen.page_picture_bytes // 1024)

    def _result(self, decision: Decision, text: str, lang: Lang) -> dict[str, Any]:
        words = locale(lang)
        return {
            "key": verdict_key(decision),
            "decision": decision,
            "pieces": list(pieces(text, decision.exposures)),
            "places": [place_said(exposure, words.check) for exposure in decision.exposures],
            "reasons": reasons_said(decision, lang),
            "statement": _statement(decision, lang, self._chosen.policy),
        }

    def _render(self, template: str, lang: Lang, **values: Any) -> str:
        words = locale(lang)
        return (
            _templates()
            .get_template(template)
            .render(
                {
                    "text": "",
                    "error": None,
                    "result": None,
                    "note": None,
                    "pictured": False,
                    "lang": lang,
                    "languages": [(other, locale(other).language) for other in LANGS],
                    "words": words,
                    "limit": self._chosen.page_characters,
                    "pictures": self._pictures,
                    "switch_form": "check" if values.get("result") or values.get("error") else None,
                    "shadow": self._chosen.mode == "shadow",
                    "version": __version__,
                    **values,
                }
            )
        )


def read_form(body: bytes, lang: Lang, kind: str = "") -> Form | None:
    """The form, or None where it is none. A sample is named by its number; line ends are as the visitor typed them."""
    picture = None
    try:
        if kind.lower().startswith("multipart/form-data"):
            body, picture = _taken_apart(body, kind)
        fields = parse_qs(body.decode("ascii"), keep_blank_values=True, max_num_fields=10, errors="replace")
    except ValueError:
        return None
    named = fields.get("to_lang") or fields.get("lang") or [""]
    chosen = _language(named[0])
    if "sample" in fields:
        sample = _sample(fields["sample"][0], chosen or lang)
        return Form(sample.text, chosen, False) if sample else None
    if "text" not in fields:
        return None
    return Form(fields["text"][0].replace("\r\n", "\n"), chosen, "to_lang" in fields, picture, "pictured" in fields)


def _taken_apart(body: bytes, kind: str) -> tuple[bytes, bytes | None]:
    """A form in parts as one in a line, and its picture, where there is one.

    Raises:
        ValueError: it is no such form.
    """
    from multipart import MultipartParser, parse_options_header

    boundary = parse_options_header(kind)[1].get("boundary", "")
    fields: list[tuple[str, str]] = []
    picture: bytes | None = None
    all_ = len(body) + 1  # nothing of a picture is laid down on disk
    for part in MultipartParser(BytesIO(body), boundary, part_limit=10, spool_limit=all_, memory_limit=all_):
        if part.name == "picture":
            picture = part.raw or None
        else:
            fields.append((part.name, part.raw.decode("utf-8", "replace")))
    return urlencode(fields).encode("ascii"), picture


def _sample(number: str, lang: Lang) -> Sample | None:
    samples = locale(lang).sample
    return samples[int(number)] if number.isascii() and number.isdigit() and int(number[:3]) < len(samples) else None


def language_of(asked: str | None, accepted: str) -> Lang:
    """The language asked for, else the one that the browser prefers (`Accept-Language`)."""
    named = _language(asked)
    if named is not None:
        return named
    weighed = []
    for entry in accepted[:1000].split(","):
        tag, _, quality = entry.partition(";q=")
        try:
            weighed.append((float(quality or 1), tag))
        except ValueError:
            continue
    return preferred(tag for _, tag in sorted(weighed, key=lambda pair: -pair[0]))


def _language(name: str | None) -> Lang | None:
    return "zh" if name == "zh" else "en" if name == "en" else None


def from_this_page(headers: dict[str, str], served_on: str) -> bool:
    """Whether a form comes from the page itself: no other site may use a visitor's browser to send texts here.

    A server that listens on this machine alone also refuses names that only pretend to be this machine.
    """
    host = urlsplit(f"//{headers.get('host', '')}").hostname or ""
    if served_on in LOOPBACK and host not in LOOPBACK:
        return False
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")


def pieces(text: str, exposures: tuple[Exposure, ...]) -> Iterator[Piece]:
    """The text in stretches, in order; of exposures that overlap, the first keeps its place."""
    at = 0
    for exposure in sorted(exposures, key=lambda e: (e.start, -e.end)):
        if exposure.source != "text" or exposure.start < at:
            continue
        if exposure.start > at:
            yield Piece(text[at : exposure.start], None)
        yield Piece(text[exposure.start : exposure.end], exposure)
        at = exposure.end
    if at < len(text):
        yield Piece(text[at:], None)


def _statement(decision: Decision, lang: Lang, pack: str) -> list[tuple[str, str]] | None:
    """The paragraphs of the statement of reasons, each with its heading."""
    if decision.policy is None:
        return None
    colon = "：" if lang == "zh" else ": "
    paragraphs = statement(decision, lang, load_pack(pack)).text.splitlines()
    return [(heading, said) for heading, _, said in (line.partition(colon) for line in paragraphs)]


@cache
def _templates() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
