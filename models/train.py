"""Training in epochs that can be stopped and taken up again: each has its own version of the posts, from the seed.

The vectors of pieces and places stay as they are. The weights that count are a running mean over the steps.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from models.batches import batches
from models.chance import Chance
from models.encoder import Encoder
from models.examples import UNTOLD, Example, inputs, make_examples, stacked
from models.names import Names
from models.posts import Labelled
from models.vary import vary
from reseal.screening.reader.pieces import Pieces

Loss = Callable[[Encoder, Sequence[Example]], Tensor]


@dataclass(frozen=True)
class Plan:
    """How a network is trained. `natural`: unlabelled posts an epoch, `doubtful` the share of them that the gate would
    let the encoder read. `heads`: how many times `rate` the heads have."""

    epochs: int = 8
    rate: float = 2e-4
    heads: float = 4.0
    warm: float = 0.1
    natural: int = 1500
    doubtful: float = 0.75
    decay: float = 0.01
    mean: float = 0.997
    seed: int = 7
    posts: int = 24
    bf16: bool = True


@dataclass(frozen=True)
class Material:
    """What is learned from: labelled posts (read anew for each epoch), natural posts, names, and the vocabulary.

    `doubtful` are the natural posts that the gate lets pass: the only ones that the encoder ever reads, so the ones to
    learn from.
    """

    labelled: Callable[[], Sequence[Labelled]]
    natural: Sequence[Labelled]
    doubtful: Sequence[Labelled]
    names: Names
    pieces: Pieces

    def epoch(self, number: int, plan: Plan) -> list[Example]:
        """The examples of one epoch, the same for the same seed."""
        chance = Chance(plan.seed * 1000 + number)
        beside = list(self.natural)
        posts = [vary(post, self.names, beside, chance) for post in self.labelled()]
        doubted = min(int(plan.natural * plan.doubtful), len(self.doubtful))
        natural = chance.sample(list(self.doubtful), doubted) + chance.sample(beside, plan.natural - doubted)
        return make_examples([*posts, *natural], self.pieces)


def head_loss(model: Encoder, examples: Sequence[Example]) -> Tensor:
    """The loss against the labels: tags, category (natural posts count little, borderline ones half), benign kind."""
    tags, category, benign = model(*inputs(examples))
    told = stacked([e.tags for e in examples], UNTOLD)
    weights = torch.tensor([e.weight for e in examples])
    each = functional.cross_entropy(
        category.float(), torch.tensor([e.category for e in examples]), reduction="none", label_smoothing=0.05
    )
    loss = (each * weights).sum() / weights.sum()
    if (told != UNTOLD).any():
        loss = loss + 3 * functional.cross_entropy(tags.float().flatten(0, 1), told.flatten(), ignore_index=UNTOLD)
    kinds = torch.tensor([e.benign for e in examples])
    if (kinds != UNTOLD).any():
        loss = loss + 0.3 * functional.cross_entropy(benign.float(), kinds, ignore_index=UNTOLD)
    return loss


def train(
    model: Encoder,
    material: Material,
    plan: Plan,
    file: Path,
    *,
    loss_of: Loss = head_loss,
    after: Callable[[int, Encoder], str] | None = None,
    say: Callable[[str], None] = print,
) -> Encoder:
    """Train, keeping a checkpoint in `file` after each epoch; goes on from it when it is there. Returns the mean."""
    torch.manual_seed(plan.seed)
    heads = [p for name, p in model.named_parameters() if p.requires_grad and _is_head(name)]
    body = [p for name, p in model.named_parameters() if p.requires_grad and not _is_head(name)]
    rates = [plan.rate, plan.rate * plan.heads]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": rates[0]}, {"params": heads, "lr": rates[1]}], weight_decay=plan.decay
    )
    mean = {name: p.detach().clone() for name, p in model.state_dict().items()}
    first, step = 0, 0
    if file.exists():
        kept = torch.load(file, weights_only=True)
        model.load_state_dict(kept["model"])
        optimiser.load_state_dict(kept["optimiser"])
        mean, first, step = kept["mean"], kept["epoch"], kept["step"]
        torch.set_rng_state(kept["chance"])
        say(f"goes on after epoch {first}")
    for epoch in range(first, plan.epochs):
        began, total = time.monotonic(), 0.0
        rows = list(batches(material.epoch(epoch, plan), Chance(plan.seed + epoch), posts=plan.posts))
        whole = len(rows) * plan.epochs
        model.train()
        for batch in rows:
            share = min(1.0, step / (plan.warm * whole)) * max(0.0, 1 - step / whole) / (1 - plan.warm)
            for group, rate in zip(optimiser.param_groups, rates, strict=True):
                group["lr"] = rate * min(share, 1.0)
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=plan.bf16):
                loss = loss_of(model, batch)
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*body, *heads], 1.0)
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
            total += float(loss.detach())
            step += 1
            _move(mean, model, min(plan.mean, step / (step + 10)))
        _keep(file, model, optimiser, mean, epoch + 1, step)
        line = f"epoch {epoch + 1}/{plan.epochs} loss {total / len(rows):.3f} {time.monotonic() - began:.0f} s"
        if after is not None:
            line += " | " + after(epoch + 1, mean_model(model, mean))
        say(line)
    return mean_model(model, mean)


def mean_model(model: Encoder, mean: dict[str, Tensor]) -> Encoder:
    """A network with the running mean as its weights."""
    made = Encoder(model.shape)
    made.load_state_dict(mean)
    return made.eval()


def _is_head(name: str) -> bool:
    return name.partition(".")[0] in ("tags", "category", "benign", "pooled", "signs")


def _move(mean: dict[str, Tensor], model: Encoder, share: float) -> None:
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if parameter.requires_grad:
                mean[name].lerp_(parameter, 1 - share)


def _keep(
    file: Path, model: Encoder, optimiser: torch.optim.Optimizer, mean: dict[str, Tensor], epoch: int, step: int
) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_suffix(".part")
    torch.save(
        {
            "shape": model.shape.as_dict(),
            "model": model.state_dict(),
            "optimiser": optimiser.state_dict(),
            "mean": mean,
            "epoch": epoch,
            "step": step,
            "chance": torch.get_rng_state(),
        },
        unfinished,
    )
    unfinished.replace(file)


def load(file: Path) -> Encoder:
    """The network of a checkpoint, with its mean weights.

    Raises:
        SystemExit: there is none; the message names the stage that makes it.
    """
    from models.encoder import Shape

    if not file.exists():
        raise SystemExit(f"models: {file.name} is missing. Run the stage before: python -m models {file.stem}")
    kept = torch.load(file, weights_only=True)
    model = Encoder(Shape(**kept["shape"]))
    model.load_state_dict(kept["mean"])
    return model.eval()
