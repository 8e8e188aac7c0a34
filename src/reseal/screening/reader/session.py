"""The encoder's file opened: checked against this release before the first post, run on one thread."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file
from pathlib import Path
from typing import Any

import numpy as np

from reseal.screening.data import data_folder
from reseal.screening.fold import FoldedBatch
from reseal.screening.identifiers.kind import Finding
from reseal.screening.reader.decode import Floats, Index
from reseal.screening.reader.gate import gate_rules, scores, unpacked
from reseal.screening.reader.join import join_rules
from reseal.screening.reader.labels import BENIGN_KINDS, CATEGORIES, TAGS
from reseal.screening.reader.pieces import Pieces, parse_pieces
from reseal.screening.reader.read import Outputs, Reading, read_post
from reseal.vocabulary import ReaderModel

FORMAT = "2"
INPUTS = ("pieces", "signs")
OUTPUTS = Outputs._fields
_REMEDY = "Install reseal anew (the file ships with it), or build it: make model."


class ReaderError(ValueError):
    """The reader's files are missing, broken or of another release; the message names the file and the remedy."""


@dataclass(frozen=True)
class Reader:
    """An opened encoder with its vocabulary. It keeps nothing of what it reads."""

    pieces: Pieces
    session: Any
    gate: Floats

    def likely(self, batch: FoldedBatch) -> frozenset[int]:
        """The posts whose words alone make them worth reading, whether or not triage saw anything in them."""
        return frozenset(np.flatnonzero(scores(batch, self.gate) >= gate_rules().likely).tolist())

    def worth(self, findings: Sequence[Finding]) -> bool:
        """Whether patterns found a kind with a form of its own, which makes a post worth reading."""
        return any(finding.type in join_rules().patterns_first for finding in findings)

    def doubts(self, score: float) -> bool:
        """Whether the glass box says enough against a post for it to be read."""
        return score >= gate_rules().doubt

    def run(self, numbers: Index, signs: Index) -> Outputs:
        """What the encoder says of one window."""
        return Outputs(*self.session.run(OUTPUTS, {"pieces": numbers, "signs": signs}))

    def read(self, batch: FoldedBatch, post: int) -> Reading:
        """Read post number `post` of a folded batch. Spans are in folded places (`batch.span` maps them back)."""
        return read_post(batch, post, self.pieces, self.run)


def marks_of(pieces: bytes) -> dict[str, str]:
    """What a model file says of itself: the form of its inputs, the vocabulary it was made with, what its rows mean."""
    return {
        "reseal.reader.format": FORMAT,
        "reseal.reader.pieces": hashlib.sha256(pieces).hexdigest(),
        "reseal.reader.tags": ",".join(TAGS),
        "reseal.reader.categories": ",".join(CATEGORIES),
        "reseal.reader.benign": ",".join(BENIGN_KINDS),
    }


def open_session(model: Path, vocabulary: Path, weights: Path) -> Reader:
    """Open a model file with its vocabulary and the weights of the gate before it.

    Raises:
        ReaderError: a file is missing or broken, or they are not of this release; the message names the remedy.
    """
    import onnxruntime

    for file in (model, vocabulary, weights):
        if not file.is_file():
            raise ReaderError(f"reader: {file.name} is missing. {_REMEDY}")
    content = vocabulary.read_bytes()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    try:
        session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises a dozen kinds, none with a common base
        reason = str(error).split("\n", 1)[0][:200]
        raise ReaderError(f"reader: {model.name} is no model that can be opened ({reason}). {_REMEDY}") from error
    _check(model.name, session.get_modelmeta().custom_metadata_map, content)
    try:
        pieces, gate = parse_pieces(content.decode("utf-8")), unpacked(weights.read_bytes())
    except ValueError as error:
        raise ReaderError(f"reader: {error}") from error
    return Reader(pieces, session, gate)


def _check(name: str, found: Mapping[str, str], content: bytes) -> None:
    for mark, wanted in marks_of(content).items():
        has = found.get(mark)
        if has == wanted:
            continue
        if mark.endswith(".pieces") and has:
            raise ReaderError(f"reader: {name} was made with another vocabulary than the one beside it. {_REMEDY}")
        if mark.endswith(".format") and has:
            raise ReaderError(f"reader: {name} has format {has}, this release reads {FORMAT}. {_REMEDY}")
        raise ReaderError(f"reader: {name} does not say {mark} as this release needs it. {_REMEDY}")


@cache
def bundled_reader(name: ReaderModel = "teacher") -> Reader:
    """One of the readers that ship with the package, opened once.

    Raises:
        ReaderError: see `open_session`.
    """
    folder = data_folder("reader")
    files = [as_file(folder.joinpath(file)) for file in (f"{name}.onnx", "pieces.tsv", "gate.npz")]
    with files[0] as model, files[1] as vocabulary, files[2] as weights:
        return open_session(model, vocabulary, weights)
