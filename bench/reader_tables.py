"""The encoder's figures as Markdown."""

from bench.markdown import figure, number, table
from bench.results import Json


def reader_tables(figures: Json) -> str:
    """Student beside teacher, what each costs, and the gate before them."""
    return "\n\n".join([_quality(figures["quality"]), _cost(figures), _gate(figures)])


def _quality(rows: list[Json]) -> str:
    lines = []
    for row in rows:
        f = row["figures"]
        lines.append(
            [
                f"{row['reader']}, {row['posts']}",
                figure(f["span"]["F"]),
                figure(f["span_exact"]["F"]),
                figure(f["span_obfuscated_recall"]),
                figure(f["violates"]["F"]),
                figure(f["violates"]["fpr"]),
                figure(f["category_macro_F1"]),
            ]
        )
    lines += _kept(rows)
    head = (
        "Level full with",
        "span F1",
        "exact",
        "obfuscated recall",
        "violates F1",
        "false rate",
        "category macro F1",
    )
    return table(head, lines)


def _kept(rows: list[Json]) -> list[list[str]]:
    """What the student keeps of its teacher, as a share."""
    by = {(row["reader"], row["posts"]): row["figures"] for row in rows}
    lines = []
    for title in dict.fromkeys(row["posts"] for row in rows):
        student, teacher = by["student", title], by["teacher", title]
        shares = [student[name]["F"] / teacher[name]["F"] for name in ("span", "span_exact", "violates")]
        obfuscated = student["span_obfuscated_recall"] / teacher["span_obfuscated_recall"]
        category = student["category_macro_F1"] / teacher["category_macro_F1"]
        kept = [f"{share:.3f}" for share in (shares[0], shares[1], obfuscated, shares[2])]
        lines.append([f"student as a share of teacher, {title}", *kept, "–", f"{category:.3f}"])
    return lines


def _cost(figures: Json) -> str:
    lines = [
        [
            f"{row['reader']}, {row['sample']}",
            number(row["count"]),
            *[number(row["wall"][name], 1) for name in ("p50", "p99", "max")],
            *[number(row["cpu"][name], 1) for name in ("p50", "p99", "max")],
        ]
        for row in figures["cost"]
    ]
    head = ("One labelled post, milliseconds", "posts", "wall p50", "p99", "max", "CPU p50", "p99", "max")
    peaks = ", ".join(f"{name} {number(peak)} MiB" for name, peak in figures["memory"].items())
    return table(head, lines) + f"\n\nPeak memory of a process that screens at level full: {peaks}."


def _gate(figures: Json) -> str:
    natural = figures["natural"]
    share, (low, high) = natural["read"] / natural["posts"], natural["interval"]
    lines = [
        [
            row["posts"],
            f"{row['read']:.1%}",
            f"{row['violating']:.1%}",
            f"{row['exposures']:.1%}",
            *(f"{closed:.3f} / {opened:.3f}" for closed, opened in (row["violates"], row["spans"])),
        ]
        for row in figures["gate"]
    ]
    head = (
        "Which posts are read",
        "posts",
        "violating",
        "exposures",
        "violates F1, gate / none",
        "span F1, gate / none",
    )
    lines.append(["natural posts (COLDataset dev)", f"{share:.2%} ({low:.2%}–{high:.2%})", "–", "–", "–", "–"])
    return table(head, lines)
