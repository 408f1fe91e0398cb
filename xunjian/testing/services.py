"""Guides to services in several layouts, sound ones and such as lack something or speak vaguely."""

from dataclasses import replace
from datetime import timedelta

from xunjian.testing.planting import Defect, Planted, Promise, add_stories, change_column, story_of
from xunjian.testing.spec import Claim, Column, PortalSpec, Story

CHECK = "disclosure.service_guide"
SLUG = "bszn"
_ROWS = {
    "事项名称": "{matter}",
    "设定依据": "《{matter}管理办法》第十二条、第十三条。",
    "申请条件": "在本辖区居住或者登记，并且已经办理信息采集的申请人。",
    "办理材料": "申请表原件1份；申请人身份证明复印件1份。",
    "办理地点": "人民路1号政务服务中心2楼5号窗口。",
    "办理时间": "工作日上午8:30至12:00，下午14:30至17:30。",
    "联系电话": "0999-6123456",
    "办理流程": "申请、受理、审查、决定、送达，窗口对申请表等材料进行审查。",
    "收费标准": "不收费。",
    "监督投诉电话": "0999-6120000",
}
_OTHER_NAMES = {
    "设定依据": "政策依据",
    "申请条件": "受理条件",
    "办理材料": "所需材料",
    "办理地点": "受理地点",
    "办理时间": "办公时间",
    "联系电话": "咨询电话",
    "办理流程": "办事程序",
}
_MATTERS = ("小型餐饮登记", "老年人优待证办理", "临时占用道路许可", "农机购置补贴申领", "户外广告设置许可")
_NUMERALS = "一二三四五六七八九十"


def _table(rows: dict[str, str]) -> str:
    cells = "".join(f"<tr><th>{name}</th><td><p>{value}</p></td></tr>" for name, value in rows.items())
    return f"<table border=1>{cells}</table>"


def _headings(rows: dict[str, str]) -> str:
    named = ((_OTHER_NAMES.get(name, name), value) for name, value in rows.items())
    return "".join(
        f"<p><strong>{_NUMERALS[n]}、{name}</strong></p><p>{value}</p>"
        for n, (name, value) in enumerate(named)
    )


def _lines(rows: dict[str, str]) -> str:
    return "".join(
        f"<p>{n}.{_OTHER_NAMES.get(name, name)}：{value}</p>"
        for n, (name, value) in enumerate(rows.items(), 1)
    )


_FORMS = (_table, _headings, _lines)


def _guide(spec: PortalSpec, number: int, rows: dict[str, str], form: int) -> Story:
    matter = _MATTERS[number % len(_MATTERS)]
    told = {name: value.format(matter=matter) for name, value in rows.items()}
    day = spec.as_of - timedelta(days=11 + 29 * number)
    key = 990_001 + number
    return Story(key, f"{matter}办事指南", day, spec.name, blocks=(_FORMS[form % len(_FORMS)](told),))


def guides(under: str, name: str = "办事指南") -> Defect:
    """A column of guides that say all they must, one in each layout."""

    def decoy(spec: PortalSpec) -> Planted:
        stories = tuple(_guide(spec, number, _ROWS, number) for number in range(3))
        column = Column(SLUG, name, stories=stories, limit=None)
        return Planted(
            change_column(spec, under, lambda parent: replace(parent, children=(*parent.children, column)))
        )

    return decoy


def _one(number: int, rows: dict[str, str], form: int, mentions: str, about: str) -> Defect:
    claim = Claim(CHECK, mentions=mentions, about=about)

    def defect(spec: PortalSpec) -> Planted:
        story = replace(_guide(spec, number, rows, form), claims=(claim,))
        changed = add_stories(spec, SLUG, story)
        return Planted(changed, (Promise(CHECK, subject=story_of(story.key), mentions=mentions),))

    return defect


def lacking_guide(number: int, form: int, *missing: str) -> Defect:
    """A guide without some elements; that whom to complain to has a telephone helps nobody."""
    rows = {name: value for name, value in _ROWS.items() if name not in missing}
    told = "、".join(name for name in _ROWS if name in missing)
    return _one(number, rows, form, told, f"guide without {told}")


def vague_guide(number: int, form: int, clause: str) -> Defect:
    """A guide whose list of materials ends in a clause that may mean anything."""
    rows = {**_ROWS, "办理材料": f"申请表原件1份；{clause}。"}
    return _one(number, rows, form, clause, f"vague clause {clause}")
