"""content.blank_page: an article says something."""

from collections import Counter
from collections.abc import Iterator

from pydantic import Field

from checks._seen import gap, too_large, undecided, unrendered
from checks._words import cited, cut
from xunjian.model.finding import Finding, Subject
from xunjian.model.page import Article
from xunjian.model.site import ArticlePage, Articles, ColumnKind, ColumnTree, Coverage, Page
from xunjian.plugin import CheckParams, check, fail, ok, stored, unknown

CLAUSE = "《政府网站发展指引》（国办发〔2017〕47号）关于网站内容的规定：不得有空白页面"

_REDIRECT_CHARS = 80
"""A page that only sends its visitor on shows hardly a word."""
_TEMPLATE = 3
"""Articles from which on what they share may be their template's."""


class Params(CheckParams):
    max_chars: int = Field(default=0, ge=0, description="正文不多于多少个字（字，不计空白）视为没有正文")


@check("content.blank_page", title="空白页面", clause=CLAUSE)
def blank_pages(
    articles: Articles, columns: ColumnTree, coverage: Coverage, params: Params
) -> Iterator[Finding]:
    """看每篇文章有没有内容：正文、图片、视频、附件一样也没有的不通过。

    只有一篇文章的栏目（机构职能）也算文章。由脚本生成而没有用浏览器打开的，未能判定；
    只是转向别处的页面、正文放在自己框架里的页面，不算空白。
    """
    judged = list(_all(articles, columns))
    common = Counter(
        link
        for each in judged
        for link in {
            (link.via, link.url) for link in each.page.reading.links if link.via in ("frame", "script")
        }
    )
    unread: list[Page] = []
    large: list[Page] = []
    blanks = 0
    for each in judged:
        if not _empty(each.article, params.max_chars) or _leads_on(each.page, common, len(judged)):
            continue
        if too_large(each.page):
            large.append(each.page)
        elif unrendered(each.page):
            unread.append(each.page)
        else:
            blanks += 1
            yield _blank(each)
    if unread:
        reason = f"{len(unread)} 篇文章由脚本生成，本次没有用浏览器打开（如 {unread[0].reading.url}）"
        yield unknown(undecided([reason]))
    if large:
        yield unknown(undecided([f"{len(large)} 篇文章过大，没有读完（如 {large[0].reading.url}）"]))
    if blanks or unread or large:
        return
    if reason := gap(coverage):
        yield unknown(undecided([f"已读的 {len(judged)} 篇文章都有内容，但没有看全：{reason}"]))
    elif not judged:
        yield unknown(undecided(["没有读到文章"]))
    else:
        yield ok(f"{len(judged)} 篇文章都有正文、图片、视频或附件。", stored(judged[0].page.fetch))


def _all(articles: Articles, tree: ColumnTree) -> Iterator[ArticlePage]:
    yield from articles.articles
    known = {each.page.reading.url for each in articles.articles}
    for column in tree.columns:
        page = column.page
        if column.kind is not ColumnKind.ARTICLE or page is None or page.reading.url in known:
            continue
        if page.reading.article is not None:
            yield ArticlePage(page.reading.article, page, column.name)


def _empty(article: Article, most: int) -> bool:
    shown = article.images or article.videos or article.attachments
    return article.body_chars <= most and not shown


def _leads_on(page: Page, common: Counter[tuple[str, str]], articles: int) -> bool:
    """Whether the content stands elsewhere: a page that sends its visitor on, or holds a frame of its own.

    A frame that other articles have too is part of the template and holds no article; so is a script that
    most articles have, such as that of a menu.
    """
    for link in page.reading.links:
        count = common[link.via, link.url]
        if link.via == "meta" or (link.via == "frame" and count == 1):
            return True
        own = count < _TEMPLATE or count * 2 <= articles
        if link.via == "script" and own and page.reading.text_chars <= _REDIRECT_CHARS:
            return True
    return False


def _blank(each: ArticlePage) -> Finding:
    reading = each.page.reading
    title = each.article.title or reading.document_title
    return fail(
        Subject("article", reading.url, title=title or None),
        cited(f"文章“{cut(title) or reading.url}”没有正文，也没有图片、视频或附件，是空白页面", CLAUSE),
        stored(each.page.fetch, cut(reading.title_quote or title) or None),
        expected="文章有正文、图片、视频或附件",
        observed=f"正文 {each.article.body_chars} 个字，图片、视频、附件都没有",
        column=each.column,
    )
