"""content.picture_only: a disclosure is more than a picture."""

import re
from collections.abc import Iterator

from pydantic import Field

from checks._seen import gap, too_large, undecided, unrendered
from checks._words import cited, cut
from xunjian.model.finding import Finding, Subject
from xunjian.model.site import ArticlePage, Articles, ColumnKind, ColumnTree, Coverage, Page
from xunjian.plugin import CheckParams, check, ok, review, stored, unknown

CLAUSE = "《政府信息公开条例》第六条；国办发〔2017〕47号关于网站内容可检索、可复制、无障碍的规定"

_DISCLOSURE = re.compile(
    r"公开|公告|通告|公示|通知|政策|文件|法规|规章|规划|计划|预算|决算|预决算|财政|资金|采购|招标|中标|招考|人事|任免|"
    r"招聘|录用|许可|处罚|强制|双随机|抽查|执法|权力清单|责任清单|权责|收费|年报|年度报告|指南|制度|应急|统计|审计|"
    r"建议提案|提案办理|土地|征收|征地|补偿|救助|保障|意见征集|征求意见"
)
"""Columns in which an office discloses."""
_DOCUMENT = re.compile(
    r"^关于.{2,}的?(?:通知|公告|通告|公示|决定|决议|意见|批复|复函|函|报告|方案|办法|规定|细则|说明|请示|通报|命令|令)(?:\W|$)"
    r"|(?:预算|决算|公示|公告|通告|通知|名单|清单|目录|批复|年度报告|实施方案|工作方案|管理办法|实施细则|决定书)"
    r"(?:表|书|公开|\(.*\)|（.*）)?$"
)
"""Titles of documents, in whatever column."""
_PICTORIAL_COLUMN = re.compile(
    r"图解|解读|图片|图说|图集|图库|组图|影像|摄影|视频|海报|漫画|动漫|风采|掠影|风光|风貌|美景|轮播|飘窗"
)
"""Columns of pictures."""
_OTHER_COLUMN = re.compile(
    r"旅游|宣传|专题|新闻|动态|要闻|领导|机构|地图|招商|文明|科普|文化|展播|荣誉|典型|媒体|头条|快讯|互动"
)
"""Columns in which only a document discloses."""
_PICTORIAL_TITLE = re.compile(
    r"图解|一图|一张图|两张图|三张图|长图|图说|图文|组图|多图|海报|漫画|动漫|图片|照片|摄影|画册|手绘|读懂|看懂|带你|教你|"
    r"解读|图鉴|速览|导图|扫码|二维码|地图|位置图|平面图|示意图|效果图|路线图|流程图|结构图|架构图|组织图|规划图|区划图|分布图|"
    r"宣传|倡议|温馨提示|提醒|提示|科普|小知识|知识|问答|H5|h5|视频|直播|证书|奖牌|荣誉|标志|徽标|LOGO|logo"
)


class Params(CheckParams):
    max_chars: int = Field(
        default=10, ge=0, description="正文不多于多少个字（字，不计空白）视为没有文字，如“点击查看大图”"
    )


@check("content.picture_only", title="只有图片的公开信息", clause=CLAUSE)
def picture_only(
    articles: Articles, columns: ColumnTree, coverage: Coverage, params: Params
) -> Iterator[Finding]:
    """看应当公开的信息（通知、公告、公示、政策、预决算等）是不是只贴了一张图片，没有文字也没有附件。

    只有图片的，检索不到、复制不了、读屏软件也读不出，列为待人工确认。图片新闻、一图读懂、海报、
    政策解读、流程图、地图等本来就是图的不报；有视频或附件的不报；由脚本生成而没有用浏览器打开的，未能判定。
    """
    places = {column.url: " ".join((*column.path, column.name)) for column in columns.columns}
    kinds = {item.url: places[column.url] for column in columns.columns for item in column.items}
    judged = list(_disclosures(articles, columns, kinds))
    unread: list[Page] = []
    found = 0
    for each in judged:
        if not _only_pictures(each, params.max_chars):
            continue
        if unrendered(each.page) or too_large(each.page):
            unread.append(each.page)
        else:
            found += 1
            yield _doubt(each)
    if unread:
        yield unknown(undecided([f"{len(unread)} 篇公开信息没有读全（如 {unread[0].reading.url}）"]))
    if found or unread:
        return
    if reason := gap(coverage):
        yield unknown(undecided([f"已读的 {len(judged)} 篇公开信息没有发现，但没有看全：{reason}"]))
    elif not articles.articles:
        yield unknown(undecided(["没有读到文章"]))
    else:
        first = (judged or articles.articles)[0].page.fetch
        yield ok(f"{len(judged)} 篇公开信息都有文字、视频或附件。", stored(first))


def _disclosures(articles: Articles, tree: ColumnTree, kinds: dict[str, str]) -> Iterator[ArticlePage]:
    known = set()
    for each in articles.articles:
        known.add(each.page.reading.url)
        if _is_disclosure(each, kinds.get(each.page.reading.url, "")):
            yield each
    for column in tree.columns:  # 机构职能, 公开指南: columns of one article
        page = column.page
        if column.kind is not ColumnKind.ARTICLE or page is None or page.reading.article is None:
            continue
        each = ArticlePage(page.reading.article, page, column.name)
        if page.reading.url not in known and _is_disclosure(each, " ".join(column.path)):
            yield each


def _is_disclosure(each: ArticlePage, above: str) -> bool:
    """By title, else by its column; what is meant to be a picture is none."""
    crumbs = each.page.reading.breadcrumb
    own = each.column or (crumbs[-1] if crumbs else "")
    if _PICTORIAL_TITLE.search(each.article.title) or _PICTORIAL_COLUMN.search(own):
        return False
    if _DOCUMENT.search(each.article.title):
        return True
    place = f"{above} {' '.join(crumbs)} {own}"
    if _OTHER_COLUMN.search(own):
        return False
    return _DISCLOSURE.search(own) is not None or (
        _DISCLOSURE.search(place) is not None and not _OTHER_COLUMN.search(place)
    )


def _only_pictures(each: ArticlePage, most: int) -> bool:
    article = each.article
    if not article.images or article.videos or article.attachments:
        return False
    if any(link.via == "frame" and "pdf" in link.url.lower() for link in each.page.reading.all_links):
        return False
    said, title = "".join(article.body_quote.split()), "".join(article.title.split())
    repeats = bool(said) and title.startswith(said) and article.body_chars <= len(title)
    return article.body_chars <= most or repeats


def _doubt(each: ArticlePage) -> Finding:
    reading, article = each.page.reading, each.article
    return review(
        Subject("article", reading.url, title=article.title or None),
        cited(
            f"公开信息“{cut(article.title) or reading.url}”只有 {article.images} 张图片，没有文字也没有附件，"
            "检索不到、复制不了，应当同时提供文字或附件",
            CLAUSE,
        ),
        stored(each.page.fetch, cut(reading.title_quote or article.title) or None),
        expected="公开信息有可以检索、复制的文字或附件",
        observed=f"图片 {article.images} 张，正文 {article.body_chars} 个字，没有附件",
        column=each.column,
    )
