"""JioNLP's extractors. Its address parser wants a text that is one address (5 ms), so it takes no part."""

import contextlib
import io
from collections.abc import Callable
from typing import Any

from bench.labelled import Span
from bench.peers.peer import Loaded, Peer, without_overlaps

# In order of precedence: its QQ extractor also takes phone numbers and ids once a text says "QQ" anywhere.
EXTRACTORS = {
    "extract_id_card": "government_id",
    "extract_phone_number": "phone",
    "extract_email": "email",
    "extract_ip_address": "ip_address",
    "extract_motor_vehicle_licence_plate": "licence_plate",
    "extract_wechat_id": "account",
    "extract_qq": "account",
}


def _span(kind: str, text: str, hit: dict[str, Any]) -> Span:
    """Its phone pattern takes in the space before a number, which is not held against it."""
    start, end = hit["offset"]
    while start < end and text[start].isspace():
        start += 1
    return Span(kind, start, end)


def _load() -> Loaded:
    with contextlib.redirect_stdout(io.StringIO()):  # it greets
        import jionlp
    chosen: list[tuple[Callable[..., Any], str]] = [(getattr(jionlp, name), kind) for name, kind in EXTRACTORS.items()]

    def find(text: str, lang: str) -> list[Span]:
        return without_overlaps(
            [_span(kind, text, hit) for extract, kind in chosen for hit in extract(text, detail=True)]
        )

    def work(text: str) -> object:
        return [extract(text) for extract, _ in chosen]

    return Loaded(find, work)


PEER = Peer(
    name="jionlp",
    package="jionlp",
    setting="its extractors of phone, ID card, e-mail, IP, plate, WeChat and QQ (strict)",
    types=tuple(dict.fromkeys(EXTRACTORS.values())),
    load=_load,
)
