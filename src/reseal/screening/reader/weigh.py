"""The encoder's say in the verdict: its odds weighed with those of the glass box, and told as a reason."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log

from reseal.screening.data import read_toml
from reseal.screening.reader.read import Reading
from reseal.screening.weights import VIOLATIONS, document_weights
from reseal.vocabulary import Reason

_LEAST_CHANCE = 1e-6


@dataclass(frozen=True, slots=True)
class ReaderWeights:
    """What the two are worth; `most` bounds the log odds of either. `violates`, `unclear`: the scores from which a read
    post violates, or goes to a person. From which probability the encoder alone carries a violation (`stands`), and is
    surer than words that speak for a victim (`outweighs`)."""

    bias: float
    reader: float
    evidence: float
    most: float
    violates: float
    unclear: float
    stands: float
    outweighs: float


@cache
def reader_weights() -> ReaderWeights:
    """The weights of `data/verdict/reader.toml`."""
    return ReaderWeights(**read_toml("verdict", "reader.toml"))


@dataclass(frozen=True, slots=True)
class Told:
    """What comes of both: `odds` of each category against `none`, the encoder's `shares` in their logarithms."""

    odds: list[float]
    shares: list[float]
    stands: bool
    outweighs: bool
    place: tuple[int, int] | None

    def among(
        self, reasons: Sequence[Reason], column: int, mapped: Callable[[int, int], tuple[int, int]]
    ) -> tuple[Reason, ...]:
        """The reasons with the encoder's own, the weightiest first."""
        share = round(self.shares[column], 2)
        code = f"reader.{VIOLATIONS[column]}" if share > 0 else "reader.none"
        start, end = mapped(*self.place) if self.place is not None and share > 0 else (None, None)
        return tuple(sorted((Reason(code, share, start, end), *reasons), key=lambda reason: -abs(reason.weight)))


def bounded(odds: float) -> float:
    """The logarithm of odds, held within what either may say."""
    most = reader_weights().most
    return max(-most, min(most, log(max(odds, _LEAST_CHANCE))))


def weigh(reading: Reading, odds: Sequence[float], shown: Mapping[str, float] | None = None) -> Told:
    """The odds of glass box and encoder together, by `data/verdict/reader.toml`.

    `shown`: signals of documents in pictures, which count in full beside both.
    """
    rules = reader_weights()
    none = max(reading.categories["none"], _LEAST_CHANCE)
    made, shares = [], []
    rows = [(document_weights()[signal], sure) for signal, sure in (shown or {}).items()]
    for column, (category, own) in enumerate(zip(VIOLATIONS, odds, strict=True)):
        share = rules.reader * bounded(reading.categories[category] / none)
        evident = rules.evidence * bounded(own)
        shares.append(share)
        beyond = sum(row[column] * sure for row, sure in rows)
        made.append(exp(rules.bias + share + evident + beyond))
    violates = reading.violates
    return Told(made, shares, violates >= rules.stands, violates >= rules.outweighs, reading.words)
