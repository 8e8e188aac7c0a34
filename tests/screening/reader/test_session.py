from pathlib import Path

import numpy as np
import pytest

from reseal.screening.identifiers.kind import Finding
from reseal.screening.reader.gate import BITS, packed
from reseal.screening.reader.session import FORMAT, Reader, ReaderError, _check, marks_of, open_session
from reseal.screening.weights import thresholds
from tests.screening.reader.small import small_pieces

VOCABULARY = "开\t-1.0\n盒\t-2.0\n"


@pytest.fixture
def gate(tmp_path: Path) -> Path:
    file = tmp_path / "gate.npz"
    file.write_bytes(packed(np.ones((1 << BITS) + 1, dtype=np.float32)))
    return file


@pytest.fixture
def vocabulary(tmp_path: Path) -> Path:
    file = tmp_path / "pieces.tsv"
    file.write_text(VOCABULARY, encoding="utf-8")
    return file


def test_a_missing_model_is_named_with_its_remedy(tmp_path: Path, vocabulary: Path, gate: Path) -> None:
    with pytest.raises(ReaderError, match=r"student\.onnx is missing.*make model"):
        open_session(tmp_path / "student.onnx", vocabulary, gate)


def test_a_missing_vocabulary_is_named(tmp_path: Path) -> None:
    (tmp_path / "student.onnx").write_bytes(b"x")
    with pytest.raises(ReaderError, match=r"pieces\.tsv is missing"):
        open_session(tmp_path / "student.onnx", tmp_path / "pieces.tsv", tmp_path / "gate.npz")


def test_a_missing_gate_is_named(tmp_path: Path, vocabulary: Path) -> None:
    (tmp_path / "student.onnx").write_bytes(b"x")
    with pytest.raises(ReaderError, match=r"gate\.npz is missing"):
        open_session(tmp_path / "student.onnx", vocabulary, tmp_path / "gate.npz")


@pytest.mark.parametrize("content", [b"", b"not a model", b"\x08\x09" * 50])
def test_a_broken_model_is_named_with_its_remedy(tmp_path: Path, vocabulary: Path, gate: Path, content: bytes) -> None:
    (tmp_path / "student.onnx").write_bytes(content)
    with pytest.raises(ReaderError, match=r"student\.onnx (is no model|does not say)"):
        open_session(tmp_path / "student.onnx", vocabulary, gate)


def test_marks_that_fit_are_taken() -> None:
    _check("m.onnx", marks_of(b"a"), b"a")


@pytest.mark.parametrize(
    ("mark", "value", "said"),
    [
        ("reseal.reader.format", "0", f"has format 0, this release reads {FORMAT}"),
        ("reseal.reader.pieces", "f00", "another vocabulary"),
        ("reseal.reader.tags", "O", "reseal.reader.tags"),
        ("reseal.reader.format", "", "does not say reseal.reader.format"),
    ],
)
def test_a_model_of_another_release_is_refused(mark: str, value: str, said: str) -> None:
    with pytest.raises(ReaderError, match=said) as error:
        _check("m.onnx", {**marks_of(b"a"), mark: value}, b"a")
    assert "Install reseal anew" in str(error.value)


def opened() -> Reader:
    return Reader(small_pieces(), None, np.zeros((1 << BITS) + 1, dtype=np.float32))


def test_a_kind_with_a_form_of_its_own_makes_a_post_worth_reading() -> None:
    assert opened().worth([Finding("phone", 0, 11, 0.9, "phone.cn")])
    assert not opened().worth([Finding("school", 0, 4, 0.9, "school.named")])


def test_what_the_glass_box_calls_a_violation_is_read() -> None:
    assert opened().doubts(thresholds().violates)
    assert not opened().doubts(0.01)
