"""Fuzzing led by coverage: `python -m drill.fuzz TARGET SECONDS FOLDER`, one target in a process of its own.

What makes a target raise is kept in FOLDER/found, named by its hash; FOLDER/corpus holds the inputs that reached new
code, so that the next run goes on where this one ended.
"""

import contextlib
import io
import sys
from pathlib import Path

MOST_BYTES = 1_024
SLOW = 20  # seconds for one input of at most 1 KiB: far beyond linear time


def lay_down_seeds(target: str, corpus: Path) -> None:
    """Begin with inputs of the right shape."""
    from drill.noise import seeds

    corpus.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(seeds(target)):
        (corpus / f"seed-{number:03d}").write_bytes(data[:MOST_BYTES])


def main(arguments: list[str]) -> None:
    """Fuzz until the time is over or a promise is broken."""
    target, seconds, folder = arguments[0], int(arguments[1]), Path(arguments[2])
    import atheris

    # What is imported inside is rewritten to tell which branches it takes; its warnings about odd bytecode are noise.
    with contextlib.redirect_stderr(io.StringIO()), atheris.instrument_imports(include=["reseal", "drill.targets"]):
        import drill.targets
        import reseal.screening.screener

        with contextlib.suppress(ImportError):
            import reseal.interfaces.api.app
            import reseal.interfaces.streams.run
    assert reseal
    corpus, found = folder / "corpus" / target, folder / "found" / target
    lay_down_seeds(target, corpus)
    found.mkdir(parents=True, exist_ok=True)
    limits = [f"-max_total_time={seconds}", f"-max_len={MOST_BYTES}", f"-timeout={SLOW}", "-rss_limit_mb=4096"]
    output = [f"-artifact_prefix={found}/", "-print_final_stats=1", "-verbosity=1"]
    atheris.Setup([f"drill.fuzz {target}", *limits, *output, str(corpus)], drill.targets.TARGETS[target])
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:])
