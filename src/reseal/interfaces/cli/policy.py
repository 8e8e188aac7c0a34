"""`reseal policy`: a pack's own examples run, and a preview of what a change would do to past decisions."""

import argparse
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

from reseal.interfaces.cli.outcome import DONE, FAILED, MISUSED, CommandError
from reseal.interfaces.cli.settings import settings
from reseal.screening.data import data_folder
from reseal.screening.policy.errors import PackError
from reseal.screening.policy.examples import PackReport, run_examples
from reseal.screening.policy.load import BUNDLED, load_pack
from reseal.screening.policy.pack import Pack, read_pack, read_pack_file, retuned
from reseal.screening.policy.replay import Preview, decisions_from, replay
from reseal.storage.shadow import shadow_files
from reseal.vocabulary import CATEGORIES, Category


def test(options: argparse.Namespace) -> int:
    """Run a pack's examples; 1 when one is wrong."""
    try:
        report = run_examples(_unproven(options.pack))
    except PackError as error:
        raise CommandError(str(error)) from None
    for line in tested(report):
        print(line)
    return FAILED if report.wrong else DONE


def tested(report: PackReport) -> Iterator[str]:
    """The report on a pack, line by line: the wrong examples, then how many are right."""
    for result in report.wrong:
        note = f" ({result.note})" if result.note else ""
        yield f"WRONG  rule {result.rule}, {result.kind}_examples[{result.number}]{note}: {result.problem}"
    rules = len({result.rule for result in report.results})
    right = len(report.results) - len(report.wrong)
    yield f"{report.pack} {report.version}: {rules} rules, {right} of {len(report.results)} examples right"


def _unproven(name: str) -> Pack:
    """The pack without its examples insisted on: they are what is to be seen."""
    if name.endswith(".toml"):
        return read_pack_file(name)
    if name not in BUNDLED:
        raise PackError(f'no policy pack "{name}"', f"name one of {', '.join(BUNDLED)}, or a file that ends in .toml")
    file = data_folder("policies", f"{name}.toml")
    return read_pack(file.read_text(encoding="utf-8"), f"{name}.toml")


def replay_past(options: argparse.Namespace) -> int:
    """Print what another pack or other thresholds would have made of past decisions."""
    chosen = settings(options)
    try:
        after = load_pack(chosen.policy)
        for threshold in options.threshold:
            after = _retuned(after, threshold)
        before = load_pack(options.before) if options.before else None
    except PackError as error:
        raise CommandError(str(error), MISUSED) from None
    files = [Path(name) for name in options.files] or shadow_files(chosen.data_folder)
    if not files:
        raise CommandError(
            f"{chosen.data_dir} holds no shadow records. Name a JSONL of decisions, or run reseal serve --shadow first."
        )
    with ExitStack() as opened:
        try:
            lines = (line for file in files for line in opened.enter_context(file.open("rb")))
            preview = replay(decisions_from(lines), before, after)
        except OSError as error:
            raise CommandError(f"{error.filename} cannot be read: {error.strerror}. Check the name.") from None
        except ValueError as error:
            raise CommandError(str(error)) from None
    for line in previewed(preview, before, after):
        print(line)
    return DONE


def previewed(preview: Preview, before: Pack | None, after: Pack) -> Iterator[str]:
    """The preview, line by line. Posts are named by their ids; nothing else of them is known here."""
    was = f"{before.id} {before.version}" if before is not None else "the stored actions"
    yield f"{preview.total} decisions, {was} against {after.id} {after.version}"
    for change in preview.changes:
        rules = f"{change.rule_before or '-'} → {change.rule_after}"
        yield f"  {change.posts:>7}  {change.category}: {change.before} → {change.after}  ({rules})"
        yield f"           {_some(change.ids, change.posts)}"
    yield f"  {preview.unchanged:>7}  unchanged"
    if preview.not_judged:
        yield f"  {preview.not_judged:>7}  not judged (level identifiers)"
    if preview.unlike_stored:
        yield f"  {preview.unlike_stored:>7}  were decided otherwise than it says now: surface or language took part"


def _some(ids: Iterable[str], count: int) -> str:
    shown = list(ids)[:5]
    return ", ".join(shown) + (", …" if count > len(shown) else "")


def _retuned(pack: Pack, threshold: str) -> Pack:
    name, equals, value = threshold.partition("=")
    category, _, action = name.partition(".")
    wanted = _category(category)
    try:
        score = float(value)
    except ValueError:
        score = -1.0
    if not equals or wanted is None or action not in ("remove", "redact") or not 0 <= score <= 1:
        raise CommandError(
            f"--threshold {threshold}: write CATEGORY.remove=SCORE or CATEGORY.redact=SCORE, SCORE in hundredths from 0"
            " to 1, such as exposure.remove=0.9",
            MISUSED,
        )
    if action == "remove":
        return retuned(pack, wanted, remove=score)
    return retuned(pack, wanted, redact=score)


def _category(name: str) -> Category | None:
    return next((category for category in CATEGORIES if category == name), None)
