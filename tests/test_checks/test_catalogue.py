"""The checks as a whole: all there, each tested, documented, and with the contract's numbers."""

import re
from pathlib import Path

import pytest

from xunjian.app.check_docs import make_pages, own_checks
from xunjian.plugin import Check

ROOT = Path(__file__).resolve().parents[2]
CHECKS = own_checks()
IDS = {
    "footer": ["icp", "police", "site_code", "party_badge", "sponsor", "contact"],
    "links": ["home", "inner", "external", "attachment", "soft_404"],
    "column": ["required", "blank", "mismatch"],
    "update": ["home", "column", "blank_month", "future_date", "forged_date"],
    "site": ["page_labels", "error_report", "accessibility_entry", "tls", "ipv6", "reachable"],
    "content": [
        "blank_page",
        "privacy",
        "picture_only",
        "restricted",
        "wrong_expression",
        "hidden_spam",
        "recycled",
    ],
    "newmedia": ["updated"],
    "disclosure": ["on_request", "annual_report", "annual_report_arithmetic"],
    "interpretation": ["column", "linked", "timely", "forms", "copied"],
    "interaction": ["channel", "reply_time", "reply_fields", "unanswered"],
}
REQUIRED = (
    "政府信息公开指南",
    "政府信息公开制度",
    "法定主动公开内容",
    "政府信息公开年报",
    "依申请公开",
    "预决算",
    "双随机",
    "政策解读",
    "通知公告",
    "互动交流",
)
each_check = pytest.mark.parametrize("check", CHECKS.values(), ids=list(CHECKS))


def test_every_check_of_this_version_is_there() -> None:
    wanted = {f"{family}.{name}" for family, names in IDS.items() for name in names}
    assert wanted - CHECKS.keys() == set()


@pytest.mark.parametrize(
    ("id", "name", "value"),
    [
        ("update.home", "max_days", 14),
        ("update.column", "news_days", 14),
        ("update.column", "notice_days", 183),
        ("update.column", "other_days", 365),
        ("update.blank_month", "months", 12),
        ("update.future_date", "days_ahead", 1),
        ("site.tls", "min_days_left", 30),
        ("site.reachable", "days", 7),
        ("site.reachable", "per_day", 20),
        ("site.reachable", "percent", 5),
        ("newmedia.updated", "days", 14),
        ("content.blank_page", "max_chars", 0),
        ("interpretation.timely", "days", 3),
        ("interpretation.forms", "minimum", 3),
        ("column.required", "names", REQUIRED),
        ("site.page_labels", "home", ("SiteName", "SiteDomain", "SiteIDCode")),
        ("site.page_labels", "column", ("ColumnName", "ColumnType")),
        ("site.page_labels", "article", ("ArticleTitle", "PubDate", "ContentSource")),
    ],
)
def test_defaults_are_the_numbers_of_the_contract(id: str, name: str, value: object) -> None:
    assert getattr(CHECKS[id].params(), name) == value


@each_check
def test_a_check_is_complete(check: Check) -> None:
    assert check.run.__module__ == f"checks.{check.id}"
    assert check.clause
    assert check.doc.startswith("看")
    for name, field in check.params.model_fields.items():
        assert field.description, f"{check.id}: {name} is not described"


@each_check
def test_a_check_has_a_test(check: Check) -> None:
    mine = (path.read_text("utf-8") for path in (ROOT / "tests/test_checks").glob("test_*.py"))
    module = re.escape(check.run.__module__)
    assert any(re.search(rf"^from {module} import", text, re.MULTILINE) for text in mine)


def test_numbers_of_days_and_months_say_their_unit() -> None:
    for check in CHECKS.values():
        for name, field in check.params.model_fields.items():
            if field.annotation is int:
                told = field.description or ""
                assert re.search(r"（(天|工作日|月|字|条|种|份|次|篇)", told), f"{check.id}: {name}"


def test_the_pages_of_the_checks_are_in_step() -> None:
    folder = ROOT / "docs/checks"
    committed = {path.name: path.read_text("utf-8") for path in folder.glob("*.md")}
    assert committed == make_pages(CHECKS), "运行 python -m xunjian.app.check_docs 重新生成 docs/checks"
