"""argus-redact, first layer (Rust and patterns; its other layers need models that are not to be had offline)."""

import warnings
from typing import Any

from bench.labelled import Span
from bench.peers.peer import Loaded, Peer

TYPES = {
    "person": "person_name",
    "phone": "phone",
    "phone_landline": "phone",
    "id_number": "government_id",
    "passport": "government_id",
    "us_passport": "government_id",
    "hk_id": "government_id",
    "macau_id": "government_id",
    "tw_id": "government_id",
    "taiwan_arc": "government_id",
    "hrp": "government_id",
    "eep": "government_id",
    "military_id": "government_id",
    "social_security": "government_id",
    "ssn": "government_id",
    "itin": "government_id",
    "bank_card": "bank_card",
    "credit_card": "bank_card",
    "iban": "bank_card",
    "email": "email",
    "qq": "account",
    "wechat": "account",
    "address": "address",
    "license_plate": "licence_plate",
    "workplace": "workplace",
    "school": "school",
    "date_of_birth": "birth_date",
    "ip_address": "ip_address",
}


def _load() -> Loaded:
    from argus_redact import SecurityWarning, redact

    warnings.simplefilter("ignore", SecurityWarning)  # about its masks, which nobody keeps here
    less = ["self_reference"]  # every 我 is one to it

    def find(text: str, lang: str) -> list[Span]:
        report: Any = redact(text, lang=["zh", "en"], mode="fast", types_exclude=less, report=True)
        return [Span(TYPES[e["type"]], e["start"], e["end"]) for e in report.entities if e["type"] in TYPES]

    def work(text: str) -> object:
        return redact(text, lang="zh", mode="fast", types_exclude=less)

    return Loaded(find, work)


PEER = Peer(
    name="argus-redact",
    package="argus-redact",
    setting="`redact(mode='fast')` without `self_reference`; quality with `lang=['zh', 'en']`, speed with `lang='zh'`, "
    "which is quicker",
    types=tuple(dict.fromkeys(TYPES.values())),
    load=_load,
)
