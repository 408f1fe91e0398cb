"""search.first_page"""

from dataclasses import replace

from checks.search.first_page import first_result_page
from test_checks.builders import HOME, fetch, home, only_fail, page, run, url, verdict
from xunjian.model.search import Shown, SiteSearch, Trial

WHERE = "首页的搜索框（提交到 http://www.example.gov.cn/so）"


def trial(number: int, shown: Shown = Shown.FOUND, reason: str = "", picture: str = "") -> Trial:
    title = f"关于第{number}件事的通知"
    at = fetch(url(f"so?q={number}"))
    return Trial(title, title, url(f"a/{number}.html"), shown, reason, at, picture)


NONSENSE = Trial("bcdfghjk", "", "", Shown.MISSING, "", fetch(url("so?q=bcdfghjk")))
SOUND = SiteSearch(WHERE, tuple(trial(n) for n in range(4)), NONSENSE)


def with_trials(*last: Trial) -> SiteSearch:
    return replace(SOUND, trials=(*SOUND.trials[: 4 - len(last)], *last))


def test_all_titles_found() -> None:
    findings = run(first_result_page, home(), SOUND)
    assert verdict(findings) == "pass"
    assert WHERE in findings[0].message
    assert [e.quote for e in findings[0].evidence][-1] == "检索词：bcdfghjk"


def test_one_title_missing_is_one_finding_with_query_and_screenshot() -> None:
    shown = with_trials(trial(8, Shown.MISSING, "结果页提示没有结果", "ab" * 32))
    finding = only_fail(run(first_result_page, home(), shown))
    assert finding.subject is not None
    assert (finding.subject.kind, finding.subject.url) == ("site", HOME)
    assert "关于第8件事的通知" in finding.message
    assert "关于第1件事的通知" not in finding.message
    assert [(e.kind, e.quote) for e in finding.evidence] == [
        ("snapshot", "检索词：关于第8件事的通知"),
        ("screenshot", "检索词：关于第8件事的通知"),
        ("snapshot", "检索词：bcdfghjk"),
    ]


def test_a_missing_title_counts_whatever_became_of_the_others() -> None:
    shown = with_trials(trial(8, Shown.MISSING), trial(9, Shown.UNKNOWN, "检索在限定时间内没有应答"))
    assert verdict(run(first_result_page, home(), shown)) == "fail"


def test_a_title_whose_page_was_not_seen_leaves_it_open() -> None:
    findings = run(
        first_result_page, home(), with_trials(trial(9, Shown.UNKNOWN, "检索服务出错（返回 500）"))
    )
    assert verdict(findings) == "unknown"
    assert "返回 500" in findings[0].message


def test_results_that_do_not_depend_on_the_words_are_for_a_person() -> None:
    findings = run(first_result_page, home(), with_trials(trial(9, Shown.ANYWAY)))
    assert verdict(findings) == "review"
    assert "bcdfghjk" in findings[0].message


def test_a_list_for_a_word_of_no_meaning_is_for_a_person() -> None:
    lists = replace(SOUND, nonsense=replace(NONSENSE, shown=Shown.FOUND))
    (finding,) = run(first_result_page, home(), lists)
    assert finding.status == "review"
    assert "bcdfghjk" in finding.message
    assert [e.quote for e in finding.evidence] == ["检索词：bcdfghjk"]
    missing = replace(lists, trials=with_trials(trial(8, Shown.MISSING)).trials)
    assert verdict(run(first_result_page, home(), missing)) == "fail"


def test_too_few_titles_prove_nothing_but_a_miss() -> None:
    few = replace(SOUND, trials=(trial(1), trial(2)))
    assert verdict(run(first_result_page, home(), few)) == "unknown"
    assert verdict(run(first_result_page, home(), few, titles=2)) == "pass"
    few = replace(SOUND, trials=(trial(1), trial(2, Shown.MISSING)))
    assert verdict(run(first_result_page, home(), few)) == "fail"


def test_a_search_that_could_not_be_tried() -> None:
    for search in (SiteSearch(WHERE, reason="检索需要输入验证码"), SiteSearch(WHERE)):
        assert verdict(run(first_result_page, home(), search)) == "unknown"


def test_no_search_is_a_fault_where_the_home_page_was_seen_whole() -> None:
    absent = SiteSearch(absent=True)
    finding = only_fail(run(first_result_page, home(), absent))
    assert "没有站内检索" in finding.message
    assert verdict(run(first_result_page, home(unread=[url("head.js")]), absent)) == "unknown"
    assert verdict(run(first_result_page, home(at=page(shell=True)), absent)) == "unknown"
