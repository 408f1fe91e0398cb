"""disclosure.service_guide"""

from dataclasses import replace

import pytest

from checks.disclosure._guide_elements import elements_of, read_sections
from checks.disclosure.service_guide import service_guides
from test_checks.builders import AS_OF, CUT, column, item, only_fail, page, run, tree, url, verdict
from xunjian.model.document import Document, Table
from xunjian.model.finding import Finding
from xunjian.model.page import Article, Attachment, PageKind
from xunjian.model.site import ArticlePage, Articles
from xunjian.model.texts import PageText, Texts

TITLE = "公共场所卫生许可办事指南"
ROWS = {
    "事项名称": "公共场所卫生许可",
    "设定依据": "《公共场所卫生管理条例》第四条",
    "申请条件": "场所布局合理，检测结果合格",
    "办理材料": "1.卫生许可申请表原件1份；2.营业执照复印件1份",
    "办理地点": "人民路1号政务服务中心2楼5号窗口",
    "办理时间": "工作日上午8:30至12:00",
    "联系电话": "0999-6123456",
    "办理流程": "申请、受理、审查、决定、送达",
}
OTHER_NAMES = {
    "事项名称": "项目名称",
    "设定依据": "法律依据",
    "申请条件": "受理条件",
    "办理材料": "需提交的材料",
    "办理地点": "受理地址",
    "办理时间": "工作时间",
    "联系电话": "咨询电话",
    "办理流程": "审批程序",
}
NUMERALS = "一二三四五六七八"


class Words:
    def __init__(self, pages: dict[str, PageText], files: dict[str, Document] | None = None) -> None:
        self.pages, self.files = pages, files or {}

    def page(self, address: str) -> PageText | None:
        return self.pages.get(address)

    def document(self, address: str) -> Document | None:
        return self.files.get(address)


def lines_of(rows: dict[str, str], form: str) -> tuple[str, ...]:
    if form == "colon":
        return tuple(f"{name}：{value}" for name, value in rows.items())
    if form == "headings":
        pairs = zip(NUMERALS, rows.items(), strict=False)
        return tuple(line for n, (name, value) in pairs for line in (f"{n}、{name}", value))
    if form == "brackets":
        return tuple(f"【{name}】{value}" for name, value in rows.items())
    if form == "numbers":
        return tuple(f"{n}．{name}：{value}" for n, (name, value) in enumerate(rows.items(), 1))
    raise LookupError(form)


def judged(
    lines: tuple[str, ...] = (),
    *tables: Table,
    title: str = TITLE,
    name: str = "办事指南",
    images: int = 0,
    attached: str = "",
    files: dict[str, Document] | None = None,
    left_out: int = 0,
    **params: object,
) -> list[Finding]:
    address = url("a/g.html")
    files_of = (Attachment(attached, url("f/1.docx")),) if attached else ()
    article = Article(title, AS_OF, images=images, attachments=files_of)
    at = page(address, PageKind.ARTICLE, article=article)
    text = PageText(address, lines, lines, tables, left_out=left_out)
    words = Words({address: text}, {url(path): each for path, each in (files or {}).items()})
    listed = column(name, [item(AS_OF, title, "a/g.html")])
    return run(
        service_guides, tree(listed), Articles((ArticlePage(article, at, name),)), Texts(words), **params
    )


def grid(rows: dict[str, str]) -> Table:
    return Table(tuple((name, value) for name, value in rows.items()))


def without(*names: str) -> dict[str, str]:
    return {name: value for name, value in ROWS.items() if name not in names}


@pytest.mark.parametrize("form", ["colon", "headings", "brackets", "numbers"])
def test_a_whole_guide_in_every_form(form: str) -> None:
    assert verdict(judged(lines_of(ROWS, form))) == "pass"
    renamed = {OTHER_NAMES[name]: value for name, value in ROWS.items()}
    assert verdict(judged(lines_of(renamed, form))) == "pass"


def test_a_whole_guide_in_a_table() -> None:
    assert verdict(judged((), grid(ROWS))) == "pass"
    rows = tuple(f"{name} {value}" for name, value in ROWS.items())
    assert verdict(judged(rows, grid(ROWS))) == "pass"
    assert verdict(judged(rows, grid(ROWS).turned())) == "pass"


@pytest.mark.parametrize("missing", [name for name in ROWS if name != "事项名称"])
@pytest.mark.parametrize("form", ["colon", "headings"])
def test_a_guide_that_lacks_an_element(missing: str, form: str) -> None:
    finding = only_fail(judged(lines_of(without(missing), form)))
    assert finding.observed == f"没有找到{missing}"
    assert finding.subject is not None
    assert (finding.subject.kind, finding.subject.url) == ("article", url("a/g.html"))


def test_the_title_names_the_matter() -> None:
    assert verdict(judged(lines_of(without("事项名称"), "colon"))) == "pass"
    finding = only_fail(judged(lines_of(without("事项名称"), "colon"), title="办事指南"))
    assert finding.observed == "没有找到事项名称"


def test_an_empty_cell_says_nothing() -> None:
    rows = {**ROWS, "联系电话": " ", "设定依据": "/"}
    lines = tuple(f"{name} {value}".strip() for name, value in rows.items())
    assert only_fail(judged(lines, grid(rows))).observed == "没有找到设定依据、联系电话"


def test_whom_to_complain_to_is_no_contact() -> None:
    rows = without("联系电话")
    assert "联系电话" in (
        only_fail(judged((*lines_of(rows, "colon"), "监督电话：0999-6120000"))).observed or ""
    )
    cells = ("监督投诉电话", "0999-6120000")
    assert "联系电话" in (only_fail(judged((*lines_of(rows, "colon"), *cells))).observed or "")
    chapter = ("九、监督投诉", "电话：0999-6120000")
    assert "联系电话" in (only_fail(judged((*lines_of(rows, "headings"), *chapter))).observed or "")
    assert verdict(judged((*lines_of(rows, "colon"), "咨询、监督电话：0999-6120000"))) == "pass"


def test_elements_by_parameter() -> None:
    wanted = ["收费", "办结时限", "办理机构"]
    assert only_fail(judged(lines_of(ROWS, "colon"), elements=wanted)).observed == (
        "没有找到收费、办结时限、办理机构"
    )
    more = {**ROWS, "收费标准": "不收费", "承诺时限": "5个工作日", "受理机构": "县某局"}
    assert verdict(judged(lines_of(more, "colon"), elements=wanted)) == "pass"


@pytest.mark.parametrize(
    "clause",
    [
        "3.根据有关法律法规规定应提交的其他材料",
        "3.其他相关材料。",
        "3.法律、法规规定的其他材料",
        "身份证、户口簿等材料",
        "3.其它需要提供的材料；",
        "营业执照等相关材料复印件",
    ],
)
def test_a_vague_clause(clause: str) -> None:
    rows = {**ROWS, "办理材料": clause}
    for form in ("colon", "headings"):
        finding = only_fail(judged(lines_of(rows, form)))
        assert finding.signature == "vague"
        assert "兜底表述" in finding.message


@pytest.mark.parametrize(
    "clause",
    [
        "申请表原件1份。无需提供身份证、户口簿等材料。",
        "申请表原件1份。不得要求申请人提交其他相关材料。",
        "其他材料：授权委托书原件1份",
        "其他证明材料（学历证书复印件1份）",
        "申请表；根据有关法律法规和其他规范性文件核验的营业执照复印件",
        "无其他材料",
    ],
)
def test_clauses_that_are_not_vague(clause: str) -> None:
    assert verdict(judged(lines_of({**ROWS, "办理材料": clause}, "colon"))) == "pass"


def test_materials_named_in_the_course_of_things_are_not_vague() -> None:
    rows = {**ROWS, "办理流程": "窗口对申请表等材料进行审查，申请人补正其他有关材料后受理"}
    assert verdict(judged(lines_of(rows, "headings"))) == "pass"


def test_what_a_picture_or_a_file_may_hold_is_unknown() -> None:
    lacking = lines_of(without("办理流程"), "colon")
    assert verdict(judged(lacking, images=1)) == "unknown"
    assert verdict(judged(lacking, attached="办理流程图")) == "unknown"
    assert verdict(judged(lacking, attached="卫生许可申请表")) == "fail"
    file = {"f/1.docx": Document("docx", "办理流程：申请、受理、审查、决定")}
    assert verdict(judged(lacking, attached="附件", files=file)) == "pass"
    assert verdict(judged(lacking, left_out=9)) == "unknown"
    assert verdict(judged(("申请条件", *lines_of(without("申请条件"), "colon")))) == "unknown"


def test_guides_outside_their_column_need_more_labels() -> None:
    few = lines_of({name: ROWS[name] for name in ("申请条件", "办理材料")}, "colon")
    few = (*few, "以上内容以主管部门的解释为准，请申请人提前做好各项准备工作，有关材料以最新公布的为准。")
    assert verdict(judged(few)) == "fail"
    assert verdict(judged(few, name="通知公告")) == "not_applicable"
    assert verdict(judged(lines_of(without("设定依据"), "colon"), name="通知公告")) == "fail"
    assert verdict(judged(few, title="关于调整窗口的通知")) == "not_applicable"


def test_no_guide_of_ones_own() -> None:
    nothing = Texts(Words({}))
    assert verdict(run(service_guides, tree(column("通知公告")), nothing)) == "not_applicable"
    assert verdict(run(service_guides, tree(column("通知公告")), CUT, nothing)) == "unknown"
    away = replace(item(AS_OF, TITLE), url="https://zwfw.province.gov.cn/g/1")
    assert verdict(run(service_guides, tree(column("办事指南", [away])), nothing)) == "not_applicable"
    guide = column("政府信息公开指南", [item(AS_OF, "政府信息公开指南")])
    assert verdict(run(service_guides, tree(guide), nothing)) == "not_applicable"


def test_a_guide_that_was_not_read() -> None:
    listed = column("办事指南", [item(AS_OF, TITLE)])
    assert verdict(run(service_guides, tree(listed), Texts(Words({})))) == "unknown"
    scan = Document("pdf", "", unread="扫描件")
    words = Texts(Words({}, {listed.items[0].url: scan}))
    assert verdict(run(service_guides, tree(listed), words)) == "unknown"


def test_only_as_many_as_the_sample() -> None:
    rows = [item(AS_OF, f"第{n}类{TITLE}", f"a/{n}.html") for n in range(4)]
    text = lines_of(ROWS, "colon")
    words = Texts(Words({each.url: PageText(each.url, text, text) for each in rows}))
    (finding,) = run(service_guides, tree(column("办事指南", rows)), words, sample=3)
    assert "3 份办事指南" in finding.message
    assert "只看了前 3 份" in finding.message


@pytest.mark.parametrize(
    ("label", "element"),
    [
        ("申 请 材 料", "办理材料"),
        ("申請條件", "申请条件"),
        ("（三）办理地点", "办理地点"),
        ("申请材料目录", "办理材料"),
        ("监督电话", ""),
        ("办理时限", "办结时限"),
        ("收费依据及标准", "收费"),
        ("联系方式", "联系电话"),
        ("申请人提交申请材料的方式和期限", ""),
    ],
)
def test_labels(label: str, element: str) -> None:
    assert elements_of(label) == (frozenset({element}) if element else frozenset())


def test_a_label_of_two_elements() -> None:
    assert elements_of("办理地点和时间") == {"办理地点", "办理时间"}


def test_who_people_are_is_no_condition() -> None:
    (section,) = read_sections(["服务对象：自然人、企业法人"], [])
    assert not section.elements


def test_vague_words_alone() -> None:
    alone = {"elements": ()}
    vague = {**ROWS, "办理材料": "1.申请表1份；2.法律法规规定应提交的其他材料"}
    assert "兜底" in only_fail(judged(lines_of(vague, "colon"), **alone)).message
    assert verdict(judged(lines_of(without("设定依据"), "colon"), **alone)) == "pass"
    assert verdict(judged(lines_of(without("办理材料"), "colon"), images=1, **alone)) == "unknown"
    assert verdict(judged(lines_of(ROWS, "colon"), left_out=3, **alone)) == "unknown"


def test_elements_alone() -> None:
    vague = {**ROWS, "办理材料": "1.申请表1份；2.法律法规规定应提交的其他材料"}
    assert verdict(judged(lines_of(vague, "colon"), vague=False)) == "pass"
    finding = only_fail(
        judged(lines_of({k: v for k, v in vague.items() if k != "联系电话"}, "colon"), vague=False)
    )
    assert finding.observed == "没有找到联系电话"
