"""Error pages: what was missed, falsely called, called by the wrong category or spanned wrongly, to read in a browser.

Labelled posts only: natural posts may hold real data and are never written anywhere. Every post is masked by what was
found, by what a person marked, and in every longer run of digits (`bench.masked`). The pages need nothing from
elsewhere, neither a server nor the network.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import msgspec

from bench.error_style import SCRIPT, STYLE
from bench.labelled import Labelled, Span
from bench.masked import masked
from bench.pairing import paired
from reseal.screening.redact import merged
from reseal.vocabulary import Decision, Exposure

_LEGEND = (
    '<p class="legend"><mark class="right">right</mark> <mark class="missed">missed</mark> '
    '<mark class="extra">found, not marked</mark> <mark class="cut">other ends</mark></p>'
)

Sets = Mapping[str, tuple[Sequence[Labelled], Sequence[Decision]]]


@dataclass(frozen=True)
class Page:
    """One kind of error: file name, title, what the reader is looking at, and the posts with what is wrong in each."""

    name: str
    title: str
    about: str
    cards: tuple["Card", ...]


@dataclass(frozen=True)
class Card:
    """One post with what was said of it; `notes` say what is wrong, without a word of the post."""

    source: str
    post: Labelled
    decision: Decision
    notes: tuple[str, ...] = ()


def write_pages(sets: Sets, folder: Path) -> Path:
    """Write the pages into `folder` (made if missing); the path of the first one."""
    folder.mkdir(parents=True, exist_ok=True)
    made = pages(sets)
    for page in made:
        (folder / f"{page.name}.html").write_text(html(page, made), encoding="utf-8")
    first = folder / "index.html"
    first.write_text(index(made, sets), encoding="utf-8")
    return first


def pages(sets: Sets) -> list[Page]:
    """The pages of errors; a borderline post can only be wrong in its spans."""
    cards = [
        Card(source, post, decision)
        for source, (posts, decisions) in sets.items()
        for post, decision in zip(posts, decisions, strict=True)
    ]
    judged = [card for card in cards if not card.post.borderline]
    bad = [card for card in judged if card.post.category != "none"]
    made = [
        Page(
            "misses",
            "Misses",
            "Posts that violate and were not called violating; the lowest scores first.",
            _by_score(card for card in bad if not card.decision.violates),
        ),
        Page(
            "false-alarms",
            "False alarms",
            "Harmless posts that were called violating; the surest first.",
            tuple(
                reversed(_by_score(c for c in judged if c.post.category == "none" and c.decision.violates)),
            ),
        ),
        Page(
            "categories",
            "Wrong categories",
            "Posts that violate and were called violating, but by another category.",
            _by_score(c for c in bad if c.decision.violates and c.decision.category != c.post.category),
        ),
    ]
    return made + span_pages(cards)


def span_pages(cards: Iterable[Card]) -> list[Page]:
    """One page for each type of span with errors."""
    wrong: dict[str, list[Card]] = {}
    for card in cards:
        for type_, notes in span_errors(card.post, card.decision).items():
            wrong.setdefault(type_, []).append(Card(card.source, card.post, card.decision, notes))
    return [
        Page(
            f"spans-{type_.replace('_', '-')}",
            f"Spans: {type_.replace('_', ' ')}",
            "Posts in which spans of this type were missed, found where there is none, or cut wrongly.",
            tuple(found),
        )
        for type_, found in sorted(wrong.items())
    ]


def span_errors(post: Labelled, decision: Decision) -> dict[str, tuple[str, ...]]:
    """For each type what is wrong with its spans: places only."""
    found = [Span(e.type, e.start, e.end) for e in decision.exposures]
    missed, extra = paired(post.spans, found)
    notes: dict[str, list[str]] = {}
    for span in missed:
        notes.setdefault(span.type, []).append(f"missed {_place(span)}")
    for at in extra:
        notes.setdefault(found[at].type, []).append(f"not marked {_place(found[at])}")
    answered = [span for at, span in enumerate(found) if at not in set(extra)]
    for span in answered:
        if span not in post.spans:
            notes.setdefault(span.type, []).append(f"other ends {_place(span)}")
    return {type_: tuple(lines) for type_, lines in notes.items()}


def hidden(post: Labelled, decision: Decision) -> str:
    """The post without anything that a person marked or that was found, and without longer runs of digits."""
    return masked(post.text, msgspec.structs.replace(decision, exposures=(*decision.exposures, *_marked(post))))


def fates(post: Labelled, decision: Decision) -> list[str]:
    """For each mark of the hidden post, in order: `missed`, `extra` (found where a person marked nothing), `cut` (found
    with other ends) or `right`."""
    found = [Span(e.type, e.start, e.end) for e in decision.exposures]
    missed, extra = paired(post.spans, found)
    wrong = [("missed", span) for span in missed] + [("extra", found[at]) for at in extra]
    wrong += [("cut", span) for at, span in enumerate(found) if at not in set(extra) and span not in post.spans]
    return [
        next((fate for fate, span in wrong if span.start < end and start < span.end), "right")
        for start, end, _ in merged(post.text, (*decision.exposures, *_marked(post)))
    ]


def _marked(post: Labelled) -> list[Exposure]:
    """What a person marked, and every other place where the same words stand (a name that is also a word)."""
    places = {(span.type, span.start, span.end) for span in post.spans}
    for span in post.spans:
        words = post.text[span.start : span.end]
        at = post.text.find(words)
        while len(words) > 1 and at >= 0:
            places.add((span.type, at, at + len(words)))
            at = post.text.find(words, at + len(words))
    return [
        msgspec.convert({"type": t, "start": a, "end": b, "confidence": 1.0}, Exposure) for t, a, b in sorted(places)
    ]


def html(page: Page, all_pages: Sequence[Page]) -> str:
    """One page, whole."""
    links = "".join(
        f'<a href="{escape(p.name)}.html"{" aria-current=page" if p is page else ""}>{escape(p.title)}'
        f" <small>{len(p.cards)}</small></a>"
        for p in all_pages
    )
    body = "\n".join(_card(card) for card in page.cards) or "<p>None.</p>"
    return _document(
        page.title,
        f'<nav><a href="index.html">Overview</a>{links}</nav><main><h1>{escape(page.title)}</h1>'
        f"<p>{escape(page.about)}</p>{_LEGEND}{_filters(page.cards)}{body}</main>",
    )


def index(all_pages: Sequence[Page], sets: Sets) -> str:
    """The first page: what there is."""
    rows = "".join(
        f'<li><a href="{escape(page.name)}.html">{escape(page.title)}</a> <b>{len(page.cards)}</b></li>'
        for page in all_pages
    )
    told = "; ".join(f"{escape(name)}, {len(posts):,} posts" for name, (posts, _) in sets.items())
    return _document(
        "Errors",
        f"<main><h1>Errors to read</h1><p>Level full, on {told}. Marked and found personal information is masked, "
        f'and so is every longer run of digits.</p><ul class="pages">{rows}</ul></main>',
    )


def _document(title: str, body: str) -> str:
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark">'
        f"<title>{escape(title)} · Reseal</title><style>{STYLE}</style></head>\n"
        f"<body>{body}<script>{SCRIPT}</script></body></html>\n"
    )


def _filters(cards: Sequence[Card]) -> str:
    choices = {
        "set": sorted({card.source for card in cards}),
        "language": sorted({card.post.lang for card in cards}),
        "surface": sorted({card.post.kind for card in cards}),
        "kind": sorted({_sort(card.post) for card in cards}),
    }
    selects = "".join(
        f'<label>{name}<select data-filter="{name}"><option value="">all</option>'
        + "".join(f"<option>{escape(value)}</option>" for value in values)
        + "</select></label>"
        for name, values in choices.items()
    )
    return f'<form class="filters">{selects}<output data-count>{len(cards)} posts</output></form>' if cards else ""


def _card(card: Card) -> str:
    post, decision = card.post, card.decision
    said = str(decision.category) if decision.violates else f"none{', held' if decision.action == 'hold' else ''}"
    lang = {"zh": "zh-Hans", "zh-hant": "zh-Hant", "en": "en"}.get(post.lang, "zh")
    reasons = "".join(
        f"<li><code>{escape(reason.code)}</code> {reason.weight:+.2f}</li>" for reason in decision.reasons
    )
    notes = "".join(f"<li>{escape(note)}</li>" for note in card.notes)
    tags = [
        post.lang,
        post.kind,
        *(["obfuscated"] if post.obfuscated else []),
        *(["borderline"] if post.borderline else []),
    ]
    return (
        f'<article data-set="{escape(card.source)}" data-language="{escape(post.lang)}"'
        f' data-surface="{escape(post.kind)}" data-kind="{escape(_sort(post))}">'
        f"<header><b>{escape(post.id)}</b> <span>{escape(' · '.join(tags))}</span></header>"
        f'<p class="text" lang="{lang}">{_shown(hidden(post, decision), fates(post, decision))}</p>'
        f"<dl><div><dt>labelled</dt><dd>{escape(_sort(post))}</dd></div><div><dt>called</dt><dd>{escape(said)}</dd></div>"
        f"<div><dt>score</dt><dd>{decision.score:.2f}</dd></div></dl>"
        + (f'<ul class="notes">{notes}</ul>' if notes else "")
        + (f'<details><summary>reasons</summary><ul class="reasons">{reasons}</ul></details>' if reasons else "")
        + "</article>"
    )


def _shown(text: str, fates: Sequence[str]) -> str:
    """Escaped, with the marks of masked spans set off, each by its fate."""
    first, *parts = escape(text).split("⟦")
    shown = [first]
    for at, part in enumerate(parts):
        name, _, rest = part.partition("⟧")
        fate = fates[at] if len(parts) == len(fates) else "right"
        shown.append(f'<mark class="{fate}">{name.replace("_", " ")}</mark>{rest}')
    return "".join(shown)


def _sort(post: Labelled) -> str:
    return post.category if post.category != "none" else f"none: {post.benign_kind}"


def _place(span: Span) -> str:
    return f"{span.start}–{span.end}"


def _by_score(cards: Iterable[Card]) -> tuple[Card, ...]:
    return tuple(sorted(cards, key=lambda card: card.decision.score))
