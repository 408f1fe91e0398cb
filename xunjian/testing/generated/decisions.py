# ruff: noqa: E501  HTML stands here as such systems write it: its lines stay whole
"""Licences and penalties in sheets and lines: published late, in time, or with days that only look late."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from xunjian.testing.generated.draw import Draw, silent
from xunjian.testing.planting import change_column
from xunjian.testing.spec import Claim, Column

CHECK = "disclosure.double_publicity"
_FIRMS = (
    "清河建材厂",
    "四季餐饮店",
    "东来商贸有限公司",
    "平安驾校",
    "新苑物业公司",
    "云山药房",
    "金穗种业",
    "顺达运输队",
)
_DAYS = ("{:%Y-%m-%d}", "{:%Y/%m/%d}", "{:%Y年%m月%d日}", "{:%Y.%m.%d}")


def _sheet(*rows: tuple[str, ...]) -> str:
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table border=1>{body}</table>"


def _licences(draw: Draw, decided: list[date], write: Callable[[date], str]) -> str:
    label = draw.pick(("许可决定日期", "决定日期", "许可决定书日期", "作出许可决定日期", "核准日期"))
    head = ("序号", "行政相对人名称", "许可编号", label, "有效期至", "许可机关")
    rows = [
        (str(n), draw.pick(_FIRMS), f"许字〔{day.year}〕{n + 10}号", write(day), write(day.replace(year=day.year + 5)),
         draw.spec.short + "行政审批局")
        for n, day in enumerate((replace_leap(day) for day in decided), 1)
    ]  # fmt: skip
    return _sheet(head, *rows)


def replace_leap(day: date) -> date:
    """No 29 February, of which there is none five years later."""
    return day - timedelta(days=1) if (day.month, day.day) == (2, 29) else day


def _penalty_pairs(draw: Draw, decided: date, write: Callable[[date], str]) -> str:
    label = draw.pick(("处罚决定日期", "作出处罚决定的日期", "行政处罚决定日期", "决定日期"))
    return _sheet(
        ("行政处罚决定书文号", f"罚字〔{decided.year}〕{draw.number(1, 90)}号"),
        ("被处罚人", draw.pick(_FIRMS)), ("违法事实", "未按规定公示价格"),
        ("处罚依据", "《价格法》第四十二条"),
        (label, write(decided)), ("处罚机关", draw.spec.short + "市场监督管理局"), ("公示期", "三个月"),
    )  # fmt: skip


def _penalty_lines(draw: Draw, decided: date, write: Callable[[date], str]) -> str:
    label = draw.pick(("处罚决定日期", "决定日期", "处罚决定书日期"))
    rows = (("当事人", draw.pick(_FIRMS)), ("处罚结果", "罚款2000元"), (label, write(decided)))
    return "".join(f"<p>{name}：{value}</p>" for name, value in rows)


def decisions(draw: Draw, faulty: int, sound: int) -> None:
    """A column of licences and penalties: some late, some in time, some on the last day or a day after."""
    hub = "zwgk" if draw.has("zwgk") else "xxgk"
    name = draw.pick(("行政许可和行政处罚", "双公示", "信用双公示", "行政许可行政处罚公示"))
    column = Column("xysgs", name, limit=365)
    draw.spec = change_column(draw.spec, hub, lambda top: replace(top, children=(*top.children, column)))
    if not faulty:
        draw.spec = replace(draw.spec, statuses={**draw.spec.statuses, CHECK: ("pass",)})
    for turn in range(faulty + sound):
        late = turn < faulty
        published = draw.day(20, 160)
        write = draw.pick(_DAYS).format
        gaps = draw.some((20, 25, 33, 48, 90, 150), 3) if late else draw.some((0, 1, 3, 5, 6, 7), 3)
        if turn % 3 == 0:
            given = [*gaps[: draw.number(1, 3)], *draw.some((0, 2, 5), 2)] if late else gaps
            draw.random.shuffle(given)
            block = _licences(draw, [published - timedelta(days=gap) for gap in given], write)
            told = f"{sum(gap > 7 for gap in given)} 条"
            title = f"行政许可信息公示（第{draw.number(2, 99)}期）"
        else:
            form = _penalty_pairs if turn % 3 == 1 else _penalty_lines
            block, told = form(draw, published - timedelta(days=gaps[0]), write), "1 条"
            title = f"{draw.pick(_FIRMS)}行政处罚决定公示（{draw.number(1, 99)}）"
        claims = (Claim(CHECK, mentions=told, about=f"late by {gaps}"),) if late else silent(CHECK, "in time")
        story = draw.story("plain", title, paragraphs=0)
        draw.add("xysgs", replace(story, day=published, blocks=(block,), claims=claims))

    _at_the_limit(draw, late=faulty > 0)


def _at_the_limit(draw: Draw, *, late: bool) -> None:
    """The seventh working day is in time, the next is late; calendars of 2026 and its make-up days."""
    cases = (
        (date(2026, 6, 1), date(2026, 6, 10), date(2026, 6, 11)),
        (date(2026, 7, 6), date(2026, 7, 15), date(2026, 7, 16)),
        (date(2026, 4, 30), date(2026, 5, 13), date(2026, 5, 14)),
        (date(2026, 9, 28), date(2026, 10, 13), date(2026, 10, 14)),
    )
    for decided, last, after in draw.some(cases, 2):
        for published in (last, after) if late else (last,):
            if (published.year, published.month) in draw.shut or published > draw.spec.as_of:
                continue
            claims = (
                silent(CHECK, "on the last day")
                if published == last
                else (Claim(CHECK, mentions="1 条", about="a day after the last"),)
            )
            block = _penalty_pairs(draw, decided, "{:%Y-%m-%d}".format)
            story = draw.story(
                "plain", f"{draw.pick(_FIRMS)}处罚信息（{draw.number(100, 999)}）", paragraphs=0
            )
            draw.add("xysgs", replace(story, day=published, blocks=(block,), claims=claims))
