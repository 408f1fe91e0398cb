"""What a cell of a report's table says."""

import re
from dataclasses import dataclass
from decimal import Decimal

from xunjian.html.numbers import read_quantity
from xunjian.html.text import compact, fold

_BLANK = frozenset(
    ("", "-", "—", "——", "―", "――", "–", "/", "\\", "无", "--", "*", "·", "..", "N/A", "不涉及")
)
_NOTE = re.compile(
    r"\((?:注|不含|含|其中|备注)[^()]*\)|\[(?:注)?\d{1,2}\]|注\d{1,2}$|[*※†#①-⑳]+$|\(注?\d{1,2}\)$"
)
_DOWN = re.compile(r"^(?:减少?|下降|核减|取消|↓)(?=\d)")
_UP = re.compile(r"^(?:增加?|新增|上升|净增|\+|↑)(?=\d)")
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?")
_THOUSANDS = re.compile(r"-?\d{1,3}(?:[,'](?=\d{3}))(?:\d{3}[,']?)*(?:\.\d+)?")
_LONGEST = 40
_LARGEST = Decimal(10) ** 12
"""What is larger is a code or a telephone number, or several numbers run together."""
_UNIT = re.compile(r"(?<=\d)(?:件次|人次|万元|件|条|项|次|宗|笔|份|个|人|元|篇|家|起|部|期|场|册)$")


@dataclass(frozen=True, slots=True)
class CellNumber:
    """The number in a cell."""

    value: Decimal
    blank: bool = False
    noted: bool = False
    step: Decimal = Decimal(0)


def plain(text: str) -> str:
    """A cell as it is compared: one width, simplified characters, no blanks."""
    return compact(fold(text))


def read_number(cell: str) -> CellNumber | None:
    """The number of a cell as `plain` gives it; None where it holds words or more than one number.

    An empty cell and a dash are 0 and say so. Units, separators of thousands and footnote marks are left out;
    减少5项 is -5.
    """
    if cell in _BLANK:
        return CellNumber(Decimal(0), blank=True)
    if len(cell) > _LONGEST:
        return None
    bare = _NOTE.sub("", cell)
    noted = bare != cell
    negative = _DOWN.match(bare)
    bare = _UNIT.sub("", _UP.sub("", _DOWN.sub("", bare)))
    step = Decimal(0)
    if _PLAIN.fullmatch(bare):
        value = Decimal(bare)
    elif _THOUSANDS.fullmatch(bare):
        value = Decimal(bare.replace(",", "").replace("'", ""))
    else:
        quantity = read_quantity(bare)
        if quantity is None or quantity.unit == "%":
            return None
        value, step = quantity.value, quantity.step
    if abs(value) >= _LARGEST:
        return None
    return CellNumber(-value if negative else value, noted=noted, step=step)
