"""disclosure.annual_report and its arithmetic, judged on whole small portals: page, list, files and all."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from checks.disclosure.annual_report import annual_report_is_there
from checks.disclosure.annual_report_arithmetic import annual_report_figures_agree
from tests.test_checks.builders import only_fail, run, verdict
from tests.test_facts.portal import HOST, LONG, NAV, article, column, facts, portal, rows
from xunjian.model.finding import Finding, Status
from xunjian.model.observation import Role
from xunjian.model.site import Fact
from xunjian.model.unit import Unit
from xunjian.testing.annual_reports import (
    Report,
    blocks,
    change,
    change_words,
    html_report,
    make_report,
    text_lines,
)
from xunjian.testing.documents import docx_of, pdf_of, scan_of
from xunjian.testing.memory import MemorySnapshot

LIST = f"{HOST}/zwgk/nb/"
BEFORE = make_report(2024, 11)
NOW = make_report(2025, 11, BEFORE)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
Entry = tuple[str, str, str]
"""Title, day and body of a report's page."""


def entry(report: Report, day: str = "", title: str = "", body: str | None = None) -> Entry:
    title = title or f"{report.year}年政府信息公开工作年度报告"
    return title, day or f"{report.year + 1}-01-20", html_report(report) if body is None else body


def site(*entries: Entry, name: str = "政府信息公开年报") -> MemorySnapshot:
    snapshot = portal(nav=(*NAV, (name, "/zwgk/nb/")))
    listed = [(title, f"/zwgk/nb/{at}.html", day) for at, (title, day, _) in enumerate(entries)]
    snapshot.page(LIST, column(name, rows(*listed)))
    for (title, path, day), (_, _, body) in zip(listed, entries, strict=True):
        snapshot.page(HOST + path, article(title, body, day, (name,)))
    return snapshot


def judged(snapshot: MemorySnapshot, check: object, type: str = "county", **params: object) -> list[Finding]:
    of = Unit("yx", "某某县人民政府", type, f"{HOST}/")
    known = [each for each in facts(snapshot, of).values() if isinstance(each, Fact)]
    return run(check, *known, **params)  # type: ignore[arg-type]


def there(snapshot: MemorySnapshot, type: str = "county", **params: object) -> list[Finding]:
    return judged(snapshot, annual_report_is_there, type, **params)


def sums(snapshot: MemorySnapshot, **params: object) -> list[Finding]:
    return judged(snapshot, annual_report_figures_agree, **params)


# -- is it there


def test_a_whole_report_in_time_passes() -> None:
    findings = there(site(entry(NOW), entry(BEFORE)))
    assert verdict(findings) == "pass"
    assert "2025" in findings[0].message


@pytest.mark.parametrize(
    ("type", "day", "said"),
    [
        ("county", "2026-03-31", "pass"),
        ("county", "2026-04-01", "fail"),
        ("city", "2026-03-31", "pass"),
        ("department", "2026-01-31", "pass"),
        ("department", "2026-02-01", "fail"),
        ("township", "2026-01-31", "pass"),
        ("township", "2026-02-01", "fail"),
    ],
)
def test_the_last_day_is_in_time_and_the_next_is_late(type: str, day: str, said: str) -> None:
    findings = there(site(entry(NOW, day)), type)
    assert verdict(findings) == said
    if said == "fail":
        assert day in only_fail(findings).message


def test_an_earlier_limit_of_the_pack_holds() -> None:
    assert verdict(there(site(entry(NOW, "2026-02-20")), government="02-19")) == "fail"


def test_a_university_owes_the_school_year_by_the_end_of_october() -> None:
    for day, said in (("2026-10-31", "pass"), ("2026-11-01", "fail")):
        title = "2025-2026学年信息公开工作年度报告"
        assert verdict(there(site((title, day, LONG)), "university")) == said


def test_the_report_of_the_latest_year_is_missing() -> None:
    fault = only_fail(there(site(entry(BEFORE))))
    assert "2025" in fault.message
    assert fault.subject is not None
    assert fault.subject.url == f"{HOST}/"
    assert "2024" in (fault.observed or "")


def test_older_years_that_are_missing_are_no_fault() -> None:
    assert verdict(there(site(entry(NOW), entry(make_report(2019, 1))))) == "pass"


@pytest.mark.parametrize("number", range(1, 7))
def test_a_part_that_is_missing_is_named(number: int) -> None:
    fault = only_fail(there(site(entry(NOW, body=html_report(NOW, leave_out=(number,))))))
    assert fault.subject is not None
    assert fault.subject.url == f"{LIST}0.html"
    assert "缺少" in fault.message


def test_tables_that_are_missing_are_named() -> None:
    fault = only_fail(there(site(entry(NOW, body=html_report(NOW, lambda rows: "")))))
    assert "收到和处理政府信息公开申请情况表" in fault.message


def test_tables_that_may_be_pictures_are_unknown() -> None:
    body = html_report(NOW, lambda rows: "<p><img src='/t.png' width=600 height=400></p>")
    assert verdict(there(site(entry(NOW, body=body)))) == "unknown"


@pytest.mark.parametrize("body", [docx_of(blocks(NOW)), pdf_of([text_lines(NOW)])], ids=["docx", "pdf"])
def test_a_report_in_a_file_beside_its_page(body: bytes) -> None:
    snapshot = site(entry(NOW, body="<p>详见附件。</p><p><a href='/f/nb.docx'>2025年度报告.docx</a></p>"))
    snapshot.answer(f"{HOST}/f/nb.docx", body, role=Role.TARGET, content_type=DOCX)
    assert verdict(there(snapshot)) == "pass"
    assert verdict(sums(snapshot)) == "pass"


@pytest.mark.parametrize("found", ["scan", "not fetched", "broken"])
def test_a_report_in_a_file_that_cannot_be_read_is_unknown(found: str) -> None:
    snapshot = site(entry(NOW, body="<p>详见附件。</p><p><a href='/f/nb.pdf'>2025年度报告.pdf</a></p>"))
    if found != "not fetched":
        body = scan_of() if found == "scan" else b"%PDF-1.4 nothing"
        snapshot.answer(f"{HOST}/f/nb.pdf", body, role=Role.TARGET, content_type="application/pdf")
    assert verdict(there(snapshot)) == "unknown"
    assert verdict(sums(snapshot)) == "unknown"


def test_a_list_that_links_to_the_file_itself() -> None:
    snapshot = portal(nav=(*NAV, ("政府信息公开年报", "/zwgk/nb/")))
    listed = [("2025年政府信息公开工作年度报告", "/f/nb.docx", "2026-01-20")]
    snapshot.page(LIST, column("政府信息公开年报", rows(*listed)))
    snapshot.answer(
        f"{HOST}/f/nb.docx", docx_of(blocks(change(NOW, 2, 0, 1))), role=Role.TARGET, content_type=DOCX
    )
    assert verdict(there(snapshot)) == "pass"
    assert verdict(sums(snapshot)) == "fail"


def test_a_report_on_a_page_that_does_not_look_like_an_article() -> None:
    from tests.test_facts.portal import html

    snapshot = portal(nav=(*NAV, ("政府信息公开年报", "/zwgk/nb/")))
    listed = [("2025年政府信息公开工作年度报告", "/zwgk/nb/x.html", "2026-01-20")]
    snapshot.page(LIST, column("政府信息公开年报", rows(*listed)))
    snapshot.page(f"{HOST}/zwgk/nb/x.html", html("", html_report(change(NOW, 2, 0, 7))))
    assert verdict(there(snapshot)) == "pass"
    assert verdict(sums(snapshot)) == "fail"


def test_a_listed_report_that_was_not_read_is_unknown() -> None:
    snapshot = site(entry(BEFORE))
    listed = [("2025年政府信息公开工作年度报告", "/zwgk/nb/x.html", "2026-01-20")]
    snapshot.page(LIST, column("政府信息公开年报", rows(*listed)))
    snapshot.fail(f"{HOST}/zwgk/nb/x.html", "robots", role=Role.PAGE)
    assert verdict(there(snapshot)) == "unknown"


def test_a_crawl_that_was_cut_short_proves_nothing() -> None:
    snapshot = site(entry(BEFORE))
    snapshot.meta = {"complete": "0", "finish_reason": "max_pages"}
    snapshot.observe("cut", "max_pages", {"count": 3, "examples": []})
    assert verdict(there(snapshot)) == "unknown"
    assert verdict(sums(snapshot)) == "unknown"


def test_reports_of_other_offices_are_not_the_units_own() -> None:
    others = [
        entry(NOW, title=f"某某县{office}2025年政府信息公开工作年度报告") for office in ("财政局", "教育局")
    ]
    assert verdict(there(site(entry(BEFORE), *others))) == "fail"
    assert verdict(there(site(entry(NOW), *others))) == "pass"
    assert verdict(there(site(*others))) == "review"


def test_in_their_own_column_a_year_is_title_enough() -> None:
    assert verdict(there(site(entry(NOW, title="2025年")))) == "pass"
    assert verdict(there(site(entry(NOW, title="2025年"), name="通知通告"))) == "fail"


def test_a_page_about_reports_without_a_year_is_none() -> None:
    about = ("政府信息公开年报", "2026-03-03", "<p>本栏目登载2025年政府信息公开工作年度报告等。</p>" + LONG)
    assert verdict(there(site(entry(NOW), about))) == "pass"
    assert verdict(there(site(entry(BEFORE), about))) == "fail"
    assert verdict(there(site(entry(NOW, title="政府信息公开工作年度报告")))) == "pass"


def test_a_notice_about_reports_is_none() -> None:
    notice = ("关于做好2024年政府信息公开工作年度报告编制工作的通知", "2025-12-20", LONG)
    assert verdict(there(site(entry(BEFORE), notice))) == "fail"


# -- do the figures agree


def test_figures_that_agree_pass_with_their_number() -> None:
    findings = sums(site(entry(NOW), entry(BEFORE)))
    assert verdict(findings) == "pass"
    assert "2 份" in findings[0].message


def test_one_wrong_cell_is_one_fault_with_both_sides() -> None:
    fault = only_fail(sums(site(entry(change(NOW, 2, 0, 7)), entry(BEFORE))))
    assert fault.subject is not None
    assert fault.subject.url == f"{LIST}0.html"
    wrong = NOW.applications[2][0] + 7
    shown = [each.quote or "" for each in fault.evidence if each.kind == "computation"]
    assert len(shown) == 2
    assert all(f"“（一）予以公开”行“自然人”列 {wrong}" in quote for quote in shown)
    assert "相差 7" in (fault.observed or "")


def test_two_wrong_cells_far_apart_are_two_faults() -> None:
    twice = change(change(NOW, 2, 0, 7), 3, 3, 5)
    assert sum(each.status is Status.FAIL for each in sums(site(entry(twice)))) == 2


def test_what_was_carried_over_must_be_what_was_left() -> None:
    moved = NOW
    for row, by in ((0, -2), (1, 2)):  # the sums still hold: more is carried over, less newly received
        moved = change(change(moved, row, 0, by), row, 6, by)
    report = replace(moved, words=())
    fault = only_fail(sums(site(entry(report), entry(BEFORE))))
    assert "2024" in fault.message
    assert verdict(sums(site(entry(report)))) == "pass"
    assert verdict(sums(site(entry(report), entry(BEFORE)), years=False)) == "pass"


def test_what_is_wrong_last_year_is_not_charged_again() -> None:
    wrong = change(BEFORE, 24, 0, 4)
    faults = [each for each in sums(site(entry(NOW), entry(wrong))) if each.status is Status.FAIL]
    assert [each.subject.url for each in faults if each.subject] == [f"{LIST}1.html"]


def test_counts_of_files_that_do_not_go_on_are_for_a_person() -> None:
    made, ended, valid = NOW.norms
    report = replace(NOW, norms=(made, ended, valid - 9))
    assert verdict(sums(site(entry(report), entry(BEFORE)))) == "review"


def test_words_against_the_table_and_without_them() -> None:
    new = NOW.applications[0][6]
    wrong = change_words(NOW, f"新收政府信息公开申请{new}件", f"新收政府信息公开申请{new + 3}件")
    snapshot = site(entry(wrong))
    assert f"{new + 3}件" in only_fail(sums(snapshot)).message
    assert verdict(sums(snapshot, words=False)) == "pass"


def test_a_table_that_cannot_be_read_with_certainty_is_unknown() -> None:
    body = html_report(NOW).replace(f"<p>{NOW.applications[23][6]}</p>", "<p>见下页</p>")
    assert verdict(sums(site(entry(NOW, body=body)))) == "unknown"


def test_more_faults_than_an_office_makes_are_our_reading() -> None:
    wild = NOW
    for row in range(2, 20):
        wild = change(wild, row, row % 6, 3 + row)
    assert verdict(sums(site(entry(wild)))) == "unknown"


def test_other_offices_sums_are_theirs() -> None:
    other = entry(change(NOW, 2, 0, 7), title="某某县财政局2025年政府信息公开工作年度报告")
    assert verdict(sums(site(entry(NOW), other))) == "pass"


def test_without_any_report_there_is_nothing_to_add_up() -> None:
    assert verdict(sums(portal())) == "not_applicable"


def test_a_report_of_words_alone_is_unknown() -> None:
    entries: Sequence[Entry] = [entry(NOW, body=LONG)]
    assert verdict(sums(site(*entries))) == "unknown"


@pytest.mark.parametrize(
    ("as_of", "year"),
    [(date(2027, 1, 31), 2025), (date(2027, 2, 1), 2026), (date(2026, 11, 21), 2025)],
)
def test_which_report_is_the_latest_that_is_due(as_of: date, year: int) -> None:
    from checks.disclosure._deadlines import latest_due

    assert latest_due(as_of, "department", {"department": "01-31"}) == year


def test_relations_of_one_table_alone() -> None:
    wrong = site(entry(change(NOW, 2, 0, 7)), entry(BEFORE))
    assert verdict(sums(wrong, rules=("T3",))) == "fail"
    assert verdict(sums(wrong, rules=("T4",))) == "pass"
    none = sums(wrong, rules=("S-",))
    assert verdict(none) == "not_applicable"
    assert "没有这一类数字" in none[0].message
