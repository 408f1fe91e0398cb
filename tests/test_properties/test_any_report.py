"""Whatever a page or a file says, reading it as an annual report raises nothing."""

from random import Random

import pytest

from xunjian.facts.annual_report.layouts import APPLICANTS, APPLICATION_ROWS, DISPUTE_ENDS, DISPUTE_KINDS
from xunjian.facts.annual_report.read import read_report
from xunjian.facts.annual_report.source import make_source
from xunjian.facts.annual_report.statistics import GENERATIONS
from xunjian.facts.annual_report.titles import is_foreign, is_near, is_report, year_of
from xunjian.html.grids import grid_of
from xunjian.model.annual_relations import RELATIONS

_NAMES = [
    line.name for group in (APPLICANTS, APPLICATION_ROWS, DISPUTE_ENDS, DISPUTE_KINDS) for line in group
]
_NAMES += [entry.name for layout in GENERATIONS for entry in layout.entries]
_NUMBERS = [
    "0",
    "1",
    "12",
    "-3",
    "—",
    "1,234",
    "12.5",
    "８２",
    "减少5项",
    "一百二十",
    "3（不含）",
    "1.2万",
    "%",
    "",
    "9" * 40,
]
_WORDS = [
    "2025年",
    "新收政府信息公开申请",
    "比上年的",
    "下降了",
    "%",
    "占",
    "总数的",
    "从内容看，",
    "其中，",
    "其他",
    "这",
    "件",
    "、",
    "，",
    "。",
    "予以公开",
    "行政复议",
    "结转下年",
    "个事项",
    "万",
    "0.00000000000000000000000000001",
    "99999999999999999999",
]


@pytest.mark.parametrize("seed", range(60))
def test_any_table_and_any_words(seed: int) -> None:
    random = Random(seed)
    cells = []
    taken: set[tuple[int, int]] = set()
    for _ in range(random.randint(1, 160)):
        row, column = random.randint(0, 30), random.randint(0, 11)
        text = random.choice(_NAMES if column < 3 and random.random() < 0.8 else _NUMBERS)
        if (row, column) not in taken:
            taken.add((row, column))
            cells.append((row, column, random.choice((1, 1, 1, 2, 3)), random.choice((1, 1, 1, 2)), text))
    lines = [
        "".join(random.choice((*_WORDS, *_NUMBERS)) for _ in range(random.randint(1, 40))) for _ in range(30)
    ]
    lines += [
        " ".join((random.choice(_NAMES), *random.choices(_NUMBERS, k=random.randint(0, 9))))
        for _ in range(40)
    ]
    read = read_report(
        make_source(lines, [grid_of(iter(cells)), grid_of(iter(()))]), random.choice((0, 2016, 2025))
    )
    for each in read.comparisons:
        assert each.rule in RELATIONS
        assert each.left
        assert each.right


@pytest.mark.parametrize("seed", range(20))
def test_any_title(seed: int) -> None:
    random = Random(seed)
    title = "".join(
        random.choice("云江县财政局2025年政府信息公开工作度报告-—/《》“”关于的【】 学")
        for _ in range(random.randint(0, 30))
    )
    is_report(title)
    is_near(title)
    is_foreign(title, random.choice(("云江县人民政府", "127.0.0.1", "")))
    assert year_of(title) in (0, *range(2000, 2100))
