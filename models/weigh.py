"""How much the encoder's say and the glass box are worth together: fitted on posts that neither was fitted on.

The posts are corpus/blind (written blind to the code, never trained on) and the fifth of the natural posts that is kept
for this. The figures go by hand into `data/verdict/reader.toml`, with the threshold that keeps natural posts in bounds.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional

from models.posts import Labelled
from reseal.screening import sightings, triage
from reseal.screening.evidence import gather
from reseal.screening.fold import fold_texts
from reseal.screening.identifiers.kind import Finding
from reseal.screening.reader.gate import Floats
from reseal.screening.reader.join import join
from reseal.screening.reader.session import Reader
from reseal.screening.reader.weigh import bounded
from reseal.screening.screener import find_all
from reseal.screening.subject import subjects
from reseal.screening.verdict import odds_of
from reseal.screening.view import ListedPosts, PostView
from reseal.screening.weights import VIOLATIONS
from reseal.vocabulary import Post

RATES = (0.0006, 0.0008, 0.001, 0.0015)
PENALTY = 0.002


@dataclass(frozen=True, slots=True)
class Weighed:
    """What both say of a read post, as log odds of any violation."""

    post: Labelled
    reader: float
    evidence: float


def weighed(posts: Sequence[Labelled], reader: Reader) -> list[Weighed]:
    """The posts that the reader would read, with what both say of them."""
    batch = fold_texts([post.text for post in posts])
    likely = reader.likely(batch)
    source = ListedPosts(lambda number: Post(posts[number].id, posts[number].text))
    chosen = triage.survivors(batch, verdict=True).beside(likely)
    made = []
    for number, view in sightings.views(batch, chosen, source, cues=True):
        findings = find_all(view)
        if number not in likely and not reader.worth(findings) and not reader.doubts(_score(_evident(view, findings))):
            continue
        reading = reader.read(batch, number)
        evident = _evident(view, join(findings, reading.spans, view.text))
        said = [bounded(reading.categories[name] / max(reading.categories["none"], 1e-6)) for name in VIOLATIONS]
        made.append(Weighed(posts[number], _summed(said), _summed([bounded(odds) for odds in evident])))
    return made


def _evident(view: PostView, findings: Sequence[Finding]) -> list[float]:
    return odds_of(gather(view, findings, subjects(view, findings)).strength)


def _score(odds: Sequence[float]) -> float:
    return sum(odds) / (1 + sum(odds))


def _summed(odds: Sequence[float]) -> float:
    return float(np.log(np.exp(odds).sum()))


def fit(rows: Sequence[Weighed]) -> tuple[float, float, float]:
    """Bias, worth of the encoder and of the glass box: a logistic regression with a quadratic penalty."""
    rows = [row for row in rows if not row.post.borderline]
    said = torch.tensor([[row.reader, row.evidence] for row in rows], dtype=torch.float64)
    wanted = torch.tensor([float(row.post.category not in (None, "none")) for row in rows], dtype=torch.float64)
    worth, bias = torch.zeros(2, dtype=torch.float64), torch.zeros(1, dtype=torch.float64)
    worth.requires_grad_()
    bias.requires_grad_()
    optimiser = torch.optim.LBFGS([worth, bias], max_iter=200)

    def step() -> torch.Tensor:
        optimiser.zero_grad()
        loss = functional.binary_cross_entropy_with_logits(said @ worth + bias, wanted) + PENALTY * (worth**2).sum()
        loss.backward()
        return loss

    optimiser.step(step)
    return float(bias.detach()), float(worth[0].detach()), float(worth[1].detach())


def report(blind: Sequence[Labelled], natural: Sequence[Labelled], reader: Reader) -> Iterator[str]:
    """The fitted worth; at each rate of natural posts called violating, the threshold and the F1 on the blind posts."""
    read, noise = weighed(blind, reader), weighed(natural, reader)
    yield f"read: {len(read)} of {len(blind)} blind posts, {len(noise) / len(natural):.2%} of natural posts"
    bias, by_reader, by_evidence = fit([*read, *noise])
    yield f"bias = {bias:.2f}, reader = {by_reader:.2f}, evidence = {by_evidence:.2f}"

    def score(rows: Sequence[Weighed]) -> Floats:
        odds = np.array([bias + by_reader * row.reader + by_evidence * row.evidence for row in rows])
        made: Floats = (1 / (1 + np.exp(-odds))).astype(np.float32)
        return made

    told, ranked = score(read), np.sort(score(noise))[::-1]
    wanted = np.array([row.post.category != "none" for row in read])
    certain = np.array([not row.post.borderline for row in read])
    missed = sum(post.category != "none" and not post.borderline for post in blind) - int((wanted & certain).sum())
    for rate in RATES:
        limit = float(ranked[int(len(natural) * rate)])
        said = told > limit
        hits, wrong = int((said & wanted & certain).sum()), int((said & ~wanted & certain).sum())
        lost = int((~said & wanted & certain).sum()) + missed
        yield f"natural {rate:.2%}: violates > {limit:.2f}, F1 {2 * hits / (2 * hits + wrong + lost):.3f}"
