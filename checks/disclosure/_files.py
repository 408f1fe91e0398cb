"""The files that a page offers: attachments of its article, and files that its body links to."""

from xunjian.model.page import Attachment
from xunjian.model.site import Page
from xunjian.model.texts import PageText

SHEETS = (".xls", ".xlsx", ".et", ".csv")
FILES = (*SHEETS, ".pdf", ".doc", ".docx", ".wps", ".ofd", ".zip", ".rar", ".7z")


def files_of(text: PageText, page: Page | None) -> list[Attachment]:
    """In their order, each once. A column page has no article, and yet files in its body."""
    article = page.reading.article if page is not None else None
    files = {each.url: each for each in (article.attachments if article is not None else ())}
    for link in text.links:
        if is_file(link.url):
            files.setdefault(link.url, Attachment(link.text, link.url))
    return list(files.values())


def is_file(url: str, ends: tuple[str, ...] = FILES) -> bool:
    return url.partition("?")[0].lower().endswith(ends)
