"""The gazetteer: which characters right before a place in a folded text are the name of a division.

Names come from `data/gazetteer`: provinces, cities, counties and districts, and localities of Hong Kong and Taiwan; a
city or province counts without its ending, too (苏州). Towns and sub-districts are told by their endings in
`address_edges`: a list of all 30 thousand of them found nothing more. Used by the address grammar (RULES 7).
"""

from dataclasses import dataclass
from functools import cache

from reseal.screening.data import data_folder, read_toml
from reseal.screening.fold import fold_texts

_SHORTEST_STEM = 2
_CITY_ENDINGS = ("市", "省", "州", "地区", "盟")
_AUTONOMOUS = ("自治区", "自治州", "自治县", "自治旗", "特别行政区")


@dataclass(frozen=True, slots=True)
class Division:
    """The start of a division's name. `rank`: 2 county or district, 1 city or province."""

    start: int
    rank: int


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """`ranks`: folded name → rank as in `Division`; `sizes`: last character → lengths of names, longest first."""

    ranks: dict[str, int]
    sizes: dict[str, tuple[int, ...]]

    def ending_at(self, text: str, end: int, floor: int = 0) -> Division | None:
        """The longest name that ends at `end` and starts at `floor` or later; None without one."""
        for size in self.sizes.get(text[end - 1 : end], ()):
            if size <= end - floor:
                rank = self.ranks.get(text[end - size : end])
                if rank is not None:
                    return Division(end - size, rank)
        return None


def _lines(name: str) -> list[str]:
    lines = data_folder("gazetteer", name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def _fold(names: list[str]) -> list[str]:
    batch = fold_texts(names)
    return [batch.text(number) for number in range(len(batch))]


def _stem(name: str, endings: tuple[str, ...]) -> str | None:
    for ending in endings:
        if name.endswith(ending):
            stem = name[: -len(ending)]
            return stem if len(stem) >= _SHORTEST_STEM else None
    return None


@cache
def gazetteer() -> Gazetteer:
    """The packaged gazetteer, folded as texts are."""
    divisions = _fold(_lines("divisions.txt"))
    localities = read_toml("gazetteer", "localities.toml")
    ranks: dict[str, int] = {}
    for name in divisions:
        whole = name.endswith((*_CITY_ENDINGS, *_AUTONOMOUS))
        ranks[name] = 1 if whole else 2
        stem = _stem(name, _CITY_ENDINGS)
        if stem is not None and not name.endswith(_AUTONOMOUS):
            ranks[stem] = 1
    for part in localities.values():
        ranks.update(dict.fromkeys(_fold(part["names"]), part["rank"]))
    sizes: dict[str, set[int]] = {}
    for name in ranks:
        sizes.setdefault(name[-1], set()).add(len(name))
    return Gazetteer(ranks, {last: tuple(sorted(found, reverse=True)) for last, found in sizes.items()})
