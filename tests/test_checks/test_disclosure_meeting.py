"""disclosure.meeting, disclosure.topic"""

from datetime import date, timedelta

import pytest

from checks.disclosure.meeting import meetings
from checks.disclosure.topic import topic_items
from test_checks.builders import (
    AS_OF,
    CUT,
    HOME,
    article,
    articles,
    column,
    home,
    item,
    only_fail,
    run,
    target,
    targets,
    tree,
    url,
    verdict,
)
from xunjian.model.finding import Finding
from xunjian.model.site import ColumnKind, TargetState

LAST_DAY = AS_OF - timedelta(days=365)


def of(title: str, when: date | None = AS_OF, name: str = "通知公告", **more: object) -> list[Finding]:
    return run(meetings, tree(column(name, [item(when, title)], **more)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "title",
    ["县政府召开第35次常务会议", "县人民政府全体会议召开", "县政府全体（扩大）会议", "縣政府常務會議"],
)
def test_a_meeting_is_told_by_its_title(title: str) -> None:
    assert verdict(of(title)) == "pass"
    assert verdict(of(title, LAST_DAY)) == "pass"
    assert verdict(of(title, LAST_DAY - timedelta(days=1))) == "fail"


@pytest.mark.parametrize(
    "title",
    [
        "传达学习国务院常务会议精神",
        "县委常委会（扩大）会议召开",
        "县人大常委会全体会议",
        "教育局召开全体会议",
        "政协全体会议开幕",
    ],
)
def test_meetings_of_others_do_not_count(title: str) -> None:
    finding = only_fail(of(title))
    assert finding.subject is not None
    assert (finding.subject.kind, finding.subject.url) == ("site", HOME)


def test_what_stands_in_the_column_of_meetings_counts_whatever_its_title() -> None:
    assert verdict(of("研究安全生产工作", name="政府会议")) == "pass"


def test_an_article_that_no_list_shows_counts_too() -> None:
    one = article("a/9.html")
    object.__setattr__(one.article, "title", "县政府第3次常务会议")
    assert verdict(run(meetings, tree(), articles(one))) == "pass"


def test_what_was_not_seen_is_unknown() -> None:
    assert verdict(run(meetings, tree(), CUT)) == "unknown"
    assert verdict(run(meetings, tree(), home(unread=[url("nav.js")]))) == "unknown"
    assert verdict(of("县政府第3次常务会议", None)) == "unknown"
    assert verdict(run(meetings, tree(column("政府会议", kind=ColumnKind.EXTERNAL)))) == "unknown"
    assert verdict(run(meetings, tree(column("政府会议", kind=ColumnKind.UNREAD)))) == "unknown"
    assert verdict(run(meetings, tree(column("政府会议", unrendered=True)))) == "unknown"
    assert verdict(run(meetings, tree(column("政府会议", seen_whole=False)))) == "unknown"
    assert verdict(run(meetings, tree(nav=[("政府会议", "https://x.gov.cn/hy/")]))) == "unknown"


def topic(*titles: str, when: date | None = AS_OF, **params: object) -> list[Finding]:
    shown = tree(column("通知公告", [item(when, title) for title in titles]))
    return run(topic_items, shown, **({"keywords": ["审计"]} | params))


def test_enough_on_a_topic() -> None:
    assert verdict(topic("审计结果公告", "其他")) == "pass"
    assert verdict(topic("审计结果公告", "审计整改", minimum=2)) == "pass"
    finding = only_fail(topic("审计结果公告", minimum=2, topic="审计"))
    assert finding.observed == "1 条"
    assert verdict(topic("审计结果公告", when=LAST_DAY)) == "pass"
    assert verdict(topic("审计结果公告", when=LAST_DAY - timedelta(days=1))) == "fail"


def test_words_that_exclude_and_columns_that_include() -> None:
    assert verdict(topic("审计局招聘公告", except_words=["招聘"])) == "fail"
    assert verdict(topic("某项结果", columns=["通知公告"])) == "pass"
    assert verdict(topic("审计结果公告", columns=["审计公开"])) == "fail"


def test_a_topic_not_seen_whole_or_without_dates_is_unknown() -> None:
    assert verdict(topic("审计结果公告", when=None)) == "unknown"
    assert verdict(run(topic_items, tree(), CUT, keywords=["审计"])) == "unknown"


def test_words_of_a_second_kind_and_titles_that_come_near() -> None:
    asked = {"keywords": ["养老"], "also": ["标准目录"], "perhaps": ["公开标准目录"]}
    assert verdict(topic("养老服务领域公开标准目录", **asked)) == "pass"
    finding = only_fail(topic("养老服务通知", **asked))
    assert "标准目录" in (finding.expected or "")
    assert verdict(topic("江北县基层政务公开标准目录", **asked)) == "review"
    assert verdict(topic("江北县基层政务公开标准目录", when=None, **asked)) == "review"
    assert verdict(topic("江北县基层政务公开标准目录", when=AS_OF - timedelta(days=900), **asked)) == "fail"
    assert verdict(run(topic_items, tree(column("公开标准目录")), **asked)) == "review"
    link = [("养老公开标准目录", "https://x.gov.cn/ml/")]
    assert verdict(run(topic_items, tree(nav=link), **asked)) == "review"
    assert verdict(run(topic_items, tree(), CUT, **asked)) == "unknown"


@pytest.mark.parametrize("unseen", [{"unrendered": True}, {"kind": ColumnKind.UNREAD}, {"seen_whole": False}])
def test_a_topic_may_stand_in_a_column_that_was_not_read(unseen: dict[str, object]) -> None:
    hidden = column("通知公告", **unseen)  # type: ignore[arg-type]
    assert verdict(run(topic_items, tree(hidden), keywords=["审计"])) == "unknown"
    assert verdict(run(topic_items, tree(hidden), keywords=["审计"], columns=["通知公告"])) == "unknown"
    other = tree(hidden, column("审计信息"))
    assert verdict(run(topic_items, other, keywords=["审计"], columns=["审计信息"])) == "fail"


def test_columns_elsewhere_hide_nothing_of_ones_own() -> None:
    hall = column("网上办事大厅", kind=ColumnKind.EXTERNAL)
    assert (
        verdict(run(topic_items, tree(column("通知公告", [item(AS_OF)]), hall), keywords=["审计"])) == "fail"
    )


def test_a_dead_column_hides_nothing() -> None:
    hidden = column("通知公告", kind=ColumnKind.UNREAD)
    dead = targets(target("c/通知公告/", TargetState.BROKEN))
    assert verdict(run(topic_items, tree(hidden), dead, keywords=["审计"])) == "fail"
