"""Fit the weights by which `screening/names/chinese.py` tells names, and write `data/gazetteer/name_weights.toml`.

    python tools/fit_names.py [--write] [--show]

Logistic regression with a quadratic penalty, Newton's method, on ../shared/data/corpus: every stretch that begins with
a surname is a sample, the marked names are the true ones. Five folds; twins (`pair`) never part. Deterministic.
"""

import argparse
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.labelled import corpus  # noqa: E402
from reseal.screening.fold import FoldedBatch, fold_texts  # noqa: E402
from reseal.screening.names.chinese import FEATURES, candidates, name_context  # noqa: E402

Json = dict[str, Any]
Floats = NDArray[np.float64]
PENALTY = 1.0
LEAST = 0.42


def folded_spans(batch: FoldedBatch, number: int, spans: list[Json]) -> list[tuple[int, int]]:
    """Original spans as folded ones."""
    places = [batch.span(number, i, i + 1) for i in range(len(batch.text(number)))]
    made = []
    for span in spans:
        inside = [i for i, (start, end) in enumerate(places) if start < span["end"] and end > span["start"]]
        if inside:
            made.append((inside[0], inside[-1] + 1))
    return made


def samples(posts: list[Json]) -> tuple[Floats, Floats, list[tuple[int, int, int]], int]:
    """Features, labels, where each candidate stands, and how many names there are in Chinese characters."""
    batch = fold_texts([post["text"] for post in posts])
    cues = name_context().cues
    rows, labels, places, names = [], [], [], 0
    for number, post in enumerate(posts):
        text = batch.text(number)
        others = folded_spans(batch, number, [s for s in post["spans"] if s["type"] != "person_name"])
        gold = set(folded_spans(batch, number, [s for s in post["spans"] if s["type"] == "person_name"]))
        names += sum(all("\u4e00" <= char <= "\u9fff" for char in text[a:b]) for a, b in gold)
        cued = any(cue in text for cue in cues)
        if not others and not cued:
            continue
        for candidate in candidates(text, others, cued=cued):
            rows.append(candidate.features)
            labels.append(float((candidate.start, candidate.end) in gold))
            places.append((number, candidate.start, candidate.end))
    return np.array(rows), np.array(labels), places, names


def fit(x: Floats, y: Floats) -> Floats:
    """Weights with the bias last, by damped Newton steps."""
    a = np.c_[x, np.ones(len(x))]
    w = np.zeros(a.shape[1])
    ridge = np.full(a.shape[1], PENALTY)
    ridge[-1] = 0.01

    def loss(w: Floats) -> float:
        z = a @ w
        return float((np.logaddexp(0, z) - y * z).sum() + 0.5 * (ridge * w * w).sum())

    now = loss(w)
    for _ in range(100):
        p = 1 / (1 + np.exp(-np.clip(a @ w, -30, 30)))
        gradient = a.T @ (p - y) + ridge * w
        move = np.linalg.solve(a.T @ (a * (p * (1 - p) + 1e-6)[:, None]) + np.diag(ridge), gradient)
        step = 1.0
        while step > 1e-4 and loss(w - step * move) >= now:
            step /= 2
        if step <= 1e-4:
            break
        w = w - step * move
        now = loss(w)
    return w


def main() -> None:
    """Measure by cross-validation, and write when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    posts = corpus()
    x, y, places, names = samples(posts)
    fold = np.array(
        [int(sha256(str(posts[n].get("pair") or posts[n]["id"]).encode()).hexdigest(), 16) % 5 for n, _, _ in places]
    )
    likely = np.zeros(len(y))
    for k in range(5):
        w = fit(x[fold != k], y[fold != k])
        likely[fold == k] = 1 / (1 + np.exp(-(x[fold == k] @ w[:-1] + w[-1])))
    for least in (0.3, LEAST, 0.5, 0.6):
        true, false = 0, 0
        kept: dict[int, list[tuple[int, int]]] = {}
        for i in np.argsort(-likely, kind="stable"):
            number, start, end = places[i]
            if likely[i] < least or any(start < e and s < end for s, e in kept.get(number, [])):
                continue
            kept.setdefault(number, []).append((start, end))
            true, false = true + int(y[i]), false + int(1 - y[i])
        print(f"least {least}: precision {true / max(true + false, 1):.3f}, recall {true / names:.3f}")
    if options.write:
        w = fit(x, y)
        lines = [
            "# How each sign weighs for a stretch of text being a name (log-odds). Written by tools/fit_names.py from",
            "# the labelled corpus; do not edit by hand. status: fitted",
            f"bias = {w[-1]:.3f}",
            f"least = {LEAST}",
            "",
            "[weights]",
            *(f"{name} = {value:.3f}" for name, value in zip(FEATURES, w[:-1], strict=True)),
        ]
        out = ROOT / "src/reseal/data/gazetteer/name_weights.toml"
        out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
