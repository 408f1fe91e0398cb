"""A ranking as people read it."""

from collections.abc import Iterator
from decimal import Decimal

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from xunjian.app.ranking import Ranking, Standing
from xunjian.model.unit import UNIT_TYPE_NAMES
from xunjian.scoring.group import Ends
from xunjian.scoring.rounding import half_up
from xunjian.wrapped import WIDEST, Wrapped, print_lines

_NARROW = 72


def print_ranking(ranking: Ranking, console: Console | None = None) -> None:
    """A table on a terminal, one unit a line where piped."""
    console = console or Console(highlight=False)
    print_lines(_head(ranking), console)
    if console.is_terminal:
        width = min(WIDEST, console.width)
        console.print(_table(ranking, narrow=width < _NARROW), width=width)
    else:
        for each in ranking.standings:
            console.out(_line(ranking, each), highlight=False)
    print_lines(_remarks(ranking), console)


def write_ends(ends: Ends | None, places: int) -> str:
    """`78.5–91.0`, or one number; `缺` where there is none yet."""
    if ends is None:
        return "缺"
    low, high = (f"{half_up(end, places):f}" for end in (ends.low, ends.high))
    if low == high:
        return _short(low)
    decimals = max(len(_short(text).partition(".")[2]) for text in (low, high))
    return "–".join(f"{half_up(end, decimals):f}" for end in (ends.low, ends.high))


def _short(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def _head(ranking: Ranking) -> Iterator[str]:
    kind = UNIT_TYPE_NAMES.get(ranking.unit_type, ranking.unit_type)
    yield f"{ranking.pack.title} {ranking.pack.version} 版 · {kind} {len(ranking.standings)} 个单位"
    most = max((each.unconfirmed for each in ranking.standings), default=0)
    if most:
        yield f"测算分，非正式得分：有 {most} 处分值或依据没有与文件原文核对。"
    if ranking.scaled:
        yield f"最高分超过 {ranking.pack.normalise_over or Decimal(100):f} 分，各单位得分已按最高分同比折算。"


def _place(each: Standing) -> str:
    return str(each.place.best) if each.place.settled else f"{each.place.best}–{each.place.worst}"


def _grade(ranking: Ranking, each: Standing) -> str:
    graded = ranking.pack.outcome.bands or ranking.pack.outcome.pass_at is not None or each.out
    return (each.grade or "待定") if graded else ""


def _score(ranking: Ranking, each: Standing) -> str:
    if each.unit_type in ranking.pack.graded_only:
        return "只评等次"
    return write_ends(each.score, ranking.pack.rounding.places)


def _extras(ranking: Ranking, each: Standing) -> list[tuple[str, str]]:
    titles = {leaf.id: leaf.title for leaf in ranking.pack.leaves()}
    decimals = ranking.pack.rounding.places
    if each.parts:  # points by rank are in each of them
        return [(name, write_ends(ends, decimals)) for name, ends in each.parts.items()]
    return [(titles[item], write_ends(ends, decimals)) for item, ends in each.by_rank.items()]


def _table(ranking: Ranking, *, narrow: bool = False) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0) if narrow else (0, 1))
    table.add_column("名次", justify="right", no_wrap=True)
    table.add_column("单位", ratio=1)
    first = ranking.standings[0] if ranking.standings else None
    extras = [name for name, _ in _extras(ranking, first)] if first else []
    for heading in (*extras, "得分"):
        table.add_column(Wrapped(heading), justify="right", min_width=4)
    table.add_column("等次", no_wrap=True)
    for each in ranking.standings:
        told = [value for _, value in _extras(ranking, each)]
        figures = (Wrapped(figure) for figure in (*told, _score(ranking, each)))
        table.add_row(_place(each), Wrapped(each.name), *figures, _grade(ranking, each))
    return table


def _line(ranking: Ranking, each: Standing) -> str:
    parts = [f"第 {_place(each)} 名 {each.name}：{_score(ranking, each)}"]
    parts[0] += "" if each.unit_type in ranking.pack.graded_only else " 分"
    parts += [f"{name} {value}" for name, value in _extras(ranking, each)]
    grade = _grade(ranking, each)
    return "，".join(parts + ([f"等次 {grade}"] if grade else []))


def _remarks(ranking: Ranking) -> Iterator[str]:
    for grade, names in ranking.ties:
        yield f"“{grade}”的名额线上有 {len(names)} 个单位同分（{'、'.join(names)}），都没有列入，请人工确定。"
    if any(not each.place.settled for each in ranking.standings):
        yield "有单位的得分还有待定项，名次写成“从–到”。"
    if any(None in each.parts.values() for each in ranking.standings):
        yield "“缺”的一期按 0 分到满分计入区间。"
