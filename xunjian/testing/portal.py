"""Builds a portal from its spec: every address with its answer, and the record of what is where."""

from dataclasses import replace
from urllib.parse import urlsplit
from zlib import crc32

from xunjian.testing import samples
from xunjian.testing.book import Book, Make, ordered
from xunjian.testing.makes import parts
from xunjian.testing.makes.asp import Asp
from xunjian.testing.makes.modern import Modern
from xunjian.testing.makes.table import Table
from xunjian.testing.makes.trs import Trs
from xunjian.testing.pen import Ledger, Pen
from xunjian.testing.search import search_engines, search_page
from xunjian.testing.site import Hosts, PageKind, Route, Site, chain_end
from xunjian.testing.spec import Column, ColumnKind, FileFault, PortalSpec, State, Story

MAKES: dict[str, Make] = {"trs": Trs(), "table": Table(), "modern": Modern(), "asp": Asp()}

_SHIELD = (
    "<html><head><meta charset='utf-8'><script>var arg1='9F3B0C7D5E1A';var _$ts=window['$_ts'];"
    "function setCookie(n,v){document.cookie=n+'='+v+';path=/';}setCookie('acw_sc__v2',arg1);"
    "document.location.reload();</script></head><body><noscript>请开启JavaScript并刷新该页</noscript></body></html>"
)
_READABLE = {State.SOUND, State.SLOW, State.NO_HEAD, State.CHAIN}


def build(spec: PortalSpec, hosts: Hosts) -> Site:
    """The whole portal for these addresses. Raises LookupError where the spec names a make not known."""
    return _Builder(spec, hosts).build()


class _Builder:
    def __init__(self, spec: PortalSpec, hosts: Hosts) -> None:
        self.spec, self.hosts = spec, hosts
        self.make = MAKES[spec.make]
        self.book = Book.of(spec, self.make)
        addresses = [*self.book.columns.values(), *self.book.files.values()]
        if len(set(addresses)) < len(addresses):
            raise ValueError("two columns or files of this portal would share an address")
        self.ledger = self._new_ledger()
        self.own: dict[str, Route] = {}
        self.other: dict[str, Route] = {}

    def build(self) -> Site:
        self._home()
        for column in self.spec.walk():
            self._column(column)
        self._plain_pages()
        self._assets()
        self._answers()
        self._files()
        robots = tuple(self.book.columns[column.slug] for column in self.spec.walk() if column.robots)
        if robots:
            lines = "User-agent: *\n" + "".join(f"Disallow: {path}\n" for path in robots)
            self.own["/robots.txt"] = Route(lines.encode(), "text/plain")
        own = {path: self._shield() for path in self.own} if self.spec.shielded else self.own
        return Site(
            hosts=self.hosts,
            home=self.hosts.own + self.spec.prefix,
            home_page=self.hosts.own + self.spec.prefix + self.spec.home_at,
            own=own,
            other=self.other,
            missing=self._shield() if self.spec.shielded else self._missing(),
            pages=() if self.spec.shielded else tuple(self.ledger.pages),
            placings=() if self.spec.shielded else tuple(self.ledger.placings),
            home_days=tuple(
                story.day.isoformat()
                for slug in self.spec.panels
                for story in self.book.on_home(slug)
                if story.day
            ),
            robots=robots,
            column_urls={slug: self._absolute(path) for slug, path in self.book.columns.items()},
            story_urls={key: self._absolute(path) for key, path in self.book.stories.items()},
            searches=search_engines(self.spec, self.make, self.book, self.hosts),
        )

    def _new_ledger(self) -> Ledger:
        ledger = Ledger(self.spec, self.hosts)
        if self.spec.sidebar:
            newest = self.book.newest(self.spec.panels[0], 5)
            ledger.hot = tuple((self.book.stories[s.key], s.title, s.day) for s in newest if s.day)
        return ledger

    def _absolute(self, path: str) -> str:
        return (
            self.hosts.other + path.removeprefix("other:")
            if path.startswith("other:")
            else self.hosts.own + path
        )

    def _pen(
        self,
        path: str,
        kind: PageKind,
        column: Column | None = None,
        story: Story | None = None,
        style: str = "",
    ) -> Pen:
        return Pen(self.ledger, path, kind, column, story, style or self.make.link_style)

    def _page(self, text: str, status: int = 200) -> Route:
        return Route(text.encode(self.make.charset, "xmlcharrefreplace"), self.make.content_type, status)

    def _missing(self) -> Route:
        body = self._page(self.make.missing(self.spec), self.spec.not_found)
        if self.spec.not_found == 302:
            path = f"{self.spec.prefix}404.html"
            self.own[path] = replace(body, status=200, soft=True)
            return Route(status=302, location=self.hosts.own + path)
        return replace(body, soft=self.spec.not_found == 200)

    def _shield(self) -> Route:
        return Route(_SHIELD.encode(), "text/html", 412, shield=True)

    def _put(self, path: str, page: Route, state: State = State.SOUND) -> None:
        """Let a path answer as its state says; `page` is what it answers when sound."""
        own = self.own
        base = self.hosts.own
        stem = path.rstrip("/")
        match state:
            case State.GONE:
                return
            case State.SOFT_404:
                own[path] = replace(self._page(self.make.missing(self.spec)), soft=True)
            case State.LOOP:
                own[path] = Route(status=302, location=f"{base}{stem}.loop")
                own[f"{stem}.loop"] = Route(status=302, location=base + path)
            case State.TO_GONE:
                own[path] = Route(
                    status=301, location=f"{base}{self.spec.prefix}old/{crc32(stem.encode()) % 97}gone.html"
                )
            case State.CHAIN:
                own[path] = Route(status=301, location=f"{base}{stem}.a")
                own[f"{stem}.a"] = Route(status=302, location=f"{base}{stem}.b")
                own[f"{stem}.b"] = Route(status=302, location=f"{base}{chain_end(path)}")
                own[chain_end(path)] = page
            case State.SHIELD:
                own[path] = self._shield()
            case State.RESET:
                own[path] = Route(reset=True)
            case State.ERROR:
                own[path] = self._page(
                    "<html><body>HTTP Status 500 - Internal Server Error</body></html>", 500
                )
            case State.FORBIDDEN:
                own[path] = self._page("<html><body>403 Forbidden</body></html>", 403)
            case State.SLOW:
                own[path] = replace(page, delay=2.0)
            case State.NO_HEAD:
                own[path] = replace(page, head=405)
            case State.SOUND:
                own[path] = page

    def _home(self) -> None:
        path = self.spec.prefix + self.spec.home_at
        pen = self._pen(path, "home")
        if self.spec.home_at:
            self.own[self.spec.prefix] = Route(status=302, location=self.hosts.own + path)
        self.own[path] = self._page(self.make.home(pen, self.book))
        pen.finish(title=self.spec.name)

    def _column(self, column: Column) -> None:
        path = self.book.columns[column.slug]
        trail = self.book.trails[column.slug]
        open_ = column.state in _READABLE and not any(above.robots for above in trail)
        match column.kind:
            case ColumnKind.EXTERNAL:
                head = f"<head><title>{column.name}</title></head>"
                text = f"<html>{head}<body><h1>{column.name}</h1></body></html>"
                self.other.setdefault(
                    path.removeprefix("other:"), Route(text.encode(), "text/html; charset=utf-8")
                )
                return
            case ColumnKind.HUB:
                pen = self._pen(path, "hub", column)
                self._put(path, self._page(self.make.hub(pen, self.book)), column.state)
                if open_:
                    pen.finish()
                return
            case ColumnKind.SINGLE:
                self._story(column, column.stories[0], "single", open_)
                return
            case ColumnKind.LOGIN | ColumnKind.CALENDAR:
                self._special(column, path)
                return
        shown = self.spec.column(column.shows) if column.shows else column
        pages = [
            ordered(shown.stories)[at : at + column.page_size]
            for at in range(0, len(shown.stories), column.page_size)
        ]
        pages = pages or [()]
        for number, stories in enumerate(pages):
            where = self.make.column_path(self.spec, trail, number)
            scratch = self._new_ledger()
            pen = self._pen(where, "column", shown)
            if not open_:
                pen.ledger = scratch
            text = self.make.column(pen, self.book, tuple(stories), number, len(pages))
            self._put(where, self._page(text), column.state if number == 0 else State.SOUND)
            if open_:
                pen.finish(reachable=number == 0)
        seen = open_ and column.kind is ColumnKind.LIST
        for story in column.stories:
            self._story(column, story, "article", seen)
        if column.kind is ColumnKind.XHR:
            rows = ",".join(
                f'{{"title":"{story.title}","url":"{self.book.stories[story.key]}","date":"{story.day}"}}'
                for story in ordered(column.stories)
            )
            body = f'{{"list":[{rows}]}}'.encode()
            self.own[f"/api/{column.slug}.json"] = Route(
                body, "application/json; charset=utf-8", any_query=True
            )

    def _story(self, column: Column, story: Story, kind: PageKind, seen: bool) -> None:
        path = self.book.stories[story.key]
        place = chain_end(path) if story.state is State.CHAIN else path
        pen = self._pen(place, kind, column, story)
        readable = story.state in _READABLE
        if not (seen and readable):
            pen.ledger = self._new_ledger()
        write = self.make.single if kind == "single" else self.make.article
        self._put(path, self._page(write(pen, self.book)), story.state if kind == "article" else column.state)
        blank = not (story.paragraphs or story.blocks or story.pictures or story.video or story.files)
        pen.finish(title=story.title, blank=blank and kind == "article")

    def _special(self, column: Column, path: str) -> None:
        pen = self._pen(path, "other", column)
        if column.kind is ColumnKind.LOGIN:
            form = (
                '<form action="#" method="post"><p>统一身份认证登录</p>用户名：<input name="user">密码：'
                '<input type="password" name="password"><input type="submit" value="登录"></form>'
            )
            pen.ledger = self._new_ledger()
            self.own[path] = replace(
                self._page(self.make.plain(pen, self.book, column.name, form)), any_query=True
            )
            return
        join = "&" if "?" in path else "?"
        year, month = self.spec.as_of.year, self.spec.as_of.month
        for step in range(-18, 19):
            count = year * 12 + month - 1 + step
            where = f"{path}{join}year={count // 12}&month={count % 12 + 1}"
            near = [
                f"{path}{join}year={(count + move) // 12}&month={(count + move) % 12 + 1}"
                for move in (-1, 1)
                if abs(step + move) <= 18
            ]
            days = "".join(f"<td>{day}</td>" + ("</tr><tr>" if day % 7 == 0 else "") for day in range(1, 29))
            steps = " ".join(
                f'<a href="{address.replace("&", "&amp;")}">{["上月", "下月"][n]}</a>'
                for n, address in enumerate(near)
            )
            body = f"<div>{steps} {count // 12}年{count % 12 + 1}月</div><table><tr>{days}</tr></table>"
            month_pen = self._pen(where, "other", column)
            month_pen.ledger = self._new_ledger()
            self.own[where] = self._page(self.make.plain(month_pen, self.book, column.name, body))
            if step == 0:
                self.own[path] = self.own[where]

    def _plain_pages(self) -> None:
        spec, prefix = self.spec, self.spec.prefix
        for below, title in self.make.plain_pages.items():
            pen = self._pen(prefix + below, "other")
            names = "".join(f"<p>{pen.link(self.book.columns[c.slug], c.name)}</p>" for c in spec.columns)
            self.own[prefix + below] = self._page(self.make.plain(pen, self.book, title, names))
            pen.finish(title=title)
        path = self.make.search_path(spec)
        pen = self._pen(path, "other")
        body = search_page(spec, path)
        self.own[path] = replace(
            self._page(self.make.plain(pen, self.book, "站内检索", body)), any_query=True
        )
        pen.finish(title="站内检索")

    def _assets(self) -> None:
        prefix = self.spec.prefix
        for name in self.make.assets:
            kind = "text/css" if name.endswith(".css") else "application/javascript"
            self.own[prefix + name] = Route(b"/* */\n", kind, any_query=True)
        frame = self._pen(f"{prefix}include/jiucuo.html", "other", style="root")
        self.own[f"{prefix}include/jiucuo.html"] = self._page(parts.error_report_frame(frame))
        self.own[f"{prefix}images/v.mp4"] = Route(b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", "video/mp4")
        names = (
            "logo",
            "map",
            "red",
            "jiucuo",
            "wza",
            "ga",
            "icp",
            "police",
            "site_code",
            "sponsor",
            "contact",
            "party_badge",
        )
        pictures = [*names, *(f"focus{n}" for n in range(3)), *(f"pic{n}" for n in range(4))]
        for shade, name in enumerate(pictures):
            self.own[f"{prefix}images/{name}.png"] = Route(samples.png(8, 6, 40 + shade * 7), "image/png")
        for name in (
            "banner",
            "so",
            "more",
            "dot",
            "top",
            *(f"{kind}{n}" for kind in ("p", "nav") for n in range(4)),
        ):
            self.own[f"{prefix}images/{name}.gif"] = Route(samples.GIF, "image/gif")
        for ext in samples.CONTENT_TYPES:
            self.own[f"{prefix}images/icon_{ext}.gif"] = Route(samples.GIF, "image/gif")
        for name in ("gov", "zwfw", "central"):
            text = (
                f"<html><head><title>{name}</title></head><body><h1>{name}</h1><p>welcome</p></body></html>"
            )
            self.other.setdefault(f"/{name}/", Route(text.encode(), "text/html"))
        extra = Pen(Ledger(self.spec, self.hosts), self.spec.prefix, "other", None, None, "root")
        self.own.update(self.make.extras(extra, self.book))

    def _answers(self) -> None:
        for answer in self.spec.answers:
            if answer.host == "own":
                pen = self._pen(answer.path, "other")
                outside = not answer.path.startswith(self.spec.prefix)
                if outside or answer.state not in _READABLE:
                    pen.ledger = self._new_ledger()
                says = answer.says or f"<p>{answer.title}专题资料汇编，供公众查阅。</p>"
                text = self.make.plain(pen, self.book, answer.title, says)
                if answer.says and answer.state is State.SOFT_404:
                    head = f"<head><title>{answer.title}</title></head>"
                    told = self._page(f"<html>{head}<body>{answer.says}</body></html>")
                    self.own[answer.path] = replace(told, soft=True)
                else:
                    self._put(answer.path, self._page(text), answer.state)
                pen.finish(title=answer.title)
                continue
            status = {State.FORBIDDEN: 403, State.ERROR: 503, State.SOUND: 200, State.GONE: 404}[answer.state]
            body = (
                f"<html><head><title>{answer.title}</title></head><body><p>{answer.title}</p></body></html>"
            )
            self.other[answer.path] = Route(body.encode(), "text/html; charset=utf-8", status)

    def _files(self) -> None:
        for trail in self.book.trails.values():
            for story in trail[-1].stories:
                for number, file in enumerate(story.files, 1):
                    path = urlsplit(self.book.files[story.key, number]).path
                    kind = samples.CONTENT_TYPES[file.ext]
                    match file.fault:
                        case FileFault.MISSING:
                            continue
                        case FileFault.EMPTY:
                            self.own[path] = Route(b"", kind, spoilt=True)
                        case FileFault.HTML:
                            self.own[path] = replace(self._page(self.make.missing(self.spec)), soft=True)
                        case FileFault.WRONG_KIND:
                            wrong = samples.png() if file.ext != "zip" else samples.pdf()
                            self.own[path] = Route(wrong, kind, spoilt=True)
                        case FileFault.NONE:
                            self.own[path] = Route(file.content or samples.sample(file.ext), kind)
