"""Results as Markdown tables, and the page that carries them between markers."""

from collections.abc import Callable, Sequence
from pathlib import Path

from bench.contender import OURS
from bench.mixes import TITLES
from bench.places import PAGE
from bench.results import Json, load
from bench.targets import targets

PARTS = ("speed", "cost", "latency", "memory", "quality", "natural", "hostile")


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table; all columns but the first are aligned right."""
    lines = ["| " + " | ".join(head) + " |", "|---|" + "---:|" * (len(head) - 1)]
    lines += ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def number(value: float | None, digits: int = 0) -> str:
    """A number for people; a dash for none."""
    return "–" if value is None else f"{value:,.{digits}f}"


def figure(value: float | None) -> str:
    """A share or an F1 with two digits; a dash for none."""
    return "–" if value is None else f"{value:.2f}"


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


def labelled_table(rows: Sequence[Json]) -> str:
    """The scorer's main figures, a line each."""
    lines = []
    for row in rows:
        f = row["figures"]
        judged = row["level"] != "identifiers"
        span, exact, said = f["span"], f["span_exact"], f["violates"]
        lines.append(
            [
                row["name"],
                *(figure(span[key]) for key in "PRF"),
                figure(exact["F"]),
                figure(f["span_obfuscated_recall"]),
                *(figure(said[key] if judged else None) for key in ("P", "R", "F", "fpr")),
                figure(f["benign_with_pi_fpr"] if judged else None),
                figure(f["category_macro_F1"] if judged else None),
            ]
        )
    head = ("", "span P", "R", "F1", "exact F1", "obfuscated recall", "violates P", "R", "F1", "false rate")
    return table((*head, "with personal data", "category F1"), lines)


def type_table(rows: Sequence[Json]) -> str:
    """F1 of each type; a dash where a tool does not look for it."""
    rows = [row for row in rows if row["level"] != "identifiers"]
    types = rows[0]["figures"]["span_by_type"]
    lines = []
    for type_ in types:
        cells = []
        for row in rows:
            looked = row["types"] is None or type_ in row["types"]
            cells.append(figure(row["figures"]["span_by_type"].get(type_, {}).get("F")) if looked else "–")
        lines.append([f"`{type_}`", types[type_]["n"], *cells])
    return table(("F1 of spans", "spans", *(row["name"] for row in rows)), lines)


def kind_table(rows: Sequence[Json]) -> str:
    """How many benign posts of each kind are called violating."""
    rows = [row for row in rows if row["level"] != "identifiers"]
    kinds = rows[0]["figures"]["false_positives_by_kind"]
    lines = [
        [f"`{kind}`", *(row["figures"]["false_positives_by_kind"].get(kind, "–") for row in rows)] for kind in kinds
    ]
    return table(("Benign posts called violating", *(row["name"] for row in rows)), lines)


def category_table(rows: Sequence[Json]) -> str:
    """F1 of each category, ours."""
    rows = [row for row in rows if row["level"] in ("verdict", "full")]
    lines = [
        [f"`{name}`", *(figure(row["figures"]["category_F1"][name]) for row in rows)]
        for name in rows[0]["figures"]["category_F1"]
    ]
    return table(("F1 of the category", *(row["name"] for row in rows)), lines)


def quality_tables(figures: Json) -> str:
    """The development test for all, and the corpus for ours."""
    rows = figures["examples"]["rows"]
    parts = [
        f"Development test, {figures['examples']['posts']} posts that nothing was fitted to. "
        "A peer's post violates if it finds anything.",
        labelled_table(rows),
        type_table(rows),
        kind_table(rows),
        category_table(rows),
        "\n".join(f"- {row['name']}: {row['setting']}" for row in rows if row.get("setting")),
        "The labelled corpus, which rules were written and weights fitted with:",
    ]
    merged = [dict(row, name=f"{c['file']}, {row['level']}") for c in figures["corpus"] for row in c["rows"]]
    parts += [labelled_table(merged), type_table(merged)]
    parts += [f"{name} is not installed here." for name in figures["missing"]]
    return "\n\n".join(parts)


def natural_table(figures: Json) -> str:
    """Rates on natural posts."""
    rows = []
    for part in figures["parts"]:
        low, high = part["interval"]
        rows.append(
            [
                f"public/cold, {part['part']}, level {part['level']}",
                number(part["posts"]),
                part["violating"],
                f"{part['violating'] / part['posts']:.3%} ({low:.3%}–{high:.3%})",
                f"{part['read_true']} / {part['read_false']} / {part['unread']}",
                part["held"],
                part["with_exposures"],
                f"{part['survivors']['identifiers'] / part['posts']:.2%}",
                f"{part['survivors']['verdict'] / part['posts']:.2%}",
            ]
        )
    head = ("Natural posts", "posts", "called violating", "rate (95 %, Wilson)", "read: true / false / unread", "held")
    return table((*head, "with exposures", "past triage, identifiers", "verdict"), rows)


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
    "hostile": hostile_tables,
}


def targets_table(results: dict[str, Json | None]) -> str:
    """What must be reached, what is, and whether that is enough."""
    rows = []
    for target in targets(results):
        sign = "≥" if target.at_least else "≤"
        digits = 2 if target.wanted < 1 else 0 if abs(target.wanted) >= 100 else 1
        measured = (
            "not measured" if target.measured is None else f"{number(target.measured, digits)} {target.unit}".strip()
        )
        word = {True: "yes", False: "**no**", None: "–"}[target.met]
        wanted = f"{sign} {number(target.wanted, 2 if target.wanted < 1 else 0)} {target.unit}".strip()
        rows.append([target.what, wanted, measured, word])
    return table(("Target", "wanted", "measured", "reached"), rows)


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
            page = filled(page, part, f"{RENDER[part](result['figures'])}\n\n{origin(result)}")
    if all(result is not None for result in results.values()):
        page = filled(page, "targets", targets_table(results))
    path.write_text(page, encoding="utf-8")
