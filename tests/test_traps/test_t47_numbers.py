"""T47: numbers of reports: full-width digits, 万条, 亿元, 8.2万条 = 6.75万条 + 4250 + 1900 + 8350 within what was printed."""

from decimal import Decimal

import pytest

from xunjian.html.numbers import Quantity, adds_up, agrees, find_quantities, read_quantity


@pytest.mark.parametrize(
    ("text", "value", "unit", "step"),
    [
        ("8.2万条", "82000", "条", "1000"),
        ("6.75万条", "67500", "条", "100"),
        ("８．２万条", "82000", "条", "1000"),
        ("82 000", None, "", "0"),
        ("4250", "4250", "", "0"),
        ("４２５０条", "4250", "条", "0"),
        ("1,234件", "1234", "件", "0"),
        ("１，２３４，５６７元", "1234567", "元", "0"),
        ("3亿元", "300000000", "元", "100000000"),
        ("1.25亿元", "125000000", "元", "1000000"),
        ("12 万元", "120000", "元", "10000"),
        ("2.5千万元", "25000000", "元", "1000000"),
        ("1.3万亿元", "1300000000000", "元", "100000000000"),
        ("0.5百万", "500000", "", "100000"),
        ("12.5公里", "12.5", "公里", "0.1"),
        ("96.30%", "96.30", "%", "0.01"),
        ("百分之九十六", "96", "%", "0"),
        ("百分之九十六点三", "96.3", "%", "0.1"),
        ("三百二十五件", "325", "件", "0"),
        ("十二万人次", "120000", "人次", "0"),
        ("二十", "20", "", "0"),
        ("一百零五", "105", "", "0"),
        ("两千", "2000", "", "0"),
        ("-5", "-5", "", "0"),
        ("0", "0", "", "0"),
        ("", None, "", "0"),
        ("—", None, "", "0"),
        ("无", None, "", "0"),
        ("5-8件", None, "", "0"),
        ("2021〕5号", None, "", "0"),
    ],
)
def test_t47_one_number(text: str, value: str | None, unit: str, step: str) -> None:
    read = read_quantity(text)
    if value is None:
        assert read is None
        return
    assert read is not None
    assert (read.value, read.unit) == (Decimal(value), unit)
    assert read.step == Decimal(step)


def test_t47_numbers_of_a_sentence() -> None:
    text = "全年主动公开信息８．２万条，其中网站6.75万条、微博4250条、微信1900条、其他8350条，同比增长12.5%。"
    found = find_quantities(text)
    assert [(each.value, each.unit) for each in found] == [
        (82000, "条"),
        (67500, "条"),
        (4250, "条"),
        (1900, "条"),
        (8350, "条"),
        (Decimal("12.5"), "%"),
    ]
    assert adds_up(found[0], found[1:5])


@pytest.mark.parametrize("text", ["万一发生险情", "一些同志十分认真", "三番五次", "千方百计", "第一时间"])
def test_t47_words_are_no_numbers(text: str) -> None:
    assert not [each for each in find_quantities(text) if not each.unit]
    assert read_quantity(text) is None


@pytest.mark.parametrize(
    ("total", "parts", "right"),
    [
        ("8.2万条", ("6.75万条", "4250条", "1900条", "8350条"), True),
        ("8.2万条", ("6.75万条", "4250条", "1900条", "8850条"), True),
        ("8.2万条", ("6.75万条", "4250条", "1900条", "9350条"), False),
        ("8.2万条", ("6.75万条", "4250条"), False),
        ("100", ("60", "40"), True),
        ("100", ("60", "39"), False),
        ("101", ("60", "40"), False),
        ("1.5亿元", ("8000万元", "7000万元"), True),
        ("1.5亿元", ("8000万元", "6000万元"), False),
        ("100%", ("33.3%", "33.3%", "33.3%"), True),
        ("100%", ("33.3%", "33.3%", "32.3%"), False),
        ("0", (), True),
    ],
)
def test_t47_sums_within_the_printed_precision(total: str, parts: tuple[str, ...], right: bool) -> None:
    whole = read_quantity(total)
    read = [read_quantity(part) for part in parts]
    assert whole is not None
    assert all(read)
    assert adds_up(whole, [part for part in read if part is not None]) is right


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("8.2万", "81960", True), ("8.2万", "82499", True), ("8.2万", "81400", False), ("8.20万", "81960", True),
        ("8.20万", "81900", False), ("约8万", "81960", True), ("300余件", "345件", True), ("300余件", "445件", False), ("325", "326", False),
    ],
)  # fmt: skip
def test_t47_two_prints_of_one_number(one: str, other: str, same: bool) -> None:
    first, second = read_quantity(one), read_quantity(other)
    assert isinstance(first, Quantity)
    assert isinstance(second, Quantity)
    assert agrees(first, second) is same
