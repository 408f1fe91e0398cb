"""Reads a result page: which titles and addresses it holds, and whether it can be believed to be whole."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from urllib.parse import parse_qsl, quote, quote_plus, unquote, urlsplit

from lxml.html import HtmlElement

from xunjian.facts.opened import open_page
from xunjian.facts.residue import WRITES
from xunjian.facts.search.draw import BEGINNING
from xunjian.facts.search.words import bare, is_cut
from xunjian.html.text import fold, squeeze
from xunjian.html.urls import canonical, resolve

_NOTHING = re.compile(
    r"(?:没有|未能?|未曾|无法)(?:检索|搜索|查询?|找|搜)到|没有(?:相关|符合|匹配|任何|您)|(?:无|暂无)(?:相关|符合|匹配|数据|结果|内容|信息)"
    r"|(?<!\d)0\s*(?:条|个|项|篇|件|笔|则)|(?:共|约|总数|结果|记录)\D{0,6}[:为]?\s*0(?!\d)|找不到|not\s+found|no\s+results?|输入(?:检索|搜索|关键)"
)
_CAPTCHA = re.compile(r"验证码|滑动验证|安全验证|人机验证|captcha", re.I)
_BUSY = re.compile(r"(?:检索|搜索|访问|操作|查询|请求)(?:过于|太)?频繁|稍[后候]再试|间隔.{0,6}秒")
_FETCHES = re.compile(
    r"\$\.(?:ajax|get|post|getJSON)\b|\bfetch\s*\(|XMLHttpRequest|axios|new\s+Vue|createApp|ng-repeat|v-for|\.load\s*\("
    r"|jsonp|layui\.use|dataTable|artTemplate|template\s*\(",
    re.I,
)
_BROKEN = re.compile(
    r"系统(?:错误|异常|繁忙|维护|出错)|服务器?(?:内部)?(?:错误|异常|繁忙|不可用)|内部错误|数据库.{0,8}(?:错误|失败|异常)|运行时错误"
    r"|网站(?:维护|升级)|internal server error|bad gateway|service unavailable|\b\w+exception\b|stack trace"
)
_REFUSED = re.compile(
    r"(?:包含|含有|存在).{0,8}(?:非法|敏感|危险|不安全)|(?:请求|访问|操作).{0,4}(?:被拦截|被拒绝|受限)|请(?:先|您)?\s*登录(?:后|再)?(?:检索|搜索|查询|使用|访问)?"
    r"|无权(?:访问|检索)"
)
_MOVES_ON = re.compile(
    r"<meta[^>]{0,80}http-equiv\s*=\s*[\"']?refresh[^>]{0,80}url|\blocation(?:\.href)?\s*=(?!=)|location\.replace\s*\(|\.submit\s*\(",
    re.I,
)
_TITLED = re.compile(
    r"""["']?\w*(?:title|headline|subject|(?<![a-z])bt|(?<![a-z])name)\w*["']?\s*:\s*(?P<q>["'])(?P<said>(?:(?!(?P=q))[^\\\n]|\\.){4,400})(?P=q)""",
    re.I,
)
"""A title in data that a script shows."""
_READS_QUERY = re.compile(
    r"\blocation\s*\.\s*(?:search\b|(?:href|hash)\s*\.\s*(?:split|match|indexOf|sub|slice|replace))"
    r"|URLSearchParams|decodeURI|getQuery|getParam",
    re.I,
)
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_MARKS = re.compile(r"</?(?:em|font|span|b|strong|i|mark|red|hl)\b[^<>]{0,80}>", re.I)
_SHORT_PAGE = 1500
_PASSING = 300
"""Characters of a page that only sends its visitor on."""
_LEAST_CUT = 4
_TITLE = 8
"""Characters from which on words may be a title."""
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_MUSTACHE = re.compile(r"\{\{.{0,80}?\}\}")


@dataclass(frozen=True)
class ResultPage:
    """One result page, ready to be asked."""

    url: str
    query: str
    body: bytes
    content_type: str = ""
    rendered: bool = False

    @cached_property
    def _opened(self) -> tuple[HtmlElement, str, str]:
        opened = open_page(self.body, self.url, self.content_type, None)
        return opened.source.tree, opened.source.base, opened.decoded.text

    @cached_property
    def links(self) -> tuple[tuple[str, bool, str], ...]:
        """Words (as compared), whether they are cut off, and address of every link that is shown."""
        tree, base, _ = self._opened
        found = []
        for el in tree.iter("a"):
            if _is_hidden(el):
                continue
            url = resolve(base, el.get("href") or "") or ""
            text, title = _plain(el.text_content()), _plain(el.get("title"))
            if url and self._searches_again(url):
                text = title = ""
            whole = title if bare(text)[:BEGINNING] in bare(title) else f"{text} {title}"
            words = whole or text
            found.append((bare(words), is_cut(words), url))
        return tuple(found)

    def _searches_again(self, url: str) -> bool:
        """Whether a link asks for the same words once more: the next page, another tab, words to try."""
        parts = urlsplit(url)
        if not parts.query or "http" in unquote(parts.query):
            return False  # what counts clicks carries both the words and the address it leads to
        own = urlsplit(self.url)
        if own.query and parts.path == own.path and _names(parts.query) >= _names(own.query):
            return True
        sent = (quote_plus(self.query), quote(self.query), quote(self.query.encode("gb18030", "replace")))
        return any(each in url for each in sent)

    @cached_property
    def text(self) -> str:
        """All words that are shown, folded."""
        tree, _, _ = self._opened
        parts = [
            str(piece)
            for el in tree.iter()
            if isinstance(el.tag, str) and el.tag not in ("script", "style", "title", "noscript", "option")
            for piece in (el.text, *(child.tail for child in el))
            if piece and piece.strip() and not _is_hidden(el)
        ]
        return fold(_plain(" ".join(parts)))

    def count(self, title: str, target: str) -> int:
        """How often it holds a title as a link, by its words or by its address."""
        wanted = bare(title)
        target = canonical(target) or target
        path = _path(target)
        return sum(
            _leads_to(url, target, path) or _reads(words, cut, wanted) for words, cut, url in self.links
        )

    def count_links(self, words: str) -> int:
        """How often words stand in a link."""
        wanted = bare(words)
        return sum(wanted in said for said, _, _ in self.links)

    @cached_property
    def rows(self) -> frozenset[str]:
        """Where links lead that may be titles."""
        return frozenset(url for words, _, url in self.links if url and len(words) >= _TITLE)

    def count_words(self, title: str) -> int:
        """How often a title stands among its words, links or not."""
        return bare(self.text).count(bare(title))

    def count_data(self, title: str) -> int:
        """How often the data of its scripts hold it as a title."""
        wanted = bare(title)
        return sum(wanted in said for said in self._data)

    @cached_property
    def _data(self) -> tuple[str, ...]:
        tree, _, _ = self._opened
        scripts = " ".join(each.text or "" for each in tree.iter("script"))
        plain = _ESCAPED.sub(lambda hit: chr(int(hit[1], 16)), scripts).replace("\\/", "/")
        return tuple(bare(_plain(hit["said"])) for hit in _TITLED.finditer(plain))

    def holds_cut(self, title: str) -> bool:
        """Whether some words are cut off so early that they may be this title or another."""
        wanted = bare(title)
        return any(
            cut
            and len(words) >= _LEAST_CUT
            and wanted.startswith(words[-BEGINNING:])
            and len(words) < BEGINNING
            for words, cut, _ in self.links
        )

    def count_address(self, target: str) -> int:
        """How often the address of an item stands anywhere in its source."""
        _, _, source = self._opened
        path = _path(target)
        return (
            source.replace("\\/", "/").replace("&amp;", "&").count(path) if len(path) > len("/a.htm") else 0
        )

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Where its links lead, as far as they do not search again."""
        return frozenset(url for words, _, url in self.links if url and words)

    @property
    def says_nothing_found(self) -> bool:
        return _NOTHING.search(_MUSTACHE.sub(" ", self.text)) is not None

    @property
    def asks_for_captcha(self) -> bool:
        return _CAPTCHA.search(self.text) is not None

    @property
    def is_busy(self) -> bool:
        return len(self.text) < _SHORT_PAGE and _BUSY.search(self.text) is not None

    @property
    def refuses(self) -> str:
        """Chinese, what a page says that is no result at all: an error, or that we may not; else empty."""
        if len(self.text) >= _SHORT_PAGE or self.says_nothing_found:
            return ""
        for pattern, said in ((_BROKEN, "检索服务提示出错"), (_REFUSED, "检索服务拒绝了这次检索")):
            if found := pattern.search(self.text.lower()):
                return f"{said}（{found[0][:20]}）"
        return ""

    @cached_property
    def frames(self) -> frozenset[str]:
        """What its frames show, as it is written."""
        tree, _, _ = self._opened
        framed = (el.get("src") or "" for el in tree.iter("iframe", "frame"))
        return frozenset(
            src for src in framed if src and not src.lower().startswith(("about:", "javascript:"))
        )

    @property
    def moves_on(self) -> bool:
        """Whether it sends its visitor elsewhere."""
        _, _, source = self._opened
        if self.rendered:
            return False
        return (
            len(self.text) < _PASSING and not self.says_nothing_found and _MOVES_ON.search(source) is not None
        )

    @cached_property
    def fetches_results(self) -> bool:
        """Whether its scripts ask for something once it is there, search by themselves for what its address
        asks, or it holds the patterns of a list."""
        tree, _, source = self._opened
        if self.rendered:
            return False
        if _FETCHES.search(source) is not None or _MUSTACHE.search(self.text) is not None:
            return True
        scripts = (each.text or "" for each in tree.iter("script"))
        return any(_READS_QUERY.search(text) and WRITES.search(text) for text in scripts)

    def loads_beyond(self, known: Iterable[str]) -> bool:
        """Whether it loads scripts that the pages known do not: they may bring the results."""
        if self.rendered:
            return False
        tree, base, _ = self._opened
        loaded = {resolve(base, el.get("src") or "") for el in tree.iter("script") if el.get("src")}
        return bool({url for url in loaded if url} - set(known))


def _plain(text: str | None) -> str:
    """Words as they are meant, where marks and entities are shown as they are written."""
    words = squeeze(text)
    if "&" in words or "<" in words:
        words = _MARKS.sub("", unescape(_MARKS.sub("", unescape(words))))
    return words


def _names(query: str) -> set[str]:
    return {name for name, _ in parse_qsl(query, keep_blank_values=True)}


def _reads(words: str, cut: bool, wanted: str) -> bool:
    if wanted in words:
        return True
    head = wanted[:BEGINNING]
    at = words.find(head) if len(head) == BEGINNING else -1
    if at < 0:
        return False
    rest = words[at:]
    # Cut with dots, or simply after so many characters.
    return wanted.startswith(rest) and (cut or at == 0)


def _leads_to(url: str, target: str, path: str) -> bool:
    """Whether an address is that of the item, or goes there by way of a counter of clicks."""
    if not url:
        return False
    if url == target or _path(url) == path:
        return True
    return target in unquote(urlsplit(url).query)


def _path(url: str) -> str:
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _is_hidden(el: HtmlElement) -> bool:
    node: HtmlElement | None = el
    while node is not None:
        style = node.get("style")
        if (
            (style and _HIDDEN.search(style))
            or node.get("hidden") is not None
            or node.tag in ("template", "script", "style")
        ):
            return True
        node = node.getparent()
    return False
