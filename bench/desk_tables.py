"""The tables of the parts `desk` and `desk_queue`."""

from bench.markdown import number, table
from bench.results import Json


def load_table(figures: Json) -> str:
    """What came in, how long it took, and what the server spent."""
    if figures["why"]:
        return f"The desk under load: {figures['why']}."
    rows = [
        [
            row["name"],
            number(row["a_second"], 1),
            row["requests"],
            row["refused"] + row["lost"],
            *(number(row[name], 1) for name in ("p50", "p95", "p99", "max")),
        ]
        for row in figures["rows"]
    ]
    head = ("Milliseconds from when it was due", "a second", "requests", "failed", "p50", "p95", "p99", "max")
    return "\n\n".join(
        [
            table(head, rows),
            f"{figures['seconds']:.0f} s against one server process at level {figures['level']}, "
            f"{figures['personal'] * 1_000:g} in 1,000 posts with personal data, on SQLite. The server took "
            f"{figures['cpu_share'] * 100:.0f} % of one core and {figures['peak_mib']} MiB at most, in "
            f"{figures['processes']} processes; whoever sends took {figures['sender_share'] * 100:.0f} % of one core "
            "of the same machine.",
        ]
    )


def queue_table(figures: Json) -> str:
    """A page of the queue, on each database."""
    rows, said = [], []
    for database in figures["databases"]:
        if database["why"]:
            said.append(f"{database['name']}: {database['why']}.")
            continue
        rows += [
            [f"{database['name']}, {row['name']}", row["found"], *(number(row[n], 1) for n in ("p50", "p99", "max"))]
            for row in database["rows"]
        ]
        right = "is" if database["exact"] else "**is not**"
        said.append(f"{database['name']}: the first page {right} the one that looking at every case gives.")
    head = (f"{figures['cases']:,} cases wait, milliseconds a page", "cases", "p50", "p99", "max")
    return "\n\n".join([table(head, rows), *said])
