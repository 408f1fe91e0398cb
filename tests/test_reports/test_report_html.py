"""report.html: its sections, its links, and that nothing in it runs or is fetched."""

import base64
import hashlib
import re
from decimal import Decimal

import pytest
from lxml import html as lxml_html
from lxml.html import HtmlElement

from tests.test_reports.report_sample import HOME, sample_audit, seen
from xunjian.model.audit import Audit, AuditCheck, AuditFinding, AuditIndicator, AuditSubject, IndicatorStatus
from xunjian.model.finding import STATUS_WORDS, Status
from xunjian.model.score import Score
from xunjian.reports.advice import Advice, Cause, Step
from xunjian.reports.html import render_html
from xunjian.reports.terminal import plain_lines
from xunjian.reports.view import SHOWN_PER_GROUP

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def text() -> str:
    return render_html(sample_audit())


@pytest.fixture(scope="module")
def page(text: str) -> HtmlElement:
    return _page(text)


def _page(text: str) -> HtmlElement:
    root = lxml_html.document_fromstring(text)
    assert isinstance(root, HtmlElement)
    return root


def _changed(audit: Audit, **update: object) -> Audit:
    return audit.model_copy(update=update)


def _empty() -> Audit:
    score = sample_audit().score.model_copy(
        update={"awarded": 0, "lost": 0, "pending": 0, "maximum": 0, "bonus": 0, "vetoes": ()}
    )
    run = sample_audit().run.model_copy(update={"coverage": None, "pages_fetched": 0})
    return _changed(sample_audit(), indicators=(), checks=(), findings=(), score=score, run=run)


def _words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_sections_stand_in_order(page: HtmlElement) -> None:
    assert [section.get("id") for section in page.findall(".//section")] == [
        "summary",
        "coverage",
        "tree",
        "findings",
        "method",
    ]
    assert [heading.text for heading in page.findall(".//h2")] == [
        "一分钟看懂",
        "覆盖情况",
        "指标树",
        "问题清单",
        "方法与版本",
    ]
    assert page.findtext(".//h1") == "云州市江北县人民政府"
    assert page.get("lang") == "zh-CN"


def test_nothing_runs_and_nothing_is_fetched(text: str, page: HtmlElement) -> None:
    tags = {element.tag for element in page.iter() if isinstance(element.tag, str)}
    assert not tags & {"script", "img", "link", "iframe", "object", "embed", "form", "base", "video"}
    assert not [name for element in page.iter() for name in element.attrib if name.startswith("on")]
    assert not [element for element in page.iter() if element.get("style") or element.get("src")]
    style = page.findtext(".//style") or ""
    assert "url(http" not in style
    assert "@import" not in style
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'")
    assert "unsafe" not in policy
    assert HOSTILE not in text


def test_every_inner_link_has_its_target(page: HtmlElement) -> None:
    identifiers = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(identifiers) == len(set(identifiers))
    inner = [str(href)[1:] for href in page.xpath("//a/@href") if str(href).startswith("#")]
    assert inner
    assert set(inner) <= set(identifiers)


def test_score_is_an_interval_with_a_bar(page: HtmlElement) -> None:
    summary = page.get_element_by_id("summary")
    said = _words(summary)
    assert "53.8–72.8 分" in said
    assert "满分 90，已判定 78%" in said
    assert "2 项待人工确认，2 项未能判定" in said
    bar = summary.find(".//svg")
    assert bar is not None
    assert "待定 19 分" in bar.get("aria-label", "")
    widths = {
        rect.get("class"): rect.get("width")
        for rect in bar.findall("rect")
        if rect.get("class") != "bar-lost"
    }
    assert widths == {"bar-awarded": "59.78%", "bar-pending": "21.11%"}


def test_summary_names_vetoes_losses_and_what_to_mend_first(page: HtmlElement) -> None:
    summary = page.get_element_by_id("summary")
    said = _words(summary)
    assert "触发单项否决 1 项" in said
    columns = [_words(column) for column in summary.find_class("pair")[0].findall("div")]
    assert re.findall("−[0-9.]+ 分", columns[0]) == ["−6 分", "−5 分", "−3 分"]
    assert "先改这些" not in columns[1]  # nobody worked it out
    assert "待人工确认 2 项" in columns[1]


def test_what_to_mend_first_is_told_as_the_command_tells_it() -> None:
    audit = sample_audit()
    score = Score((), (), ())
    findings = [each for each in audit.findings if each.status == "fail"]
    causes = [Cause(each.check, "检查名", "返回 404", (each,), 1) for each in findings[:2]]
    step = Step((causes[0],), 1, Decimal(3), Decimal("1.5"), ("某否决",), ("甲",), ("某局",), score)
    page = _page(render_html(audit, Advice(score, (step,), (causes[1],))))
    first = page.get_element_by_id("summary").find_class("pair")[0].findall("div")[1].find("ol/li")
    assert _words(first).startswith("检查名（返回 404）+3 分")
    told = "改好 1 处，解除单项否决“某否决”，其中 1.5 分还要等待定项有结论；某局"
    assert told in _words(first)
    assert page.get_element_by_id(first.find(".//a").get("href")[1:]) is not None
    page = _page(render_html(audit, Advice(score, (), tuple(causes))))
    columns = page.get_element_by_id("summary").find_class("pair")[0].findall("div")
    assert len(columns[1].findall("ol")[0]) == 2
    assert "应当改好" in _words(columns[1])
    unhurt = audit.model_copy(update={"indicators": ()})
    page = _page(render_html(unhurt, Advice(score, (), tuple(causes))))
    assert "已判定的指标没有失分。先改这些" in _words(page.get_element_by_id("summary")).replace(" ", "")


def test_coverage_says_what_was_not_seen_and_stays_undecided(page: HtmlElement) -> None:
    said = _words(page.get_element_by_id("coverage"))
    assert "被拦截12" in said
    assert "没有看187" in said
    assert "怎样看全：加大 --max-pages 再看。" in said
    assert "怎样看全：加大 --max-pages 再看。" in _words(page.get_element_by_id("summary"))
    assert "没有读到的页面，按原因 达到页数上限：187 个站点返回验证页面：12 个" in said
    assert "超过页数限额：187 个地址" in said
    assert "双公示：? 未能判定，站点返回验证页面，请将本程序加入白名单后复查。" in said
    assert "未能判定，未能判定" not in said


def test_a_finished_look_at_a_small_part_is_called_so() -> None:
    audit = sample_audit()
    assert audit.run.coverage is not None
    seen = audit.run.coverage.model_copy(update={"mostly_unseen": "找到的页面有 13 个没有看到，只读到 7 个"})
    run = audit.run.model_copy(update={"complete": True, "incomplete_reason": None, "coverage": seen})
    whole = audit.model_copy(update={"run": run})
    said = _words(_page(render_html(whole)).get_element_by_id("summary"))
    assert "本次只看到网站的一小部分。找到的页面有 13 个没有看到，只读到 7 个。" in said
    assert "只看到一小部分：找到的页面有 13 个没有看到，只读到 7 个。" in list(plain_lines(whole))


def test_every_state_is_shown_with_sign_and_word(page: HtmlElement) -> None:
    tree = _words(page.get_element_by_id("tree"))
    for words in STATUS_WORDS.values():
        assert tree.count(words) >= 2, words  # in the legend and at an indicator
    assert "✘ 部分得分" in tree


def test_findings_are_grouped_with_one_example_in_the_open(page: HtmlElement) -> None:
    findings = page.get_element_by_id("findings")
    groups = findings.find_class("group")
    assert len(groups) == 8
    dead = next(group for group in groups if "返回 404" in _words(group.find(".//h3")))
    assert "18 处，涉及 6 个页面" in _words(dead)
    assert len(dead.findall("article")) == 1
    assert len(dead.findall("details/article")) == 17
    assert all(group.find("details") is None or group.find("details").get("open") is None for group in groups)


def test_a_finding_shows_rule_observation_and_proof() -> None:
    audit = sample_audit()
    kept = [
        finding.model_copy(
            update={
                "evidence": tuple(
                    entry.model_copy(update={"path": f"evidence/{entry.sha256}.html.txt"})
                    for entry in finding.evidence
                )
            }
        )
        for finding in audit.findings
    ]
    page = _page(render_html(_changed(audit, findings=tuple(kept))))
    article = page.get_element_by_id("f1")
    said = _words(article)
    assert "应为183 天内有更新" in said
    assert "实为最近一条发布于 2026-04-02" in said
    assert "责任部门县政府办公室" in said
    assert "网页存证，返回 200，2026-11-21 08:31" in said
    sha256 = audit.findings[0].evidence[0].sha256
    assert f"SHA-256 {sha256}" in said
    assert f"evidence/{sha256}.html.txt" in article.xpath(".//a/@href")
    assert f"{HOME}zwgk/tzgg/" in article.xpath(".//a/@href")
    assert "依据：《政府网站与政务新媒体检查指标》扣分指标第 4 项" in _words(article.getparent())


def test_options_are_told_in_words(page: HtmlElement) -> None:
    said = _words(page.get_element_by_id("method"))
    assert "页数限额5000" in said
    assert "请求间隔0.1 秒" in said
    assert "使用浏览器是" in said
    assert "指定地址" not in said


def test_hostile_text_stays_text() -> None:
    audit = sample_audit()
    finding = audit.findings[0].model_copy(
        update={
            "message": f"{HOSTILE}\x00\x1b[31m",
            "observed": '"><img src=x onerror=alert(1)>',
            "subject": AuditSubject(kind="page", url="javascript:alert(1)", title="{{ 7*7 }}"),
            "evidence": (seen("http://[broken/", "x", quote="</blockquote>" + HOSTILE),),
        }
    )
    unit = audit.unit.model_copy(update={"name": "</title>" + HOSTILE})
    text = render_html(_changed(audit, findings=(finding,), unit=unit))
    page = _page(text)
    assert HOSTILE not in text
    assert "\x00" not in text
    assert "\x1b" not in text
    assert not page.findall(".//img")
    assert not [href for href in page.xpath("//a/@href") if str(href).startswith(("javascript", "http://["))]
    assert "{{ 7*7 }}" in _words(page.get_element_by_id("f1"))


def test_an_empty_audit_claims_nothing() -> None:
    said = _words(_page(render_html(_empty())))
    assert "还没有任何指标得出结论，不能据此认为网站没有问题。" in said
    assert "没有失分" not in said


def test_an_audit_that_is_all_unknown_says_why_and_is_no_pass() -> None:
    audit = _empty()
    reason = "未能判定：站点返回验证页面。"
    indicator = AuditIndicator(
        id="x",
        path=(),
        name="链接",
        points=10,
        awarded=None,
        status=IndicatorStatus.UNKNOWN,
        explanation=reason,
    )
    check = AuditCheck(check="links.inner", title="链接可用", status=Status.UNKNOWN, reason=reason)
    score = audit.score.model_copy(update={"pending": 10, "maximum": 10})
    page = _page(render_html(_changed(audit, indicators=(indicator,), checks=(check,), score=score)))
    assert "0–10 分" in _words(page.get_element_by_id("summary"))
    assert "已判定 0%" in _words(page.get_element_by_id("summary"))
    assert "链接可用：? 未能判定，站点返回验证页面。" in _words(page.get_element_by_id("coverage"))
    assert "但有 1 项检查未能判定" in _words(page.get_element_by_id("findings"))
    assert "没有失分" not in _words(page.get_element_by_id("summary"))


def test_five_thousand_findings_stay_readable() -> None:
    audit = sample_audit()
    pattern = audit.findings[5]
    many = tuple(
        pattern.model_copy(update={"id": f"n{number}", "fingerprint": f"n{number}"}) for number in range(5000)
    )
    indicator = audit.indicators[3].model_copy(update={"finding_ids": tuple(found.id for found in many)})
    text = render_html(_changed(audit, findings=many, indicators=(indicator,)))
    page = _page(text)
    assert len(page.find_class("finding")) == SHOWN_PER_GROUP
    assert f"其余 {5000 - SHOWN_PER_GROUP} 处见问题清单表格" in _words(page)
    assert "共 5000 条" in _words(page.get_element_by_id("tree"))
    assert len(text) < 400_000


def test_report_is_the_same_for_the_same_audit(text: str) -> None:
    assert render_html(sample_audit()) == text


def test_sentences_use_full_width_punctuation(page: HtmlElement) -> None:
    said = page.find("body").text_content()
    assert not re.findall("[\u4e00-\u9fff][,;:!]|[,;:][\u4e00-\u9fff]", said)


def test_a_review_finding_is_not_counted_as_failing() -> None:
    audit = sample_audit()
    only_review: tuple[AuditFinding, ...] = tuple(
        finding for finding in audit.findings if finding.status is Status.REVIEW
    )
    page = _page(render_html(_changed(audit, findings=only_review)))
    assert "共 0 处不通过、2 处待人工确认" in _words(page.get_element_by_id("findings"))


def test_ways_of_being_broken_are_told_apart_without_remarks(page: HtmlElement) -> None:
    titles = [_words(heading) for heading in page.get_element_by_id("findings").findall(".//h3")]
    dead = [title for title in titles if "其他页面链接" in title]
    assert dead == [
        "✘ 不通过 其他页面链接可用：返回 404",
        "✘ 不通过 其他页面链接可用：域名无法解析",
        "✘ 不通过 其他页面链接可用：15 秒内无响应",
    ]
    assert len(titles) == len(set(titles))
