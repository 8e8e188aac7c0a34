"""The tables of the parts `desk`, `desk_queue` and `guards`."""

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


def guards_table(figures: Json) -> str:
    """What guards cost the live line, on each database."""
    rows, said = [], []
    for database in figures["databases"]:
        name = database["name"]
        if database["why"]:
            said.append(f"{name}: {database['why']}.")
            continue
        rows += [
            [
                f"{name}, {row['mix']}",
                *(number(row[one], 1) for one in ("judged", "kept", "noted", "looked")),
                f"{row['share'] * 100:.1f} % ({row['most'] * 100:.1f} % at most)",
                f"{row['of_line'] * 100:.1f} %",
            ]
            for row in database["rows"]
        ]
        said.append(
            f"{name}: the fingerprints, with the rows of their values and guards and every index, take "
            f"{database['disk_mib']:,.0f} MiB of the database; nothing of them is held in memory: the process grew by "
            f"{database['grown_mib']} MiB in the whole measurement, screener, pages and posts included."
        )
    head = (
        f"{figures['fingerprints']:,} fingerprints, microseconds a post",
        "judged (level verdict)",
        "kept",
        "noted",
        "looked up",
        "noted and looked up, beside judging",
        "beside the whole line",
    )
    return "\n\n".join([table(head, rows), *said])
