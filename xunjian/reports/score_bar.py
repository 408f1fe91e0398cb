"""The score as a bar: awarded solid, pending hatched, lost empty. Inline SVG, no script, no raster.

Positions are percentages without a viewBox, so the bar fits any width while its letters keep their size.
"""

from markupsafe import Markup

from xunjian.model.audit import AuditScore
from xunjian.reports.words import write_interval, write_number, write_points

_HEIGHT = 76
_TOP = 26
_BAR = 24


def draw_score_bar(score: AuditScore) -> Markup:
    """SVG of a score; empty where there are no points to show."""
    if score.maximum <= 0:
        return Markup("")
    low = _share(score.awarded, score.maximum)
    top = score.awarded + score.pending
    high = _share(top, score.maximum)
    told = (
        f"{'得分区间 ' + write_interval(score) + '，' if not score.graded_only else ''}"
        f"满分 {write_points(score.maximum)}："
        f"已得 {write_points(score.awarded)}，待定 {write_points(score.pending)}，"
        f"失分 {write_points(score.lost)}。"
    )
    height = _HEIGHT if high > low else _TOP + _BAR + 2
    parts = [
        f'<svg class="bar" role="img" aria-label="{told}" width="100%" height="{height}">'
        '<defs><pattern id="hatch" width="8" height="8" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect class="bar-ground" width="8" height="8"/>'
        '<rect class="bar-hatch" width="3" height="8"/></pattern></defs>',
        f'<rect class="bar-lost" x="0.5" y="{_TOP}" width="99.8%" height="{_BAR}" rx="2"/>',
        _rect("bar-awarded", 0, low),
        _rect("bar-pending", low, high),
        _mark(low, write_number(score.awarded), above=True),
    ]
    if high > low:
        parts.append(_mark(high, write_number(top), above=False))
    parts.append("</svg>")
    return Markup("".join(parts))


def _share(points: float, maximum: float) -> float:
    return round(min(max(points / maximum, 0.0), 1.0) * 100, 2)


def _rect(name: str, start: float, end: float) -> str:
    if end <= start:
        return ""
    width = round(end - start, 2)
    return f'<rect class="{name}" x="{start}%" y="{_TOP}" width="{width}%" height="{_BAR}"/>'


def _mark(at: float, label: str, *, above: bool) -> str:
    """A tick with its number: the low end above, the high end below, so that they never meet."""
    anchor = "start" if at < 8 else "end" if at > 92 else "middle"
    tick_top, tick_end = (_TOP - 6, _TOP + _BAR) if above else (_TOP, _TOP + _BAR + 6)
    text_y = _TOP - 10 if above else _HEIGHT - 4
    place = min(at, 99.9)
    return (
        f'<line class="bar-mark" x1="{place}%" x2="{place}%" y1="{tick_top}" y2="{tick_end}"/>'
        f'<text class="bar-text" x="{at}%" y="{text_y}" text-anchor="{anchor}">{label}</text>'
    )
