"""cloakpii: its table of patterns, which has Chinese mobiles and IDs. It masks; spans are read off the same table."""

from typing import Any

from bench.labelled import Span
from bench.peers.peer import Loaded, Peer, without_overlaps

TYPES = {
    "ssn": "government_id",
    "chinese_id": "government_id",
    "passport": "government_id",
    "iban": "bank_card",
    "credit_card": "bank_card",
    "bank_account": "bank_card",
    "email": "email",
    "ipv6": "ip_address",
    "ip": "ip_address",
    "cn_mobile": "phone",
    "phone": "phone",
    "date_of_birth": "birth_date",
}


def _load() -> Loaded:
    from cloakpii import pii

    table: list[tuple[str, Any, Any]] = pii._PATTERN_MASKERS

    def find(text: str, lang: str) -> list[Span]:
        found = []
        for name, pattern, mask in table:
            for match in pattern.finditer(text):
                # Its card pattern counts only where the masker finds the check digit right, as in its own scan.
                if name in TYPES and mask(match.group()) != match.group():
                    found.append(Span(TYPES[name], match.start(), match.end()))
        return without_overlaps(found)

    return Loaded(find, pii.mask_value)


PEER = Peer(
    name="cloakpii",
    package="cloakpii",
    setting="`mask_value`, all its patterns in its own order; spans are read off the same table",
    types=tuple(dict.fromkeys(TYPES.values())),
    load=_load,
)
