"""Guides to services in layouts of their own: whole, lacking elements, vague."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from xunjian.testing.generated.draw import Draw, silent
from xunjian.testing.planting import change_column
from xunjian.testing.spec import Claim, Column

CHECK = "disclosure.service_guide"
SLUG = "bszn"
_MATTERS = (
    "个体工商户登记", "食品经营许可", "残疾人证办理", "居民户口迁移", "老年人优待证", "道路运输经营许可",
    "生育登记",
    "护士执业注册", "民办学校设立", "取水许可", "临时用地审批", "动物防疫条件审核", "教师资格认定",
    "再生育审批",
    "城市绿地占用审批", "内河船员适任证书", "社会团体成立登记", "农药经营许可", "校车使用许可",
    "种子生产经营许可",
)  # fmt: skip
_NAMES: Mapping[str, tuple[str, ...]] = {
    "事项名称": ("事项名称", "服务事项", "项目名称"),
    "设定依据": ("设定依据", "法律依据", "办理依据", "政策依据"),
    "申请条件": ("申请条件", "受理条件", "办理条件", "准予条件"),
    "办理材料": ("办理材料", "申请材料", "所需材料", "提交材料", "申报材料"),
    "办理地点": ("办理地点", "受理地点", "办公地址", "窗口地址"),
    "办理时间": ("办理时间", "办公时间", "受理时间", "工作时间"),
    "联系电话": ("联系电话", "咨询电话", "咨询方式", "业务电话"),
    "办理流程": ("办理流程", "办理程序", "办事流程", "工作流程"),
}
_VALUES: Mapping[str, tuple[str, ...]] = {
    "设定依据": (
        "《{matter}管理条例》第九条。",
        "《中华人民共和国行政许可法》、《{matter}实施办法》第六条。",
    ),
    "申请条件": (
        "年满十八周岁，具有完全民事行为能力的本地居民。",
        "有固定的场所和与业务相适应的人员、设备。",
    ),
    "办理材料": (
        "1.申请表原件2份；2.身份证复印件1份。",
        "申请书（原件1份）、营业执照副本（复印件1份）、场地平面图（1份）。",
    ),
    "办理地点": ("政务服务中心三楼12号窗口（建设路18号）", "东城大道66号行政审批大厅二楼综合窗口"),
    "办理时间": (
        "工作日9:00—12:00，13:30—17:00",
        "周一至周五上午8:30-11:30，下午14:00-17:00（法定节假日除外）",
    ),
    "联系电话": ("0999-6231007", "0999—5620118"),
    "办理流程": (
        "申请→受理→审核→决定→发证。",
        "申请人到窗口提出申请，窗口受理后转科室审查，符合条件的作出决定并送达。",
    ),
}
_VAGUE = (
    "其他相关材料", "法律、法规规定的其他材料", "需要提交的其他有关材料", "有关部门要求提供的其他材料",
    "其他需要提供的证明材料",
    "申请表、身份证等材料",
)  # fmt: skip


def _table(rows: list[tuple[str, str]]) -> str:
    body = "".join(f"<tr><td bgcolor=#f0f0f0>{name}</td><td>{value}</td></tr>" for name, value in rows)
    return f"<table border=1 width=100%>{body}</table>"


def _pairs(rows: list[tuple[str, str]]) -> str:
    """Two labels with their values to a row."""
    out = []
    for at in range(0, len(rows), 2):
        cells = "".join(f"<th>{name}</th><td>{value}</td>" for name, value in rows[at : at + 2])
        out.append(f"<tr>{cells}</tr>")
    return f"<table border=1>{''.join(out)}</table>"


def _headings(rows: list[tuple[str, str]]) -> str:
    marks = "一二三四五六七八九十"
    return "".join(f"<h3>{marks[n]}、{name}</h3><p>{value}</p>" for n, (name, value) in enumerate(rows))


def _bracketed(rows: list[tuple[str, str]]) -> str:
    return "".join(f"<p><b>【{name}】</b></p><p>{value}</p>" for name, value in rows)


def _lines(rows: list[tuple[str, str]]) -> str:
    return "".join(
        f"<p>（{'一二三四五六七八九十'[n]}）{name}：{value}</p>" for n, (name, value) in enumerate(rows)
    )


def _definitions(rows: list[tuple[str, str]]) -> str:
    return "<dl>" + "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in rows) + "</dl>"


_FORMS: tuple[Callable[[list[tuple[str, str]]], str], ...] = (
    _table, _pairs, _headings, _bracketed, _lines, _definitions,
)  # fmt: skip


def _rows(draw: Draw, matter: str, without: tuple[str, ...] = (), vague: str = "") -> list[tuple[str, str]]:
    rows = []
    for name, names in _NAMES.items():
        if name in without:
            continue
        value = matter if name == "事项名称" else draw.pick(_VALUES[name]).format(matter=matter)
        if name == "办理材料" and vague:
            value = f"1.申请表原件1份；2.{vague}。" if "等材料" not in vague else f"{vague}。"
        rows.append((draw.pick(names), value))
    extra = [("收费标准", "不收费"), ("监督投诉电话", "0999-6120000"), ("承诺时限", "5个工作日")]
    return rows + draw.some(extra, draw.number(0, 2))


def _post(draw: Draw, turn: int, without: tuple[str, ...], vague: str, claims: tuple[Claim, ...]) -> None:
    matter = _MATTERS[(draw.number(0, 3) * 5 + turn) % len(_MATTERS)]
    block = draw.pick(_FORMS)(_rows(draw, matter, without, vague))
    title = draw.pick((f"{matter}办事指南", f"{matter}服务指南", f"{matter}（{draw.number(2, 99)}）办理指南"))
    story = draw.story("plain", title, paragraphs=0)
    draw.add(SLUG, replace(story, blocks=(block,), claims=claims))


def guides(draw: Draw, faulty: int, sound: int) -> None:
    """A column of guides: some lacking elements, half as many vague, the others sound."""
    hub = "zwgk" if draw.has("zwgk") else "xxgk"
    name = draw.pick(("办事指南", "服务指南", "办事服务指南"))
    column = Column(SLUG, name, limit=None)
    draw.spec = change_column(draw.spec, hub, lambda top: replace(top, children=(*top.children, column)))
    turn = 0
    for _ in range(faulty):
        gone = draw.some(list(_NAMES)[1:], draw.pick((1, 1, 2, 3)))
        without = tuple(each for each in _NAMES if each in gone)
        told = "、".join(without)
        _post(draw, turn, without, "", (Claim(CHECK, mentions=told, about=f"guide without {told}"),))
        turn += 1
    for vague in draw.some(_VAGUE, faulty // 2):
        _post(draw, turn, (), vague, (Claim(CHECK, mentions="含糊", about=f"vague: {vague}"),))
        turn += 1
    for _ in range(sound):
        _post(draw, turn, (), "", silent(CHECK, "whole guide"))
        turn += 1
