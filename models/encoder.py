"""The network: a BERT encoder on the pruned vocabulary, with the evidence of folding, and three heads.

`tags`: 13 types of spans as BIO. `category`: six categories from [first, mean, max] of the last layer. `benign`: which
kind of harmless post it is; a help in training, and evidence for whose data it is.
"""

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from models.base import Base
from reseal.screening.reader.labels import BENIGN_KINDS, CATEGORIES, TAGS
from reseal.screening.reader.pieces import PAD
from reseal.screening.reader.signs import SIGN_VALUES

EPSILON = 1e-12
HEAD = 32


@dataclass(frozen=True)
class Shape:
    """The sizes of a network: `heads` of 32 numbers each, `wide` numbers inside a layer."""

    pieces: int
    hidden: int = 384
    layers: int = 6
    heads: int = 12
    wide: int = 1536
    places: int = 512
    dropout: float = 0.1

    def as_dict(self) -> dict[str, Any]:
        """For a checkpoint."""
        return asdict(self)


class Layer(nn.Module):
    """One transformer layer, normalised after each half."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        inner = shape.heads * HEAD
        self.query = nn.Linear(shape.hidden, inner)
        self.key = nn.Linear(shape.hidden, inner)
        self.value = nn.Linear(shape.hidden, inner)
        self.out = nn.Linear(inner, shape.hidden)
        self.first = nn.LayerNorm(shape.hidden, eps=EPSILON)
        self.widen = nn.Linear(shape.hidden, shape.wide)
        self.narrow = nn.Linear(shape.wide, shape.hidden)
        self.second = nn.LayerNorm(shape.hidden, eps=EPSILON)
        self.dropout = nn.Dropout(shape.dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """`mask` is added to the scores: 0 where there is a piece, a large negative number where there is none."""
        size, length, _ = x.shape
        parts = [f(x).view(size, length, self.heads, HEAD).transpose(1, 2) for f in (self.query, self.key, self.value)]
        if torch.onnx.is_in_onnx_export():
            scores = parts[0] @ parts[1].transpose(2, 3) / HEAD**0.5 + mask
            seen = torch.softmax(scores, -1) @ parts[2]
        else:
            seen = functional.scaled_dot_product_attention(parts[0], parts[1], parts[2], mask.to(parts[0].dtype))
        mixed = self.out(seen.transpose(1, 2).reshape(size, length, self.heads * HEAD))
        x = self.first(x + self.dropout(mixed))
        wide: Tensor = self.second(x + self.dropout(self.narrow(functional.gelu(self.widen(x)))))
        return wide


class Encoder(nn.Module):
    """Pieces and signs in; logits of tags, category and benign kind out."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(shape.pieces, shape.hidden)
        self.places = nn.Embedding(shape.places, shape.hidden)
        self.signs = nn.Embedding(SIGN_VALUES, shape.hidden)
        self.norm = nn.LayerNorm(shape.hidden, eps=EPSILON)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.dropout = nn.Dropout(shape.dropout)
        self.tags = nn.Linear(shape.hidden, len(TAGS))
        self.pooled = nn.Linear(3 * shape.hidden, shape.hidden)
        self.category = nn.Linear(shape.hidden, len(CATEGORIES))
        self.benign = nn.Linear(shape.hidden, len(BENIGN_KINDS))
        nn.init.zeros_(self.signs.weight)
        self.words.weight.requires_grad_(False)
        self.places.weight.requires_grad_(False)

    def forward(self, numbers: Tensor, signs: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """`numbers` and `signs`: posts by pieces, filled up with PAD and 0."""
        return self.heads_on(self.read(numbers, signs), numbers)

    def read(self, numbers: Tensor, signs: Tensor) -> Tensor:
        """The last layer: posts by pieces by `hidden`."""
        mask = (numbers == PAD)[:, None, None, :].to(self.norm.weight.dtype) * -1e4
        at = torch.arange(numbers.shape[1], device=numbers.device)
        x: Tensor = self.dropout(self.norm(self.words(numbers) + self.places(at)[None] + self.signs(signs)))
        layer: Layer
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def heads_on(self, x: Tensor, numbers: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Logits of tags, category and benign kind from the last layer."""
        parts = pooled_parts(x, kept_of(x, numbers))
        pooled = torch.tanh(self.pooled(self.dropout(torch.cat(parts, 1))))
        return self.tags(self.dropout(x)), self.category(self.dropout(pooled)), self.benign(self.dropout(pooled))


def kept_of(x: Tensor, numbers: Tensor) -> Tensor:
    """One where there is a piece, nought where a post was filled up: posts by pieces by 1."""
    return (numbers != PAD)[:, :, None].to(x.dtype)


def pooled_parts(x: Tensor, kept: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """What the category is told from: of the last layer the first piece, the mean and the highest."""
    return x[:, 0], (x * kept).sum(1) / kept.sum(1), (x - (1 - kept) * 1e4).max(1).values


class Explained(nn.Module):
    """An encoder that also says which pieces carried each category: the network as it is exported."""

    by_category: Tensor
    by_mean: Tensor
    by_highest: Tensor

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        # Copies, turned, since the exporter turns the weights of the heads themselves.
        _, by_mean, by_highest = encoder.pooled.weight.detach().t().chunk(3)
        self.register_buffer("by_category", encoder.category.weight.detach().t().contiguous())
        self.register_buffer("by_mean", by_mean.contiguous())
        self.register_buffer("by_highest", by_highest.contiguous())

    def forward(self, numbers: Tensor, signs: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """The logits of the encoder; and posts by pieces by categories, what each piece adds to a category's logit.

        That is the gradient of the logit at the last layer times what stands there (mean and max part of the pooling),
        written out, since an exported network has no gradients.
        """
        encoder = self.encoder
        x = encoder.read(numbers, signs)
        kept = kept_of(x, numbers)
        first, mean, highest = pooled_parts(x, kept)
        pooled = torch.tanh(encoder.pooled(torch.cat([first, mean, highest], 1)))
        slope = self.by_category[None] * (1 - pooled**2)[:, :, None]
        topmost = x * (x >= highest[:, None]).to(x.dtype)
        carried = x @ (self.by_mean @ slope) / kept.sum(1, keepdim=True) + topmost @ (self.by_highest @ slope)
        return encoder.tags(x), encoder.category(pooled), encoder.benign(pooled), carried * kept


def from_base(base: Base, vectors: NDArray[np.float32], shape: Shape) -> Encoder:
    """An encoder whose layers are the first ones of the base; only the heads are new."""
    model = Encoder(shape)
    tensors, hidden = base.tensors, base.sizes.hidden

    def put(target: Tensor, name: str) -> None:
        values = tensors[name].reshape(target.shape)
        with torch.no_grad():
            target.copy_(torch.tensor(values))

    with torch.no_grad():
        model.words.weight.copy_(torch.from_numpy(vectors))
        kind = torch.from_numpy(tensors["emb.type"].reshape(-1, hidden)[0].copy())
        model.places.weight.copy_(torch.from_numpy(tensors["emb.pos"].reshape(-1, hidden).copy()) + kind)
    put(model.norm.weight, "emb.ln.w")
    put(model.norm.bias, "emb.ln.b")
    names = {"query": "q", "key": "k", "value": "v", "out": "ao", "first": "aln", "widen": "fi", "narrow": "fo"}
    for number, layer in enumerate(model.layers):
        for own, theirs in (*names.items(), ("second", "oln")):
            put(getattr(layer, own).weight, f"l{number}.{theirs}.w")
            put(getattr(layer, own).bias, f"l{number}.{theirs}.b")
    return model
