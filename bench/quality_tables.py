"""What `bench.quality` and `bench.natural` measured, as tables."""

from collections.abc import Sequence

from bench.markdown import figure, number, table
from bench.results import Json


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
        *_blind_tables(figures["blind"]),
        "The labelled corpus, which rules were written and weights fitted with:",
    ]
    merged = [dict(row, name=f"{c['file']}, {row['level']}") for c in figures["corpus"] for row in c["rows"]]
    parts += [labelled_table(merged), type_table(merged)]
    parts += [f"{name} is not installed here." for name in figures["missing"]]
    return "\n\n".join(parts)


def _blind_tables(sets: Sequence[Json]) -> list[str]:
    rows = [dict(row, name=f"blind/{found['file']}, {row['level']}") for found in sets for row in found["rows"]]
    about = "Three sets of posts written blind to the code (`corpus/blind`), on which no encoder was trained:"
    return [about, labelled_table(rows)]


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
                f"{part['read'] / part['posts']:.2%}" if part["level"] == "full" else "–",
            ]
        )
    head = ("Natural posts", "posts", "called violating", "rate (95 %, Wilson)", "read: true / false / unread", "held")
    return table((*head, "with exposures", "past triage, identifiers", "verdict", "read"), rows)
