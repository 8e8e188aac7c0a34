"""The tables of the part `pictures`."""

from bench.markdown import number, table
from bench.pictures.measure import reading_rows, share
from bench.results import Json

_HEAD = ("pictures", "exposures", "recall", "covered", "found", "precision", "called violating")


def picture_tables(figures: Json) -> str:
    """Reading, masking, harmless pictures, copies, cost, hostile files."""
    given, calm = figures["exposing"], figures["harmless"]
    types = [
        [
            f"`{name}`",
            "",
            row["wanted"],
            share(row["recall"]),
            share(row["covered"]),
            row["told"],
            share(row["precision"]),
            "",
        ]
        for name, row in given["types"].items()
    ]
    leaks = ", ".join(f"{name} {count}" for name, count in given["leaks"].items())
    quiet = [[row["name"], row["pictures"], row["violating"]] for row in [calm["all"], *calm["kinds"]]]
    return "\n\n".join(
        [
            table(("Drawn pictures that expose somebody", *_HEAD), reading_rows([given["all"], *given["kinds"]])),
            table(("What happened to them", *_HEAD), reading_rows(given["steps"])),
            table(("Type", *_HEAD), types),
            f"Masked: {given['masked']} pictures, of which {given['leaking']} let something be read afterwards"
            + (f" ({leaks})." if leaks else "."),
            table(("Harmless pictures", "pictures", "called violating"), quiet),
            _copies(figures["copies"]),
            _cost(figures["cost"]),
        ]
    )


def _copies(figures: Json) -> str:
    rows = [[row["name"], share(row["found"])] for row in figures["rows"]]
    false = sum(figures["false"].values())
    return "\n\n".join(
        [
            table((f"Copies of {figures['altered']} of {figures['originals']} kept pictures", "found"), rows),
            f"Of cuts, sizes, files, frames, watermarks and captions together {share(figures['asked'])} are found. Of "
            f"{figures['unrelated']:,} unrelated pictures {false} are taken for a copy and {figures['unsure']} are "
            f"handed to a person as look-alikes whose writing agrees in part. "
            f"{number(figures['imprint_ms'], 1)} ms of CPU an imprint, {number(figures['find_ms'], 1)} ms a look-up.",
        ]
    )


def _cost(figures: Json) -> str:
    read, gate = figures["read"], figures["gate"]
    lines = []
    if "why" in read:
        lines.append(["A screenshot", read["why"]])
    else:
        size = f"{read['width']:,} × {read['height']:,}"
        lines.append([f"A screenshot of {size} pixels, read and judged, CPU seconds", number(read["seconds"], 2)])
        lines.append(["Peak memory of the process, MiB", number(read["peak_mib"])])
    for row in gate.get("rows", []):
        said = "read" if row["holds"] else "passed over"
        lines.append([f"The gate on a {row['name']} ({said}), CPU ms", number(row["milliseconds"], 1)])
    hostile = [
        [
            row["name"],
            number(row.get("bytes")),
            ", ".join(f"`{code}`" for code in row["told"]) or "read" if "told" in row else row["why"],
            "yes" if row.get("text_judged") else "**no**",
            number(row.get("milliseconds")),
            number(row.get("more_mib")),
        ]
        for row in figures["hostile"]
    ]
    head = ("Hostile file", "bytes", "told", "the post's text judged", "CPU ms", "more memory, MiB")
    return "\n\n".join([table(("One picture", "cost"), lines), table(head, hostile)])
