"""Which pages that stand in public are closed to the public."""

import re
from collections.abc import Iterator

from xunjian.facts.alerts import read_alert
from xunjian.facts.fetches import Ending
from xunjian.facts.lexicon import Lexicon, fold_name
from xunjian.facts.pages import PageBook
from xunjian.facts.reading.closed import closing_of
from xunjian.facts.reads import ReadPage
from xunjian.facts.refusals import refusal
from xunjian.html.text import fold
from xunjian.model.closed_pages import ClosedPage, ClosedPages
from xunjian.model.observation import Snapshot
from xunjian.model.page import Closing, Item, PageKind
from xunjian.model.site import Column, ColumnKind, ColumnTree
from xunjian.model.unit import Scope

_PUBLIC = re.compile(
    r"公开|公告|公示|通知|通告|动态|要闻|新闻|政策|文件|法规|规章|规划|计划|统计|预算|决算|采购|招标|人事|机构|领导|概况|简介|"
    r"指南|年报|报告|解读|制度|许可|处罚|抽查|会议|应急|督查|建议提案|重点领域|信息目录"
)
_PERSONAL = re.compile(
    r"登录|登陆|注册|用户|会员|个人|我的|办事|办理|办件|申报|申请|预约|查询|系统|平台|邮箱|邮件|信箱|oa|办公|内网|内部|校内|vpn|"
    r"互动|咨询|投诉|举报|写信|留言|提交|评议|考试|报名|后台|管理|图书|门户|认证|缴费|财务|教务|学工|资产|一卡通|网盘|服务|工作台|"
    r"数据库|资源|入口|干部|党员|职工|教师|学生"
)
"""Names of what belongs behind a login: services, mailboxes, an office's own network."""
_NOT_PERSONAL = re.compile(
    r"(?:公共|自然|人力|土地|水|国有)资源|(?:建议|提案|议案)\S{0,4}办理|管理(?:办法|制度|规定|条例|细则|局|委)|行政管理|"
    r"(?:学生|教师|职工|干部)\S{0,4}(?:名单|公示|任免|招聘|待遇)|服务(?:指南|目录|清单|事项)|办事指南|图书馆|博物馆"
)
"""Public matters in whose names such words stand."""
_ENTRY = re.compile(
    r"(?:登录|登陆|注册|中心|系统|平台|邮箱|邮件|信箱|入口|后台|大厅|办公|内网|vpn|oa|查询|预约|门户|数据库|网盘)$"
)
_MAX_QUOTE = 80


def read_closed_pages(
    book: PageBook, tree: ColumnTree, lexicon: Lexicon, snapshot: Snapshot, scope: Scope
) -> ClosedPages:
    """Every closed page that a public column is or lists, and every page that refuses addresses."""
    found: dict[str, ClosedPage] = {}
    for column in tree.columns:
        for each in _of_column(book, column, lexicon, snapshot):
            found.setdefault(each.url, each)
    sources = {each.fetch.url for each in found.values() if each.fetch is not None}
    names: dict[str, str] = {}
    for link in tree.nav:
        names.setdefault(link.url, link.name)
    for entry in book.home.reading.all_links:  # 个人中心 is no column, and says what it is
        names.setdefault(entry.url, entry.text)
    personal = {
        url
        for column in tree.columns
        if _is_personal(column)
        for url in (column.url, *(item.url for item in column.items))
    }
    for page in book.pages:
        reading = page.reading
        url = page.fetch.url
        closed = reading.closed
        if closed is None or url in found or url in sources or url in personal:
            continue
        title = _title(page) or names.get(url, "")
        place = " ".join((names.get(url, ""), title, *reading.breadcrumb))
        internal = _names_service(place)
        listed = reading.kind is PageKind.ARTICLE and _PUBLIC.search(place) is not None
        if not internal and (closed[0] is Closing.RANGE or listed):
            found[url] = ClosedPage(url, closed[0], title, page.fetch, closed[1][:_MAX_QUOTE])
    titles = {item.url: item.title for column in tree.columns for item in column.items}
    for fetch in book.index.pages:
        if fetch.url in personal or not scope.contains(fetch.url):
            continue
        name = names.get(fetch.url) or titles.get(fetch.url, "")
        if not _names_service(name) and (quote := refusal(snapshot, fetch)):
            found.setdefault(fetch.url, ClosedPage(fetch.url, Closing.RANGE, name, fetch, quote[:_MAX_QUOTE]))
    return ClosedPages(tuple(found.values()), len(book.pages))


def _names_service(name: str) -> bool:
    return _PERSONAL.search(_NOT_PERSONAL.sub("", fold_name(name))) is not None


def _is_personal(column: Column) -> bool:
    """Whether a column is a service's, by its own name; 公开 in it makes it public all the same."""
    if "公开" in column.name and "依申请" not in column.name:
        return False
    return _names_service(column.name)


def _of_column(book: PageBook, column: Column, lexicon: Lexicon, snapshot: Snapshot) -> Iterator[ClosedPage]:
    if _is_personal(column):
        return
    if column.kind is ColumnKind.LOGIN:
        closed = _closed(book, column.url, column.name, column.name, lexicon, snapshot)
        refused = closed is not None and closed.closing is Closing.RANGE
        if closed is not None and (refused or _PUBLIC.search(column.name)):
            yield closed
    elif column.kind is ColumnKind.LIST:
        for item in column.items:
            if item.url and not _is_entry(item):
                closed = _closed(book, item.url, item.title, column.name, lexicon, snapshot)
                if closed is not None:
                    yield closed


def _is_entry(item: Item) -> bool:
    """Whether a row leads into a service: by its last words, of a dated article only by the very last."""
    name = _NOT_PERSONAL.sub("", fold_name(item.title))
    return (_ENTRY.search(name) if item.date is not None else _PERSONAL.search(name[-6:])) is not None


def _closed(
    book: PageBook, url: str, title: str, column: str, lexicon: Lexicon, snapshot: Snapshot
) -> ClosedPage | None:
    page = book.at(url)
    if page is None:
        chain = book.index.follow(url)
        end = chain.next_url.lower()
        away = chain.ending is Ending.MISSING and chain.fetches
        if away and any(word in end for word in lexicon.services.logins):
            return ClosedPage(url, Closing.LOGIN, title, chain.last, f"跳转到 {chain.next_url}", column)
        return None
    reading = page.reading
    if reading.closed is not None:
        closing, quote = reading.closed
        return ClosedPage(url, closing, title, page.fetch, quote[:_MAX_QUOTE], column)
    if reading.is_login:
        return ClosedPage(url, Closing.LOGIN, title, page.fetch, _title(page), column)
    if not reading.items and (reading.article is None or not reading.article.body_chars):
        # A page that shows nothing may say in a box why, and send its visitor to a login.
        said = fold(read_alert(snapshot.body(page.fetch) or b"", page.fetch.content_type))
        if (told := closing_of(said)) is not None:
            return ClosedPage(url, told, title, page.fetch, said[:_MAX_QUOTE], column)
    return None


def _title(page: ReadPage) -> str:
    reading = page.reading
    title = reading.article.title if reading.article is not None else ""
    return title or reading.heading or reading.document_title
