# ruff: noqa: E501  HTML stands here as such systems write it: its lines stay whole
"""The search of a made-up portal: the box on its pages, and the engine that answers."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote

from xunjian.testing.book import Book, Make, ordered
from xunjian.testing.pen import Ledger, Pen, esc
from xunjian.testing.site import Hosts, Route
from xunjian.testing.spec import ColumnKind, PortalSpec, Search, Story

Answerer = Callable[[str, str], Route]
"""Query and body of a request -> what it brings."""

REGION = "search.yunjiang-sheng.invalid"
"""Host of a platform that another government runs for all below it."""
_PER_PAGE = 10
_NEWEST = 5
_NAMES = ("searchword", "q", "key", "keyword")
"""Names of the field, of all makes."""


def search_host(spec: PortalSpec) -> str:
    """The name under which the same server answers for searches alone."""
    return "so." + spec.host.removeprefix("www.")


def search_box(pen: Pen, path: str, sound: str) -> str:
    """The box on every page; `sound`: as the make writes it."""
    field = '<input type="text" name="q" placeholder="请输入关键词">'
    button = '<input type="submit" value="搜索">'
    match pen.spec.search:
        case Search.NONE:
            return ""
        case Search.GONE:
            return f'<form action="{pen.absolute(pen.spec.prefix)}so/old_search" name="search">{field}{button}</form>'
        case Search.POST:
            hidden = (
                '<input type="hidden" name="site" value="站内"><input type="hidden" name="page" value="1">'
            )
            return f'<form action="{pen.to(path)}" method="post" accept-charset="gbk" name="search">{hidden}{field}<button>检索</button></form>'
        case Search.HOST:
            return f'<form action="http://{search_host(pen.spec)}{path}" target="_blank"><input type="hidden" name="siteid" value="7">{field}{button}</form>'
        case Search.REGION:
            return f'<form action="http://{REGION}/s" target="_blank"><input type="hidden" name="siteCode" value="{pen.spec.footer.values["site_code"]}">{field}{button}</form>'
        case Search.CAPTCHA:
            picture = pen.picture(f"{pen.spec.prefix}images/logo.png", "验证码")
            return f'<form action="{pen.to(path)}" name="search">{field}<input type="text" name="yzm" placeholder="验证码" size="4">{picture}{button}</form>'
        case Search.SCRIPT:
            go = f"location.href=['{pen.absolute(path)}','q='+encodeURIComponent(document.getElementById('kw').value)].join('?')"
            return f'<div class="search"><input type="text" id="kw" placeholder="请输入关键词"><a href="javascript:;" id="so" onclick="doSearch()">搜索</a></div><script>function doSearch(){{{go}}}</script>'
        case Search.ENTRY:
            return f'<a href="{pen.to(path)}" class="ss">站内检索</a>'
        case _:
            return sound


def search_page(spec: PortalSpec, path: str) -> str:
    """What the page of the search itself says before anything was searched for."""
    form = f'<form action="{path}"><input type="text" name="q"><input type="submit" value="检索"></form>'
    return (form if spec.search is Search.ENTRY else "") + '<div class="result">请输入检索词。</div>'


@dataclass(frozen=True, slots=True)
class _Engine:
    spec: PortalSpec
    make: Make
    book: Book
    hosts: Hosts

    def answer(self, query: str, body: str) -> Route:
        charset = "gb18030" if body or self.make.charset != "utf-8" else "utf-8"
        given = dict(parse_qsl(body or query, keep_blank_values=True, encoding=charset, errors="replace"))
        words = next((given[name] for name in _NAMES if name in given), "")
        path = self.make.search_path(self.spec)
        pen = Pen(Ledger(self.spec, self.hosts), path, "other", None, None, "root")
        text = self.make.plain(pen, self.book, "检索结果", self._results(pen, words))
        return Route(text.encode(self.make.charset, "xmlcharrefreplace"), self.make.content_type)

    def _results(self, pen: Pen, words: str) -> str:
        found = self._found("".join(words.split()))
        if self.spec.search is Search.SHELL:
            return '<div id="results">正在检索……</div><script>$.ajax({url:"/api/so.json",success:show});</script>'
        if not found:
            return f'<div class="result">抱歉，没有找到与“{esc(words)}”相关的信息。</div>'
        shown = found if self.spec.search is Search.EVERYTHING else found[:_PER_PAGE]
        rows = "".join(self._row(pen, story, words) for story in shown)
        pages = (
            f'<div class="page"><a href="{self._again(words)}&amp;page=2">下一页</a></div>'
            if len(found) > _PER_PAGE
            else ""
        )
        return f'<div class="result"><p>为您找到“{esc(words)}”的相关结果 {len(found)} 条</p><ul>{rows}</ul>{pages}</div>'

    def _again(self, words: str) -> str:
        return esc(f"{self.make.search_path(self.spec)}?q={quote(words)}")

    def _found(self, words: str) -> list[Story]:
        if self.spec.search is Search.SILENT or not words:
            return []
        stories = [
            story
            for column in self.spec.walk()
            if column.kind is not ColumnKind.EXTERNAL
            for story in column.stories
        ]
        known = ordered([story for story in stories if story.key in self.book.stories])
        if self.spec.search is Search.EVERYTHING:
            return list(known)
        if self.spec.search is Search.MISSES:
            known = known[:_NEWEST]
        return [story for story in known if words in "".join(story.title.split())]

    def _row(self, pen: Pen, story: Story, words: str) -> str:
        """As the engines of different houses show a hit: marked, split by marks, cut off, behind a counter."""
        address, title = self.book.stories[story.key], story.title
        day = f"<span>{story.day}</span>"
        match self.spec.make:
            case "trs":
                marked = esc(title).replace(esc(words), f"<em>{esc(words)}</em>")
                return f'<li><a href="{esc(address)}" target="_blank">{marked}</a>{day}<p>{esc("".join(story.paragraphs)[:60])}</p></li>'
            case "table":
                pieces = "".join(
                    f"<font color=red>{esc(title[at : at + 2])}</font>" for at in range(0, len(title), 2)
                )
                return f'<li><a href="{esc(address)}" target=_blank>{pieces}</a>{day}'
            case "modern":
                short = title if len(title) <= 18 else title[:17] + "…"
                return f'<li><a href="{esc(address)}"><h4>{esc(short)}</h4></a>{day}</li>'
            case _:
                counted = f"/visit/link.do?q={quote(words)}&url={quote(pen.absolute(address), safe='')}"
                return f'<LI><A HREF="{esc(counted)}">{esc(title)}</A> {day}'


def search_engines(spec: PortalSpec, make: Make, book: Book, hosts: Hosts) -> Mapping[str, Answerer]:
    """Path -> who answers there when something is asked."""
    if spec.search in (Search.NONE, Search.REGION):
        return {}
    return {make.search_path(spec): _Engine(spec, make, book, hosts).answer}


def names_of(spec: PortalSpec) -> Iterable[str]:
    """Names that have to lead to the portal's own server besides its own."""
    return (search_host(spec),) if spec.search is Search.HOST else ()
