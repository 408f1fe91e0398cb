"""Numbers as Chinese reports print them, with the unit and the precision that was printed (T47).

「8.2万条」 is 82,000 条, said to the nearest 1,000; 「４２５０条」 is 4,250 条 exactly. Sums are compared
within what the printed digits allow, never more.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from xunjian.html.text import normalise

_DIGIT = {
    **{each: value for value, each in enumerate("零一二三四五六七八九")},
    **dict(zip("〇○壹贰叁肆伍陆柒捌玖两", (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2), strict=True)),
}
_SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_LARGE = {"万": 10**4, "亿": 10**8, "萬": 10**4, "億": 10**8}
_HAN = "".join(_DIGIT) + "".join(_SMALL) + "".join(_LARGE)
_UNIT = (
    "人次|人|条次|条|件次|件|个|次|份|元|户|册|篇|项|起|宗|家|部|期|场|张|页|例|处|名|位|批|分"
    "|公里|千米|平方米|平方公里|米|亩|公顷|吨|公斤|千克|小时|天|年|月|日|%|‰"
)
_QUANTITY = re.compile(
    r"(?P<about>约|近|超过?|逾|共计?|达)?\s?"
    r"(?:百分之(?P<of>[" + _HAN + r"]+(?:点[" + _HAN + r"]+)?|\d+(?:\.\d+)?)"
    r"|(?P<number>(?<![\d.,])-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\d.])-?\d+(?:\.\d+)?|[" + _HAN + r"]+)"
    r"\s?(?P<times>[十百千]?万亿?|[十百千]?亿|[百千](?=[^\d]|$))?\s?(?P<more>余|多|几)?\s?(?P<unit>"
    + _UNIT
    + r")?(?P<later>余|多)?)"
)
_ROUND = frozenset({"约", "近", "超", "超过", "逾"})


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number of a text. `step`: what the last printed digit is worth; 0 where the number is exact."""

    value: Decimal
    unit: str = ""
    step: Decimal = Decimal(0)
    about: bool = False
    """Said to be round: 约, 近, 余, 多."""
    start: int = 0
    end: int = 0
    """Offsets in the text as `normalise` gives it."""

    @property
    def slack(self) -> Decimal:
        """How far the true number may lie from the printed one."""
        return self.step if self.about else self.step / 2


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """The numbers of a text in order; Chinese numerals count where a unit or a factor stands behind them."""
    return tuple(_quantities(normalise(text)))


def read_quantity(text: str) -> Quantity | None:
    """A cell that holds one number and nothing else (`４２５０条`, `6.75万条`, `三百二十`), else None."""
    plain = normalise(text).strip()
    match = _QUANTITY.fullmatch(plain)
    return _build(match) if match is not None else None


def adds_up(total: Quantity, parts: Iterable[Quantity]) -> bool:
    """Whether a printed total agrees with its parts within the printed precision of them all.

    Units are not compared: a table names its unit once. Exact numbers must add up exactly.
    """
    parts = tuple(parts)
    slack = total.slack + sum((part.slack for part in parts), Decimal(0))
    return abs(total.value - sum((part.value for part in parts), Decimal(0))) <= slack


def agrees(one: Quantity, other: Quantity) -> bool:
    """Whether two prints may mean the same number: 8.2万 and 81,960 do, 8.2万 and 81,400 do not."""
    return adds_up(one, (other,))


def _quantities(text: str) -> Iterator[Quantity]:
    for match in _QUANTITY.finditer(text):
        number = match["number"]
        if number is not None and number[0] in _HAN and not (match["unit"] or match["times"]):
            continue  # 一些, 万一, 十分: words, not numbers
        built = _build(match)
        if built is not None:
            yield built


def _build(match: re.Match[str]) -> Quantity | None:
    raw = match["of"] or match["number"]
    value = _value(raw)
    if value is None:
        return None
    times = _times(match["times"])
    digits = raw.partition("点" if raw[0] in _HAN else ".")[2]
    exact = not digits and times == 1
    step = Decimal(0) if exact else Decimal(times).scaleb(-len(digits))
    about = match["about"] in _ROUND or bool(match["more"] or match["later"])
    if about and exact:
        step = _last_place(value)
    unit = "%" if match["of"] else match["unit"] or ""
    if raw[0] in _HAN and not match["of"]:
        step = _last_place(value * times) if about else Decimal(0)
    return Quantity(value * times, unit, step, about, match.start(), match.end())


def _last_place(value: Decimal) -> Decimal:
    """What the last digit that is not 0 is worth: 300余 is said to the hundred."""
    place = Decimal(1)
    while value and value % (place * 10) == 0:
        place *= 10
    return place


def _times(word: str | None) -> int:
    factor = 1
    for each in word or "":
        factor *= _SMALL.get(each) or _LARGE[each]
    return factor


def _value(raw: str) -> Decimal | None:
    if raw[0] not in _HAN:
        return Decimal(raw.replace(",", ""))
    whole, _, rest = raw.partition("点")
    number = _chinese(whole)
    if number is None:
        return None
    return Decimal(f"{number}.{''.join(str(_DIGIT[each]) for each in rest)}") if rest else Decimal(number)


def _chinese(text: str) -> int | None:
    """三百二十五, 十二万, 二〇二四; None where the characters make no number."""
    if all(each in _DIGIT for each in text):
        return int("".join(str(_DIGIT[each]) for each in text))
    total = section = 0
    digit: int | None = None
    for each in text:
        if each in _DIGIT:
            if digit:
                return None
            digit = _DIGIT[each]
        elif each in _SMALL:
            section += (1 if digit is None else digit) * _SMALL[each]
            digit = None
        else:
            if not section and not digit and not total:
                return None
            total = (total + section + (digit or 0)) * _LARGE[each]
            section, digit = 0, None
    return total + section + (digit or 0)
