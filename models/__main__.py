"""`python -m models [STAGE …]`: base → pieces → teacher → student → export → measure; without STAGE all of them.

--folder    where stages keep what they made (models/build)
--posts     further folders of labelled posts
--leave-out author batches that are kept out of training and measured after each epoch
--test      labelled files to measure on after each epoch and in `measure` (default: ../shared/data/examples.jsonl)
--epochs, --layers, --rate, --natural, --threads
"""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

import torch

from models.base import base_file, read_base
from models.encoder import Encoder, Shape, from_base
from models.measure import brief, natural_rates, score, torch_run
from models.names import Names
from models.posts import ROOT, SHARED, Labelled, leave_out, read_corpus, read_natural, read_posts
from models.prune import Pruned, prune
from models.train import Material, Plan, load, train
from reseal.screening.reader.pieces import Pieces, parse_pieces

STAGES = ("base", "pieces", "teacher", "student", "export", "measure")


def say(text: str) -> None:
    """To the terminal, at once."""
    print(text, flush=True)


class Recipe:
    """The stages, with what they share."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.folder: Path = options.folder
        self.folder.mkdir(parents=True, exist_ok=True)
        self.tests: list[Path] = options.test or [SHARED / "examples.jsonl"]

    def pruned(self) -> Pruned:
        """The base's pruned vocabulary."""
        english = set(read_base(base_file("enpt"), weights=False).pieces)
        return prune(read_base(base_file()), english)

    def vocabulary(self) -> Pieces:
        """The vocabulary that the stage `pieces` wrote."""
        file = self.folder / "pieces.tsv"
        if not file.exists():
            raise SystemExit("models: pieces.tsv is missing. Run the stage before: python -m models pieces")
        return parse_pieces(file.read_text(encoding="utf-8"))

    def posts(self) -> tuple[list[Labelled], list[Labelled]]:
        """Posts to train on, and those that are left out."""
        return leave_out(read_corpus(self.options.posts), self.options.leave_out)

    def material(self) -> Material:
        """What a network learns from."""
        labelled, _ = self.posts()
        return Material(lambda: self.posts()[0], read_natural(), Names(labelled), self.vocabulary())

    def measured(self, epoch: int, model: Encoder) -> str:
        """The figures on the left-out posts and on the test files, after the epochs that are worth it."""
        pieces, lines = self.vocabulary(), []
        _, out = self.posts()
        if out:
            lines.append("left out: " + brief(score(out, pieces, torch_run(model))))
        if epoch == self.options.epochs or epoch % 2 == 0:
            for file in self.tests:
                lines.append(f"{file.stem}: " + brief(score(read_posts(file), pieces, torch_run(model))))
        return "\n    ".join(["", *lines])

    def base(self) -> None:
        """Check that the numbers read from the 4-bit file say what its own engine says."""
        from models.engine import check

        say(f"base: least cosine with the package's own engine {check(read_base(base_file())):.5f}")

    def pieces(self) -> None:
        """Prune the vocabulary and write it."""
        made = self.pruned()
        rows = [f"{piece}\t{score}" for piece, score in zip(made.pieces, made.scores, strict=True)]
        (self.folder / "pieces.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
        say(f"pieces: {len(made.vectors)} with the special ones")

    def teacher(self) -> None:
        """Train the teacher: the first layers of the base."""
        made = self.pruned()
        shape = Shape(len(made.vectors), layers=self.options.layers)
        model = from_base(read_base(base_file()), made.vectors, shape)
        labelled, out = self.posts()
        say(f"teacher: {len(labelled)} posts, {len(out)} left out, {shape.layers} layers")
        plan = Plan(epochs=self.options.epochs, rate=self.options.rate, natural=self.options.natural)
        train(model, self.material(), plan, self.folder / "teacher.pt", after=self.measured, say=say)

    def student(self) -> None:
        """Distil the student from the teacher."""
        from models.distil import distil_loss, student_of

        teacher = load(self.folder / "teacher.pt")
        labelled, out = self.posts()
        say(f"student: {len(labelled)} posts, {len(out)} left out")
        plan = Plan(epochs=2 * self.options.epochs, rate=3e-4, natural=2 * self.options.natural)
        train(
            student_of(teacher),
            self.material(),
            replace(plan, posts=32),
            self.folder / "student.pt",
            loss_of=distil_loss(teacher),
            after=self.measured,
            say=say,
        )

    def export(self) -> None:
        """Write the ONNX files, eight bits, with the vocabulary, as the package carries them."""
        from models.export import export

        for name in ("teacher", "student"):
            if (self.folder / f"{name}.pt").exists():
                size = export(
                    load(self.folder / f"{name}.pt"), self.folder / "pieces.tsv", self.folder / f"{name}.onnx"
                )
                say(f"export: {name}.onnx {size / 1e6:.1f} MB")

    def measure(self) -> None:
        """The figures of the exported files."""
        from reseal.screening.reader.session import open_session

        for file in sorted(self.folder.glob("*.onnx")):
            run = open_session(file, self.folder / "pieces.tsv").run
            for test in self.tests:
                figures = score(read_posts(test), self.vocabulary(), run)
                say(f"{file.name} {test.stem}: {brief(figures)}")
                if self.options.detail:
                    say("\n".join(f"    {key}: {value}" for key, value in figures.items()))
            say(f"{file.name} natural posts: {natural_rates(self.vocabulary(), run)}")


def main() -> None:
    """Run the stages that were asked for."""
    parser = argparse.ArgumentParser(prog="python -m models", description=__doc__)
    parser.add_argument("stages", nargs="*", metavar="STAGE")
    parser.add_argument("--folder", type=Path, default=ROOT / "models" / "build")
    parser.add_argument("--posts", type=Path, nargs="*", default=[])
    parser.add_argument("--leave-out", nargs="*", default=[])
    parser.add_argument("--test", type=Path, nargs="*", default=[])
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--natural", type=int, default=1500)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--detail", action="store_true")
    options = parser.parse_args()
    unknown = [stage for stage in options.stages if stage not in STAGES]
    if unknown:
        sys.exit(f"models: no stage {unknown[0]!r}. Take some of {', '.join(STAGES)}.")
    torch.set_num_threads(options.threads)
    recipe = Recipe(options)
    for stage in options.stages or STAGES:
        getattr(recipe, stage)()


if __name__ == "__main__":
    main()
