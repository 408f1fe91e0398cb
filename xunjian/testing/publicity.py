"""Published licences and penalties: in time, late, and such as only look late. All firms are made up."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from xunjian.testing.planting import Defect, Planted, Promise, change_story, story_of
from xunjian.testing.spec import Claim, PortalSpec, Story

CHECK = "disclosure.double_publicity"


def _sheet(*rows: tuple[str, ...]) -> str:
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table border=1>{body}</table>"


def _many(published: date, ages: tuple[int, ...]) -> str:
    rows: list[tuple[str, ...]] = [
        ("序号", "行政相对人名称", "行政许可决定书文号", "许可决定日期", "有效期自", "有效期至")
    ]
    for number, age in enumerate(ages, 1):
        day = published - timedelta(days=age)
        until = date(day.year + 3, day.month, min(day.day, 28))
        values = (f"云溪第{number}商贸有限公司", f"许准字〔{day.year}〕{number}号", day, day, until)
        rows.append((str(number), *map(str, values)))
    return _sheet(*rows)


def _one(published: date, age: int) -> str:
    day = published - timedelta(days=age)
    return _sheet(
        ("行政相对人名称", "云溪第九建材厂", "行政处罚决定书文号", f"罚〔{day.year}〕9号"),
        ("处罚决定日期", f"{day.year}年{day.month}月{day.day}日", "公示期限", "三个月"),
    )


def _put(slug: str, number: int, title: str, block: Callable[[date], str], *claims: Claim) -> Defect:
    def defect(spec: PortalSpec) -> Planted:
        def change(story: Story) -> Story:
            shown = block(story.day or spec.as_of)
            return replace(story, title=title, blocks=(*story.blocks, shown), claims=(*story.claims, *claims))

        subject = story_of(spec.column(slug).stories[number].key)
        promises = tuple(Promise(each.check, each.status, subject, each.mentions) for each in claims)
        changed = change_story(spec, slug, number, change)
        if not claims:
            changed = replace(changed, statuses={**changed.statuses, CHECK: ("pass",)})
        return Planted(changed, promises)

    return defect


def late_licences(slug: str, number: int) -> Defect:
    """A list of licences, two of them decided a month and more before."""
    return _put(
        slug, number, "行政许可信息公示（第三批）", lambda day: _many(day, (45, 31, 5, 3)),
        Claim(CHECK, mentions="2 条", about="two of four licences published late"),
    )  # fmt: skip


def late_penalty(slug: str, number: int) -> Defect:
    """One penalty in pairs of label and value, decided six weeks before."""
    return _put(
        slug, number, "云溪第九建材厂行政处罚决定公示", lambda day: _one(day, 42),
        Claim(CHECK, mentions="1 条", about="a penalty published late"),
    )  # fmt: skip


def prompt_licences(slug: str, number: int) -> Defect:
    """A decoy: a list in time whose days of validity and of deciding stand side by side."""
    return _put(slug, number, "行政许可信息公示", lambda day: _many(day, (7, 6, 2, 0)))
