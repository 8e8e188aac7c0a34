"""Street-level addresses, Chinese and English (RULES 7, "Address CN"; LABELS `address`)."""

from collections.abc import Iterator

from reseal.screening.data import read_toml
from reseal.screening.identifiers.address_en import find_en
from reseal.screening.identifiers.address_zh import find_zh
from reseal.screening.identifiers.gates import Covered, Gate, read
from reseal.screening.identifiers.kind import Finding, Kind
from reseal.screening.view import PostView

_GATE = Gate("address", read_toml("identifiers", "address.toml"))


def find(view: PostView) -> Iterator[Finding]:
    """Addresses from the street or estate down; a bare city or district is none (LABELS)."""
    found, english = read(_GATE, view, find_zh)
    yield from (Finding("address", *each, "address.zh") for each in found)
    if english:
        covered = Covered(view.text, found)
        for each in find_en(view.text, view.post.text):
            if covered.free(each[0], each[1]):
                yield Finding("address", *each, "address.en")


KIND = Kind(name="address", find=find, triggers=tuple(_GATE.patterns))
