# ruff: noqa: E501  HTML stands here as such systems write it: its lines stay whole
"""The search of a made-up portal: the engine that answers."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import parse_qsl, quote

from xunjian.testing.book import Book, Make, ordered
from xunjian.testing.pen import Ledger, Pen, esc
from xunjian.testing.search_boxes import search_host
from xunjian.testing.site import Hosts, Route
from xunjian.testing.spec import ColumnKind, PortalSpec, Search, Story

Answerer = Callable[[str, str], Route]
"""Query and body of a request -> what it brings."""

_PER_PAGE = 10
_SHORT = 8
"""Characters beyond which a search finds nothing."""
_INDEXED = 300
"""Days ago on which an index was made for the last time."""
_NEWEST = 5
_PART = re.compile(r'name="([^"]*)"\r\n\r\n(.*?)\r\n--', re.S)
_NAMES = ("searchword", "q", "key", "keyword")
"""Names of the field, of all makes."""


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
        charset = "gb18030" if self.spec.search is Search.POST else self.make.charset
        if body.startswith("--"):
            parts = _PART.findall(body.encode("latin-1").decode(charset, "replace"))
            given = dict(parts)
        else:
            given = dict(parse_qsl(body or query, keep_blank_values=True, encoding=charset, errors="replace"))
        words = next((given[name] for name in _NAMES if given.get(name)), "")
        path = self.make.search_path(self.spec)
        pen = Pen(Ledger(self.spec, self.hosts), path, "other", None, None, "root")
        text = self.make.plain(pen, self.book, "检索结果", self._results(pen, words))
        return Route(text.encode(self.make.charset, "xmlcharrefreplace"), self.make.content_type)

    def _results(self, pen: Pen, words: str) -> str:
        found = self._found("".join(words.split()))
        if self.spec.search is Search.SHELL:
            return '<div id="results">正在检索……</div><script>$.ajax({url:"/api/so.json",success:show});</script>'
        if self.spec.search is Search.DATA:
            return self._data(found)
        if self.spec.search is Search.BEHIND and found:
            found = [*self._others(found), *found]
        if self.spec.search is Search.ECHO:
            return self._echo(pen, words)
        if not found and self.spec.search is Search.RECOMMENDS:
            newest = "".join(self._row(pen, story, words) for story in self._known()[:_NEWEST])
            return f'<div class="result"><ul>{newest}</ul></div>'
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

    def _data(self, found: list[Story]) -> str:
        rows = [{"title": story.title, "id": story.key, "day": str(story.day)} for story in found]
        data = json.dumps({"total": len(rows), "rows": rows}).replace("</", "<\\/")
        return f'<div id="results"></div><script>var found={data};$.each(found.rows,show);</script>'

    def _echo(self, pen: Pen, words: str) -> str:
        """Whatever repeats the words, and hot titles beside it: none of them is a hit."""
        hot = "".join(self._row(pen, story, "") for story in self._known()[:_NEWEST])
        again = f"<a href=\"javascript:so('{esc(words)}')\">{esc(words)}</a>"
        return f'<div class="result"><p>检索词：{again}，共找到 <b>0</b> 条</p><p>热门信息</p><ul>{hot}</ul></div>'

    def _others(self, found: list[Story]) -> list[Story]:
        return [story for story in self._known() if story not in found][:_PER_PAGE]

    def _known(self) -> list[Story]:
        """What the engine knows of, the newest first."""
        first = self.spec.panels[0] if self.spec.search is Search.COLUMN else ""
        stories = [
            story
            for column in self.spec.walk()
            if column.kind is not ColumnKind.EXTERNAL and first in ("", column.slug)
            for story in column.stories
        ]
        known = list(ordered([story for story in stories if story.key in self.book.stories]))
        if self.spec.search is Search.OLD:
            last = self.spec.as_of - timedelta(days=_INDEXED)
            known = [story for story in known if story.day and story.day < last]
        return known[:_NEWEST] if self.spec.search is Search.MISSES else known

    def _found(self, words: str) -> list[Story]:
        silent = self.spec.search in (Search.SILENT, Search.ECHO)
        if silent or not words or (self.spec.search is Search.SHORT and len(words) > _SHORT):
            return []
        known = self._known()
        if self.spec.search is Search.EVERYTHING:
            return known
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
