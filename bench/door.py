"""Reseal's command line as a newcomer runs it, if this release has it."""

import importlib.util
import os
import sys
from pathlib import Path

from bench.places import ROOT

NOT_HERE = "not in this release"


def reseal() -> list[str] | None:
    """The command that starts `reseal`; None if this release has no command line."""
    try:
        if importlib.util.find_spec("reseal.interfaces.cli.main") is None:
            return None
    except ModuleNotFoundError:
        return None
    script = Path(sys.executable).with_name("reseal")
    if script.is_file():
        return [str(script)]
    return [sys.executable, "-c", "from reseal.interfaces.cli.main import main; raise SystemExit(main())"]


def environment(data_dir: str | Path) -> dict[str, str]:
    """The environment of a run: a data folder of its own, no colours, this checkout's code."""
    return os.environ | {
        "RESEAL_DATA_DIR": str(data_dir),
        "NO_COLOR": "1",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }
