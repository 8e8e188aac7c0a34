"""Quality on labelled posts, on the screen: `make evaluate`.

    python -m bench.evaluate [FILE …] [--pages [FOLDER]] [--show TYPE …] [--text TEXT] [--show-flagged] [--natural]

Without FILE: the development test (../shared/data/examples.jsonl), ours only, the sets written blind, and each file of
the corpus. `--pages` writes error pages to read in a browser (bench/results/errors, not in git): labelled posts only,
masked. `--show phone` prints each miss and false alarm of that type in the corpus or the given files. `--text` says
what is found in one text and by which rule. `--natural` adds the rates on natural posts, `--show-flagged` prints those
called violating, masked. But for the pages, nothing of this is written to a file.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from bench import natural, quality
from bench.error_pages import write_pages
from bench.labelled import Labelled, Span, blind_files, corpus_files, examples_file, read
from bench.masked import masked
from bench.mixes import natural_posts
from bench.pairing import paired
from bench.places import RESULTS
from bench.quality_tables import labelled_table, natural_table, type_table
from reseal.screening import sightings
from reseal.screening.fold import fold_texts
from reseal.screening.screener import exposures_of, find_all
from reseal.screening.triage import survivors
from reseal.screening.view import ListedPosts
from reseal.vocabulary import Post

Ruled = tuple[Span, str]


def found_in(texts: Sequence[str]) -> list[list[Ruled]]:
    """What the identifiers find in each text, and by which rule."""
    batch = fold_texts(texts)
    chosen = survivors(batch, verdict=True)
    found: list[list[Ruled]] = [[] for _ in texts]
    source = ListedPosts(lambda number: Post(str(number), texts[number]))
    for number, view in sightings.views(batch, chosen, source, cues=False):
        findings = find_all(view)
        for finding, exposure in zip(findings, exposures_of(batch, number, findings), strict=True):
            found[number].append((Span(exposure.type, exposure.start, exposure.end), finding.rule))
    return found


def show(posts: Sequence[Labelled], types: Sequence[str]) -> None:
    """Print misses and false alarms of these types."""
    for post, found in zip(posts, found_in([post.text for post in posts]), strict=True):
        missed, wrong = paired(post.spans, [span for span, _ in found])
        for span in missed:
            if span.type in types:
                print("MISS ", post.id, repr(post.text[span.start : span.end]), "|", repr(post.text[:160]))
        for place in wrong:
            span, rule = found[place]
            if span.type in types:
                print("FALSE", post.id, repr(post.text[span.start : span.end]), rule, "|", repr(post.text[:160]))


def show_flagged() -> None:
    """Print the natural posts that are called violating, masked."""
    posts = natural_posts()
    reading = natural.read_reading()
    for post, decision in zip(posts, natural.decide(posts), strict=True):
        if decision.violates:
            read_as = {True: "true", False: "false", None: "unread"}[reading.get(post.id)]
            codes = " ".join(f"{reason.code}{reason.weight:+.1f}" for reason in decision.reasons)
            print(
                f"{post.id} {read_as} {decision.category} {decision.score:.2f} [{codes}] {masked(post.text, decision)}"
            )


def main() -> None:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--show", nargs="+", default=[], metavar="TYPE")
    parser.add_argument("--text")
    parser.add_argument("--pages", nargs="?", type=Path, const=RESULTS / "errors", metavar="FOLDER")
    parser.add_argument("--natural", action="store_true")
    parser.add_argument("--show-flagged", action="store_true")
    options = parser.parse_args()
    if options.text is not None:
        for span, rule in found_in([options.text])[0]:
            print(span.type, span.start, span.end, rule, repr(options.text[span.start : span.end]))
        return
    if options.show:
        show([post for file in options.files or corpus_files() for post in read(file)], options.show)
        return
    if options.show_flagged:
        show_flagged()
        return
    tested = options.files or [examples_file(), *blind_files()]
    if options.pages is not None:
        sets = {file.stem: (posts, quality.decide(posts)) for file, posts in ((f, read(f)) for f in tested)}
        print(f"error pages: {write_pages(sets, options.pages)}")
    learnt = [] if options.files else corpus_files()
    for result in [*quality.of_files(tested), *quality.of_files(learnt, quality.FITTED)]:
        print(f"\n{result['file']}: {result['posts']} posts\n")
        print(labelled_table(result["rows"]))
        print()
        print(type_table(result["rows"]))
    if options.natural:
        print("\nnatural posts\n")
        print(natural_table(natural.measure()))


if __name__ == "__main__":
    main()
