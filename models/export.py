"""The network as the package carries it: ONNX, eight-bit weights, with what it was made for written into it."""

import warnings
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from models.encoder import Encoder, Explained
from reseal.screening.reader.session import INPUTS, OUTPUTS, marks_of


def export(model: Encoder, pieces: Path, target: Path) -> int:
    """Write `target` and return its size in bytes. Weights get one scale a column; seven bits, since AVX2 saturates."""
    plain = target.with_suffix(".plain.onnx")
    model.eval()
    example = torch.ones(1, 12, dtype=torch.int64)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Explained(model).eval(),
            (example, torch.zeros_like(example)),
            str(plain),
            dynamo=False,
            opset_version=17,
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes={name: {0: "posts", 1: "pieces"} for name in INPUTS}
            | {name: {0: "posts", 1: "pieces"} for name in ("tags", "carried")}
            | {name: {0: "posts"} for name in ("category", "benign")},
        )
    quantize_dynamic(plain, target, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
    plain.unlink()
    made = onnx.load(target)
    onnx.helper.set_model_props(made, marks_of(pieces.read_bytes()))
    onnx.save(made, target)
    return target.stat().st_size
