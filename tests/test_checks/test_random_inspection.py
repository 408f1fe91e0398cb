"""disclosure.random_inspection"""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from checks.disclosure._inspections import (
    HANDLING,
    LIST,
    PLAN,
    RESULT,
    elements_of,
    lacking,
    talks_of_handling,
)
from checks.disclosure.random_inspection import random_inspection
from test_checks.builders import (
    AS_OF,
    CUT,
    article,
    articles,
    column,
    home,
    item,
    only_fail,
    page,
    run,
    tree,
    url,
    verdict,
)
from xunjian.model.document import Document, Table
from xunjian.model.finding import Finding, Status
from xunjian.model.page import Link, PageKind
from xunjian.model.site import ColumnKind
from xunjian.model.texts import PageText, Texts

HEADINGS = ("抽查依据", "抽查对象", "抽查内容", "抽查方式", "抽查比例", "抽查频次")
WHOLE = Table((HEADINGS, ("某法", "企业", "许可", "现场", "5%", "1次")))
SOUND: dict[str, date | None] = {
    "某局随机抽查事项清单": AS_OF - timedelta(days=900),
    "2026年双随机抽查计划": AS_OF - timedelta(days=300),
    "双随机抽查结果公示": AS_OF - timedelta(days=30),
    "双随机抽查查处结果": AS_OF - timedelta(days=20),
}
LIST_URL = url("a/0.html")


class Words:
    def __init__(self, tables: dict[str, Sequence[Table]], files: dict[str, Document] | None = None) -> None:
        self.tables, self.files = tables, files or {}

    def page(self, address: str) -> PageText | None:
        if address not in self.tables:
            return None
        return PageText(address, ("现予公布。",), ("现予公布。",), tables=tuple(self.tables[address]))

    def document(self, address: str) -> Document | None:
        return self.files.get(address)


def of(
    rows: dict[str, date | None],
    *facts: object,
    name: str = "双随机",
    tables: dict[str, Sequence[Table]] | None = None,
    **params: object,
) -> list[Finding]:
    listed = [item(day, title, f"a/{place}.html") for place, (title, day) in enumerate(rows.items())]
    words = {each.url: [WHOLE] if each.url == LIST_URL else [] for each in listed} | (tables or {})
    shown = (tree(column(name, listed)), Texts(Words(words)), *facts)
    return run(random_inspection, *shown, **params)  # type: ignore[arg-type]


def without(*words: str) -> dict[str, date | None]:
    return {title: day for title, day in SOUND.items() if not any(word in title for word in words)}


def fails(findings: list[Finding]) -> set[str]:
    return {finding.signature for finding in findings if finding.status is Status.FAIL}


def test_all_is_published() -> None:
    assert verdict(of(dict(SOUND))) == "pass"
    assert verdict(of(dict(SOUND), name="通知公告")) == "pass"


@pytest.mark.parametrize(
    ("word", "element"), [("清单", LIST), ("计划", PLAN), ("抽查结果", RESULT), ("查处", HANDLING)]
)
def test_one_finding_for_each_missing_element(word: str, element: str) -> None:
    findings = of(without(word), tables={url("a/0.html"): [WHOLE]})
    assert only_fail(findings).signature == element
    assert verdict(
        of(without(word), elements=[e for e in (LIST, PLAN, RESULT, HANDLING) if e != element])
    ) != ("fail")


def test_nothing_at_all() -> None:
    assert fails(run(random_inspection, tree(column("通知公告")), Texts(Words({})))) == {
        LIST,
        PLAN,
        RESULT,
        HANDLING,
    }


def test_the_days_at_both_ends() -> None:
    for back, status in ((365, "pass"), (366, "fail")):
        assert verdict(of(SOUND | {"双随机抽查结果公示": AS_OF - timedelta(days=back)})) == status
    plan = "双随机抽查计划"
    for day, status in ((date(2025, 1, 1), "pass"), (date(2024, 12, 31), "fail")):
        assert verdict(of(without("计划") | {plan: day})) == status
    # What the title says of its year is worth more than the day on which it was put up.
    assert verdict(of(without("计划") | {"2023年双随机抽查计划": AS_OF})) == "fail"


def test_inside_the_column_short_titles_count() -> None:
    short = {
        "事项清单": AS_OF,
        "2026年度检查计划": AS_OF,
        "第二季度检查情况公示": AS_OF,
        "问题整改情况": AS_OF,
    }
    assert verdict(of(dict(short))) == "pass"
    assert fails(of(dict(short), name="通知公告")) == {LIST, PLAN, RESULT, HANDLING}


def test_columns_of_their_own_name_their_items() -> None:
    parts = ["抽查事项清单", "抽查计划", "抽查结果", "查处结果"]
    below = [
        column(part, [item(AS_OF, f"某局{n}", f"a/{n}.html")], path=("双随机一公开",))
        for n, part in enumerate(parts)
    ]
    top = column("双随机一公开", kind=ColumnKind.HUB)
    assert verdict(run(random_inspection, tree(top, *below), Texts(Words({LIST_URL: [WHOLE]})))) == "pass"


def test_what_was_done_may_stand_in_the_results() -> None:
    handled = Table((("检查对象", "检查结果", "处理情况"), ("某店", "不合格", "责令改正")))
    rows = without("查处")
    assert verdict(of(rows, tables={url("a/2.html"): [handled]})) == "pass"
    plain = Table((("检查对象", "检查结果"), ("某店", "正常")))
    assert only_fail(of(rows, tables={url("a/2.html"): [plain]})).signature == HANDLING


@pytest.mark.parametrize(
    ("told", "talks"),
    [
        ("检查结论：未发现问题", True),
        ("某店责令改正，某厂立案查处", True),
        ("某厂存在计量设施损坏问题，某店未发现问题", False),
        ("某厂不合格，某店未发现问题", False),
        ("某厂不存在违规问题，某店未发现问题", True),
        ("某厂发现消防隐患，已完成整改", True),
    ],
)
def test_results_that_name_faults_and_nothing_done_about_them_are_no_handling(told: str, talks: bool) -> None:
    assert talks_of_handling(told) is talks


def test_a_list_must_have_its_headings() -> None:
    thin = Table((("序号", *HEADINGS[:4]), ("1", "某法", "企业", "许可", "现场")))
    finding = only_fail(of(dict(SOUND), tables={LIST_URL: [thin]}))
    assert finding.signature == "headings:比例,频次"
    assert verdict(of(dict(SOUND), tables={LIST_URL: [thin]}, headings=["依据", "对象"])) == "pass"
    assert verdict(of(dict(SOUND), tables={LIST_URL: [thin, WHOLE]})) == "pass"
    assert verdict(of(dict(SOUND), tables={LIST_URL: [WHOLE.turned()]})) == "pass"
    merged = Table((("抽查事项及依据", "抽查对象、内容", "方式", "比例和频次"),))
    assert lacking([merged], ("依据", "对象", "内容", "方式", "比例", "频次")) == ()


def test_the_list_may_lie_in_an_attachment() -> None:
    at = articles(article("a/0.html", attachments=["f.xlsx"]))
    listed = [item(day, title, f"a/{n}.html") for n, (title, day) in enumerate(SOUND.items())]

    def judged(file: Document | None) -> str:
        words = Words({each.url: [] for each in listed}, {url("f.xlsx"): file} if file is not None else None)
        return verdict(run(random_inspection, tree(column("双随机", listed)), at, Texts(words)))

    assert judged(Document("xlsx", "清单", (WHOLE,))) == "pass"
    assert judged(Document("xlsx", "清单", (Table((HEADINGS[:3],)),))) == "fail"
    assert judged(Document("pdf", "", unread="扫描件")) == "unknown"
    assert judged(None) == "unknown"


def test_what_was_not_seen_is_unknown() -> None:
    rows = without("计划")
    assert verdict(of(rows, CUT)) == "unknown"
    assert verdict(of(rows, home(unread=[url("nav.js")]))) == "unknown"
    assert verdict(of(dict(SOUND), tables={LIST_URL: []})) == "unknown"
    assert verdict(of(rows | {"双随机抽查计划": None})) == "unknown"
    nothing = Texts(Words({}))
    for hidden in (
        column("双随机", kind=ColumnKind.EXTERNAL),
        column("双随机", kind=ColumnKind.UNREAD),
        column("双随机", unrendered=True),
        column("双随机", seen_whole=False),
    ):
        assert verdict(run(random_inspection, tree(hidden), nothing)) == "unknown"
    elsewhere = tree(nav=[("双随机", "https://gs.province.gov.cn/ssj/")])
    assert verdict(run(random_inspection, elsewhere, nothing)) == "unknown"


def test_a_platform_elsewhere_is_unknown() -> None:
    link = Link("https://www.gsxt.gov.cn/", "国家企业信用信息公示系统")
    linked = column("双随机", at=page(url("c/ssj/"), PageKind.COLUMN, links=[link]))
    assert verdict(run(random_inspection, tree(linked), Texts(Words({})))) == "unknown"
    # A link that stands on the home page too is the site's, not the column's.
    everywhere = home(at=page(links=[link]))
    assert verdict(run(random_inspection, tree(linked), everywhere, Texts(Words({})))) == "fail"


@pytest.mark.parametrize(
    ("title", "elements"),
    [
        ("关于公布随机抽查事项清单的通知", {LIST}),
        ("“雙隨機、一公開”抽查事項清單", {LIST}),
        ("2026年度部门联合双随机抽查工作计划", {PLAN}),
        ("双随机抽查结果及处理情况公示", {RESULT, HANDLING}),
        ("双随机抽查查处结果公告", {HANDLING}),
        ("关于开展双随机抽查工作的通知", set()),
        ("检查对象名录库", set()),
        ("双随机抽查实施细则", set()),
        ("全市双随机工作培训会议召开情况", set()),
    ],
)
def test_titles(title: str, elements: set[str]) -> None:
    assert elements_of(title, inside=False) == elements


def test_who_owes_it() -> None:
    assert random_inspection.unit_types == frozenset({"city", "county", "department"})
