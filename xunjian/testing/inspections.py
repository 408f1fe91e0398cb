"""What a government publishes of random inspection, and what may be left out of it."""

from dataclasses import replace
from datetime import date, timedelta

from xunjian.testing.planting import Defect, Planted, Promise, change_column, home_of
from xunjian.testing.spec import Claim, Column, PortalSpec, Story

CHECK = "disclosure.random_inspection"
_HEADINGS = ("抽查依据", "抽查对象", "抽查内容", "抽查方式", "抽查比例", "抽查频次")
_ROWS = (
    ("《公共场所卫生管理条例》", "旅馆、浴室", "卫生许可和通风消毒情况", "现场检查", "不低于5%", "每年1次"),
    ("《特种设备安全法》", "电梯使用单位", "维护保养和定期检验情况", "现场检查、书面检查", "3%", "每年2次"),
)
_TITLES = {
    "抽查结果": ("{year}年第二季度双随机抽查结果公示", "{year}年双随机抽查检查结果"),
    "查处结果": ("双随机抽查问题查处结果公告",),
    "抽查计划": ("{year}年度“双随机、一公开”抽查计划",),
    "随机抽查事项清单": ("{office}随机抽查事项清单",),
}
ELEMENTS = tuple(_TITLES)
_AGES = (140, 250, 300)


def _table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return "<table border=1>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def _list(without: tuple[str, ...] = ()) -> str:
    places = [place for place, name in enumerate(_HEADINGS) if name[2:] not in without]
    rows = (tuple(row[place] for place in places) for row in (_HEADINGS, *_ROWS))
    return _table(*((f"{n}" if n else "序号", *row) for n, row in enumerate(rows)))


def inspections(column: Column, as_of: date, office: str) -> Column:
    """The column with results first (as many as it had items), then 查处结果, 抽查计划 and the list."""
    results = _table(
        ("序号", "检查对象", "检查日期", "检查结果"),
        ("1", "清风旅馆", "5月8日", "正常"),
        ("2", "东门浴室", "5月9日", "正常"),
    )

    def title(name: str, place: int, day: date) -> str:
        return _TITLES[name][place % len(_TITLES[name])].format(year=day.year, office=office)

    rows = [
        replace(
            story, title=title("抽查结果", place, story.day or as_of), files=(), blocks=(results,),
            paragraphs=("现将抽查检查的结果予以公示。",),
        )
        for place, story in enumerate(column.stories)
    ]  # fmt: skip
    more = (
        ("查处结果", _table(("检查对象", "问题", "查处结果"), ("西门浴室", "消毒记录不全", "责令限期改正"))),
        ("抽查计划", _table(("抽查任务", "时间", "户数"), ("公共场所卫生", "5月", "20"))),
        ("随机抽查事项清单", _list()),
    )
    first = rows[0].key + 650
    for place, ((name, block), age) in enumerate(zip(more, _AGES, strict=True)):
        day = as_of - timedelta(days=age)
        line = f"现将{name}予以公布。"
        rows.append(Story(first + place, title(name, 0, day), day, office, (line,), blocks=(block,)))
    return replace(column, stories=tuple(sorted(rows, key=lambda s: s.day or as_of, reverse=True)))


def lacking_inspection(*names: str) -> Defect:
    """Some of 随机抽查事项清单, 抽查计划, 抽查结果 and 查处结果 are not published."""

    def defect(spec: PortalSpec) -> Planted:
        marks = {
            "抽查结果": ("抽查结果", "检查结果"), "查处结果": ("查处",), "抽查计划": ("计划",),
            "随机抽查事项清单": ("清单",),
        }  # fmt: skip
        gone = tuple(mark for name in names for mark in marks[name])
        claims = tuple(Claim(CHECK, on="home", mentions=name, about=f"no {name}") for name in names)

        def change(column: Column) -> Column:
            rows = tuple(s for s in column.stories if not any(mark in s.title for mark in gone))
            return replace(column, stories=rows, claims=(*column.claims, *claims))

        promises = tuple(Promise(CHECK, subject=home_of, mentions=name) for name in names)
        return Planted(change_column(spec, "ssj", change), promises)

    return defect


def thin_list(*headings: str) -> Defect:
    """The list lacks some of 依据, 对象, 内容, 方式, 比例 and 频次."""

    def defect(spec: PortalSpec) -> Planted:
        told = "、".join(name[2:] for name in _HEADINGS if name[2:] in headings)
        claim = Claim(CHECK, on="home", mentions=told, about=f"list without {told}")

        def change(column: Column) -> Column:
            rows = (
                replace(story, blocks=(_list(headings),), claims=(claim,)) if "清单" in story.title else story
                for story in column.stories
            )
            return replace(column, stories=tuple(rows))

        promise = Promise(CHECK, subject=home_of, mentions=told)
        return Planted(change_column(spec, "ssj", change), (promise,))

    return defect


def results_with_handling(spec: PortalSpec) -> Planted:
    """A decoy: what was done about the problems stands in the tables of results."""

    table = _table(("检查对象", "检查结果", "处理情况"), ("北门旅馆", "通风不良", "责令改正，已整改"))

    def change(column: Column) -> Column:
        kept = (story for story in column.stories if "查处" not in story.title)
        rows = (replace(story, blocks=(table,)) if "结果" in story.title else story for story in kept)
        return replace(column, stories=tuple(rows))

    return Planted(change_column(spec, "ssj", change))
