"""Columns that are missing, blank, stale or another's, with names and forms as portals write them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from xunjian.testing import defects, mismatches
from xunjian.testing.generated.draw import Draw, silent
from xunjian.testing.planting import change_column
from xunjian.testing.spec import Column, ColumnKind, PortalSpec, Story
from xunjian.testing.tree import Grower
from xunjian.testing.truth import REQUIRED

NAMES: Mapping[str, tuple[str, ...]] = {
    "gkzn": ("信息公开指南", "政府信息公开指南", "公开指南", "政府信息公開指南"),
    "gkzd": ("信息公开制度", "政务公开制度", "政府信息公开制度", "信息公开规章制度"),
    "fdzdgk": ("法定主动公开内容", "法定主动公开", "主动公开内容", "法定主動公開內容"),
    "gknb": ("信息公开年报", "政府信息公开年度报告", "政府信息公开工作年度报告", "政府信息公开年报"),
    "ysqgk": ("依申请公开", "政府信息依申请公开", "依申請公開", "依申请公开"),
    "yjs": ("财政预决算", "预决算公开", "预算决算公开", "預決算公開", "部门预决算"),
    "ssj": ("双随机、一公开", "“双随机、一公开”监管", "双随机一公开", "双随机抽查", "雙隨機、一公開"),
    "zcjd": ("政策解读", "文件解读", "政策文件解读", "政策解讀"),
    "tzgg": ("通知公告", "公告公示", "通知通告", "公示公告", "通知　公告"),
    "hdjl": ("互动交流", "政民互动", "公众参与", "互動交流"),
}
"""Names under which portals keep the columns that must be there."""

_MORE = (
    ("cgxx", "政府采购", 365), ("zkzp", "招考录用", 365), ("shjz", "社会救助", 365),
    ("tjxx", "统计数据", 365),
    ("zdxm", "重大建设项目", 365), ("sjxx", "审计结果公告", 183), ("spyp", "食品药品监管", 365),
    ("hjbh", "环境保护", 365), ("jyxx", "教育信息", 365), ("ylws", "医疗卫生", 365),
    ("tdzs", "征地信息", 365),
    ("tajy", "建议提案办理", 365), ("jycy", "就业创业", 365), ("zfbz", "住房保障", 365),
    ("ggzy", "公共资源交易", 365),
    ("aqsc", "安全生产", 365), ("xzdt", "乡镇动态", 14), ("bmkx", "部门快讯", 14), ("xwzx", "民生新闻", 14),
    ("zfgz", "规范性文件", 183), ("jgxx", "价格监管", 365), ("zxgh", "专项资金", 365),
)  # fmt: skip
"""Slug, name and limit in days of what portals have besides."""


_SYNONYMS = {
    "zkzp": ("rsxx",),
    "zfgz": ("zfwj", "bmwj"),
    **dict.fromkeys(("xzdt", "bmkx", "xwzx"), ("bmdt", "gzdt")),
}
"""Columns whose names mean the same to a visitor: one that shows the other is none of `column.mismatch`."""


def names(draw_number: int) -> dict[str, str]:
    """Other names for the required columns, in turn."""
    return {slug: many[draw_number % len(many)] for slug, many in NAMES.items()}


def more_columns(draw: Draw, under: str, count: int) -> list[str]:
    """Ordinary lists below a column, with articles as old as they may be; gives their slugs."""
    grower = Grower(draw.spec.as_of, draw.number(700, 890), draw.spec.name)
    slugs = []
    for slug, name, limit in draw.some(_MORE, count):
        if draw.has(slug):
            continue
        first = draw.number(1, min(limit - 2, 60))
        ages = [first + step * draw.number(9, 30) for step in range(draw.number(3, 6))]
        kind = "office" if limit == 14 else draw.pick(("plain", "notice"))
        stories = tuple(
            replace(story, key=draw.key(), title=draw.writer.title(kind, draw.spec.as_of.year))
            for story in grower.stories(kind, ages)
        )
        draw.spec = _below(draw.spec, under, Column(slug, name, stories=stories, limit=limit))
        slugs.append(slug)
    return slugs


def _below(spec: PortalSpec, under: str, *columns: Column) -> PortalSpec:
    def grown(column: Column) -> Column:
        return replace(column, children=(*column.children, *columns))

    return change_column(spec, under, grown)


def drop(draw: Draw, *slugs: str) -> None:
    """Required columns that are not there."""
    for slug in slugs:
        draw.plant(defects.drop_column(slug, REQUIRED[slug]))


def blank(draw: Draw, *slugs: str) -> None:
    for slug in slugs:
        draw.kept.add(slug)
        draw.plant(defects.blank_column(slug))


def swap(draw: Draw, *slugs: str) -> None:
    """Columns whose address shows another list."""
    for slug in slugs:
        draw.kept.add(slug)
        same = _SYNONYMS.get(slug, ())
        others = [each for each in ("tzgg", "rsxx", "bmdt", "zfwj", "gzdt", "bmwj") if draw.has(each)]
        # A list that would be stale in its place is no sound one to show there.
        limit = draw.spec.column(slug).limit or 0
        other = draw.pick([each for each in others if each not in same and _age(draw, each) <= limit])
        draw.plant(mismatches.swapped_column(slug, other))


def _age(draw: Draw, slug: str) -> int:
    """Days since the newest article of a column."""
    newest = max(story.day for story in draw.spec.column(slug).stories if story.day)
    return (draw.spec.as_of - newest).days


def age(draw: Draw, *slugs: str) -> None:
    """Columns whose newest article is a day or years older than its limit allows."""
    for slug in slugs:
        draw.kept.add(slug)
        limit = draw.spec.column(slug).limit
        assert limit is not None
        late = draw.pick((1, 2, 7, 40, 150, 700))
        draw.plant(defects.age_column(slug, limit + late))


def on_the_limit(draw: Draw, *slugs: str) -> None:
    """Decoys: the newest article is as old as it may be, to the day, or a day younger."""
    for turn, slug in enumerate(slugs):
        draw.kept.add(slug)
        limit = draw.spec.column(slug).limit
        assert limit is not None
        draw.plant(defects.age_column(slug, limit - turn % 2))
        draw.say_of(slug, *silent("update.column", "as old as the limit", on="column"))


def pinned(draw: Draw, *slugs: str) -> None:
    """Decoys: an article of years ago stands first because it is pinned."""
    for slug in slugs:
        draw.add(slug, replace(draw.story("notice", low=700, high=1400), pinned=True))
        draw.say_of(slug, *silent("update.column", "old article pinned", on="column"))


def undated(draw: Draw, *slugs: str) -> None:
    """Decoys: lists that show no days; the articles do."""
    for slug in slugs:

        def bare(column: Column) -> Column:
            rows = tuple(replace(story, dated_in_list=False) for story in column.stories)
            return replace(column, stories=rows)

        draw.spec = change_column(draw.spec, slug, bare)
        draw.say_of(slug, *silent(("update.column", "column.blank"), "list without days", on="column"))


def owing_nothing(draw: Draw, under: str, count: int) -> None:
    """Decoys: columns that are no lists, and lists that nobody expects to change."""
    grower = Grower(draw.spec.as_of, draw.number(700, 890), draw.spec.name)

    def old(slug: str, name: str, *ages: int) -> Column:
        column = grower.list(slug, name, "plain", ages, None)
        return replace(column, stories=tuple(replace(s, key=draw.key()) for s in column.stories))

    def single(slug: str, name: str) -> Column:
        column = grower.single(slug, name, draw.number(500, 1500))
        return replace(column, stories=tuple(replace(s, key=draw.key()) for s in column.stories))

    choices = (
        Column("wsbs", "网上办事大厅", ColumnKind.EXTERNAL, limit=None, target="other:/bsdt/"),
        Column("yhzx", draw.pick(("用户中心", "个人中心")), ColumnKind.LOGIN, limit=None),
        Column("hdrl", draw.pick(("活动日历", "政务日历")), ColumnKind.CALENDAR, limit=None),
        single("ldfg", draw.pick(("领导分工", "领导简介"))),
        single("nsjg", draw.pick(("内设机构", "机构设置"))),
        old("lszt", draw.pick(("历史专题", "往期专题")), 1200, 1500, 1900),
        old("flfg", draw.pick(("法律法规库", "法律法规")), 1100, 1300),
        old("dsj", draw.pick(("历史沿革资料", "大事记")), 800, 2200),
    )  # fmt: skip
    for column in draw.some(choices, count):
        draw.spec = _below(draw.spec, under, column)
        draw.say_of(
            column.slug,
            *silent(("update.column", "column.blank"), f"owes no list: {column.name}", on="column"),
        )


def other_names(draw: Draw) -> None:
    """Decoys: required columns that are there under another name."""
    for slug, asked in REQUIRED.items():
        if draw.has(slug) and draw.spec.column(slug).name != asked:
            name = draw.spec.column(slug).name
            draw.say(*silent("column.required", f"{asked} is called {name}", on="home", mentions=asked))


def future(draw: Draw, count: int) -> None:
    """Articles dated later than tomorrow."""
    for _ in range(count):
        slug = draw.pick(draw.inner_lists())
        story = draw.add(slug, draw.story("notice"))
        number = [each.key for each in draw.spec.column(slug).stories].index(story.key)
        draw.plant(defects.future_date(slug, number, draw.pick((2, 3, 10, 31, 90, 365, 800))))


def tomorrow(draw: Draw, count: int) -> None:
    """Decoys: articles dated tomorrow, and titles that speak of years to come."""
    for turn in range(count):
        title = (
            "" if turn % 2 == 0 else f"{draw.spec.short}综合发展规划（2021—{draw.spec.as_of.year + 9}年）公示"
        )
        story = draw.story("notice", title)
        day = draw.spec.as_of + timedelta(days=1) if turn % 2 == 0 else story.day
        claims = silent("update.future_date", "tomorrow" if turn % 2 == 0 else "year of a plan")
        draw.add(draw.pick(draw.lists()), replace(story, day=day, claims=claims))


def blank_months(draw: Draw, *backs: int) -> None:
    """Months without any article; to be planted before anything that draws days."""
    for back in backs:
        count = draw.spec.as_of.year * 12 + draw.spec.as_of.month - 1 - back
        draw.shut.add((count // 12, count % 12 + 1))
    for slug in ("ssj", "yjzj"):
        if draw.has(slug):
            draw.spec = change_column(draw.spec, slug, lambda column: _out_of(column, draw.shut))
    for back in backs:
        draw.plant(defects.blank_month(back))


def _out_of(column: Column, shut: set[tuple[int, int]]) -> Column:
    """What belongs together comes out a month later where its month stays blank."""

    def moved(story: Story) -> Story:
        day = story.day
        while day is not None and (day.year, day.month) in shut:
            day += timedelta(days=31)
        return replace(story, day=day)

    return replace(column, stories=tuple(map(moved, column.stories)))
