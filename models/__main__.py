"""`python -m models [STAGE …]`: base, pieces, gate, teacher, student, export, measure, ship; without STAGE all of them.

`folds` (not one of them) trains a teacher without each author batch and measures it there.
"""

import argparse
import sys
from pathlib import Path

import torch

from models.posts import ROOT
from models.recipe import MORE, STAGES, Recipe


def main() -> None:
    """Run the stages that were asked for."""
    parser = argparse.ArgumentParser(prog="python -m models", description=__doc__)
    parser.add_argument("stages", nargs="*", metavar="STAGE")
    parser.add_argument("--folder", type=Path, default=ROOT / "models" / "build", help="where stages keep their work")
    parser.add_argument("--posts", type=Path, nargs="*", default=[], help="further folders of labelled posts")
    parser.add_argument("--leave-out", nargs="*", default=[], help="author batches kept out of training")
    parser.add_argument("--test", type=Path, nargs="*", default=[], help="labelled files to measure on")
    parser.add_argument("--layers", type=int, default=6, help="of the teacher")
    parser.add_argument("--epochs", type=int)
    parser.add_argument("--rate", type=float)
    parser.add_argument("--natural", type=int, help="unlabelled natural posts an epoch")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--detail", action="store_true", help="`measure` prints every figure")
    options = parser.parse_args()
    unknown = [stage for stage in options.stages if stage not in STAGES + MORE]
    if unknown:
        sys.exit(f"models: no stage {unknown[0]!r}. Take some of {', '.join(STAGES + MORE)}.")
    torch.set_num_threads(options.threads)
    recipe = Recipe(options)
    for stage in options.stages or STAGES:
        recipe.run(stage)


if __name__ == "__main__":
    main()
