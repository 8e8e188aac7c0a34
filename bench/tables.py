"""Results as Markdown tables, and the page that carries them between markers."""

from collections.abc import Callable, Sequence
from pathlib import Path

from bench.contender import OURS
from bench.desk_tables import guards_table, load_table, queue_table
from bench.evaluation_tables import TITLES as SETS
from bench.evaluation_tables import breakdown_tables, calibration_tables, operating_table, whose_table
from bench.markdown import figure, number, table
from bench.mixes import TITLES
from bench.picture_tables import picture_tables
from bench.places import PAGE
from bench.quality_tables import natural_table, quality_tables
from bench.reader_tables import reader_tables
from bench.reliability import diagram
from bench.results import Json, load
from bench.targets import Target, targets

PARTS = (
    "speed",
    "cost",
    "latency",
    "memory",
    "quality",
    "natural",
    "reader",
    "hostile",
    "pictures",
    "desk",
    "desk_queue",
    "guards",
)


def origin(result: Json) -> str:
    """Where a table comes from: command, date, machine."""
    machine = result["machine"]
    return (
        f"`{result['command']}` · {machine['date']} · {machine['processor']}, {machine['cores']} cores, "
        f"{machine['memory_gib']} GiB, {machine['system']}, Python {machine['python']}, reseal {machine['reseal']}, "
        f"load {machine['load']} at the end"
    )


def speed_tables(figures: Json) -> str:
    """The command line, then the kernel beside the peers."""
    return "\n\n".join(
        [
            f"`reseal screen FILE --to FILE --workers 1`, {figures['posts']:,} posts, "
            f"median of {figures['rounds']} runs:",
            _command_line(figures["command_line"]),
            "In memory, each contender in a process of its own on the same posts, "
            f"{figures['seconds']:.0f} CPU-seconds a run, median of {figures['rounds']} interleaved runs:",
            _contenders(figures["contenders"]),
            *[f"{row['name']} {row['reason']}." for row in figures["missing"]],
        ]
    )


def _command_line(figures: Json) -> str:
    if figures["why"]:
        return f"The command line: {figures['why']}."
    rows = []
    for row in figures["rows"]:
        what = f"{row['format']} to {row['format']}, {TITLES[row['mix']]}" + (f", {row['note']}" if row["note"] else "")
        spread = f"{min(row['rates']):,.0f}–{max(row['rates']):,.0f}" if row["rates"] else row["error"]
        rows.append([what, row["level"], number(row["rate"] or None), spread, number(row["wall"] or None, 1)])
    head = ("From, to, posts", "level", "posts per CPU-second", "of the runs", "wall s")
    return table(head, rows) + f"\n\nOf which start and end, once a run: {figures['start']:.2f} CPU-seconds."


def _contenders(contenders: Sequence[Json]) -> str:
    rows = []
    for row in contenders:
        times = [f"{value:,.1f}" if value and row["name"] != ours else "–" for ours, value in row["times"].items()]
        rate = number(row["rate"]) if row["rate"] else row["error"] or "–"
        rows.append([f"{row['name']} {row.get('version', '')}".strip(), TITLES[row["mix"]], rate, *times])
    head = (
        "Contender",
        "posts",
        "posts per CPU-second",
        *(f"our {name.rpartition(' ')[2]}: times as fast" for name in OURS),
    )
    return table(head, rows)


def cost_tables(figures: Json) -> str:
    """Microseconds a post by stage and by kind."""
    mixes = figures["mixes"]
    one = next(iter(mixes.values()))
    stages = [[name, *(number(mix["stages"][name], 2) for mix in mixes.values())] for name in one["stages"]]
    stages.append(["together", *(number(sum(mix["stages"].values()), 2) for mix in mixes.values())])
    stages.append(
        ["past triage, of 1,000 posts", *(number(_of_1000(mix, mix["survivors"]), 1) for mix in mixes.values())]
    )
    lines = [["number runs, shared", *(cell for mix in mixes.values() for cell in ("", "", number(mix["runs"], 2)))]]
    for name in one["kinds"]:
        cells = []
        for mix in mixes.values():
            kind = mix["kinds"][name]
            cells += [number(_of_1000(mix, kind["asked"]), 1), number(_of_1000(mix, kind["made"]), 1)]
            cells.append(number(kind["microseconds"], 2))
        lines.append([f"`{name}`", *cells])
    head = [title for mix in mixes for title in (f"{TITLES[mix]}: asked of 1,000", "found", "µs a post")]
    return "\n\n".join(
        [
            table(("CPU µs a post, level verdict", *(TITLES[mix] for mix in mixes)), stages),
            table(("Of which each kind", *head), lines),
        ]
    )


def _of_1000(mix: Json, count: int) -> float:
    return 1_000 * count / float(mix["posts"])


def latency_tables(figures: Json) -> str:
    """One text: in process, as a command, through the API."""
    rows = [
        [f"`Screener.decide`, {row['sample']}", row["count"], *_spread(row["wall"]), *_spread(row["cpu"])]
        for row in figures["in_process"]
    ]
    cold = figures["cold_start"]
    if cold["why"]:
        rows.append(["`reseal check`, cold start", cold["why"], *["–"] * 6])
    else:
        rows.append(["`reseal check`, cold start", cold["count"], *_spread(cold["wall"]), *_spread(cold["cpu"])])
    head = ("Level verdict, milliseconds", "texts", "wall p50", "p99", "max", "CPU p50", "p99", "max")
    return "\n\n".join([table(head, rows), _application(figures["application"]), *_api(figures["api"])])


def _application(figures: Json) -> str:
    if figures["why"]:
        return f"The API without a socket: {figures['why']}."
    head = ("Inside the server, one text a request, milliseconds", "requests", "p50", "p99", "max")
    return table(head, [[row["sample"], row["count"], *_spread(row)] for row in figures["rows"]])


def _api(api: Json) -> list[str]:
    if api["why"]:
        return [f"The API: {api['why']}."]
    rows = []
    for row in api["rows"]:
        inside = row["inside"] or {}
        bounds = [f"≤ {inside[name]:g}" if name in inside else "–" for name in ("p50", "p99")]
        rows.append([f"{row['sample']}, {row['posts']} a request", row["count"], *_spread(row), *bounds])
    head = ("`POST /v1/screen`, milliseconds", "requests", "loopback p50", "p99", "max", "inside p50", "p99")
    return [table(head, rows)]


def _spread(row: Json) -> list[str]:
    return [number(row[name], 2) for name in ("p50", "p99", "max")]


def memory_tables(figures: Json) -> str:
    """Peaks by format and length."""
    if figures["why"]:
        return f"Memory: {figures['why']}."
    rows = []
    for row in figures["rows"]:
        first, *others = row["peaks"]
        rows.append(
            [
                f"{row['format']}, {row['posts']:,} posts, {row['bytes'] / 2**20:,.0f} MiB",
                row["workers"],
                first,
                ", ".join(map(str, others)) or "–",
                number(row["wall"], 0),
                row["status"],
            ]
        )
    return table(("5 % personal data, level verdict", "workers", "peak MiB", "its children", "wall s", "status"), rows)


def hostile_tables(figures: Json) -> str:
    """Size against time, and the peers' times."""
    sizes = figures["sizes"]
    rows = [[r["kind"], *(number(t, 1) for t in r["milliseconds"]), figure(r["exponent"])] for r in figures["rows"]]
    head = ("One post of, CPU ms at characters", *(f"{size:,}" for size in sizes), "growth")
    parts = [
        table(head, rows),
        "Growth is the power of the size with which time grows between the last two columns: 1 is linear, 2 quadratic.",
    ]
    if figures["peers"]:
        kinds = list(figures["peers"][0]["milliseconds"])
        lines = [
            [row["name"], *(t if isinstance(t, str) else number(t, 0) for t in row["milliseconds"].values())]
            for row in figures["peers"]
        ]
        parts.append(table((f"Peers, CPU ms at {figures['peer_size']:,}", *kinds), lines))
    return "\n\n".join(parts)


RENDER: dict[str, Callable[[Json], str]] = {
    "speed": speed_tables,
    "cost": cost_tables,
    "latency": latency_tables,
    "memory": memory_tables,
    "quality": quality_tables,
    "natural": natural_table,
    "reader": reader_tables,
    "hostile": hostile_tables,
    "pictures": picture_tables,
    "desk": load_table,
    "desk_queue": queue_table,
    "guards": guards_table,
}
# Further places of the page that a part fills beside its own.
BESIDE: dict[str, dict[str, Callable[[Json], str]]] = {
    "quality": {"breakdown": breakdown_tables, "calibration": calibration_tables, "whose": whose_table},
    "natural": {"operating": operating_table},
}


def targets_table(results: dict[str, Json | None], before: str = "") -> str:
    """What must be reached, what is, and whether that is enough; a target that was not measured here keeps the line
    that it has in the table `before`."""
    kept = {line.split(" | ")[0].removeprefix("| "): line for line in before.splitlines() if line.startswith("| ")}
    lines = table(("Target", "wanted", "measured", "reached"), []).splitlines()
    for target in targets(results):
        fresh = "| " + " | ".join(_target_row(target)) + " |"
        lines.append(kept.get(target.what, fresh) if target.measured is None else fresh)
    return "\n".join(lines)


def _target_row(target: Target) -> list[str]:
    sign = "≥" if target.at_least else "≤"
    digits = 3 if target.wanted < 1 else 0 if abs(target.wanted) >= 100 else 1
    measured = "not measured" if target.measured is None else f"{number(target.measured, digits)} {target.unit}".strip()
    word = {True: "yes", False: "**no**", None: "–"}[target.met]
    wanted = f"{sign} {number(target.wanted, 2 if target.wanted < 1 else 0)} {target.unit}".strip()
    return [target.what, wanted, measured, word]


def part_of_page(page: str, part: str) -> str:
    """What stands between the markers of a part."""
    return page.partition(f"<!-- bench:{part} -->")[2].partition(f"<!-- /bench:{part} -->")[0].strip()


def filled(page: str, part: str, text: str) -> str:
    """The page with `text` between the markers of a part.

    Raises:
        ValueError: the page does not have both markers, in order.
    """
    opening, closing = f"<!-- bench:{part} -->", f"<!-- /bench:{part} -->"
    before, found, rest = page.partition(opening)
    _, also, after = rest.partition(closing)
    if not found or not also:
        raise ValueError(f"the page lacks {opening} … {closing}. Put both where the tables of {part} belong.")
    return f"{before}{opening}\n\n{text.strip()}\n\n{closing}{after}"


def write_page(path: Path = PAGE) -> None:
    """Fill the page with the last results; a part that was not measured here keeps the tables it has."""
    page = path.read_text(encoding="utf-8")
    results = {part: load(part) for part in PARTS}
    for part, result in results.items():
        if result is not None:
            for place, render in {part: RENDER[part], **BESIDE.get(part, {})}.items():
                page = filled(page, place, f"{render(result['figures'])}\n\n{origin(result)}")
    page = filled(page, "targets", targets_table(results, part_of_page(page, "targets")))
    path.write_text(page, encoding="utf-8")
    quality = results["quality"]
    if quality is not None:
        apart = quality["figures"]["apart"]
        picture = path.parent / "img" / "reliability.svg"
        picture.parent.mkdir(exist_ok=True)
        drawn = diagram([(title, apart[name]["calibration"]["reliability"]) for name, title in SETS.items()])
        picture.write_text(drawn, encoding="utf-8")
