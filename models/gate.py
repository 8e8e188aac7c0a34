"""The gate's weights: logistic regression on runs of characters, posts worth reading against all others.

Worth reading is what violates and what holds an exposure, harmless or not: the encoder finds both.
"""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from models.chance import Chance
from models.posts import Labelled
from reseal.screening.fold import fold_texts
from reseal.screening.reader.gate import BITS, Floats, in_post, packed, runs_of, scores, unpacked

__all__ = ["fit_gate", "packed", "passed", "passing", "unpacked"]

Index = NDArray[np.int64]
EPOCHS = 6
POSTS = 256
RATE = 0.02
DECAY = 1e-5
NATURAL_SHARE = 2.0  # what a natural post counts against a labelled one


def places_of(texts: Sequence[str]) -> list[Index]:
    """For each text the places of its runs in the table of weights."""
    batch = fold_texts(texts)
    runs, inside = runs_of(batch), in_post(batch)
    made, start = [], 0
    for end in batch.ends.tolist():
        stretch = slice(start, end + 1)
        parts = [places[stretch][whole[stretch]] for places, whole in zip(runs, inside, strict=True)]
        made.append(np.concatenate(parts).astype(np.int64))
        start = end + 1
    return made


def worth_reading(post: Labelled) -> bool:
    """Whether a labelled post violates or holds an exposure; a natural post is not known to."""
    return post.category is not None and (post.category != "none" or bool(post.spans))


def fit_gate(labelled: Sequence[Labelled], natural: Sequence[Labelled], seed: int = 7) -> Floats:
    """The weights and, last, the bias. Natural posts count as not worth reading."""
    torch.manual_seed(seed)
    posts = [*labelled, *natural]
    places = places_of([post.text for post in posts])
    lengths = np.array([len(fold) for fold in places], dtype=np.float32)
    wanted = np.array([worth_reading(post) for post in posts], dtype=np.float32)
    share = np.array([1.0 if post.category is not None else NATURAL_SHARE for post in posts], dtype=np.float32)
    table = torch.nn.EmbeddingBag(1 << BITS, 1, mode="sum")
    torch.nn.init.zeros_(table.weight)
    bias = torch.zeros(1, requires_grad=True)
    optimiser = torch.optim.Adam([*table.parameters(), bias], lr=RATE)
    chance = Chance(seed)
    for _ in range(EPOCHS):
        order = chance.sample(range(len(posts)), len(posts))
        for at in range(0, len(order), POSTS):
            chosen = order[at : at + POSTS]
            parts = [places[number] for number in chosen]
            firsts = np.cumsum([0, *(len(part) for part in parts[:-1])])
            summed = table(torch.from_numpy(np.concatenate(parts)), torch.from_numpy(firsts))[:, 0]
            # a post of n characters has 3n runs or so, and its score is divided by the root of n
            odds = summed / torch.from_numpy(lengths[chosen] / 3 + 4.0).sqrt() + bias
            each = functional.binary_cross_entropy_with_logits(odds, torch.from_numpy(wanted[chosen]), reduction="none")
            loss = (each * torch.from_numpy(share[chosen])).mean() + DECAY * (table.weight**2).sum()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    weights = table.weight.detach().numpy()[:, 0]
    made: Floats = np.append(weights, bias.detach().numpy()).astype(np.float32)
    return made


def passed(natural: Sequence[Labelled], weights: Floats, share: float = 0.08) -> list[Labelled]:
    """The natural posts that look most like violating ones: the `share` of them with the highest scores."""
    ranked = np.argsort(-scores(fold_texts([post.text for post in natural]), weights), kind="stable")
    return [natural[number] for number in ranked[: int(len(natural) * share)]]


def passing(weights: Floats, natural: Sequence[Labelled], tests: Mapping[str, Sequence[Labelled]]) -> Iterator[str]:
    """For some shares of natural posts the score above which they lie, and what of the tests lies above it too."""
    ranked = np.sort(scores(fold_texts([post.text for post in natural]), weights))[::-1]
    for share in (0.002, 0.005, 0.01, 0.02):
        limit = float(ranked[int(len(ranked) * share)])
        told = []
        for name, posts in tests.items():
            passed = scores(fold_texts([post.text for post in posts]), weights) >= limit
            bad = np.array([post.category != "none" for post in posts])
            told.append(f"{name}: {passed[bad].mean():.3f} of violating, {passed[~bad].mean():.3f} of others")
        yield f"{share:.1%} of natural posts (score {limit:.2f}): " + "; ".join(told)
