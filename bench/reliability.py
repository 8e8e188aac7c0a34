"""The reliability diagram as SVG, drawn by hand: readable in light and in dark, no script, no font, no library."""

from collections.abc import Sequence
from html import escape

from bench.results import Json

WIDTH, HEIGHT = 640, 506
LEFT, TOP, SIDE = 76, 70, 380
FEW = 5  # bins of fewer posts are no part of the line
_UNDER = f"level full, posts that were read; bars: 95 % intervals; hollow: fewer than {FEW} posts"
_STYLE = """
  text { font: 14px system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif; fill: #24292f; }
  .title { font-size: 17px; font-weight: 600; } .small { font-size: 12px; fill: #57606a; }
  .grid { stroke: #d0d7de; } .frame { stroke: #8c959f; fill: none; }
  .ideal { stroke: #8c959f; stroke-dasharray: 5 5; }
  .s0 { stroke: #0550ae; fill: #0550ae; } .s1 { stroke: #bc4c00; fill: #bc4c00; }
  .line, .few { fill: none; stroke-width: 2; } .reach { stroke-width: 1.5; opacity: 0.55; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; } .small { fill: #9198a1; } .grid { stroke: #3d444d; }
    .frame, .ideal { stroke: #7d8590; } .s0 { stroke: #6cb6ff; fill: #6cb6ff; } .s1 { stroke: #f0883e; fill: #f0883e; }
    .line, .few { fill: none; }
  }
"""


def diagram(series: Sequence[tuple[str, Json]]) -> str:
    """The diagram of up to two sets, each a name and what `bench.calibration.reliability` found.

    A dot is a bin: across its mean score, up the share that violates, its size the number of posts, its bar the 95 %
    interval; few posts make it hollow. On the broken line scores are probabilities.
    """
    about = "; ".join(f"{name}: {found['posts']} posts, ECE {_share(found['ece'])}" for name, found in series)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
        f"<title>{escape(f'Reliability of the score at level full. {about}.')}</title>",
        f"<style>{_STYLE}</style>",
        f'<text class="title" x="{LEFT}" y="30">Does a score of 0.8 mean 80 %?</text>',
        f'<text class="small" x="{LEFT}" y="50">{_UNDER}</text>',
        *_grid(),
    ]
    for number, (name, found) in enumerate(series):
        parts += _drawn(number, found)
        parts += _legend(number, name, found)
    return "\n".join([*parts, "</svg>\n"])


def _grid() -> list[str]:
    parts = []
    for step in range(6):
        share = step / 5
        x, y = _x(share), _y(share)
        if 0 < step < 5:
            parts.append(f'<path class="grid" d="M{x} {_y(0)}V{_y(1)}M{_x(0)} {y}H{_x(1)}"/>')
        parts.append(f'<text class="small" x="{x}" y="{_y(0) + 20}" text-anchor="middle">{share:.1f}</text>')
        parts.append(f'<text class="small" x="{LEFT - 10}" y="{y + 4}" text-anchor="end">{share * 100:.0f} %</text>')
    middle = _y(0.5)
    return [
        *parts,
        f'<rect class="frame" x="{LEFT}" y="{TOP}" width="{SIDE}" height="{SIDE}"/>',
        f'<path class="ideal" d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}"/>',
        f'<text x="{_x(0.5)}" y="{_y(0) + 46}" text-anchor="middle">mean score of the bin</text>',
        f'<text transform="translate(22 {middle}) rotate(-90)" text-anchor="middle">share that violates</text>',
    ]


def _drawn(number: int, found: Json) -> list[str]:
    rows = [row for row in found["bins"] if row["count"]]
    most = max((row["count"] for row in rows), default=1)
    path = "L".join(f"{_x(row['mean'])} {_y(row['violating']['rate'])}" for row in rows if row["count"] >= FEW)
    parts = [f'<path class="s{number} line" d="M{path}"/>'] if path else []
    for row in rows:
        x, y = _x(row["mean"]), _y(row["violating"]["rate"])
        low, high = (_y(share) for share in row["violating"]["interval"])
        radius = round(3 + 6 * (row["count"] / most) ** 0.5, 1)
        parts.append(f'<path class="s{number} reach" d="M{x} {low}V{high}"/>')
        hollow = " few" if row["count"] < FEW else ""
        parts.append(f'<circle class="s{number}{hollow}" cx="{x}" cy="{y}" r="{radius}"/>')
    return parts


def _legend(number: int, name: str, found: Json) -> list[str]:
    x, y = LEFT + SIDE + 24, TOP + 14 + number * 76
    return [
        f'<circle class="s{number}" cx="{x}" cy="{y - 5}" r="6"/>',
        f'<text x="{x + 14}" y="{y}">{escape(name)}</text>',
        f'<text class="small" x="{x + 14}" y="{y + 18}">{found["posts"]:,} posts</text>',
        f'<text class="small" x="{x + 14}" y="{y + 36}">ECE {_share(found["ece"])}</text>',
    ]


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _x(share: float) -> float:
    return round(LEFT + SIDE * share, 1)


def _y(share: float) -> float:
    return round(TOP + SIDE * (1 - share), 1)
