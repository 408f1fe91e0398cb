"""Which pages of a site hold letters, and what they say."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import takewhile

from xunjian.facts.attachments import extension_of
from xunjian.facts.letters.columns import is_letters, is_other, letter_columns, stands_in_letters
from xunjian.facts.letters.read import ReadLetter, read_draft
from xunjian.facts.letters.scan import Draft, fold_lines, rows, scan
from xunjian.facts.letters.words import CLOSED, OPEN
from xunjian.html.text import compact, fold
from xunjian.model.letters import Letter, Letters, Reply
from xunjian.model.page import Item, PageKind
from xunjian.model.site import Column, ColumnKind, ColumnTree, Page, Pages
from xunjian.model.texts import PageText, Texts

_MOST_LETTERS = 300
"""Pages that are opened, newest first: each costs a page's reading."""
_MOST_LISTS = 40
_AGE = timedelta(days=430)
"""Letters listed with an older day are looked at only while there is room: no duty is still running."""
_TITLE_CHARS = 60
_STATE_LINE = 160
_LEAST_TITLE = 4
_SHOWN = 12
"""Characters of a title that a list shows at least."""


@dataclass(slots=True)
class _Site:
    """What is known of the columns' lists before letters are opened."""

    texts: Texts
    by_url: dict[str, Page]
    titles: tuple[str, ...] = ()
    """Of all items of the columns, compact."""
    rows: dict[str, ReadLetter] = field(default_factory=dict)
    """Title, compact -> what the list's row says."""
    letters: list[Letter] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    opened: set[str] = field(default_factory=set)


def read_letters(columns: ColumnTree, pages: Pages, texts: Texts, as_of: date) -> Letters:
    """All letters of the unit's mailbox columns. Without such columns no page is opened."""
    own = letter_columns(columns.columns)
    strays = [
        page
        for page in pages.pages
        if page.reading.kind is PageKind.ARTICLE and stands_in_letters(page.reading)
    ]
    if not own and not strays:
        return Letters(unread=tuple(_elsewhere(columns)))
    titles = dict.fromkeys(_key(item.title) for column in own for item in column.items)
    site = _Site(texts, {}, tuple(titles))
    for page in pages.pages:
        site.by_url[page.reading.url] = page
        site.by_url[page.fetch.url] = page
    foreign = {item.url for column in columns.columns if is_other(column.name) for item in column.items}
    for column in own:
        _look_at(column, pages, site)
    queue = {
        item.url: (item, column.name) for column in own for item in column.items if item.url not in foreign
    }
    for page in strays:
        article = page.reading.article
        if article is not None and page.fetch.url not in foreign and page.reading.url not in queue:
            name = page.reading.labels.get("ColumnName") or page.reading.breadcrumb[-1]
            queue.setdefault(page.fetch.url, (Item(article.title, page.fetch.url), name))
    _open_all(queue, site, as_of)
    if not site.letters:
        site.unread += _elsewhere(columns)
    return Letters(
        tuple(site.letters), tuple(dict.fromkeys(c.name for c in own)), tuple(dict.fromkeys(site.unread))
    )


def _elsewhere(columns: ColumnTree) -> Iterator[str]:
    """Channels whose letters are published where this run did not look."""
    for column in columns.columns:
        if column.kind in (ColumnKind.EXTERNAL, ColumnKind.LOGIN) and is_letters(column.name):
            why = "设在其他网站" if column.kind is ColumnKind.EXTERNAL else "要求登录"
            yield f"栏目“{column.name}”{why}"
    known = {column.url for column in columns.columns}
    for link in columns.nav:
        if link.url not in known and link.level < 3 and is_letters(link.name):
            yield f"“{link.name}”（{link.url}）没有读到"


def _look_at(column: Column, pages: Pages, site: _Site) -> None:
    """The column's own list pages: rows that tell a letter's state, and whole letters one below the other."""
    if column.kind is ColumnKind.UNREAD:
        site.unread.append(f"栏目“{column.name}”没有读到{f'（{column.reason}）' if column.reason else ''}")
    elif column.unrendered:
        site.unread.append(f"栏目“{column.name}”的列表由脚本生成，本次没有用浏览器打开")
    elif column.kind is ColumnKind.LIST and not column.seen_whole:
        site.unread.append(f"栏目“{column.name}”的列表没有读完")
    if column.page is None or column.kind in (ColumnKind.EXTERNAL, ColumnKind.LOGIN, ColumnKind.WECHAT):
        return
    lists = [column.page, *(page for page in pages.pages if _continues(page, column))]
    for page in lists[:_MOST_LISTS]:
        url = page.fetch.url
        if url in site.opened or (text := site.texts.page(url)) is None:
            continue
        site.opened.add(url)
        _read_list(page, text, column, site)


def _continues(page: Page, column: Column) -> bool:
    reading = page.reading
    if reading.kind is not PageKind.COLUMN or column.page is None or page.fetch.url == column.page.fetch.url:
        return False
    own = reading.labels.get("ColumnName") or (
        reading.breadcrumb[-1] if reading.breadcrumb else reading.heading
    )
    return own.strip() == column.name


def _read_list(page: Page, text: PageText, column: Column, site: _Site) -> None:
    lines = fold_lines(text.lines)
    for line in lines:
        if len(line) <= _STATE_LINE and (OPEN.search(line) or CLOSED.search(line)):
            _state_of(line, site)
    in_rows = [draft for table in text.tables for draft in rows(table)]
    found = [read for draft in in_rows or scan(lines) if (read := read_draft(draft)) is not None]
    for read in found:
        key = _key(read.title)
        title = next((each for each in site.titles if _same(each, key)), None)
        if title is not None:
            site.rows[title] = read
        elif len(found) > len(page.reading.items) and (read.question or read.title):
            letter = _letter(read, page, column.name, shared=True)
            site.letters.append(replace(letter, listed_only=not read.has_answer_field))


def _state_of(line: str, site: _Site) -> None:
    """A row such as 「[已回复] title 2026-05-01」."""
    packed = compact(line)
    for title in site.titles:
        begins = packed.find(title[:_SHOWN]) if len(title) >= _LEAST_TITLE else -1
        if begins >= 0:
            pairs = zip(packed[begins:], title, strict=False)
            shown = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
            rest = f"{packed[:begins]} {packed[begins + shown :]}"
            state = OPEN.search(rest) or CLOSED.search(rest)
            if state is not None:
                empty = ReadLetter("", None, None, None, None, state.group(), Reply.UNSURE, False, "", False)
                site.rows.setdefault(title, empty)


def _open_all(queue: dict[str, tuple[Item, str]], site: _Site, as_of: date) -> None:
    newest_first = sorted(queue.values(), key=lambda each: (each[0].date or as_of, each[0].url), reverse=True)
    room = _MOST_LETTERS
    left = 0
    for item, column in newest_first:
        page = site.by_url.get(item.url)
        if page is not None and page.fetch.url in site.opened:
            continue
        recent = item.date is None or item.date >= as_of - _AGE
        if room <= 0:
            left += recent
            continue
        room -= 1
        if page is None or (text := site.texts.page(page.fetch.url)) is None:
            _not_read(item, column, site, recent=recent)
            continue
        site.opened.add(page.fetch.url)
        site.letters += _from_page(item, page, text, column, site)
    if left:
        site.unread.append(f"留言很多，还有 {left} 件没有打开")


def _not_read(item: Item, column: str, site: _Site, *, recent: bool) -> None:
    if recent and not extension_of(item.url):
        site.unread.append(f"栏目“{column}”的“{item.title[:_TITLE_CHARS]}”没有读到")


def _from_page(item: Item, page: Page, text: PageText, column: str, site: _Site) -> Iterator[Letter]:
    if page.reading.is_shell and not page.rendered:
        site.unread.append(f"“{item.title[:_TITLE_CHARS]}”的内容由脚本生成，本次没有用浏览器打开")
        return
    row = site.rows.get(_key(item.title))
    found = list(_drafts(text, row))
    alone = len(found) == 1
    for read in found:
        hidden = _hidden(page)
        letter = _letter(read, page, column, shared=not alone)
        if hidden and letter.reply is Reply.OPEN and not OPEN.search(letter.state):
            letter = replace(letter, reply=Reply.UNSURE)
        title = item.title if alone else letter.title
        yield replace(letter, title=title[:_TITLE_CHARS], hidden=hidden)


def _drafts(text: PageText, row: ReadLetter | None) -> Iterator[ReadLetter]:
    """The letters of a page. Where it is one, all lines and the list's row speak for it."""
    lines = fold_lines(text.lines)
    drafts = scan(lines)
    in_rows = [draft for table in text.tables for draft in rows(table)]
    sure = [draft for draft in drafts if read_draft(draft) is not None]
    if len(in_rows) == 1 and len(sure or drafts) <= 1:
        rest = (sure or drafts or [Draft()])[0]
        sure = [Draft([*in_rows[0].tokens, *rest.tokens])]
    elif not sure and len(in_rows) > 1:
        sure = in_rows
    elif not sure and len(drafts) == 1:
        sure = drafts
    for draft in sure:
        alone = len(sure) == 1
        read = read_draft(draft, lines if alone else (), row.state if row is not None and alone else "")
        if read is not None:
            yield _completed(read, row) if row is not None and alone else read


def _completed(read: ReadLetter, row: ReadLetter) -> ReadLetter:
    """The page with what only its row in the list says."""
    return replace(
        read,
        asked=read.asked or row.asked,
        answered=read.answered or row.answered,
        office=read.office or row.office,
    )


def _hidden(page: Page) -> tuple[str, ...]:
    """Why what was not found on a letter's page may yet be on it."""
    article = page.reading.article
    found: list[str] = []
    if page.reading.left_out:
        found.append("页面过大，没有读完")
    if article is not None and article.attachments:
        found.append("有附件")
    if article is not None and (article.images or article.videos):
        found.append("有图片或视频")
    return tuple(found)


def _letter(read: ReadLetter, page: Page, column: str, *, shared: bool) -> Letter:
    return Letter(
        url=page.reading.url,
        title=read.title[:_TITLE_CHARS],
        column=column,
        page=page,
        asked=read.asked,
        answered=read.answered,
        office=read.office,
        answer=read.answer,
        state=read.state,
        reply=read.reply,
        withheld=read.withheld,
        shared=shared,
    )


def _key(title: str) -> str:
    return compact(fold(title)).rstrip(".…")


def _same(one: str, other: str) -> bool:
    """Whether two titles are the same, or one is cut short."""
    short, long = sorted((one, other), key=len)
    return len(short) >= _LEAST_TITLE and long.startswith(short)
