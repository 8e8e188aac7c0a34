"""Street-level addresses, Chinese and English (RULES 7, "Address CN"; LABELS `address`)."""

from collections.abc import Iterator

from reseal.screening.data import read_toml
from reseal.screening.identifiers.address_en import find_en
from reseal.screening.identifiers.address_zh import find_zh
from reseal.screening.identifiers.gates import gates
from reseal.screening.identifiers.kind import Finding, Kind
from reseal.screening.view import PostView


_DATA = read_toml("identifiers", "address.toml")
_CHINESE, _ENGLISH = (gates("address", _DATA, language) for language in ("zh", "en"))


def find(view: PostView) -> Iterator[Finding]:
    """Addresses from the street or estate down; a bare city or district is none (LABELS)."""
    found: list[tuple[int, int, float]] = []
    if any(view.saw(name) for name in _CHINESE):
        found.extend(find_zh(view.text))
    yield from (Finding("address", start, end, confidence, "address.zh") for start, end, confidence in found)
    if any(view.saw(name) for name in _ENGLISH):
        for start, end, confidence in find_en(view.text, view.post.text):
            if all(end <= other[0] or other[1] <= start for other in found):
                yield Finding("address", start, end, confidence, "address.en")


KIND = Kind(
    name="address",
    find=find,
    triggers=(*_CHINESE.values(), *_ENGLISH.values()),
    patterns={**_CHINESE, **_ENGLISH},
)
