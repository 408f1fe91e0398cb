"""site.page_labels: pages carry the meta labels of their kind."""

import re
from collections.abc import Iterator

from pydantic import Field

from checks._seen import gap, undecided, unrendered
from checks._words import cited
from xunjian.model.finding import Finding, Subject
from xunjian.model.page import PageKind
from xunjian.model.site import ColumnKind, ColumnTree, Coverage, Page, Pages
from xunjian.plugin import CheckParams, check, fail, ok, stored, unknown

CLAUSE = "《政府网站发展指引》（国办发〔2017〕47号）附件网页标签规范"

_KINDS = {PageKind.HOME: "首页", PageKind.COLUMN: "栏目页", PageKind.ARTICLE: "内容页"}
_NO_COLUMN = (ColumnKind.CALENDAR, ColumnKind.LOGIN)
_EVIDENCE = 3
_FOLDER = re.compile(r"/(?:(?:index|default)\.\w+)?$", re.IGNORECASE)
"""An address of a folder's own page: where navigation leads to one, it is a column's."""


class Params(CheckParams):
    home: tuple[str, ...] = Field(
        default=("SiteName", "SiteDomain", "SiteIDCode"),
        description="首页必须有的标签（meta 名称，不分大小写）",
    )
    column: tuple[str, ...] = Field(
        default=("ColumnName", "ColumnType"), description="栏目页必须有的标签（meta 名称，不分大小写）"
    )
    article: tuple[str, ...] = Field(
        default=("ArticleTitle", "PubDate", "ContentSource"),
        description="内容页必须有的标签（meta 名称，不分大小写）",
    )


@check(
    "site.page_labels",
    title="网页标签",
    clause=CLAUSE,
    classes={kind.value: word for kind, word in _KINDS.items()},
)
def page_labels(pages: Pages, columns: ColumnTree, coverage: Coverage, params: Params) -> Iterator[Finding]:
    """看首页、栏目页、内容页有没有各自的 meta 标签，缺少或内容为空的不通过。

    首页：SiteName、SiteDomain、SiteIDCode；栏目页（只看栏目的第一页）：ColumnName、ColumnType；
    内容页：ArticleTitle、PubDate、ContentSource（按参数）。只有一篇内容的栏目没有 ArticleTitle 时按栏目页看；
    没有写日期而有 ColumnName 的也是这样的栏目。
    同一类页面缺少同一组标签只报一个问题，列出全部页面。
    """
    wanted = {
        PageKind.HOME: params.home,
        PageKind.COLUMN: params.column,
        PageKind.ARTICLE: params.article,
    }
    places = {column.url for column in columns.columns}
    places |= {link.url for link in columns.nav if _FOLDER.search(link.url)}
    kinds = [(page, _kind(page, pages.home_url, places)) for page in _first_pages(pages, columns)]
    judged = [(page, kind) for page, kind in kinds if kind in wanted]
    groups: dict[tuple[PageKind, tuple[str, ...]], list[Page]] = {}
    sound = 0
    unread: list[Page] = []
    for page, kind in judged:
        present = {name.lower() for name, value in page.reading.labels.items() if value.strip()}
        missing = tuple(name for name in wanted[kind] if name.lower() not in present)
        if not missing:
            sound += 1
        elif unrendered(page):
            unread.append(page)
        else:
            groups.setdefault((kind, missing), []).append(page)
    for (kind, missing), lacking in groups.items():
        yield _lacking(kind, missing, lacking, len(judged))
    if unread:
        reason = f"{len(unread)} 个页面由脚本生成，本次没有用浏览器打开（如 {unread[0].reading.url}）"
        yield unknown(undecided([reason]))
    if groups or unread:
        return
    if reason := gap(coverage):
        yield unknown(undecided([f"已看到的 {sound} 个页面标签齐全，但没有看全：{reason}"]))
    elif not judged:
        yield unknown(undecided(["没有读到首页、栏目页或内容页"]))
    else:
        first = judged[0][0]
        quote = "；".join(f"{name}={value}" for name, value in first.reading.labels.items())
        yield ok(f"{sound} 个页面的标签齐全。", stored(first.fetch, quote or None))


def _kind(page: Page, home_url: str, places: set[str]) -> PageKind:
    """What a page is judged as. A column that is one text (T17) carries a column's labels or a text's."""
    reading = page.reading
    if reading.url == home_url:
        return PageKind.HOME
    undated = reading.article is not None and reading.article.published is None
    named = undated and bool(reading.labels.get("ColumnName"))
    one_text = reading.kind is PageKind.ARTICLE and (named or reading.url in places)
    return PageKind.COLUMN if one_text and not reading.labels.get("ArticleTitle") else reading.kind


def _first_pages(pages: Pages, columns: ColumnTree) -> Iterator[Page]:
    """All pages but those that continue a list or show its first page again: a column is one page, its first.

    A calendar or a login page is no column.
    """
    first = {column.url for column in columns.columns}
    later = {page.reading.next_page for page in pages.pages} - first
    later |= {column.url for column in columns.columns if column.kind in _NO_COLUMN}
    shown = {each.page.reading.items for each in columns.columns if each.page is not None} - {()}
    for page in pages.pages:
        reading = page.reading
        if reading.kind is PageKind.COLUMN and (
            reading.url in later or (reading.url not in first and reading.items in shown)
        ):
            continue
        yield page


def _lacking(kind: PageKind, missing: tuple[str, ...], lacking: list[Page], total: int) -> Finding:
    ordered = sorted(lacking, key=lambda page: page.reading.url)
    first = ordered[0].reading.url
    named = "、".join(missing)
    place = _KINDS[kind] if kind is PageKind.HOME else f"{_KINDS[kind]} {first} "
    if len(ordered) > 1:
        place = f"{place}等 {len(ordered)} 个页面"
    empty = any(name.lower() in map(str.lower, ordered[0].reading.labels) for name in missing)
    return fail(
        Subject("page", first, tuple(page.reading.url for page in ordered), f"{_KINDS[kind]}标签"),
        cited(f"{place}缺少标签 {named}{'（或内容为空）' if empty else ''}", CLAUSE),
        *(stored(page.fetch) for page in ordered[:_EVIDENCE]),
        expected=f"{_KINDS[kind]}有内容不为空的标签 {named}",
        observed=f"检查了 {total} 个页面，{len(ordered)} 个{_KINDS[kind]}没有",
        signature=f"{kind.value}:{','.join(missing)}",
        kind=kind.value,
    )
