"""What the words of a report say in numbers: rates of change, shares, lists that should add up (§3.4)."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xunjian.facts.annual_report.relations import number
from xunjian.html.numbers import find_quantities
from xunjian.model.annual_report import Comparison

_UNITS = "件次|件|条|宗|份|起|个|项|人次|篇|批|家|次|户|处|名|人"
_N = r"(?<!\d)(\d[\d,]{0,14}(?:\.\d{1,4})?)"


def _amount(name: str) -> str:
    digits = rf"(?<!\d)(?P<{name}>\d[\d,]{{0,14}}(?:\.\d{{1,4}})?)"
    return rf"{digits}(?P<{name}_by>[万亿])?(?P<{name}_unit>{_UNITS}|万元|元)?"


_AMOUNT = rf"{_N}([万亿])?(?=(?:{_UNITS}|万元|元))"
_UP, _DOWN = "增长|上升|增加|提高|增幅", "下降|减少|降低|降幅|下滑"
_LAST = r"(?:(?P<year>20\d\d)年?|[上去]年|前一年|上一年)度?(?:同期)?(?:的|为|是)?"
_BY = rf"(?:(?:{_UP}|{_DOWN})(?:了)?\d+(?:{_UNITS})[,，])?"
_WAY = rf"(?P<way>{_UP}|{_DOWN})(?:率|了|约|为|达)*"
_RATE = rf"[,，]?{_BY}(?:同比)?(?P<about>约)?{_WAY}(?P<rate>\d{{1,6}}(?:\.\d{{1,4}})?)%"
_CHANGES = (
    # 456件，比2019年的598件下降了25.6%
    re.compile(
        rf"{_amount('now')}[,，(]?(?:同比|比|较|与)\(?(?:{_LAST})?\(?{_amount('base')}\)?(?:相比)?{_RATE}"
    ),
    # 456件（2019年为598件），下降了25.6%
    re.compile(rf"{_amount('now')}[,，(](?P<bare>){_LAST}{_amount('base')}\)?{_RATE}"),
    # 由2019年的598件减少到456件，降幅25.6%
    re.compile(
        rf"[由从](?:{_LAST})?{_amount('base')}(?:{_UP}|{_DOWN}|增|降|升)[到至为]了?"
        rf"(?:(?:20\d\d|本|今)年度?的?)?{_amount('now')}{_RATE}"
    ),
)
_SHARE = re.compile(
    rf"{_N}({_UNITS})[,，(（]?(?:约)?占(?:比)?(?:总数|总量|申请总数|全部申请|总体)?的?(?:约|为)?{_N}%"
)
_THESE = re.compile(rf"(?:这|上述|以上)(\d{{1,9}})({_UNITS})([^\W\d_]{{1,6}})")
_COUNTED = r"(?<![\d.])(\d{{1,9}}){unit}{noun}"
_DIVIDED = re.compile(
    r"(?:从|按照?)[^。;；:：]{2,16}?(?:看|分|来看|划分|统计|区分)[,，:：]|[,，。;；:：]其中[:：,，]?"
)
_NEXT = re.compile(r"[;；,，](?:从|按照?)[^。;；:：]{2,16}?(?:看|分|来看|划分|统计|区分)[,，:：]")
"""Another way to divide the same whole."""
_PART = re.compile(rf"([^\d,，、。;；:：]{{1,24}}?){_N}({_UNITS})")
_REST = re.compile("^(?:和|以?及|等)?其[他它余]")
_SAID_LOOSELY = re.compile("主要|较多|排名|前[三五十]|居前|重点|尤其|部分")
_CAME_IN = re.compile(
    rf"(?:收到|受理|办理|新收|接收)[^。;；]{{0,30}}?申请[^\d。;；,，]{{0,10}}{_N}({_UNITS})"
)
_ENDS = re.compile("公开\\d|不予|无法|答复|办结|维持|纠正|结转|处理\\d|结案|审结")
"""What became of applications: some may still be under way."""
_WAYS = ("当面", "传真", "网络", "信函")
_MANY = 20
_CLOSE = 20
"""A count that is taken up again and differs by less than one in so many is the same one, misprinted."""
_FAR = Decimal("0.25")
_FEW, _SURE = 3, Decimal("0.6")


def narrative_relations(lines: Iterable[str], year: int = 0) -> Iterator[Comparison]:
    """All that the words say twice and that can be recomputed from them alone. `year`: of the report."""
    whole: Decimal | None = None
    for line in lines:
        text = "".join(line.split())
        yield from _changes(text, year)
        yield from _these(text)
        yield from _lists(text, whole)
        yield from _shares(text)
        came = list(_CAME_IN.finditer(text))
        whole = _value(came[0][1]) if came else whole


_FACTORS = {"": 1, "万": 10**4, "亿": 10**8}


def _value(raw: str, factor: str | None = None) -> Decimal:
    return Decimal(raw.replace(",", "")) * _FACTORS[factor or ""]


def _changes(text: str, year: int) -> Iterator[Comparison]:
    """456件，比2019年的598件下降了25.6%; 由598件减少到456件，下降23.7%."""
    ends: set[int] = set()
    for pattern in _CHANGES:
        for match in pattern.finditer(text):
            said = match.groupdict()
            # Without 比 or 较 only the year before is surely the base.
            sure = said.get("bare") is None or not said["year"] or int(said["year"]) == year - 1
            if sure and match.end() not in ends and _may_be_compared(said):
                ends.add(match.end())
                change = _change(said, match[0])
                if change.holds or not _may_be_of_another(said, text[: match.start()]):
                    yield change


def _may_be_of_another(said: Mapping[str, str | None], before: str) -> bool:
    """Whether the rate is right for another number of the sentence, or for the sum of its numbers."""
    sentence = re.split("[。;；]", before)[-1]
    counts = [_value(match[1], match[2]) for match in re.finditer(_AMOUNT, sentence)]
    now = _value(said["now"] or "0", said["now_by"])
    base, claimed = _value(said["base"] or "0", said["base_by"]), _claimed(said)
    sums = (*counts, sum(counts, now))
    return any(agrees((each - base) / base * 100, claimed, loose=True) for each in sums)


def _may_be_compared(said: Mapping[str, str | None]) -> bool:
    """Whether both are counts of the same kind, and none is a year."""
    one, two = said["now_unit"], said["base_unit"]
    years = any((said[name] or "").startswith("20") and not said[f"{name}_unit"] for name in ("now", "base"))
    return not years and (one == two or not one or not two) and _value(said["base"] or "0") > 0


def _claimed(said: Mapping[str, str | None]) -> Decimal:
    printed = _value(said["rate"] or "0")
    return -printed if (said["way"] or "") in _DOWN else printed


def _change(said: Mapping[str, str | None], quote: str) -> Comparison:
    now, base = (_value(said[name] or "0", said[f"{name}_by"]) for name in ("now", "base"))
    true = (now - base) / base * 100
    claimed = _claimed(said)
    holds = agrees(true, claimed, loose=bool(said["about"] or said["now_by"] or said["base_by"]))
    return Comparison(
        "增减幅度",
        "增减幅度应与前后两个数相符",
        f"由 {number(base)} 到 {number(now)}，增减幅度为 {_percent(true)}",
        f"文中写“{said['way']}{said['rate']}%”",
        holds,
        difference=claimed - true,
        cells=frozenset((quote,)),
        quote=quote,
    )


def agrees(true: Decimal, printed: Decimal, *, loose: bool = False) -> bool:
    """Whether a printed percentage may stand for the true one: rounded, or cut off, at its last digit.

    `loose`: it is said to be round, or made of round numbers.
    """
    if true * printed < 0:
        return False
    step = Decimal(1).scaleb(int(printed.as_tuple().exponent)) if printed % 1 else Decimal(1)
    true, printed = abs(true), abs(printed)
    if abs(true - printed) <= step / 2 or printed <= true < printed + step:
        return True
    return loose and abs(true - printed) <= step * 2


def _percent(value: Decimal) -> str:
    return f"{number(value.quantize(Decimal('0.01')))}%"


def _these(text: str) -> Iterator[Comparison]:
    """1372个事项……这1377个事项: what is taken up again must have been said."""
    for match in _THESE.finditer(text):
        count, unit, noun = match.groups()
        before = text[: match.start()]
        for length in range(len(noun), 1, -1):
            pattern = _COUNTED.format(unit=unit, noun=re.escape(noun[:length]))
            said = [int(each) for each in re.findall(pattern, before)]
            if said:
                break
        else:
            continue
        near = abs(int(count) - said[-1]) * _CLOSE < said[-1]
        other = any(each.value == int(count) for each in find_quantities(before))
        if int(count) not in said and (other or not (near and said[-1] >= _MANY)):
            continue  # another set of the same kind of thing
        sums = {one + two for at, one in enumerate(said) for two in said[at + 1 :]} | {sum(said)}
        yield Comparison(
            "前后一致",
            "同一段中再次提到的数量，应与前文一致",
            f"前文为 {said[-1]}{unit}{noun[:length]}",
            f"后文写“{match[0]}”",
            int(count) in said or int(count) in sums,
            difference=Decimal(int(count) - said[-1]),
            cells=frozenset((match[0],)),
            quote=text[max(0, match.start() - 30) : match.end() + 10],
        )


@dataclass(frozen=True, slots=True)
class _List:
    """Parts that a sentence lists."""

    parts: tuple[tuple[str, Decimal], ...]
    unit: str
    before: str
    """The text before it, in which its total stands."""
    quote: str
    by_kind: bool
    """从…看, 按…分: what came in as a whole, which an earlier line may have told."""
    closed: bool
    """Its last part is 其他, and nothing says that it names only some."""


def _lists(text: str, above: Decimal | None) -> Iterator[Comparison]:
    """从申请事项分类看，涉及…60件、…和其他42件: what came in, by kinds that leave nothing out."""
    for found in _enumerations(text):
        total = sum((value for _, value in found.parts), Decimal(0))
        known = {each.value for each in find_quantities(found.before)}
        if above is not None:
            known.add(above)
        came = [_value(match[1]) for match in _CAME_IN.finditer(found.before)]
        wanted = came[-1] if came else above if found.by_kind else None
        if total in known or not found.closed or wanted is None or abs(total - wanted) > wanted * _FAR:
            continue  # what is far from it is a list of something else
        named = " ＋ ".join(f"{name} {number(value)}" for name, value in found.parts)
        yield Comparison(
            "分类合计",
            "分类列举的数量之和，应等于总数",
            f"{named}，合计 {number(total)}",
            f"总数为 {number(wanted)}",
            holds=False,
            difference=total - wanted,
            cells=frozenset((found.quote,)),
            quote=found.quote,
        )


def _enumerations(text: str) -> Iterator[_List]:
    for match in _DIVIDED.finditer(f"。{text}"):
        begin = match.end() - 1  # the stop put in front is no part of the text
        sentence = _NEXT.split(text[begin:].partition("。")[0])[0]
        parts = list(_PART.finditer(sentence))
        units = {part[3] for part in parts}
        if (
            _ENDS.search(sentence)
            or len(parts) < _FEW
            or len(units) != 1
            or len(find_quantities(sentence)) != len(parts)
        ):
            continue
        rows = tuple((part[1].lstrip("和及等涉属于"), _value(part[2])) for part in parts)
        all_named = bool(_REST.match(parts[-1][1])) or all(way in sentence for way in _WAYS)
        closed = all_named and not _SAID_LOOSELY.search(sentence)
        before = text[: max(0, match.start() - 1)]
        yield _List(rows, units.pop(), before, sentence, "其中" not in match[0], closed)


def _shares(text: str) -> Iterator[Comparison]:
    """网络申请26448宗，占49.9%；…；传真申请167宗，占0.4%: of one whole that most of them agree on."""
    shares = list(_SHARE.finditer(text))
    if len(shares) < _FEW:
        return
    rows = [(match, _value(match[1]), _value(match[3])) for match in shares]
    units = {match[2] for match in shares}
    if len(units) != 1:
        return
    whole = _whole_of(text, [(count, printed) for _, count, printed in rows])
    if whole is None:
        return
    for match, count, printed in rows:
        true = count * 100 / whole
        yield Comparison(
            "占比",
            "占比应与数量相符",
            f"{number(count)} ÷ {number(whole)} ＝ {_percent(true)}",
            f"文中写“{match[0]}”",
            agrees(true, printed),
            difference=printed - true,
            cells=frozenset((match[0],)),
            quote=match[0],
        )


def _whole_of(text: str, rows: Sequence[tuple[Decimal, Decimal]]) -> Decimal | None:
    """The number that most shares are of: one that the text names, or the sum of the parts."""
    named = [each.value for each in find_quantities(text) if each.unit != "%" and not each.about]
    best: tuple[int, Decimal | None] = (0, None)
    for whole in (*named, sum((count for count, _ in rows), Decimal(0))):
        if whole > 0:
            fits = sum(agrees(count * 100 / whole, printed) for count, printed in rows)
            if fits > best[0]:
                best = (fits, whole)
    return best[1] if best[0] >= 2 and Decimal(best[0]) >= _SURE * len(rows) else None
