"""Labelled posts and decisions for the tests of the evaluation. All persons are invented."""

from typing import Any

from bench.labelled import Labelled, Span
from reseal.vocabulary import Category, Decision, Exposure, ExposureType, Reason, Subject


def post(
    id_: str, category: str = "none", *, text: str = "x" * 40, spans: tuple[Span, ...] = (), **more: Any
) -> Labelled:
    kind = more.pop("benign_kind", "smalltalk") if category == "none" else None
    return Labelled(id_, text, more.pop("lang", "zh"), category, spans, benign_kind=kind, **more)


def decision(
    id_: str,
    category: Category = "none",
    score: float = 0.0,
    exposures: tuple[tuple[ExposureType, int, int, Subject], ...] = (),
    codes: tuple[str, ...] = (),
) -> Decision:
    found = tuple(Exposure(type_, start, end, 0.9, subject) for type_, start, end, subject in exposures)
    reasons = tuple(Reason(code, 1.0) for code in codes)
    return Decision(id_, category != "none", category, score, "none", "allow", found, reasons, None, None, "test")
