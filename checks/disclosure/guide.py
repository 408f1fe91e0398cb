"""disclosure.guide: the guide to public information says whom to ask, where, when and how."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import Field

from checks._columns import ELSEWHERE
from checks._named import look_up, looked_through, search_gap, site_of
from checks._published import newest_first, pages_by_url, published_items
from checks._seen import partly_read, undecided
from checks._words import cited, quoted
from checks.disclosure._files import files_of
from xunjian.model.finding import Evidence, Finding
from xunjian.model.site import Articles, Column, ColumnKind, ColumnTree, Coverage, Home, Page, UnitFacts
from xunjian.model.texts import PageText, Texts
from xunjian.plugin import CheckParams, ColumnName, check, fail, ok, stored, unknown

CLAUSE = "《中华人民共和国政府信息公开条例》（国务院令第711号）第十二条：公开指南的内容"

_ELEMENTS = {
    "受理机构": re.compile(
        r"(?:受理|工作|办理|承办|公开|主管|负责)(?:政府信息公开(?:申请)?的?)?(?:工作)?(?:机构|機構|部门|部門|单位|單位|科室)|机构名称|機構名稱|办公室|辦公室"
    ),
    "办公地址": re.compile(r"地\s*址|办公地点|受理地点|受理地點|办公场所|联系地点|通讯地點|通[讯信]处"),
    "联系电话": re.compile(r"(?<!\d)(?:0\d{2,3}\s*[-—－ ]?\s*)?[2-9]\d{6,7}(?!\d)|(?<!\d)12345(?!\d)"),
    "办公时间": re.compile(
        r"(?:办公|工作|受理|接待|服务|辦公|受理|接待)\s*(?:时\s*间|時\s*間)|上\s*午.{0,20}\d|\d{1,2}\s*[:：]\s*\d{2}\s*[-—－~～至到]"
    ),
    "申请方式": re.compile(
        r"(?:当面|當面|现场|书面|書面|邮寄|郵寄|信函|传真|傳真|电子邮件|電子郵件|网上|網上|互联网|网络|在线|線上|线上|平台)[^。；]{0,30}(?:申请|申請|提交|递交|受理|办理)"
        r"|(?:申请|申請|提交|递交)[^。；]{0,40}(?:当面|當面|现场|书面|書面|邮寄|郵寄|信函|传真|傳真|电子邮件|網上|网上|互联网|网络|在线|线上|平台)"
    ),
}
_FURTHER = {
    "查阅点": re.compile(r"查阅(?:点|场所|中心|室|处|地点)|查閱(?:點|場所|中心|室|處)"),
    "网站": re.compile(
        r"https?://|www\.[\w-]+\.|[\w-]+\.gov\.cn|(?:政府|门户|門戶|官方)(?:门户|門戶)?(?:网站|網站)"
    ),
    "微博微信": re.compile(r"微信|微博|公众号|公眾號|两微|兩微"),
    "客户端": re.compile(r"客户端|客戶端|移动端|小程序|(?<![A-Za-z])APP(?![A-Za-z])", re.IGNORECASE),
}
"""What some offices ask of a guide beyond the regulation."""
_FROM = re.compile(r"(?:来源|來源|发布(?:机构|单位|部门)|發佈(?:機構|單位)|作者|责任编辑)\s*[:：]\s*\S+")
"""Who put a page up is not yet who takes applications in."""
_GUIDE = re.compile(r"公开指南|公開指南")
_NO_GUIDE = ELSEWHERE | {ColumnKind.HUB}
_MOST = 12
"""Guides that are read: units of a shared platform each have one."""
_SHORTEST = 60
"""Characters of a text; with fewer the guide is a picture or lies in a file."""


class Params(CheckParams):
    names: tuple[ColumnName, ...] = Field(
        default=("政府信息公开指南", "信息公开指南", "公开指南"),
        min_length=1,
        description="指南栏目的名称，有其中一个即可",
    )
    elements: tuple[str, ...] = Field(
        default=tuple(_ELEMENTS),
        description="指南必须写明的要素，可选：" + "、".join((*_ELEMENTS, *_FURTHER)),
    )


@dataclass(frozen=True, slots=True)
class _Guide:
    """One page that holds a guide. `doubt`: why what it lacks may yet be there."""

    url: str
    title: str
    text: str
    doubt: str = ""
    page: Page | None = None


@check("disclosure.guide", title="政府信息公开指南", clause=CLAUSE)
def guide(
    columns: ColumnTree,
    articles: Articles,
    coverage: Coverage,
    home: Home,
    unit: UnitFacts,
    texts: Texts,
    params: Params,
) -> Iterator[Finding]:
    """看网站有没有政府信息公开指南，指南有没有写明受理机构、办公地址、联系电话、办公时间、申请方式。

    指南可以是一个栏目页，也可以是栏目里的一篇文章或一个附件；有多份的，有一份写全即通过。
    指南设在别的网站、是图片或读不出文字的附件、没有读到的，未能判定。
    """
    answer = look_up(columns, params.names, unit, other_site=True)
    own = [match.column for match in answer.sure if match.column is not None]
    guides = list(_guides(own, columns, articles, texts))
    if not guides:
        yield from _absent(
            columns, coverage, home, params, own, [m.url for m in answer.sure], bool(answer.doubtful)
        )
        return
    known = _ELEMENTS | _FURTHER
    wanted = [name for name in params.elements if name in known]
    plain = {each.url: unicodedata.normalize("NFKC", each.text) for each in guides}
    lacking = {url: [name for name in wanted if not known[name].search(text)] for url, text in plain.items()}
    best = min(guides, key=lambda each: (len(lacking[each.url]), bool(each.doubt)))
    missing = lacking[best.url]
    proof = (stored(best.page.fetch, best.title),) if best.page is not None else (Evidence("text", best.url),)
    if not missing:
        yield ok(f"{quoted(best.title)}写明了{'、'.join(wanted)}。", *proof)
        return
    doubts = [f"{quoted(each.title)}（{each.url}）{each.doubt}" for each in guides if each.doubt]
    if doubts:
        yield unknown(undecided([f"没有读到{'、'.join(missing)}，但{each}" for each in doubts]))
        return
    told = "、".join(missing)
    yield fail(
        site_of(columns, best.title),
        cited(f"{quoted(best.title)}（{best.url}）没有写明{told}", CLAUSE),
        *proof,
        expected=f"指南写明{'、'.join(wanted)}",
        observed=f"没有找到{told}",
        signature="elements:" + ",".join(missing),
        column="政府信息公开指南",
    )


def _absent(
    columns: ColumnTree,
    coverage: Coverage,
    home: Home,
    params: Params,
    own: list[Column],
    links: list[str],
    alike: bool,
) -> Iterator[Finding]:
    doubts = [f"{quoted(column.name)}栏目（{column.url}）里没有读到指南" for column in own]
    doubts += [f"指南设在 {url}" for url in links] if not own else []
    if alike and not doubts:
        doubts.append("有名称相近的栏目，不能确定是不是指南")
    if gap := search_gap(columns, coverage, home):
        doubts.append(f"没有看全：{gap}")
    if doubts:
        yield unknown(undecided(doubts))
        return
    yield fail(
        site_of(columns, "政府信息公开指南"),
        cited("网站没有政府信息公开指南，导航和各级栏目中都没有这一名称或同义名称", CLAUSE),
        *looked_through(columns),
        expected="设有政府信息公开指南",
        observed=f"看过 {len(columns.columns)} 个栏目、{len(columns.nav)} 个导航链接，没有找到",
        signature="missing",
        column="政府信息公开指南",
    )


def _guides(own: list[Column], tree: ColumnTree, articles: Articles, texts: Texts) -> Iterator[_Guide]:
    """The guide's column itself where it is one text; else the items of it, and guides listed elsewhere."""
    by_url = pages_by_url(articles)
    seen: set[str] = set()
    for column in own:
        alone = column.kind is ColumnKind.ARTICLE or not column.items
        if alone and column.page is not None and column.kind not in _NO_GUIDE:
            seen.add(column.url)
            yield _read(column.url, column.name, texts, column.page)
    names = {column.name for column in own}
    listed = [
        item for item in published_items(tree, articles) if item.column in names or _GUIDE.search(item.title)
    ]
    for item in newest_first(listed)[:_MOST]:
        if item.url not in seen:
            seen.add(item.url)
            yield _read(item.url, item.title, texts, by_url.get(item.url))


def _read(url: str, title: str, texts: Texts, page: Page | None) -> _Guide:
    text = texts.page(url)
    if text is None:
        file = texts.document(url)
        if file is not None and file.readable:
            return _Guide(url, title, file.text, "", page)
        return _Guide(url, title, "", "没有读到" if file is None else f"读不出文字（{file.unread}）", page)
    words = _FROM.sub("", text.words)
    doubt = ""
    if page is not None and partly_read(page):
        doubt = "没有读全"
    files, unread = _attached(text, page, texts)
    words += files
    if not doubt and unread:
        doubt = unread
    if not doubt and len("".join(words.split())) < _SHORTEST:
        doubt = "正文几乎没有文字"
    return _Guide(url, title, words, doubt, page)


def _attached(text: PageText, page: Page | None, texts: Texts) -> tuple[str, str]:
    """The words of the guide's attachments, and why one could not be read."""
    words, unread = "", ""
    for attachment in files_of(text, page):
        file = texts.document(attachment.url)
        if file is not None and file.readable:
            words += "\n" + file.text
        elif _GUIDE.search(attachment.title) or len(text.text) < _SHORTEST:
            unread = f"的附件{quoted(attachment.title)}没有读出文字"
    return words, unread
