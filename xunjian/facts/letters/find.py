"""Which pages of a site hold letters, and what they say."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from xunjian.facts.attachments import extension_of
from xunjian.facts.letters.columns import is_letters, is_other, letter_columns, stands_in_letters
from xunjian.facts.letters.lists import key_of, read_list
from xunjian.facts.letters.read import ReadLetter, read_draft
from xunjian.facts.letters.scan import TELLING, Draft, fold_lines, rows, scan
from xunjian.facts.letters.words import OPEN
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


@dataclass(slots=True)
class _Site:
    """What is known of the columns' lists before letters are opened."""

    texts: Texts
    by_url: dict[str, Page]
    titles: tuple[str, ...] = ()
    """Of all items of the columns, compact."""
    rows: dict[str, Draft] = field(default_factory=dict)
    """Title, compact -> what the list's row says."""
    letters: list[Letter] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    opened: set[str] = field(default_factory=set)
    silent: set[int] = field(default_factory=set)
    """Places in `letters` of those whose page says nothing of a reply."""


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
    titles = dict.fromkeys(key_of(item.title) for column in own for item in column.items)
    site = _Site(texts, {}, tuple(titles))
    for page in pages.pages:
        site.by_url[page.reading.url] = page
        site.by_url[page.fetch.url] = page
    foreign = {item.url for column in columns.columns if is_other(column.name) for item in column.items}
    queue = {
        item.url: (item, column.name) for column in own for item in column.items if item.url not in foreign
    }
    own = tuple(column for column in own if column.url not in queue)  # a letter may pass for a column
    for column in own:
        if column.kind is ColumnKind.ARTICLE and column.page is not None:
            queue.setdefault(column.url, (Item(column.name, column.page.fetch.url), column.name))
        else:
            _look_at(column, pages, site)
    for page in strays:
        article = page.reading.article
        if article is not None and page.fetch.url not in foreign and page.reading.url not in queue:
            name = page.reading.labels.get("ColumnName") or page.reading.breadcrumb[-1]
            queue.setdefault(page.fetch.url, (Item(article.title, page.fetch.url), name))
    _open_all(queue, site, as_of)
    if not site.letters:
        site.unread += _elsewhere(columns)
    return Letters(
        tuple(_settled(site)), tuple(dict.fromkeys(c.name for c in own)), tuple(dict.fromkeys(site.unread))
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
    listed = read_list(text, site.titles)
    for title, draft in listed.rows.items():
        site.rows.setdefault(title, draft)
    if len(listed.letters) + len(listed.rows) > len(page.reading.items):
        for read in listed.letters:
            letter = _letter(read, page, column.name, shared=True)
            site.letters.append(letter if read.has_answer_field else _from_list(letter))


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
        _read_page(item, page, text, column, site)
    if left:
        site.unread.append(f"留言很多，还有 {left} 件没有打开")


def _not_read(item: Item, column: str, site: _Site, *, recent: bool) -> None:
    if recent and not extension_of(item.url):
        site.unread.append(f"栏目“{column}”的“{item.title[:_TITLE_CHARS]}”没有读到")


def _read_page(item: Item, page: Page, text: PageText, column: str, site: _Site) -> None:
    if page.reading.is_shell and not page.rendered:
        site.unread.append(f"“{item.title[:_TITLE_CHARS]}”的内容由脚本生成，本次没有用浏览器打开")
        return
    found = list(_drafts(text, site.rows.get(key_of(item.title), Draft())))
    alone = len(found) == 1
    for read, bare in found:
        letter = replace(_letter(read, page, column, shared=not alone), hidden=_hidden(page))
        if alone:
            letter = replace(letter, title=item.title[:_TITLE_CHARS])
        if bare:
            letter = _from_list(letter)
        elif letter.hidden:
            letter = _in_doubt(letter)
        if read.silent:
            site.silent.add(len(site.letters))
        site.letters.append(letter)


def _from_list(letter: Letter) -> Letter:
    """A letter of which only its row was read."""
    return _in_doubt(replace(letter, listed_only=True), "只在列表中看到")


def _in_doubt(letter: Letter, reason: str = "") -> Letter:
    """No answer was read: that there is none is sure only where the site says so."""
    if letter.reply is not Reply.OPEN or OPEN.search(letter.state):
        return letter
    return replace(letter, reply=Reply.UNSURE, hidden=(*letter.hidden, reason) if reason else letter.hidden)


def _settled(site: _Site) -> Iterator[Letter]:
    """Silence about a reply is an open letter only where the column's other letters show their replies."""
    shown = {letter.column for letter in site.letters if letter.answer is not None}
    for number, letter in enumerate(site.letters):
        silent = number in site.silent and letter.column not in shown
        yield _in_doubt(letter, "页面没有写明是否答复") if silent else letter


def _drafts(text: PageText, row: Draft) -> Iterator[tuple[ReadLetter, bool]]:
    """The letters of a page, and whether only the list's row tells of it.

    Where a page is one letter, all its lines and its row in the list speak for it.
    """
    lines = fold_lines(text.lines)
    drafts = scan(lines)
    in_rows = [draft for table in text.tables for draft in rows(table)]
    sure = [draft for draft in drafts if read_draft(draft) is not None]
    if len(sure) > 1 or (not sure and len(in_rows) > 1):
        for draft in sure or in_rows:
            if (read := read_draft(draft)) is not None:
                yield read, not (sure or read.has_answer_field)
        return
    own = (sure or drafts or [Draft()])[0]
    if len(in_rows) == 1:
        own = Draft([*in_rows[0].tokens, *own.tokens])
    read = read_draft(Draft([*own.tokens, *row.tokens]), lines)
    if read is not None:
        yield read, not own.has(*TELLING)


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
