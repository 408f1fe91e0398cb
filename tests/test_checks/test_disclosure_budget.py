"""disclosure.budget"""

from dataclasses import replace
from datetime import date

import pytest
from pydantic import ValidationError

from checks.disclosure._account_texts import is_data
from checks.disclosure._accounts import Account, accounts_of, is_of_others, names_three_public
from checks.disclosure.budget import Params, budget
from test_checks.builders import (
    AS_OF,
    CUT,
    HOME,
    article,
    articles,
    column,
    item,
    only_fail,
    run,
    tree,
    unit,
    url,
    verdict,
)
from xunjian.model.document import Document, Table
from xunjian.model.finding import Finding, Status
from xunjian.model.page import Attachment
from xunjian.model.site import ArticlePage, Clock, ColumnKind, Fact
from xunjian.model.texts import PageText, Texts

NAME = "预决算"
BUDGET, FINAL = "2026年部门预算", "2025年度部门决算"
SPRING, AUTUMN = date(2026, 4, 3), date(2026, 9, 15)
TABLE = Table((("项目", "金额"), ("基本支出", "12.50"), ("项目支出", "3"), ("合计", "15.50")))
SPOKEN = (
    "“三公”经费增减变化原因说明：比上年减少，主要原因是厉行节约，压减一般性支出，"
    "严格控制公务接待的规模和标准，并按规定公开有关情况。"
)
SILENT = (
    "现将本部门的收支情况予以公开，接受社会监督。收入全部为财政拨款，支出按基本支出和项目支出安排，"
    "与上年相比基本持平，没有大的变化，特此说明。"
)


class Words:
    def __init__(self, text: str | None, table: Table | None, file: Document | None) -> None:
        self._text, self._table, self._file = text, table, file

    def page(self, address: str) -> PageText | None:
        if self._text is None or address.endswith(".pdf"):
            return None
        tables = (self._table,) if self._table is not None else ()
        return PageText(address, (self._text,), (self._text,), tables=tables)

    def document(self, address: str) -> Document | None:
        return self._file


def paper(number: int, title: str, day: date | None, *files: str) -> ArticlePage:
    each = article(f"b/{number}.html", day)
    shown = replace(each.article, title=title, attachments=tuple(Attachment("附件", url(f)) for f in files))
    reading = replace(each.page.reading, article=shown)
    return replace(each, article=shown, page=replace(each.page, reading=reading), column=NAME)


def judged(
    *titles: str,
    text: str | None = SPOKEN,
    table: Table | None = TABLE,
    file: Document | None = None,
    files: tuple[str, ...] = (),
    facts: tuple[Fact, ...] = (),
    day: date | None = AUTUMN,
    **params: object,
) -> list[Finding]:
    read = articles(*(paper(n, title, day, *files) for n, title in enumerate(titles)))
    listed = [item(day, title, f"b/{n}.html") for n, title in enumerate(titles)]
    shown = tree(column(NAME, listed))
    return run(budget, shown, read, Texts(Words(text, table, file)), *facts, **params)


def missing(findings: list[Finding]) -> list[str]:
    return [each.signature.removeprefix("missing:") for each in findings if each.status is Status.FAIL]


def test_both_with_explanation_and_tables() -> None:
    assert verdict(judged(BUDGET, FINAL)) == "pass"


def test_each_missing_element_is_a_finding_of_its_own() -> None:
    assert missing(judged(FINAL)) == ["预算"]
    assert missing(judged(BUDGET)) == ["决算"]
    assert missing(judged(BUDGET, FINAL, text=SILENT)) == ["“三公”经费说明"]
    assert missing(judged(BUDGET, FINAL, table=None)) == ["预决算表格"]
    assert missing(judged("通知")) == ["预算", "决算", "“三公”经费说明", "预决算表格"]
    finding = only_fail(judged(FINAL))
    assert finding.subject is not None
    assert (finding.subject.kind, finding.subject.url) == ("site", HOME)
    assert finding.observed == "没有找到 2026 年预算"


@pytest.mark.parametrize(
    ("day", "titles", "lacking"),
    [
        (date(2026, 4, 30), ("2025年部门预算", "2024年部门决算"), []),
        (date(2026, 5, 1), ("2025年部门预算", "2024年部门决算"), ["预算"]),
        (date(2026, 10, 31), ("2026年部门预算", "2024年部门决算"), []),
        (date(2026, 11, 1), ("2026年部门预算", "2024年部门决算"), ["决算"]),
        (AS_OF, ("2027年部门预算", "2025年部门决算"), []),
    ],
)
def test_years_are_due_from_their_day_on(day: date, titles: tuple[str, ...], lacking: list[str]) -> None:
    assert missing(judged(*titles, facts=(Clock(day),))) == lacking


def test_the_pack_may_set_the_days() -> None:
    assert missing(judged("2026年预算", "2024年决算", final_due="12-31")) == []
    with pytest.raises(ValidationError):
        Params(budget_due="4月30日")


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("某局2026年部门预算", [Account("预算", 2026)]),
        ("2026年度预算公开", [Account("预算", 2026)]),
        ("２０２５年度部门决算", [Account("决算", 2025)]),
        ("二〇二五年度部門決算", [Account("决算", 2025)]),
        ("某县2025年财政预算执行情况和2026年财政预算（草案）的报告", [Account("预算", 2026)]),
        ("关于2025年县本级财政决算（草案）的报告", [Account("决算", 2025)]),
        ("某局2026年预决算公开", [Account("预算", 2026), Account("决算", 2026)]),
        ("某局部门决算", [Account("决算", 2025)]),
        ("某局2026年部门预算编制说明", [Account("预算", 2026)]),
        ("2026年部门预算绩效目标", []),
        ("关于编制2026年部门预算的通知", []),
        ("2025年预算执行情况审计结果", []),
        ("某县召开2026年预算编制会议", []),
        ("政府采购预算金额公告", []),
        ("预算管理办法", []),
    ],
)
def test_titles(title: str, told: list[Account]) -> None:
    assert accounts_of(title, AUTUMN) == told


def test_a_title_may_leave_the_kind_to_its_column() -> None:
    assert accounts_of("2026年", SPRING, "部门预算") == [Account("预算", 2026)]
    assert accounts_of("2026年", SPRING, "预决算") == []
    assert accounts_of("2026年", SPRING) == []


def test_columns_of_years_are_told_by_those_above() -> None:
    rows = [
        column("2026年", [item(SPRING, "2026年收支公开", "b/0.html")], path=(NAME, "部门预算")),
        column("部门决算", [item(AUTUMN, FINAL, "b/1.html")], path=(NAME,)),
    ]
    findings = run(budget, tree(column(NAME), *rows), Texts(Words(SPOKEN, TABLE, None)))
    assert verdict(findings) == "pass"


def test_a_title_that_does_not_say_which_is_no_proof() -> None:
    assert verdict(judged("2026年部门收支公开", FINAL)) == "unknown"


def test_whose_accounts_they_are() -> None:
    assert is_of_others("某县财政局2026年部门预算", "某县教育局")
    assert is_of_others("石桥镇2026年预算", "某县教育局")
    assert is_of_others("某县河道管理处2025年度单位决算", "某县水利局")
    assert is_of_others("某县城投公司2025年度决算公开", "某县财政局")
    assert not is_of_others("某县河道管理处2025年度单位决算", "某县河道管理处")
    assert not is_of_others("计划财务处2025年度决算", "某某大学")
    assert not is_of_others("县教育局2026年部门预算", "某县教育局")
    assert not is_of_others("2026年部门预算", "某县教育局")
    assert not is_of_others("某县2026年部门预算", "某县教育局")
    assert not is_of_others("石桥镇2026年预算", "石桥镇人民政府")
    assert not is_of_others("县住建局2026年预算", "某县住房和城乡建设局")
    assert not is_of_others("县政府办2026年预算", "某县人民政府办公室")
    assert not is_of_others("某县发展和改革委员会2026年预算", "某县发改委")
    assert is_of_others("东岭镇人民政府2026年预算", "石桥镇人民政府")
    assert is_of_others("某县卫生健康局2026年预算", "某县发改委")


def test_departments_answer_for_their_own_governments_for_all() -> None:
    titles = ("某县财政局2026年部门预算", "某县财政局2025年部门决算")
    school = replace(unit("department"), name="某县教育局")
    assert verdict(judged(*titles)) == "pass"
    assert verdict(judged(*titles, facts=(school,))) == "fail"
    own = ("某县教育局2026年部门预算", "2025年部门决算")
    assert verdict(judged(*own, facts=(school,))) == "pass"


def test_three_public_may_be_an_item_of_its_own() -> None:
    assert names_three_public("“三公” 经费")
    assert verdict(judged(BUDGET, FINAL, "2026年“三公”经费预算情况", text=SILENT)) == "pass"
    assert missing(judged(BUDGET, FINAL, "2015年三公经费情况", text=SILENT)) == ["“三公”经费说明"]


def test_attachments_are_read() -> None:
    whole = Document("docx", SPOKEN, (TABLE,))
    assert verdict(judged(BUDGET, FINAL, text=SILENT, table=None, file=whole, files=("b/1.docx",))) == "pass"
    sheet = Document("xls", "三公经费", unread="文件损坏")
    assert verdict(judged(BUDGET, FINAL, table=None, file=sheet, files=("b/1.xls",))) == "pass"


def test_a_table_read_as_lines_is_known_by_its_head() -> None:
    lines = "科目编码 科目名称 金额（万元）\n2130301 行政运行 512.3\n公务接待费 1.2 万元"
    files = ("b/1.pdf",)
    pdf = Document("pdf", lines)
    assert verdict(judged(BUDGET, FINAL, table=None, file=pdf, files=files)) == "pass"
    told = Document("pdf", "预算数为 512.3 万元 比上年增加 3 万元")
    assert missing(judged(BUDGET, FINAL, table=None, file=told, files=files)) == ["预决算表格"]


def test_an_attachment_that_cannot_be_read_is_unknown() -> None:
    scan = Document("pdf", unread="扫描件")
    found = judged(BUDGET, FINAL, text=SILENT, table=None, file=scan, files=("b/1.pdf",))
    assert verdict(found) == "unknown"
    assert verdict(judged(BUDGET, FINAL, text=SILENT, table=None, files=("b/1.pdf",))) == "unknown"
    # What is missing beyond it is missing all the same.
    assert missing(judged(BUDGET, text=SILENT, table=None, files=("b/1.pdf",))) == ["决算"]


def test_a_table_of_figures() -> None:
    assert is_data(TABLE)
    assert not is_data(Table((("联系人", "某某"), ("地址", "人民路"), ("时间", "工作日"))))
    assert not is_data(Table((("项目", "金额"), ("合计", "3"))))


def test_what_was_not_seen_is_unknown() -> None:
    texts = Texts(Words(None, None, None))
    assert verdict(run(budget, tree(), texts, CUT)) == "unknown"
    assert verdict(judged(BUDGET, FINAL, text=None)) == "unknown"
    assert verdict(judged("部门预算", FINAL, day=None)) == "unknown"
    elsewhere = tree(nav=[(NAME, "https://czyjs.example.gov.cn/")])
    assert verdict(run(budget, elsewhere, texts)) == "unknown"
    for odd in (
        column(NAME, kind=ColumnKind.EXTERNAL),
        column(NAME, kind=ColumnKind.UNREAD),
        column(NAME, unrendered=True),
        column(NAME, seen_whole=False),
    ):
        assert verdict(run(budget, tree(odd), texts)) == "unknown"


def test_no_trace_of_them() -> None:
    findings = run(budget, tree(), Texts(Words(None, None, None)))
    assert len(missing(findings)) == 4
    assert AS_OF.year == 2026
