"""The student: the teacher cut down to what a core reads in two milliseconds, and taught to say what the teacher says.

It keeps the teacher's width, so that it can start from the teacher's own weights: some layers of it, in each the heads
and inner numbers that weigh most. It learns from the teacher's logits and last layer on every post, natural ones too.
"""

from collections.abc import Sequence
from dataclasses import replace

import torch
from torch import Tensor
from torch.nn import functional

from models.encoder import HEAD, Encoder, Layer
from models.examples import Example, inputs
from models.train import Loss, head_loss
from reseal.screening.reader.pieces import PAD

LAYERS = (0, 2, 5)  # of the teacher's
HEADS = 8
WIDE = 1024


def student_of(teacher: Encoder, layers: Sequence[int] = LAYERS, heads: int = HEADS, wide: int = WIDE) -> Encoder:
    """A student that starts from the weightiest parts of its teacher."""
    student = Encoder(replace(teacher.shape, layers=len(layers), heads=heads, wide=wide))
    theirs = teacher.state_dict()
    kept = {name: values for name, values in theirs.items() if not name.startswith("layers.")}
    student.load_state_dict(kept, strict=False)
    for target, number in zip(student.layers, layers, strict=True):
        source = teacher.layers[number]
        assert isinstance(source, Layer) and isinstance(target, Layer)
        _cut_attention(source, target, heads)
        _cut_inside(source, target, wide)
        for name in ("first", "second"):
            getattr(target, name).load_state_dict(getattr(source, name).state_dict())
    return student


@torch.no_grad()
def _cut_attention(source: Layer, target: Layer, heads: int) -> None:
    weight = source.out.weight.norm(dim=0).view(-1, HEAD).norm(dim=1) * source.value.weight.norm(dim=1).view(
        -1, HEAD
    ).norm(dim=1)
    chosen = weight.topk(heads).indices.sort().values
    rows = (chosen[:, None] * HEAD + torch.arange(HEAD)).flatten()
    for name in ("query", "key", "value"):
        getattr(target, name).weight.copy_(getattr(source, name).weight[rows])
        getattr(target, name).bias.copy_(getattr(source, name).bias[rows])
    target.out.weight.copy_(source.out.weight[:, rows])
    target.out.bias.copy_(source.out.bias)


@torch.no_grad()
def _cut_inside(source: Layer, target: Layer, wide: int) -> None:
    weight = source.widen.weight.norm(dim=1) * source.narrow.weight.norm(dim=0)
    rows = weight.topk(wide).indices.sort().values
    target.widen.weight.copy_(source.widen.weight[rows])
    target.widen.bias.copy_(source.widen.bias[rows])
    target.narrow.weight.copy_(source.narrow.weight[:, rows])
    target.narrow.bias.copy_(source.narrow.bias)


def distil_loss(teacher: Encoder) -> Loss:
    """How far the student is from its teacher, and a little from the labels."""
    teacher.eval()

    def loss_of(student: Encoder, examples: Sequence[Example]) -> Tensor:
        numbers, signs = inputs(examples)
        with torch.no_grad():
            hidden = teacher.read(numbers, signs)
            told = teacher.heads_on(hidden, numbers)
        x = student.read(numbers, signs)
        said = student.heads_on(x, numbers)
        there = numbers != PAD
        tags = _apart(said[0][there], told[0][there])
        category = _apart(said[1], told[1])
        benign = _apart(said[2], told[2])
        last = functional.mse_loss(x[there].float(), hidden[there].float())
        return 4 * tags + 2 * category + 0.3 * benign + last + 0.2 * head_loss(student, examples)

    return loss_of


def _apart(said: Tensor, told: Tensor, heat: float = 1.5) -> Tensor:
    """The divergence of two rows of logits, softened."""
    wanted = torch.softmax(told.float() / heat, -1)
    return functional.kl_div(torch.log_softmax(said.float() / heat, -1), wanted, reduction="batchmean") * heat**2
