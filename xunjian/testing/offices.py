"""Sound content that a government owes, its guide and its meetings, and what may be wrong with it."""

from dataclasses import replace
from datetime import date, timedelta

from xunjian.testing.planting import Defect, Planted, Promise, change_column, home_of
from xunjian.testing.spec import Claim, Column, ColumnKind, PortalSpec, Story

_GUIDE = {
    "机构": "本机关政府信息公开工作机构为{office}，负责受理、办理政府信息公开申请。",
    "地址": "办公地址：人民路1号行政中心3楼。邮政编码：999999。",
    "电话": "联系电话：0999-6123456；传真：0999-6123457。",
    "时间": "办公时间：工作日上午8:30至12:00，下午14:30至17:30，法定节假日除外。",
    "方式": "申请人可以当面提交申请，也可以通过邮寄、传真或者本网站在线提交申请。",
}
_NAMES = {"机构": "受理机构", "地址": "办公地址", "电话": "联系电话", "时间": "办公时间", "方式": "申请方式"}
_AGES = (12, 47, 130, 260)


def guide_lines(office: str) -> tuple[str, ...]:
    """The paragraphs of a guide that says all it must."""
    opening = "为了便于公民、法人和其他组织获取政府信息，根据有关规定编制本指南。"
    return (opening, *(line.format(office=office) for line in _GUIDE.values()))


def meeting_stories(first_key: int, as_of: date, office: str) -> tuple[Story, ...]:
    """Reports on executive meetings, the newest first."""
    rows = []
    for place, age in enumerate(_AGES):
        number = 40 - place * 3
        text = f"会议听取了重点工作进展情况汇报，审议并原则通过了有关方案，研究了第{number}号议题。"
        title = f"第{number}次政府常务会议召开" if place % 2 else f"县政府召开第{number}次常务会议"
        rows.append(Story(first_key + place, title, as_of - timedelta(days=age), office, (text,)))
    return tuple(rows)


def incomplete_guide(*parts: str) -> Defect:
    """The guide lacks some of its parts, named 机构, 地址, 电话, 时间 or 方式."""

    def defect(spec: PortalSpec) -> Planted:
        missing = "、".join(_NAMES[part] for part in _GUIDE if part in parts)
        claim = Claim("disclosure.guide", on="home", mentions=missing, about=f"guide without {missing}")

        def change(column: Column) -> Column:
            office = column.stories[0].source
            lines = [line.format(office=office) for part, line in _GUIDE.items() if part not in parts]
            story = replace(column.stories[0], paragraphs=("为方便公众了解信息，编制本指南。" * 3, *lines))
            return replace(column, stories=(replace(story, claims=(claim,)),))

        promise = Promise("disclosure.guide", subject=home_of, mentions=missing)
        return Planted(change_column(spec, "gkzn", change), (promise,))

    return defect


def guide_as_list(spec: PortalSpec) -> Planted:
    """A decoy: the guide is an article in a list, below an older one that says less."""

    def change(column: Column) -> Column:
        story = column.stories[0]
        day = story.day or spec.as_of
        old = replace(
            story, key=story.key + 500, title="政府信息公开指南（已废止）", day=day - timedelta(days=900),
            paragraphs=("本指南自公布之日起施行，原指南同时停止使用，有关事项以新的指南为准。" * 2,),
        )  # fmt: skip
        new = replace(story, title=f"{spec.short}政府信息公开指南")
        return replace(column, kind=ColumnKind.LIST, stories=(new, old), limit=None)

    return Planted(change_column(spec, "gkzn", change))


def no_meetings(spec: PortalSpec) -> Planted:
    """The newest meeting is more than a year old; what other bodies decided is talked about."""

    def change(column: Column) -> Column:
        rows = [replace(s, day=(s.day or spec.as_of) - timedelta(days=700)) for s in column.stories]
        rows[0] = replace(
            rows[0], title="县政府传达学习国务院常务会议精神", day=spec.as_of - timedelta(days=20)
        )
        claim = Claim("disclosure.meeting", on="home", about="no meeting within a year")
        return replace(column, stories=tuple(rows), claims=(claim,))

    promise = Promise("disclosure.meeting", subject=home_of)
    return Planted(change_column(spec, "zfhy", change), (promise,))
