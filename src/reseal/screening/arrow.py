"""The line over Arrow: a record batch of posts in, a record batch of decisions out, order kept.

Plain posts never become Python objects: their rows are filled column by column.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from msgspec import UnsetType

from reseal.screening.fold import FoldedBatch, fold_joined, fold_texts
from reseal.vocabulary import (
    ACTIONS,
    CATEGORIES,
    EXPOSURE_TYPES,
    SEVERITIES,
    SUBJECTS,
    Decision,
    Exposure,
    Post,
    Reason,
    Region,
)

_WORDS = pa.dictionary(pa.int8(), pa.string())
_JOIN_LIMIT = 1 << 30  # bytes of text that Arrow joins in one string
_SOURCES = ("text", "image")
_POINT = pa.struct([("x", pa.int32()), ("y", pa.int32())])
REGION = pa.struct([("picture", pa.int32()), ("frame", pa.int32()), ("polygons", pa.list_(pa.list_(_POINT)))])
EXPOSURE = pa.struct(
    [
        ("type", pa.string()),
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("confidence", pa.float32()),
        ("subject", pa.string()),
        ("source", pa.string()),
        ("region", REGION),
    ]
)
REASON = pa.struct(
    [
        ("code", pa.string()),
        ("weight", pa.float32()),
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("region", REGION),
    ]
)
POLICY = pa.struct([("pack", pa.string()), ("version", pa.string()), ("rule", pa.string())])
DECISIONS = pa.schema(
    [
        ("id", pa.string()),
        ("violates", pa.bool_()),
        ("category", _WORDS),
        ("score", pa.float32()),
        ("severity", _WORDS),
        ("action", _WORDS),
        ("exposures", pa.list_(EXPOSURE)),
        ("reasons", pa.list_(REASON)),
        ("policy", POLICY),
        ("redacted", pa.string()),
        ("engine", _WORDS),
    ]
)
_CONTEXT = ("author", "target", "reply_to", "lang", "created_at", "surface")


class PostColumns:
    """The columns of a batch of posts, read only where a post survives triage."""

    def __init__(self, batch: pa.RecordBatch) -> None:
        """Raises ValueError when `id` or `text` is missing, is no string or holds nulls; the message says which."""
        self.ids = _strings(batch, "id")
        self.texts = _strings(batch, "text")
        names = set(batch.schema.names)
        self._context = {name: batch.column(name) for name in _CONTEXT if name in names}

    def fold(self) -> FoldedBatch:
        """The folded batch, without a Python string for each post where the bytes allow it."""
        count = len(self.texts)
        if not count:
            return fold_texts([])
        if self.texts.nbytes > _JOIN_LIMIT:
            return fold_texts([self.text(number) for number in range(count)])
        lists = pa.ListArray.from_arrays(pa.array([0, count], pa.int32()), self.texts.cast(pa.string()))
        joined = pc.binary_join(lists, "\0")[0].as_buffer()
        try:
            text = str(joined, "utf-8")
        except UnicodeDecodeError:
            return fold_texts([self.text(number) for number in range(count)])
        if text.count("\0") != count - 1:
            return fold_texts(self.texts.to_pylist())
        return fold_joined(text)

    def text(self, number: int) -> str:
        """The text of one post; broken UTF-8 is replaced."""
        return bytes(self.texts[number].as_buffer()).decode("utf-8", "replace")

    def id(self, number: int) -> str:
        """Nothing: the column of ids passes through as it is."""
        return ""

    def post(self, number: int) -> Post:
        """One post with its context."""
        context: dict[str, Any] = {}
        for name, column in self._context.items():
            value = column[number].as_py()
            if value is not None:
                context[name] = str(value)
        return Post(self.ids[number].as_py(), self.text(number), **context)


def _strings(batch: pa.RecordBatch, name: str) -> pa.Array:
    if name not in batch.schema.names:
        raise ValueError(f"column {name!r} is missing. Give each post an `id` and a `text`, both strings.")
    column = batch.column(name)
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
        raise ValueError(f"column {name!r} is {column.type}, not string. Cast it to string.")
    if column.null_count:
        raise ValueError(
            f"column {name!r} holds {column.null_count} nulls. Give every post a {name}, or drop the rows."
        )
    return column


def decisions_batch(ids: pa.Array, plain: Decision, decided: Sequence[tuple[int, Decision]]) -> pa.RecordBatch:
    """Decisions as a record batch: `plain` for every row but those in `decided` (row number, decision; ascending)."""
    count = len(ids)
    rows = np.fromiter((row for row, _ in decided), dtype=np.int64, count=len(decided))
    chosen = [decision for _, decision in decided]
    return pa.RecordBatch.from_arrays(
        [
            ids if pa.types.is_string(ids.type) else ids.cast(pa.string()),
            _violates(count, plain, rows, chosen),
            _words(count, plain.category, rows, [d.category for d in chosen], CATEGORIES),
            _scores(count, plain, rows, chosen),
            _words(count, plain.severity, rows, [d.severity for d in chosen], SEVERITIES),
            _words(count, plain.action, rows, [d.action for d in chosen], ACTIONS),
            _exposures(count, rows, chosen),
            _reasons(count, rows, chosen),
            _policies(count, plain, rows, chosen),
            _redacted(count, rows, chosen),
            _words(count, plain.engine, rows, [d.engine for d in chosen], (plain.engine,)),
        ],
        schema=DECISIONS,
    )


def _violates(count: int, plain: Decision, rows: np.ndarray[Any, Any], chosen: list[Decision]) -> pa.Array:
    if plain.violates is None:
        return pa.nulls(count, pa.bool_())
    values = np.full(count, plain.violates)
    values[rows] = [bool(d.violates) for d in chosen]
    return pa.array(values)


def _scores(count: int, plain: Decision, rows: np.ndarray[Any, Any], chosen: list[Decision]) -> pa.Array:
    values = np.full(count, plain.score, dtype=np.float32)
    values[rows] = [d.score for d in chosen]
    return pa.array(values)


def _words(
    count: int, plain: str | None, rows: np.ndarray[Any, Any], chosen: Sequence[str | None], words: Sequence[str]
) -> pa.Array:
    """A dictionary column over a fixed list of words."""
    if plain is None:
        return pa.nulls(count, _WORDS)
    number = {word: at for at, word in enumerate(words)}
    values = np.full(count, number[plain], dtype=np.int8)
    values[rows] = [number[word] for word in chosen if word is not None]
    return pa.DictionaryArray.from_arrays(pa.array(values), pa.array(words, pa.string()))


def _offsets(count: int, rows: np.ndarray[Any, Any], sizes: list[int]) -> pa.Array:
    lengths = np.zeros(count + 1, dtype=np.int32)
    lengths[rows + 1] = sizes
    return pa.array(np.cumsum(lengths, dtype=np.int32))


def _pick(words: Sequence[str], values: list[str]) -> pa.Array:
    number = {word: at for at, word in enumerate(words)}
    indices = pa.array(np.fromiter((number[v] for v in values), dtype=np.int8, count=len(values)))
    return pa.DictionaryArray.from_arrays(indices, pa.array(words, pa.string())).dictionary_decode()


def _regions(regions: Sequence[Region | UnsetType | None]) -> pa.Array:
    """Regions of pictures; null for what stands in the text."""
    if not any(isinstance(region, Region) for region in regions):
        return pa.nulls(len(regions), REGION)
    return pa.array([_region(region) if isinstance(region, Region) else None for region in regions], REGION)


def _region(region: Region) -> dict[str, Any]:
    polygons = [[{"x": x, "y": y} for x, y in polygon] for polygon in region.polygons]
    return {"picture": region.picture, "frame": region.frame, "polygons": polygons}


def _exposures(count: int, rows: np.ndarray[Any, Any], chosen: list[Decision]) -> pa.Array:
    flat: list[Exposure] = [exposure for decision in chosen for exposure in decision.exposures]
    structs = pa.StructArray.from_arrays(
        [
            _pick(EXPOSURE_TYPES, [e.type for e in flat]),
            pa.array([e.start for e in flat], pa.int32()),
            pa.array([e.end for e in flat], pa.int32()),
            pa.array([e.confidence for e in flat], pa.float32()),
            _pick(SUBJECTS, [e.subject for e in flat]),
            _pick(_SOURCES, [e.source for e in flat]),
            _regions([e.region for e in flat]),
        ],
        fields=list(EXPOSURE),
    )
    return pa.ListArray.from_arrays(_offsets(count, rows, [len(d.exposures) for d in chosen]), structs)


def _reasons(count: int, rows: np.ndarray[Any, Any], chosen: list[Decision]) -> pa.Array:
    flat: list[Reason] = [reason for decision in chosen for reason in decision.reasons]
    structs = pa.StructArray.from_arrays(
        [
            pa.array([r.code for r in flat], pa.string()),
            pa.array([r.weight for r in flat], pa.float32()),
            pa.array([r.start for r in flat], pa.int32()),
            pa.array([r.end for r in flat], pa.int32()),
            _regions([r.region for r in flat]),
        ],
        fields=list(REASON),
    )
    return pa.ListArray.from_arrays(_offsets(count, rows, [len(d.reasons) for d in chosen]), structs)


def _policies(count: int, plain: Decision, rows: np.ndarray[Any, Any], chosen: list[Decision]) -> pa.Array:
    if plain.policy is None:
        return pa.nulls(count, POLICY)
    names = {plain.policy.rule: 0}
    for decision in chosen:
        if decision.policy is not None:
            names.setdefault(decision.policy.rule, len(names))
    values = np.zeros(count, dtype=np.int16)
    values[rows] = [names[d.policy.rule] if d.policy is not None else 0 for d in chosen]

    def constant(word: str) -> pa.Array:
        return pa.DictionaryArray.from_arrays(
            pa.array(np.zeros(count, dtype=np.int8)), pa.array([word])
        ).dictionary_decode()

    rules = pa.DictionaryArray.from_arrays(pa.array(values), pa.array(list(names))).dictionary_decode()
    return pa.StructArray.from_arrays(
        [constant(plain.policy.pack), constant(plain.policy.version), rules], fields=list(POLICY)
    )


def _redacted(count: int, rows: np.ndarray[Any, Any], chosen: list[Decision]) -> pa.Array:
    texts = [(int(row), d.redacted) for row, d in zip(rows, chosen, strict=True) if d.redacted is not None]
    if not texts:
        return pa.nulls(count, pa.string())
    values = pa.array([text for _, text in texts], pa.string())
    places = np.full(count, -1, dtype=np.int32)
    places[[row for row, _ in texts]] = np.arange(len(texts), dtype=np.int32)
    return values.take(pa.array(places, mask=places < 0))
