"""Which statuses each check can have, and where each was seen: on the portals, or in a test of its own."""

from collections.abc import Iterator, Mapping

from xunjian.app.accuracy_record import Record
from xunjian.model.finding import STATUS_WORDS, Status

STATUS_HEAD = ("检查项", *(STATUS_WORDS[status] for status in Status))
STATUS_INTRO = """数字是有多少个网站得出这一结论。“测试”是网站上没有出现、由这项检查自己的测试得出
（`tests/test_checks/statuses.json` 写明是哪一个测试）。“—”是这项检查不会有的结论，理由在
`xunjian/app/accuracy_statuses.py` 里逐项写明。
"""

_EVERYBODY = "全部单位都要有，没有不适用的单位"
_PLAIN = "有没有、对不对当场可以判定，没有要人确认的情形"
_OWN = "只看本站自己的网址，本站的结果不用人确认"

NOT_APPLICABLE_NEVER: Mapping[str, str] = dict.fromkeys(
    (
        *("footer.icp", "footer.police", "footer.site_code", "footer.party_badge", "footer.sponsor"),
        *("footer.contact", "site.page_labels", "site.error_report", "site.accessibility_entry"),
        *("site.reachable", "site.render", "site.accessibility", "search.first_page"),
        *("column.blank", "column.count", "column.mismatch"),
        *("update.home", "update.column", "update.future_date", "update.forged_date"),
        *("content.blank_page", "content.privacy", "content.hidden_spam", "content.wrong_expression"),
        *("content.picture_only", "content.restricted", "content.recycled"),
        *("disclosure.guide", "disclosure.on_request", "disclosure.annual_report", "disclosure.budget"),
        *("interaction.channel", "disclosure.topic"),
    ),
    _EVERYBODY,
)
"""Check -> why it is never `not_applicable`."""

REVIEW_NEVER: Mapping[str, str] = {
    **dict.fromkeys(
        (
            *("footer.icp", "footer.police", "footer.site_code", "footer.party_badge", "footer.sponsor"),
            *("footer.contact", "site.page_labels", "site.error_report", "site.ipv6"),
            *("site.accessibility", "column.blank", "column.count"),
            *("update.home", "update.column", "update.blank_month"),
            *("content.blank_page", "content.privacy", "content.restricted"),
            *("disclosure.guide", "disclosure.service_guide", "disclosure.meeting", "disclosure.budget"),
            *("disclosure.solicitation", "disclosure.random_inspection", "interpretation.linked"),
            *("interaction.reply_fields", "interaction.unanswered", "links.soft_404"),
        ),
        _PLAIN,
    ),
    "links.inner": _OWN,
}
"""Check -> why it never asks a person."""

FAIL_NEVER: Mapping[str, str] = {
    "content.picture_only": "只列为待人工确认：是不是只能用图片，要人来看",
    "interpretation.copied": "只列为待人工确认：像不像照抄，要人来看",
    "update.forged_date": "只列为待人工确认：日期为什么与查看当天相同，要人来看",
    "content.recycled": "只列为待人工确认：为什么重新发布，要人来看",
}
"""Check -> why it never fails."""


def impossible(check: str, status: str) -> str:
    """Why a check never has a status; empty where it can."""
    never = {
        Status.NOT_APPLICABLE: NOT_APPLICABLE_NEVER,
        Status.REVIEW: REVIEW_NEVER,
        Status.FAIL: FAIL_NEVER,
    }
    return never.get(Status(status), {}).get(check, "")


def unseen(record: Record) -> Iterator[tuple[str, str]]:
    """Checks with statuses that they can have and that no portal brought about."""
    for check, each in record.checks.items():
        for status in Status:
            if not each.statuses.get(status, 0) and not impossible(check, status):
                yield check, str(status)


def status_rows(record: Record) -> Iterator[tuple[str, ...]]:
    """A row a check under `STATUS_HEAD`."""
    for check, each in record.checks.items():
        yield check, *(_cell(check, status, each.statuses.get(status, 0)) for status in Status)


def _cell(check: str, status: Status, portals: int) -> str:
    if portals:
        return str(portals)
    return "—" if impossible(check, status) else "测试"
