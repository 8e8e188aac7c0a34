"""Figures of the reader by itself, in the shape of ../shared/score.py: spans, `violates`, categories, by language."""

import importlib.util
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import torch

from models.chance import Chance
from models.encoder import Encoder, Explained
from models.posts import ROOT, Labelled, read_natural
from models.vary import Shares, vary
from reseal.screening.fold import fold_texts
from reseal.screening.reader.decode import Index
from reseal.screening.reader.pieces import Pieces
from reseal.screening.reader.read import Outputs, Reading, Run, read_post

Json = dict[str, Any]
Span = tuple[str, int, int]


def torch_run(model: Encoder) -> Run:
    """Run a network that has not been exported yet."""
    explained = Explained(model).eval()

    def run(numbers: Index, signs: Index) -> Outputs:
        with torch.no_grad():
            told = explained(torch.from_numpy(numbers), torch.from_numpy(signs))
        return Outputs(*(values.float().numpy() for values in told))

    return run


def readings(texts: Sequence[str], pieces: Pieces, run: Run) -> list[tuple[Reading, list[Span]]]:
    """What the reader says of texts, with spans in original code points."""
    batch = fold_texts(texts)
    made = []
    for number in range(len(batch)):
        reading = read_post(batch, number, pieces, run)
        spans: list[Span] = [(s.type, *batch.span(number, s.start, s.end)) for s in reading.spans]
        made.append((reading, spans))
    return made


def score(posts: Sequence[Labelled], pieces: Pieces, run: Run, threshold: float = 0.5) -> Json:
    """The score of the reader alone on labelled posts."""
    said = []
    for post, (reading, spans) in zip(posts, readings([p.text for p in posts], pieces, run), strict=True):
        worst = max((c for c in reading.categories if c != "none"), key=lambda c: reading.categories[c])
        violates = reading.violates >= threshold
        exposures = [{"type": kind, "start": start, "end": end} for kind, start, end in spans]
        said.append(
            {"id": post.id, "violates": violates, "category": worst if violates else "none", "exposures": exposures}
        )
    return dict(_scorer()([_plain(post) for post in posts], said))


def renumbered(posts: Sequence[Labelled], seed: int = 20) -> list[Labelled]:
    """The same posts with real-looking numbers outside the invented blocks, in memory only."""
    only = Shares(**{field.name: float(field.name == "numbers") for field in fields(Shares)})
    chance = Chance(seed)
    return [vary(post, None, [], chance, only) for post in posts]


def natural_rates(pieces: Pieces, run: Run, most: int = 2000) -> Json:
    """The share of natural posts (COLDataset dev, never trained on) over several thresholds."""
    texts = [post.text for post in read_natural("test")[:most]]
    chances = np.array([reading.violates for reading, _ in readings(texts, pieces, run)])
    return {"posts": len(texts), **{f"over {t}": round(float((chances >= t).mean()), 4) for t in (0.3, 0.5, 0.8, 0.95)}}


def _plain(post: Labelled) -> Json:
    return {
        "id": post.id,
        "lang": post.lang,
        "category": post.category,
        "benign_kind": post.benign_kind,
        "obfuscated": post.obfuscated,
        "borderline": post.borderline,
        "spans": [{"type": kind, "start": start, "end": end} for kind, start, end in post.spans],
    }


def _scorer() -> Any:
    file = ROOT.parent / "shared" / "score.py"
    spec = importlib.util.spec_from_file_location("shared_score", file)
    if spec is None or spec.loader is None or not Path(file).exists():
        raise SystemExit("models: ../shared/score.py is missing; it stands beside the checkout.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.score


def brief(figures: Json) -> str:
    """The main figures on one line."""
    return (
        f"span F1 {figures['span']['F']:.3f} exact {figures['span_exact']['F']:.3f}"
        f" obfuscated {figures['span_obfuscated_recall']:.3f} | violates F1 {figures['violates']['F']:.3f}"
        f" fpr {figures['violates']['fpr']:.3f} pi-fpr {figures['benign_with_pi_fpr']:.3f}"
        f" | category {figures['category_macro_F1']:.3f}"
    )
