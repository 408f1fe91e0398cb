"""Which attachments lay private values open: those that list people, or are decisions about one."""

import re
from collections.abc import Iterator
from datetime import date, datetime

from xunjian.facts.attachments import extension_of
from xunjian.facts.reading.private_values import find_in_lines
from xunjian.html.text import fold
from xunjian.model.private_files import PrivateFile, PrivateFiles
from xunjian.model.site import Articles, ColumnTree
from xunjian.model.texts import Texts
from xunjian.model.unit import Scope

_OF_PEOPLE = re.compile(
    r"名[单單册冊]|公示|[发發]放|[补補][贴貼助]|救助|录[用取]|成[绩績]|明[细細]|[处處][罚罰]|[许許]可|[决決]定[书書]|中签|摇号"
)
"""Of these the crawler keeps all and not only the head."""
_LISTS = re.compile(r"名[单單册冊]|[发發]放表|[补補][贴貼]表|成[绩績]表")
"""Files of which a reader is told where they hold no words: mostly scans."""
_OTHERS = re.compile(
    r"预算|决算|年度报告|年报|目录|指南|空白|样表|模板|范本|申请表|报名表|登记表|申报表|承诺书"
)
_MOST = 150
"""Files that are opened, newest first: each costs up to a second."""


def read_private_files(articles: Articles, tree: ColumnTree, texts: Texts, scope: Scope) -> PrivateFiles:
    """Opens the attachments that may list people, each once, and says what of them is private."""
    found: list[PrivateFile] = []
    unread: list[str] = []
    looked = 0
    for url, title, page in _candidates(articles, tree, scope):
        if looked >= _MOST:
            break
        document = texts.document(url)
        if document is None:
            continue  # what does not open is a broken link, told elsewhere
        looked += 1
        if document.unread and _LISTS.search(title):
            unread.append(title)
        lines = [fold(line.replace("\t", " ")) for line in document.text.splitlines()]
        if values := find_in_lines(lines, "\n".join(lines)):
            found.append(PrivateFile(url, title, page, values))
    return PrivateFiles(tuple(found), looked, tuple(unread))


def _candidates(articles: Articles, tree: ColumnTree, scope: Scope) -> Iterator[tuple[str, str, str]]:
    """Address, title and page of each file that may hold people's numbers, newest page first."""
    rows: dict[str, tuple[str, str, str, date]] = {}
    for each in articles.articles:
        day = _day(each.article.published)
        for file in each.article.attachments:
            if _may_hold(file.title, each.article.title) and scope.contains(file.url):
                rows.setdefault(file.url, (file.url, file.title, each.page.reading.url, day))
    for column in tree.columns:
        for item in column.items:  # a list that leads straight to its files
            if extension_of(item.url) and _may_hold(item.title, "") and scope.contains(item.url):
                rows.setdefault(item.url, (item.url, item.title, column.url, item.date or date.min))
    for url, title, page, _ in sorted(rows.values(), key=lambda row: (row[3], row[0]), reverse=True):
        yield url, title, page


def _may_hold(title: str, above: str) -> bool:
    return not _OTHERS.search(title) and bool(_OF_PEOPLE.search(title) or _OF_PEOPLE.search(above))


def _day(value: date | datetime | None) -> date:
    if value is None:
        return date.min
    return value.date() if isinstance(value, datetime) else value
