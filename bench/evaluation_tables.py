"""What `bench.breakdown`, `calibration`, `operating` and `whose` found, as tables."""

from collections.abc import Sequence

from bench.markdown import figure, number, rate, table
from bench.results import Json

TITLES = {"examples": "development test", "blind": "written blind"}


def breakdown_tables(figures: Json) -> str:
    """Each set by group, then both by span type."""
    sets = figures["apart"]
    parts = [
        "Leave-batch-out: neither set comes from a hand that wrote anything the encoder was trained on. Nothing at all "
        "was fitted to the development test; the weights and thresholds that join encoder and evidence were set on the "
        "posts written blind, which flatters those a little. Level full; in brackets 95 % intervals (Wilson). "
        "Borderline posts count for spans only. Among posts that all violate there is a recall and no precision, among "
        "harmless ones a false rate alone; the F1 of a category is that of the category among all posts.",
    ]
    for name in TITLES:
        found = sets[name]["breakdown"]
        rows = [_group_row("all", found["whole"])]
        rows += [_group_row(f"{row['dimension']}: `{row['value']}`", row) for row in found["groups"]]
        head = (f"{TITLES[name]}, level full", "posts", "precision", "recall", "F1", "false rate", "span F1", "exact")
        parts.append(table((*head, "obfuscated recall"), rows))
    types = {name: {row["type"]: row for row in sets[name]["breakdown"]["types"]} for name in TITLES}
    lines = []
    for type_ in sorted({type_ for rows in types.values() for type_ in rows}):
        cells: list[object] = [f"`{type_}`"]
        for name in TITLES:
            cells += _type_cells(types[name].get(type_))
        lines.append(cells)
    columns = [
        cell
        for name in TITLES
        for cell in (f"{TITLES[name]}: spans", "precision", "recall", "F1", "exact", "obfuscated recall")
    ]
    return "\n\n".join([*parts, table(("Spans by type, level full", *columns), lines)])


def _group_row(name: str, row: Json) -> list[object]:
    f1 = row["category_F1"] if row.get("category_F1") is not None else row["F1"]
    return [
        name,
        row["posts"],
        rated(row["precision"]),
        rated(row["recall"]),
        figure(f1),
        rated(row["false_rate"]),
        figure(row["span_F1"]),
        figure(row["exact"]),
        rated(row["obfuscated_recall"], short=True),
    ]


def _type_cells(row: Json | None) -> list[object]:
    if row is None:
        return ["–"] * 6
    return [
        row["spans"],
        figure(row["span_precision"]),
        rated(row["span_recall"]),
        figure(row["span_F1"]),
        figure(row["exact"]),
        rated(row["obfuscated_recall"], short=True),
    ]


def rated(row: Json | None, short: bool = False) -> str:
    """A rate with its interval (or, short, with its count); a dash for none."""
    if row is None:
        return "–"
    return f"{row['rate']:.2f} of {row['of']}" if short else rate(row["rate"], row["interval"])


def calibration_tables(figures: Json) -> str:
    """Reliability of both sets, then each threshold in use."""
    sets = {name: figures["apart"][name]["calibration"] for name in TITLES}
    parts = ["![Reliability diagram: mean score against the share that violates](img/reliability.svg)"]
    head = ("Posts that were read, level full", "posts", "ECE", "at most by chance alone (95 %)", "Brier score")
    lines: list[Sequence[object]] = []
    for name, found in sets.items():
        row = found["reliability"]
        lines.append(
            [TITLES[name], row["posts"], *(number(row[key], 3) for key in ("ece", "ece_expected", "brier"))],
        )
    parts.append(table(head, lines))
    bins = []
    for at, row in enumerate(sets["blind"]["reliability"]["bins"]):
        cells: list[object] = [f"{row['low']:.1f}–{row['high']:.1f}"]
        for found in sets.values():
            own = found["reliability"]["bins"][at]
            cells += [own["count"], figure(own["mean"]), rated(own["violating"])]
        bins.append(cells)
    heads = [cell for name in sets for cell in (f"{TITLES[name]}: posts", "mean score", "share violating")]
    parts.append(table(("Score", *heads), bins))
    rows = []
    for at, row in enumerate(sets["blind"]["thresholds"]):
        cells = [f"{row['category']}, {row['threshold']:.2f}", _used(row["used"])]
        for found in sets.values():
            own = found["thresholds"][at]
            cells += [own["over"], rated(own["precision"]), rated(own["recall"])]
        rows.append(cells)
    heads = [cell for name in sets for cell in (f"{TITLES[name]}: posts at or over", "precision", "recall")]
    parts.append(table(("Category, threshold", "who acts there", *heads), rows))
    return "\n\n".join(parts)


def _used(names: Sequence[str]) -> str:
    """`default, cn: remove_at` rather than each by itself."""
    by_action: dict[str, list[str]] = {}
    for name in names:
        pack, _, action = name.rpartition(" ")
        by_action.setdefault(action, []).append(pack)
    if any(":" in name for name in names) or names == ["violates"]:
        return ", ".join(names)
    return "; ".join(f"`{action}` of {', '.join(packs)}" for action, packs in by_action.items())


def operating_table(figures: Json) -> str:
    """Recall where few natural posts may be called violating."""
    rows = [
        [
            f"{TITLES[row['set']]}, {row['violating']} violating posts, level {row['level']}",
            f"{row['rate']:.1%} of {row['natural']:,}",
            f"over {row['threshold']:.2f}",
            rate(row["recall"], row["interval"]),
        ]
        for row in figures["operating"]
    ]
    return table(
        ("Recall of violations", "natural posts over the threshold", "score", "recall (95 %, bootstrap)"), rows
    )


def whose_table(figures: Json) -> str:
    """For each sort of post how often each subject was said."""
    rows: list[Sequence[object]] = []
    for name, title in TITLES.items():
        found = figures["apart"][name]["whose"]
        for row in found["rows"]:
            shares = [f"{count / row['spans']:.0%}" if row["spans"] else "–" for count in row["said"].values()]
            what = f"{title}: `{row['sort']}`, must be `{row['expected']}`"
            rows.append([what, row["spans"], *shares, rated(row["right"]), rated(row["right_if_said"])])
        spans = sum(row["spans"] for row in found["rows"])
        rows.append([f"{title}: all", spans, *["–"] * 5, rated(found["right"]), rated(found["right_if_said"])])
    head = ("Spans that were found, level full", "spans", "`self`", "`other`", "`organisation`", "`public_office`")
    return table((*head, "`unknown`", "right", "right where one is said"), rows)
