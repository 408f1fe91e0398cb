"""disclosure.solicitation"""

from datetime import date, timedelta

import pytest

from checks.disclosure import _solicitations as read
from checks.disclosure.solicitation import solicitations_are_answered
from test_checks.builders import (
    AS_OF,
    CUT,
    article,
    articles,
    column,
    home,
    item,
    only_fail,
    run,
    tree,
    url,
    verdict,
)
from xunjian.model.document import Document
from xunjian.model.finding import Finding
from xunjian.model.page import Link
from xunjian.model.site import ColumnKind
from xunjian.model.texts import PageText, Texts

DAY = date(2026, 5, 1)
TITLE = "关于《清溪县养老服务实施办法（草案）》公开征求意见的公告"
CALL = "现向社会公开征求意见。征集时间：2026年5月1日至2026年6月1日。意见反馈方式：电话、邮件。"
CALL_URL, ANSWER_URL = url("a/call.html"), url("a/answer.html")


class Words:
    def __init__(self, pages: dict[str, PageText]) -> None:
        self.pages = pages

    def page(self, address: str) -> PageText | None:
        return self.pages.get(address)

    def document(self, address: str) -> Document | None:
        return None


def text(address: str, words: str, *links: Link, dark: tuple[str, ...] = ()) -> PageText:
    lines = tuple(words.split("\n"))
    return PageText(address, lines, lines, links=links, dark_links=dark)


def of(
    words: str = CALL,
    *links: Link,
    title: str = TITLE,
    day: date | None = DAY,
    others: tuple[str, ...] = (),
    facts: tuple[object, ...] = (),
    texts: tuple[PageText, ...] = (),
    images: int = 0,
    dark: tuple[str, ...] = (),
    **params: object,
) -> list[Finding]:
    rows = [item(day, title, "a/call.html")]
    rows += [item(date(2026, 7, 1), other, f"a/o{n}.html") for n, other in enumerate(others)]
    pages = {CALL_URL: text(CALL_URL, words, *links, dark=dark)} | {each.url: each for each in texts}
    at = articles(article("a/call.html", day, images=images))
    object.__setattr__(at.articles[0].article, "title", title)
    shown = (tree(column("意见征集", rows)), at, Texts(Words(pages)), *facts)
    return run(solicitations_are_answered, *shown, **params)  # type: ignore[arg-type]


def test_a_closed_call_without_an_answer() -> None:
    finding = only_fail(of())
    assert finding.subject is not None
    assert (finding.subject.kind, finding.subject.url) == ("article", CALL_URL)
    assert "2026-06-01" in finding.message


def test_days_of_what_stands_beside_the_call_do_not_close_it() -> None:
    beside = ("热点信息", f"关于农村公路养护的公示{AS_OF - timedelta(days=1):%m-%d}")
    own = tuple(CALL.split("\n"))
    shown = Texts(Words({CALL_URL: PageText(CALL_URL, own, (*own, *beside))}))
    assert "2026-06-01" in only_fail(of(facts=(shown,))).message


@pytest.mark.parametrize(
    "more",
    [
        "\n结果反馈：共收到意见5条，采纳3条。",
        "\n征集结果\n截至期满，未收到任何意见建议。",
        "\n三、意见采纳情况\n征集期间共收到群众意见12条，其中采纳7条。",
        "\n征求意见期间，没有收到公众反馈的意见。",
        "\n結果反饋：收到意見3條，均已採納。",
    ],
)
def test_an_answer_on_the_same_page(more: str) -> None:
    assert verdict(of(CALL + more)) == "pass"


@pytest.mark.parametrize(
    "more",
    ["\n结果反馈：暂无", "\n结果反馈", "\n我局收到意见后将认真研究。", "\n逾期未收到意见的，视为无意见。"],
)
def test_a_promise_or_an_empty_place_is_no_answer(more: str) -> None:
    assert verdict(of(CALL + more)) == "fail"


@pytest.mark.parametrize(
    "other",
    [
        "《清溪县养老服务实施办法》征求意见结果反馈",
        "清溪县养老服务实施办法（草案）公开征求意见采纳情况的说明",
        "关于养老服务实施办法意见征集情况的反馈",
    ],
)
def test_an_answer_in_an_item_of_its_own(other: str) -> None:
    assert verdict(of(others=(other,))) == "pass"


def test_answers_of_another_matter_or_an_earlier_round_do_not_count() -> None:
    assert verdict(of(others=("《清溪县殡葬管理办法》征求意见结果反馈",))) == "fail"
    assert verdict(of(others=("养老服务实施办法草案起草说明", "养老服务工作取得进展"))) == "fail"


def test_a_round_up_is_read() -> None:
    round_up = text(url("a/o0.html"), "《清溪县养老服务实施办法（草案）》：收到意见3条，采纳1条。")
    title = "2026年第二季度意见征集结果公告"
    assert verdict(of(others=(title,), texts=(round_up,))) == "pass"
    assert verdict(of(others=(title,))) == "fail"


def test_a_linked_answer() -> None:
    link = Link(ANSWER_URL, "查看结果反馈")
    assert verdict(of(CALL, link, texts=(text(ANSWER_URL, "收到意见3条。"),))) == "pass"
    assert verdict(of(CALL, link)) == "unknown"
    assert verdict(of("本次公开征求意见的期限为30天。")) == "fail"
    assert verdict(of(CALL, dark=("结果反馈",))) == "unknown"
    assert verdict(of(CALL + "\n征集结果", images=1)) == "unknown"


def test_the_days_at_both_ends() -> None:
    closed = AS_OF - timedelta(days=30)
    words = f"截止日期：{closed.year}年{closed.month}月{closed.day}日"
    assert verdict(of(words, day=closed - timedelta(days=20))) == "not_applicable"
    before = closed - timedelta(days=1)
    words = f"截止日期：{before.year}年{before.month}月{before.day}日"
    assert verdict(of(words, day=closed - timedelta(days=20))) == "fail"
    assert verdict(of(words, day=closed - timedelta(days=20), days=60)) == "not_applicable"
    for day, status in ((20, "fail"), (19, "not_applicable")):
        words = f"请于2025年11月{day}日前反馈。"
        assert verdict(of(words, day=date(2025, 11, 1))) == status


@pytest.mark.parametrize(
    "title",
    [
        "关于征集县徽设计作品的公告",
        "关于公开征集违法犯罪线索的通告",
        "县人大常委会关于《养老条例》公开征求意见的公告",
        "营商环境问卷调查意见征集",
        "某项目招标文件公开征求意见",
        "我县召开养老服务办法征求意见座谈会",
        "国务院办公厅就《某条例》公开征求意见",
        "养老服务办法征求意见稿起草说明",
    ],
)
def test_what_is_no_call_for_opinions(title: str) -> None:
    assert verdict(of(title=title)) == "not_applicable"


@pytest.mark.parametrize(
    ("title", "call"),
    [
        ("关于征求《某县户外标识导则》意见的公告", True),
        ("关于公开征求某县文物保护规划意见的公告", True),
        ("关于《某县政府采购监督办法（征求意见稿）》公开征求意见的通知", True),
        ("关于《某县创建国家森林城市规划》公开征求意见的公告", True),
        ("关于《某县创建省级生态园林县城方案》公开征求意见的公告", True),
        ("关于某县城市形象标识公开征求意见的公告", False),
        ("国家能源局关于公开征求《某办法》意见的通知", False),
        ("关于转发省级有关单位《某办法》征求意见的通知", False),
        ("关于开展《文物保护条例》问卷调查征求意见的公告", False),
    ],
)
def test_what_opinions_are_asked_on_may_be_called_like_a_work(title: str, call: bool) -> None:
    assert read.is_call(title) is call


def test_what_was_not_read_is_unknown() -> None:
    assert verdict(of("现公开征求意见，欢迎参与。")) == "unknown"
    assert verdict(of("")) == "unknown"
    assert verdict(of(facts=(CUT,))) == "unknown"
    assert verdict(of(facts=(home(unread=[url("nav.js")]),))) == "unknown"
    nothing = Texts(Words({}))
    assert verdict(run(solicitations_are_answered, tree(), CUT, nothing)) == "unknown"
    for hidden in (
        column("意见征集", kind=ColumnKind.UNREAD),
        column("意见征集", kind=ColumnKind.EXTERNAL),
        column("意见征集", seen_whole=False),
        column("意见征集", unrendered=True),
    ):
        assert verdict(run(solicitations_are_answered, tree(hidden), nothing)) == "unknown"
    assert verdict(run(solicitations_are_answered, tree(), nothing)) == "not_applicable"
    assert solicitations_are_answered.unit_types == frozenset({"city", "county"})


@pytest.mark.parametrize(
    ("words", "closed"),
    [
        ("征集时间：2026-05-01 至 2026-06-01", date(2026, 6, 1)),
        ("起止时间：2026年5月1日-5月31日", date(2026, 5, 31)),
        ("征集时间：2026/05/01 00:00:00 至 2026/06/01 23:59:59", date(2026, 6, 1)),
        ("开始时间：2026-05-01 结束时间：2026-06-02", date(2026, 6, 2)),
        ("2026年5月1日——2026年6月1日", date(2026, 6, 1)),
        ("自2026年5月1日（星期五）起至6月1日止。", date(2026, 6, 1)),
        ("请于5月20日（星期三）17:00前反馈", date(2026, 5, 20)),
        ("意见反馈截止时间为2026年6月3日。", date(2026, 6, 3)),
        ("自公告之日起30日内提出意见", date(2026, 5, 31)),
        ("本办法自2026年7月1日起施行，有效期至2031年6月30日。", None),
        ("欢迎提出意见。", None),
        ("请在20日内将书面意见反馈我局。", date(2026, 5, 21)),
        ("请各单位在30个工作日内提出意见。", date(2026, 6, 28)),
        ("我局在5个工作日内答复所提意见。", None),
    ],
)
def test_the_day_on_which_a_call_closes(words: str, closed: date | None) -> None:
    assert read.closing_day(words, DAY) == closed
