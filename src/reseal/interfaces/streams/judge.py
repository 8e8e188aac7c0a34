"""One piece of work judged and put into the form in which it goes out. The same in this process and in a worker."""

import csv
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from io import StringIO
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import msgspec

from reseal.interfaces.memory import settle
from reseal.interfaces.streams.posts import PostError, Row
from reseal.interfaces.streams.units import ArrowRows, RowGroup, Unit, folder_of
from reseal.screening.screener import Screener
from reseal.vocabulary import Decision, Level, Post, ReaderModel

if TYPE_CHECKING:
    import pyarrow as pa

Format = Literal["jsonl", "parquet", "csv"]
CSV_COLUMNS = Decision.__struct_fields__

_encode = msgspec.json.Encoder().encode
_media, _line = attrgetter("media"), attrgetter("line")
_MARK = "\0"  # stands where the id goes; JSON escapes it, so it is found again exactly


class Order(NamedTuple):
    """How to judge, and the form that is wanted."""

    level: Level
    pack: str
    redact: bool
    form: Format
    reader: ReaderModel = "teacher"


class Outcome(NamedTuple):
    """What came of one piece: decisions in the wanted form, rows that are no posts, and counts."""

    lines: bytes
    batches: "list[pa.RecordBatch]"
    rejected: list[Row]
    posts: int
    violating: int
    held: int


class Judge:
    """A screener with the forms round it. Make one a process."""

    def __init__(self, order: Order) -> None:
        """Raises ValueError when the level or the pack cannot be used."""
        self.order = order
        self.screener = Screener(level=order.level, reader=order.reader, pack=order.pack, redact=order.redact)
        settle()
        plain = _encode(self.screener.plain(_MARK))
        self._plain_head, _, self._plain_tail = plain.partition(_encode(_MARK))
        self._plain_cells = _csv_line(self.screener.plain(""))

    def judge(self, unit: Unit) -> Outcome:
        """Judge one piece of work."""
        if isinstance(unit, RowGroup | ArrowRows):
            return self._columns(unit)
        posts, rejected = unit.posts()
        if self.order.level == "full" and unit.pictured and any(map(_media, posts)):
            media = [post.media or [] for post in posts]
            outcome = self._pictured(posts, media, folder_of(unit), lambda: unit.lines_of_posts(rejected))
            return outcome._replace(rejected=sorted([*rejected, *outcome.rejected], key=_line))
        if self.order.form == "parquet":
            from reseal.interfaces.streams.columns import batch_from

            batch = self.screener.screen(batch_from(posts))
            return Outcome(b"", [batch], rejected, len(posts), *_counts(batch))
        return self._rows(posts, rejected)

    def _pictured(
        self,
        posts: Sequence[Post],
        media: Sequence[Sequence[str | bytes]],
        folder: Path,
        lines: Callable[[], Sequence[int]],
    ) -> Outcome:
        """Posts of which some have pictures; `lines` says where each post stands, for those that cannot be read."""
        from reseal.interfaces.media import from_paths
        from reseal.screening.pictures.read import read_pictures

        decided = dict(self.screener.remarkable([post.text for post in posts], posts.__getitem__))
        refused: list[Row] = []
        lines = cache(lines)
        for place, (post, pictures) in enumerate(zip(posts, media, strict=True)):
            if not pictures:
                continue
            reading = read_pictures(from_paths(pictures, folder))
            decided[place] = self.screener.decide_read(post, reading)
            if reading.refused:
                line = lines()[place]
                refused += [Row(line, PostError(error.reason, f"media[{n}]")) for n, error in reading.refused]
        outcome = self._rows(posts, refused, sorted(decided.items()))
        if self.order.form != "parquet":
            return outcome
        import pyarrow as pa

        from reseal.screening.arrow import decisions_batch

        ids = pa.array([post.id for post in posts], pa.string())
        batch = decisions_batch(ids, self.screener.plain(""), sorted(decided.items()))
        return outcome._replace(lines=b"", batches=[batch])

    def _rows(
        self, posts: Sequence[Post], rejected: list[Row], decided: Sequence[tuple[int, Decision]] | None = None
    ) -> Outcome:
        if decided is None:
            decided = self.screener.remarkable([post.text for post in posts], posts.__getitem__)
        lines = self._lines([post.id for post in posts], decided)
        violating = sum(1 for _, decision in decided if decision.violates)
        held = sum(1 for _, decision in decided if decision.action == "hold")
        return Outcome(lines, [], rejected, len(posts), violating, held)

    def _columns(self, unit: ArrowRows | RowGroup) -> Outcome:
        made: list[Outcome] = []
        for first_row, rows in unit.batches():
            outcome, bad = self._batch(rows, first_row, folder_of(unit))
            made.append(outcome._replace(rejected=sorted([*bad, *outcome.rejected], key=_line)))
        return Outcome(
            b"".join(outcome.lines for outcome in made),
            [batch for outcome in made for batch in outcome.batches],
            [row for outcome in made for row in outcome.rejected],
            sum(outcome.posts for outcome in made),
            sum(outcome.violating for outcome in made),
            sum(outcome.held for outcome in made),
        )

    def _batch(self, rows: "pa.RecordBatch", first_row: int, folder: Path) -> tuple[Outcome, list[Row]]:
        """What came of rows of Parquet, and those of them that are no posts."""
        from reseal.interfaces.streams.columns import posts_from, sound_rows
        from reseal.interfaces.streams.media_cells import without_media

        sound, bad = sound_rows(rows, first_row)
        sound, media = without_media(sound)
        if media is not None:
            numbers = range(first_row, first_row + rows.num_rows)
            no_posts = {row.line for row in bad}
            lines = [number for number in numbers if number not in no_posts]
            return self._pictured(posts_from(sound), media, folder, lambda: lines), bad
        if self.order.form == "parquet":
            batch = self.screener.screen(sound)
            return Outcome(b"", [batch], [], sound.num_rows, *_counts(batch)), bad
        return self._rows(posts_from(sound), []), bad

    def _lines(self, ids: list[str], decided: Sequence[tuple[int, Decision]]) -> bytes:
        if self.order.form == "csv":
            return self._csv_lines(ids, decided)
        pieces: list[bytes] = []
        at = 0
        for number, decision in decided:
            if number > at:
                pieces.append(self._plain_lines(ids[at:number]))
            pieces.append(_encode(decision) + b"\n")
            at = number + 1
        if at < len(ids):
            pieces.append(self._plain_lines(ids[at:]))
        return b"".join(pieces)

    def _plain_lines(self, ids: list[str]) -> bytes:
        """Constant bytes round each id. Where nothing was escaped, `","` stands between two ids; or is itself one."""
        encoded = _encode(ids)
        if b"\\" in encoded or "," in ids:
            return b"".join([self._plain_head + _encode(id_) + self._plain_tail + b"\n" for id_ in ids])
        between = b'"' + self._plain_tail + b"\n" + self._plain_head + b'"'
        return self._plain_head + encoded[1:-1].replace(b'","', between) + self._plain_tail + b"\n"

    def _csv_lines(self, ids: list[str], decided: Sequence[tuple[int, Decision]]) -> bytes:
        rows: list[Sequence[Any]] = [(id_, *self._plain_cells[1:]) for id_ in ids]
        for number, decision in decided:
            rows[number] = _csv_line(decision)
        return csv_bytes(rows)


def csv_bytes(rows: Iterable[Sequence[Any]]) -> bytes:
    """Rows as CSV in UTF-8."""
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode("utf-8")


def _csv_line(decision: Decision) -> list[Any]:
    """A decision as cells: lists and the policy as JSON, true and false in small letters, nothing for null."""
    cells: list[Any] = []
    for name in CSV_COLUMNS:
        value = getattr(decision, name)
        if isinstance(value, bool):
            cells.append("true" if value else "false")
        elif value is None or isinstance(value, str | int | float):
            cells.append(value)
        else:
            cells.append(_encode(value).decode())
    return cells


def _counts(batch: "pa.RecordBatch") -> tuple[int, int]:
    import pyarrow.compute as pc

    violating = pc.sum(batch.column("violates")).as_py() or 0
    held = pc.sum(pc.equal(batch.column("action"), "hold")).as_py() or 0
    return violating, held
