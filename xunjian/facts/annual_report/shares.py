"""Shares that the words give of the applications (予以公开39件，占办结总数的72.2%), against the table."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from xunjian.facts.annual_report.applications import Figures
from xunjian.facts.annual_report.layouts import ELSE, IMPOSSIBLE, REFUSED, UNTREATED
from xunjian.facts.annual_report.narrative import agrees
from xunjian.facts.annual_report.relations import number
from xunjian.model.annual_report import Comparison

_OF_ALL = (
    r"[,，(（]?占(?:全部|全年|年度|本年度|办结|办理|申请|答复|收到|受理|信息公开|政府|件)*"
    r"(?:总数|总量|总件数|总体|数量|数|件数|比例|比)?的?(?:约|为|达)?(?P<share>\d{1,4}(?:\.\d{1,4})?)%"
)
_ENDS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("予以公开", "(?<!不)予以公开", ("open",)),
    ("部分公开", "(?<![及和与、或])部分公开", ("part",)),
    ("不予公开", "不予公开", REFUSED),
    ("无法提供", "无法提供", IMPOSSIBLE),
    ("不予处理", "不予处理", UNTREATED),
    ("其他处理", "其他处理", ELSE),
)
_WHOLES = (("done",), ("new",), ("new", "carried"))
_MANY = 3
"""Shares in one line are held against each other (narrative.py)."""


def share_relations(lines: Iterable[str], figures: Figures) -> Iterator[Comparison]:
    """A share whose count is that of the table must be one of what came in, or of what was settled."""
    if not figures:
        return
    totals = {row: figure.value for (row, column), figure in figures.items() if column == "total"}
    if not {"done", "new", "carried"} <= totals.keys():
        return
    wholes = [sum((totals[row] for row in rows), Decimal(0)) for rows in _WHOLES]
    for line in lines:
        text = "".join(line.split())
        if "%" not in text or text.count("%") >= _MANY:
            continue
        for name, words, rows in _ENDS:
            for match in re.finditer(rf"(?:{words})的?(?P<count>\d{{1,9}})件{_OF_ALL}", text):
                count, share = Decimal(match["count"]), Decimal(match["share"])
                if count != sum((totals.get(row, Decimal(0)) for row in rows), Decimal(0)):
                    continue  # that the count differs is told elsewhere
                shares = [count * 100 / whole for whole in wholes if whole]
                if not shares:
                    continue
                true = number(shares[0].quantize(Decimal("0.01")))
                yield Comparison(
                    "占比",
                    f"“{name}”的占比应与表格相符",
                    f"{number(count)} ÷ {number(wholes[0] or wholes[1])} ＝ {true}%",
                    f"正文写“{match[0]}”",
                    any(agrees(each, share) for each in shares),
                    difference=share - shares[0],
                    cells=frozenset((match[0],)),
                    quote=match[0],
                )
