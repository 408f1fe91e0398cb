# ruff: noqa: E501  HTML stands here as such systems write it: its lines stay whole
"""Personal data laid open in lists, running text and files; and numbers that only look like it."""

from collections.abc import Sequence
from dataclasses import replace

from xunjian.testing.citizens import card_number, identity_number
from xunjian.testing.documents import docx_of
from xunjian.testing.generated.draw import Draw, silent
from xunjian.testing.spec import Claim, File

_GIVEN = ("一", "二", "小平", "建国", "秀英", "志强", "桂兰", "文", "丽华", "国庆", "芳", "永福")
_FAMILY = ("王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "欧阳")
_LISTS = (
    "{year}年困难残疾人生活补贴发放名单公示", "农村危房改造对象公示表", "公益性岗位拟聘用人员公示",
    "高龄津贴发放花名册",
    "{year}年雨露计划补助学生名单", "临时救助资金发放公示", "廉租住房保障家庭摇号结果公示",
    "种粮大户补贴公示",
)  # fmt: skip
CHECK = "content.privacy"


def _people(draw: Draw, count: int) -> list[str]:
    names: list[str] = []
    while len(names) < count:
        name = draw.pick(_FAMILY) + draw.pick(_GIVEN)
        if name not in names:
            names.append(name)
    return names


def _rows(head: tuple[str, ...], rows: Sequence[tuple[str, ...]], form: str) -> str:
    """A list as a table, as lines, or as items."""
    if form == "lines":
        return "".join(
            "<p>" + "　".join(f"{h}：{c}" for h, c in zip(head, row, strict=True)) + "</p>" for row in rows
        )
    if form == "items":
        return "<ol>" + "".join(f"<li>{'，'.join(row)}</li>" for row in rows) + "</ol>"
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in (head, *rows))
    return f"<table border=1>{body}</table>"


def leaks(draw: Draw, count: int) -> None:
    """Whole identity, card and mobile numbers, in several forms."""
    ways = (_identities, _cards, _mobiles, _in_text, _identities)
    for turn in range(count):
        ways[turn % len(ways)](draw)


def _title(draw: Draw) -> str:
    return draw.pick(_LISTS).format(year=draw.spec.as_of.year) + f"（{draw.number(1, 60)}）"


def _identities(draw: Draw) -> None:
    people = _people(draw, draw.number(2, 7))
    start = draw.number(1, 400)
    rows = [
        (str(n), name, identity_number(start + n), f"{300 + 50 * n}元") for n, name in enumerate(people, 1)
    ]
    masked = draw.number(0, 1)
    if masked:
        rows.append(("9", "孙某", "4401**********0022", "300元"))
    head = ("序号", "姓名", draw.pick(("身份证号", "公民身份号码", "身份证号码", "证件号码")), "金额")
    block = _rows(head, rows, draw.pick(("table", "table", "lines", "items")))
    claim = Claim(CHECK, mentions=f"{len(people)} 个公民身份号码", about="identity numbers in a list")
    draw.add(
        draw.pick(draw.lists()), replace(draw.story("notice", _title(draw)), blocks=(block,), claims=(claim,))
    )


def _cards(draw: Draw) -> None:
    people = _people(draw, draw.number(2, 6))
    start = draw.number(1, 90000)
    rows = [(name, card_number(start + n * 37), "城东支行") for n, name in enumerate(people)]
    head = ("姓名", draw.pick(("银行卡号", "银行账号", "惠农卡号", "社保卡银行账户")), "开户行")
    block = _rows(head, rows, draw.pick(("table", "table", "lines")))
    claim = Claim(CHECK, mentions=f"{len(people)} 个银行卡号", about="bank cards")
    draw.add(
        draw.pick(draw.lists()), replace(draw.story("notice", _title(draw)), blocks=(block,), claims=(claim,))
    )


def _mobiles(draw: Draw) -> None:
    people = _people(draw, draw.number(3, 8))
    rows = [(str(n), name, f"1{draw.pick((38, 39, 58, 86))}{draw.number(10_000_000, 99_999_999):08d}")
            for n, name in enumerate(people, 1)]  # fmt: skip
    head = ("序号", "姓名", draw.pick(("联系电话", "手机号", "手机号码", "电话")))
    claim = Claim(CHECK, mentions=f"{len(people)} 个手机号码", about="mobile numbers beside names")
    story = draw.story("notice", _title(draw))
    draw.add(draw.pick(draw.lists()), replace(story, blocks=(_rows(head, rows, "table"),), claims=(claim,)))


def _in_text(draw: Draw) -> None:
    name, number = _people(draw, 1)[0], identity_number(draw.number(1, 900))
    said = draw.pick(
        (
            f"<p>经查，当事人{name}，男，汉族，公民身份号码{number}，住{draw.spec.short}东街。</p>",
            f"<p>申请人：{name}，身份证号：{number[:6]} {number[6:14]} {number[14:]}。</p>",
            f"<p>兹证明{name}（身份证{number}）系我村村民，家庭人口四人。</p>",
        )
    )
    title = (
        draw.pick(("行政处罚决定书", "不动产遗失声明", "限期拆除通知书公告")) + f"（{draw.number(1, 60)}号）"
    )
    claim = Claim(CHECK, mentions="1 个公民身份号码", about="identity number in running text")
    draw.add(draw.pick(draw.lists()), replace(draw.story("notice", title), blocks=(said,), claims=(claim,)))


def leaks_in_files(draw: Draw, count: int) -> None:
    """The list is an attachment: the file is the subject."""
    for _ in range(count):
        people = _people(draw, draw.number(3, 6))
        start = draw.number(1, 400)
        rows = [[name, identity_number(start + n)] for n, name in enumerate(people)]
        content = docx_of(["名单公示", [["姓名", "身份证号"], *rows]])
        claim = Claim(
            CHECK, on="file", mentions=f"{len(people)} 个公民身份号码", about="identity numbers in a file"
        )
        file = File("附件：人员名单", "docx", content=content)
        draw.add(
            draw.pick(draw.lists()),
            replace(draw.story("notice", _title(draw)), files=(file,), claims=(claim,)),
        )


def harmless(draw: Draw, count: int) -> None:
    """Decoys: masked numbers, codes of firms and files, duty telephones, examples, wrong check digits."""
    people = _people(draw, 5)
    whole = identity_number(draw.number(1, 900))
    wrong = whole[:-1] + ("1" if whole[-1] != "1" else "2")
    masked = [(name, f"4401**********{n:04d}", f"138****{n:04d}") for n, name in enumerate(people)]
    duty = [(f"第{n}网格", name, f"1390000{n:04d}") for n, name in enumerate(people, 1)]
    hidden = [(name, f"{identity_number(n)[:14]}****") for n, name in enumerate(people)]
    forms = (
        ("困难群众救助名单公示", _rows(("姓名", "身份证号", "联系电话"), masked, "table"), "masked"),
        ("企业名录公示", "<p>统一社会信用代码：91440101MA5XXXXX1A；91530100MA6KXXXX2T。</p>", "codes of firms"),
        ("关于公开目录调整的通知", f"<p>索引号：{whole}；受理编号：{identity_number(17)}。</p>", "index numbers"),
        ("网格员联系方式公示", _rows(("网格", "网格员", "联系电话"), duty, "table"), "duty telephones"),
        ("报名表填写说明", f"<p>身份证号应填写18位，例如{whole}，不得涂改。</p>", "an example"),
        ("关于更正公告的说明", f"<p>原公告中编号{wrong}系录入有误。</p>", "wrong check digit"),
        ("公租房配租结果公示", _rows(("姓名", "身份证号"), hidden, "table"), "last four masked"),
        ("防汛值班安排", "<p>值班电话：0999-6123456；带班领导：王明，13900001111；值班员：李丽，13900002222。</p>",
         "telephones on duty"),
    )  # fmt: skip
    for title, block, about in draw.some(forms, count):
        story = replace(draw.story("notice", f"{title}（{draw.number(1, 60)}）"), blocks=(block,))
        draw.add(draw.pick(draw.lists()), replace(story, claims=silent(CHECK, about)))
