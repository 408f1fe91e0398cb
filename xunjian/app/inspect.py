"""What the auditor reads off one page, as the JSON object of the contract."""

from datetime import date, datetime
from urllib.parse import urlsplit

from xunjian.app.page_source import UNKNOWN_BASE, open_page, unpack
from xunjian.facts.page import Explained, explain_page
from xunjian.model.page import PageReading, Reading

Json = dict[str, object]


def inspect_page(
    target: str, base_url: str | None = None, *, allow_private: bool = False, explain: bool = False
) -> Json:
    """Reads the page at a file path or address. Raises UsageError or CollectError, one Chinese line each."""
    page = open_page(target, base_url, allow_private=allow_private)
    explained = explain_page(unpack(page.body), page.url, page.content_type, resource=page.resource)
    return as_json(explained, page.url if not page.url.startswith(UNKNOWN_BASE) else target, explain=explain)


def as_json(explained: Explained, url: str, *, explain: bool = False) -> Json:
    """The object of contract/cli.md; absent values are null or empty. `explain` adds where each was read."""
    reading = explained.reading
    article = reading.article
    result: Json = {
        "url": url,
        "charset": reading.charset,
        "kind": reading.kind.value,
        "title": article.title or None if article else None,
        "published": _moment(article.published) if article else None,
        "source": article.source if article else None,
        "attachments": [
            {"title": attachment.title, "url": _own(attachment.url)}
            for attachment in (article.attachments if article else ())
        ],
        "items": [
            {"title": item.title, "url": _own(item.url), "date": _moment(item.date)} for item in reading.items
        ],
        "next_page": _own(reading.next_page) if reading.next_page else None,
        "columns": [{"name": column.name, "url": _own(column.url)} for column in reading.columns],
        "breadcrumb": list(reading.breadcrumb),
        "footer": _footer(reading),
        "labels": dict(reading.labels),
        "links": [{"url": _own(link.url), "text": link.text, "via": link.via} for link in reading.all_links],
    }
    if explain:
        result["explain"] = {name: note.replace(UNKNOWN_BASE, "") for name, note in explained.notes.items()}
    return result


def _footer(reading: PageReading) -> Json:
    footer = reading.footer
    return {
        "icp": _value(footer.icp),
        "police": _value(footer.police),
        "site_code": _value(footer.site_code),
        "sponsor": _value(footer.sponsor),
        "contact": _value(footer.contact),
        "party_badge": footer.party_badge is not None,
        "error_report": footer.error_report is not None,
    }


def _value(reading: Reading | None) -> str | None:
    return reading.value if reading is not None else None


def _moment(value: date | datetime | None) -> str | None:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M")
    return value.isoformat() if value is not None else None


def _own(url: str) -> str:
    """Of a file whose address is not known, addresses of its own site stay relative."""
    if not url.startswith(UNKNOWN_BASE):
        return url
    parts = urlsplit(url)
    return parts.path.removeprefix("/") + (f"?{parts.query}" if parts.query else "")
