"""Relations across the parts of an annual report, with last year's, and with offices below (X-1 … X-7)."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from checks.disclosure.annual_report import annual_report_is_there
from checks.disclosure.annual_report_arithmetic import annual_report_figures_agree
from tests.test_checks.builders import verdict
from tests.test_checks.test_annual_report import (
    BEFORE,
    NOW,
    Entry,
    entry,
    judged,
    site,
    sums,
    there,
)
from xunjian.model.annual_relations import RELATIONS
from xunjian.model.finding import Finding, Status
from xunjian.testing.annual_reports import (
    LAST_WORDS,
    Report,
    html_report,
    html_table,
    make_report,
    to_earlier,
)
from xunjian.testing.statistics_tables import statistics_rows


def hints(findings: Sequence[Finding]) -> str:
    """What is said for information only."""
    quotes = (each.quote or "" for finding in findings for each in finding.evidence)
    return "\n".join(quote for quote in quotes if quote.startswith(("仅供参考", "没有核对")))


def reviewed(findings: Sequence[Finding]) -> list[str]:
    """The relations that a person is asked about, by the first that each finding names."""
    return [
        (each.evidence[1].quote or "").partition("]")[0].strip("[")
        for each in findings
        if each.status is Status.REVIEW
    ]


def with_last(report: Report, words: str) -> Entry:
    body = html_report(report)
    assert LAST_WORDS in body
    return entry(report, body=body.replace(LAST_WORDS, words))


# --


def test_fees_and_a_last_part_that_says_none() -> None:
    found = sums(site(with_last(NOW, "无。"), entry(BEFORE)))
    assert reviewed(found) == ["X-1"]
    assert NOW.fee in (found[0].observed or "")
    assert "无。" in (found[0].observed or "")


@pytest.mark.parametrize(
    ("fee", "words"),
    [
        ("0", "无。"),
        ("12.5", "无其他需要报告的事项。"),
        ("12.5", "本机关没有收取信息处理费。"),
        ("12.5", "无。</p><p>按照规定，本年度收取信息处理费0元。"),
        ("12.5", ""),
    ],
)
def test_a_last_part_that_agrees_or_cannot_be_told(fee: str, words: str) -> None:
    assert verdict(sums(site(with_last(replace(NOW, fee=fee), words), entry(BEFORE)))) == "pass"


def test_fees_of_the_earlier_format_are_counts_and_not_asked() -> None:
    old = to_earlier(replace(make_report(2020, 4), words=()))
    assert verdict(sums(site(with_last(old, "无。")))) == "pass"


# --

_SENTENCE = "{year}年，全{n}轮培训覆盖第{n}批单位，围绕第{n}个领域逐项梳理公开事项，压实责任，限时办结。"
_OTHER = "紧盯难点，创新第{n}种解读形式，邀请代表走进机关，听取意见建议，推动第{n}类办事流程再造，服务企业。"


def long(report: Report, *, other: float = 0.0, sentences: int = 30) -> Entry:
    """A report with many words; `other`: the share of sentences that no other year has."""
    own = int(sentences * other)
    lines = [_SENTENCE.format(year=report.year, n=report.year * at) for at in range(sentences - own)]
    lines += [_OTHER.format(n=at) if report.year % 2 else _OTHER[::-1] for at in range(own)]
    return entry(replace(report, words=(*lines, *report.words)))


def test_words_of_the_year_before_are_for_a_person() -> None:
    found = there(site(long(NOW), long(BEFORE)))
    assert verdict(found) == "review"
    assert "X-4" in "".join(each.quote or "" for each in found[0].evidence)


@pytest.mark.parametrize(
    "entries",
    [
        (long(NOW, other=0.3), long(BEFORE, other=0.3)),
        (long(NOW, sentences=8), long(BEFORE, sentences=8)),
        (long(NOW),),
        (long(NOW), long(make_report(2023, 9))),
    ],
    ids=["other words", "few words", "no report of the year before", "an older one"],
)
def test_words_that_are_its_own_or_cannot_be_held_against_others(entries: tuple[Entry, ...]) -> None:
    assert verdict(there(site(*entries))) == "pass"


def test_the_limit_of_likeness_is_a_parameter() -> None:
    two = site(long(NOW, other=0.3), long(BEFORE, other=0.3))
    assert verdict(there(two, alike=0.3)) == "review"
    assert verdict(there(site(long(NOW), long(BEFORE)), shortest=9000)) == "pass"


# --


@pytest.mark.parametrize(
    ("begin", "end", "status"),
    [
        ("2024", "12月31日", "review"),
        ("2025", "12月31日", "pass"),
        ("2025", "2025年12月31日", "pass"),
        ("2025", "2026年12月31日", "review"),
        ("2025", "11月30日", "pass"),
    ],
    ids=lambda value: value.replace("月", "-").replace("日", "").replace("年", "-"),
)
def test_the_period_that_it_gives(begin: str, end: str, status: str) -> None:
    body = html_report(NOW).replace("2025年1月1日至2025年12月31日", f"{begin}年1月1日起至{end}止")
    assert verdict(there(site(entry(NOW, body=body)))) == status


def test_a_period_of_something_else_is_none() -> None:
    body = html_report(NOW).replace("<p>2025年，", "<p>专项行动自2024年1月1日至12月31日开展。</p><p>2025年，")
    assert verdict(there(site(entry(NOW, body=body)))) == "pass"


def test_what_does_not_say_whose_report_it_is_is_a_hint() -> None:
    found = there(site(entry(NOW)))
    assert verdict(found) == "pass"
    assert "联系方式" in hints(found)
    body = html_report(NOW).replace("<p>本报告", "<p>某某县人民政府办公室，电话：0000-0000000。本报告")
    assert hints(there(site(entry(NOW, body=body)))) == ""


# --

_SUMS = "本报告根据各乡镇、各部门的政府信息公开年度报告汇总而成。"


def summed(report: Report, words: str = _SUMS) -> Entry:
    return entry(replace(report, words=(words, *report.words)))


def of_office(name: str, seed: int, times: int = 1) -> Entry:
    report = make_report(2025, seed)
    rows = tuple(tuple(times * each for each in row) for row in report.applications)
    body = html_report(replace(report, applications=rows, words=()))
    return entry(report, title=f"某某县{name}2025年政府信息公开工作年度报告", body=body)


LARGE = of_office("财政局", 21, times=30)


def test_a_sum_that_is_below_its_parts_is_for_a_person() -> None:
    found = sums(site(summed(NOW), LARGE, of_office("石桥镇人民政府", 22)))
    assert reviewed(found) == ["X-5"]
    assert "财政局" in (found[0].observed or "")
    assert "石桥镇" in (found[0].observed or "")


@pytest.mark.parametrize(
    "entries",
    [
        (entry(NOW), LARGE),
        (summed(NOW, "本报告数据为本级数据，不含各乡镇、各部门数据，由本级汇总而成。"), LARGE),
        (summed(NOW), of_office("税务局", 21, times=30)),
        (summed(NOW),),
    ],
    ids=["does not say so", "says the contrary", "run by a higher office", "nothing seen below"],
)
def test_a_sum_that_cannot_be_held_against_others(entries: tuple[Entry, ...]) -> None:
    assert verdict(sums(site(*entries))) == "pass"


# -- table 2, S-11, hints


@pytest.mark.parametrize(
    ("type", "status"),
    [("county", "review"), ("township", "review"), ("department", "review"), ("city", "pass")],
)
def test_few_offices_make_rules(type: str, status: str) -> None:
    found = judged(site(entry(replace(NOW, rules=(1, 0, 3)))), annual_report_figures_agree, type)
    assert verdict(found) == status


def test_counts_of_the_first_table_are_whole_and_money_may_have_decimals() -> None:
    assert verdict(sums(site(entry(replace(NOW, fee="12.345"))))) == "pass"
    assert verdict(sums(site(entry(replace(NOW, decided=(5, -6, 0)))))) == "fail"


def old(year: int, changed: dict[str, int], words: str = "") -> Entry:
    body = f"<p>一、工作概述</p><p>全年工作有序开展。{words}</p>" + html_table(
        statistics_rows("2014-2018", changed)
    )
    return f"{year}年政府信息公开工作年度报告", f"{year + 1}-03-12", body


_MORE = {"22": 62, "23": 60}
"""Four more are settled than came in."""


@pytest.mark.parametrize(
    ("entries", "status"),
    [
        ((old(2017, _MORE),), "pass"),
        ((old(2017, _MORE, "上年结转4件。"),), "pass"),
        ((old(2017, _MORE, "上年结转3件。"),), "review"),
        ((old(2017, _MORE), old(2016, {})), "review"),
        ((old(2017, _MORE), old(2016, {"22": 54, "23": 52})), "pass"),
        ((old(2017, _MORE, "上年结转4件。"), old(2016, {})), "pass"),
    ],
)
def test_no_more_is_settled_than_came_in_and_was_carried_over(
    entries: tuple[Entry, ...], status: str
) -> None:
    assert verdict(sums(site(*entries))) == status


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ((old(2017, _MORE),), True),
        ((old(2017, {}),), False),
        ((old(2017, _MORE, "上年结转4件。"),), False),
        ((old(2017, _MORE), old(2016, {"22": 54, "23": 52})), False),
    ],
)
def test_what_could_not_be_compared_is_said_with_the_reason(entries: tuple[Entry, ...], said: bool) -> None:
    found = hints(sums(site(*entries), rules=("S-",), words=False, years=False))
    assert ("没有核对：[S-11] 2017 年度报告" in found) is said
    assert "没有核对" not in hints(sums(site(*entries), rules=("S-2",)))


def test_what_is_only_a_hint_is_said_beside_a_pass() -> None:
    found = sums(site(old(2017, {"55": 0, "25": 56, "26": 11})))
    assert verdict(found) == "pass"
    assert "[S-11b]" in hints(found)


def test_cells_left_empty_and_counts_of_what_was_disclosed_are_hints() -> None:
    report = replace(NOW, words=(*NOW.words, "全年主动公开政府信息3456条。"))
    body = html_report(report).replace("<td><p>0</p></td>", "<td></td>", 3)
    found = sums(site(entry(report, body=body), ("通知一则", "2025-05-06", "<p>通知。</p>" * 9)))
    assert verdict(found) == "pass"
    assert "[空格]" in hints(found)
    assert "[X-7]" in hints(found)


def test_every_relation_stands_on_the_page_of_the_check_that_judges_it() -> None:
    pages = (annual_report_is_there.notes, annual_report_figures_agree.notes)
    assert {id: sum(f"| {id} |" in page for page in pages) for id in RELATIONS} == dict.fromkeys(RELATIONS, 1)
    assert all(each.formula and each.missing and each.source and each.since for each in RELATIONS.values())
