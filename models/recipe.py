"""The stages of the recipe, each of which keeps what it made in one folder and goes on from there."""

import argparse
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from models.base import base_file, read_base
from models.encoder import Encoder, Shape, from_base
from models.gate import fit_gate, packed, passed, passing, unpacked
from models.measure import brief, natural_rates, renumbered, score, torch_run
from models.names import Names
from models.posts import BLIND, ROOT, SHARED, Labelled, leave_out, read_corpus, read_natural, read_posts
from models.prune import Pruned, prune
from models.train import Material, Plan, load, train
from reseal.screening.reader.pieces import Pieces, parse_pieces

STAGES = ("base", "pieces", "gate", "teacher", "student", "export", "measure", "ship")
MORE = ("weigh", "folds")
PACKAGE = ROOT / "src" / "reseal" / "data" / "reader"
SHIPPED = ("student.onnx", "teacher.onnx", "pieces.tsv", "gate.npz")
TEACHER = Plan(epochs=12, rate=2e-4, natural=1600)
STUDENT = Plan(epochs=6, rate=3e-4, natural=2400, posts=32)


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

    def run(self, stage: str) -> None:
        """Run one stage."""
        stages: dict[str, Callable[[], None]] = {
            "base": self.base,
            "pieces": self.pieces,
            "gate": self.gate,
            "teacher": self.teacher,
            "student": self.student,
            "export": self.export,
            "measure": self.measure,
            "ship": self.ship,
            "weigh": self.weigh,
            "folds": self.folds,
        }
        stages[stage]()

    def base(self) -> None:
        """Check that the numbers read from the 4-bit file say what its own engine says."""
        from models.engine import check

        say(f"base: least cosine with the package's own engine {check(read_base(base_file())):.5f}")

    def pieces(self) -> None:
        """Prune the vocabulary and write it."""
        made = self._pruned()
        rows = [f"{piece}\t{score}" for piece, score in zip(made.pieces, made.scores, strict=True)]
        (self.folder / "pieces.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
        say(f"pieces: {len(made.vectors)} with the special ones")

    def gate(self) -> None:
        """Fit the gate before the encoder, and say what it lets pass."""
        labelled, out = self._posts(self.options.leave_out)
        content = packed(fit_gate(labelled, read_natural()))
        (self.folder / "gate.npz").write_bytes(content)
        say(f"gate: {len(content) / 1000:.0f} kB, {len(labelled)} labelled posts")
        tests = {file.stem: read_posts(file) for file in self.tests} | ({"left out": out} if out else {})
        for line in passing(unpacked(content), read_natural("test"), tests):
            say(f"    {line}")

    def teacher(self) -> None:
        """Train the teacher: the first layers of the base."""
        self._teacher(self.folder / "teacher.pt", self.options.leave_out)

    def student(self) -> None:
        """Distil the student from the teacher."""
        from models.distil import distil_loss, student_of

        teacher = load(self.folder / "teacher.pt")
        train(
            student_of(teacher),
            self._material(self.options.leave_out),
            self._planned(STUDENT),
            self.folder / "student.pt",
            loss_of=distil_loss(teacher),
            after=self._after(self.options.leave_out, self._planned(STUDENT).epochs),
            say=say,
        )

    def export(self) -> None:
        """Write the ONNX files, eight bits, marked with the vocabulary that they were made with."""
        from models.export import export

        for name in ("teacher", "student"):
            file = self.folder / f"{name}.pt"
            if file.exists():
                size = export(load(file), self.folder / "pieces.tsv", file.with_suffix(".onnx"))
                say(f"export: {name}.onnx {size / 1e6:.1f} MB")

    def measure(self) -> None:
        """The figures of the exported files: as written, with numbers outside the invented blocks, on natural posts."""
        from reseal.screening.reader.session import open_session

        for file in sorted(self.folder.glob("*.onnx")):
            reader = open_session(file, self.folder / "pieces.tsv", self.folder / "gate.npz")
            for test in self.tests:
                posts = read_posts(test)
                figures = score(posts, reader.pieces, reader.run)
                say(f"{file.stem} {test.stem}: {brief(figures)}")
                if self.options.detail:
                    say("\n".join(f"    {key}: {value}" for key, value in figures.items()))
                say(f"    with other numbers: {brief(score(renumbered(posts), reader.pieces, reader.run))}")
            say(f"{file.stem} natural posts: {natural_rates(reader.pieces, reader.run)}")

    def ship(self) -> None:
        """Put student, teacher, vocabulary and gate into the package."""
        PACKAGE.mkdir(parents=True, exist_ok=True)
        for name in SHIPPED:
            if not (self.folder / name).exists():
                raise SystemExit(f"models: {name} is missing. Run the stages before: python -m models student export")
        for name in SHIPPED:
            shutil.copyfile(self.folder / name, PACKAGE / name)
            say(f"ship: {name} {(PACKAGE / name).stat().st_size / 1e6:.1f} MB")

    def weigh(self) -> None:
        """Say what encoder and glass box are worth together, with the shipped files; no part of `make model`."""
        from models.weigh import report
        from reseal.screening.reader.session import bundled_reader

        blind = [post for file in sorted(BLIND.glob("*.jsonl")) for post in read_posts(file)]
        for line in report(blind, read_natural("weigh"), bundled_reader()):
            say(line)

    def folds(self) -> None:
        """For each author batch a teacher that never saw it, measured on it; hours, and no part of `make model`."""
        batches = self.options.leave_out or sorted({post.batch for post in read_corpus(self.options.posts)})
        for batch in batches:
            say(f"fold {batch}")
            model = self._teacher(self.folder / "folds" / f"{batch}.pt", [batch])
            _, out = self._posts([batch])
            say(f"fold {batch}: {brief(score(out, self._vocabulary(), torch_run(model)))}")

    def _teacher(self, file: Path, leave: Sequence[str]) -> Encoder:
        made = self._pruned()
        shape = Shape(len(made.vectors), layers=self.options.layers)
        model = from_base(read_base(base_file()), made.vectors, shape)
        labelled, out = self._posts(leave)
        say(f"teacher: {len(labelled)} posts, {len(out)} left out, {shape.layers} layers")
        plan = self._planned(TEACHER)
        return train(model, self._material(leave), plan, file, after=self._after(leave, plan.epochs), say=say)

    def _pruned(self) -> Pruned:
        english = set(read_base(base_file("enpt"), weights=False).pieces)
        return prune(read_base(base_file()), english)

    def _vocabulary(self) -> Pieces:
        return parse_pieces(self._made("pieces.tsv").read_text(encoding="utf-8"))

    def _made(self, name: str) -> Path:
        """What an earlier stage made."""
        file = self.folder / name
        if not file.exists():
            raise SystemExit(f"models: {name} is missing. Run the stage before: python -m models {file.stem}")
        return file

    def _posts(self, leave: Sequence[str]) -> tuple[list[Labelled], list[Labelled]]:
        return leave_out(read_corpus(self.options.posts), leave)

    def _material(self, leave: Sequence[str]) -> Material:
        labelled, _ = self._posts(leave)
        natural = read_natural()
        doubtful = passed(natural, unpacked(self._made("gate.npz").read_bytes()))
        return Material(lambda: self._posts(leave)[0], natural, doubtful, Names(labelled), self._vocabulary())

    def _planned(self, plan: Plan) -> Plan:
        given = {name: getattr(self.options, name) for name in ("epochs", "rate", "natural")}
        return replace(plan, **{name: value for name, value in given.items() if value is not None})

    def _after(self, leave: Sequence[str], epochs: int) -> Callable[[int, Encoder], str]:
        """Figures on the left-out posts after each epoch, and on the tests after every second one."""
        pieces = self._vocabulary()

        def measured(epoch: int, model: Encoder) -> str:
            lines, (_, out) = [""], self._posts(leave)
            if out:
                lines.append("left out: " + brief(score(out, pieces, torch_run(model))))
            if epoch == epochs or epoch % 2 == 0:
                lines += [f"{f.stem}: " + brief(score(read_posts(f), pieces, torch_run(model))) for f in self.tests]
            return "\n    ".join(lines)

        return measured
