# ruff: noqa: E501  HTML stands here as such systems write it: its lines stay whole
"""A recent site: HTML5, div layout, lists as JSON inside the page, cards, clean addresses."""

import json
from collections.abc import Mapping

from xunjian.testing.book import Book, Trail
from xunjian.testing.makes import parts
from xunjian.testing.pen import Pen, clock, esc
from xunjian.testing.search_boxes import search_box
from xunjian.testing.site import Route
from xunjian.testing.spec import Column, ColumnKind, File, PortalSpec, Story


class Modern:
    charset = "utf-8"
    content_type = "text/html; charset=UTF-8"
    link_style = "root"
    plain_pages: Mapping[str, str] = {"sitemap": "网站地图", "about": "联系我们"}
    assets: tuple[str, ...] = ("static/css/app.3fa1.css", "static/js/app.91bc.js", "images/jiucuo.js")

    def column_path(self, spec: PortalSpec, trail: Trail, page: int) -> str:
        path = spec.prefix + "channel/" + "/".join(column.slug for column in trail)
        return f"{path}?page={page + 1}" if page else path

    def story_path(self, spec: PortalSpec, trail: Trail, story: Story) -> str:
        return f"{spec.prefix}article/{story.key * 2654435761 % 2**32:08x}"

    def file_path(self, spec: PortalSpec, trail: Trail, story: Story, number: int, file: File) -> str:
        name = (
            f"%B8%BD%BC%FE{story.key}{number}"
            if file.gbk_path
            else f"{story.key * 2654435761 % 2**32:08x}{number}"
        )
        return f"{spec.prefix}upload/{spec.as_of:%Y%m}/{name}.{file.ext}"

    def search_path(self, spec: PortalSpec) -> str:
        return f"{spec.prefix}search"

    # -- frame of every page

    def _page(self, pen: Pen, book: Book, title: str, body: str) -> str:
        prefix = pen.spec.prefix
        menu = []
        for column in pen.spec.columns:
            below = "".join(f"<li>{pen.link(book.columns[c.slug], c.name)}</li>" for c in column.children)
            drop = f'<ul class="dropdown-menu">{below}</ul>' if below else ""
            menu.append(f'<li class="nav-item">{pen.link(book.columns[column.slug], column.name)}{drop}</li>')
        return f"""<!doctype html>
<html lang="zh">
<head>
<meta charset="UTF-8"><meta name="viewport" content="width=device-width,initial-scale=1">
{pen.meta("/>")}
<title>{esc(title)}</title>
<link rel="stylesheet" href="{prefix}static/css/app.3fa1.css"><script defer src="{prefix}static/js/app.91bc.js"></script>
</head>
<body>
<header class="site-header"><div class="container">
<a class="brand" href="{pen.to(book.home)}">{pen.picture(f"{prefix}images/logo.png", pen.spec.name)}</a>
<div class="tools">{parts.accessibility(pen)}<a href="javascript:;" id="lang">繁體</a></div>
{search_box(pen, self.search_path(pen.spec), self._search(pen))}</div></header>
<nav class="main-nav" aria-label="主导航"><ul><li class="nav-item">{pen.link(book.home, "首页")}</li>{"".join(menu)}</ul></nav>
<main class="container">{body}</main>
{self._foot(pen)}
</body></html>"""

    def _search(self, pen: Pen) -> str:
        return f"""<form class="search-box" role="search" action="{pen.to(self.search_path(pen.spec))}"><input type="search" name="q"
 aria-label="站内搜索" placeholder="搜一搜"><button type="submit">搜索</button></form>"""

    def _foot(self, pen: Pen) -> str:
        if pen.spec.footer.by == "script":
            return f'<div id="site-footer"></div><script src="{pen.spec.prefix}static/js/footer.js"></script>'
        if pen.spec.footer.by == "iframe":
            return f'<iframe title="页脚" src="{pen.to(pen.spec.prefix + "footer")}" class="footer-frame"></iframe>'
        return f'<footer class="site-footer">{self._foot_block(pen)}</footer>'

    def _foot_block(self, pen: Pen) -> str:
        return f"""<div class="container"><div class="badges">{parts.badge(pen)}{parts.error_report(pen)}</div>
<ul class="foot-info"><li>{parts.sponsor(pen)}</li><li>{parts.contact(pen, "联系方式：")}</li>
<li>{parts.site_code(pen)}</li><li>{parts.icp(pen)}</li>
<li><img src="{pen.absolute(pen.spec.prefix)}images/ga.png" alt="">{parts.police(pen)}</li></ul>
<p class="foot-nav">{pen.link(pen.spec.prefix + "sitemap", "网站地图")} · {pen.link(pen.spec.prefix + "about", "联系我们")}</p></div>"""

    def _crumbs(self, pen: Pen, book: Book) -> str:
        steps = [f"<li>{pen.link(book.home, '首页')}</li>"]
        steps += [
            f"<li>{pen.link(book.columns[column.slug], column.name)}</li>" for column in book.trail(pen)
        ]
        return f'<ol class="breadcrumb">{"".join(steps)}</ol>'

    # -- pages

    def home(self, pen: Pen, book: Book) -> str:
        tabs = []
        for slug in pen.spec.panels:
            column = pen.spec.column(slug)
            rows = "".join(
                f'<article class="item"><a href="{pen.to(book.stories[story.key], story.title)}">'
                f'<h3>{esc(story.title)}</h3></a><time datetime="{story.day}">{story.day:%Y-%m-%d}</time></article>'
                for story in book.on_home(slug)
            )
            more = pen.link(book.columns[slug], "查看更多")
            tabs.append(f'<section class="tab"><h2>{esc(column.name)}</h2>{rows}{more}</section>')
        extra = parts.placed(pen, ("home", "all"))
        body = f"""<div class="grid">{"".join(tabs)}</div><section class="topics">{extra}</section>
<section class="friend-links" aria-label="友情链接">{parts.friends(pen)}</section>"""
        return self._page(pen, book, f"{pen.spec.name}", body)

    def column(self, pen: Pen, book: Book, stories: tuple[Story, ...], page: int, pages: int) -> str:
        column = book.trail(pen)[-1]
        rows = self._list(pen, book, column, stories)
        steps = []
        for number in range(pages):
            address = pen.to(self.column_path(pen.spec, book.trail(pen), number))
            mark = ' class="active"' if number == page else ""
            steps.append(f'<li{mark}><a href="{address}">{number + 1}</a></li>')
        pager = f'<ul class="pagination">{"".join(steps)}</ul>' if pages > 1 else ""
        above = book.trail(pen)[-2].children if len(book.trail(pen)) > 1 else ()
        side = "".join(f"<li>{pen.link(book.columns[c.slug], c.name)}</li>" for c in above)
        aside = f'<aside><ul class="side-nav">{side}</ul></aside>' if side else ""
        body = f"{self._crumbs(pen, book)}{aside}<section><h1>{esc(column.name)}</h1>{rows}{pager}{parts.extra(pen)}</section>"
        return self._page(pen, book, f"{column.name} - {pen.spec.name}", body)

    def _list(self, pen: Pen, book: Book, column: Column, stories: tuple[Story, ...]) -> str:
        if column.kind is ColumnKind.XHR:
            return (
                '<div id="app"><ul class="news-list" v-cloak></ul></div><script>fetch("/api/'
                f'{column.slug}.json").then(r=>r.json()).then(d=>{{for(const x of d.list){{'
                "const li=document.createElement('li'),a=document.createElement('a'),"
                "t=document.createElement('time');a.href=x.url;a.textContent=x.title;"
                "t.textContent=x.date;li.append(a,t);document.querySelector('#app ul').append(li)}});</script>"
            )
        if column.style in ("json", "state"):
            rows = [
                {
                    "id": f"{story.key * 2654435761 % 2**32:08x}",
                    "title": story.title,
                    "url": pen.to(book.stories[story.key], story.title),
                    "publishDate": f"{story.day} {clock(story)}"
                    if story.day and story.dated_in_list
                    else None,
                    "source": story.source,
                    "top": int(story.pinned),
                }
                for story in stories
            ]
            data = json.dumps(
                {"code": 0, "data": {"total": len(column.stories), "list": rows}}, ensure_ascii=False
            )
            data = data.replace("</", "<\\/")
            if column.style == "state":
                return f'<div class="list-wrap"></div><script>window.__INITIAL_STATE__={data};</script>'
            return f'<ul class="news-list" data-bind="list"></ul><script type="application/json" id="list-data">{data}</script>'
        rows_html = []
        for story in stories:
            address = pen.to(book.stories[story.key], story.title)
            when = (
                f'<time datetime="{story.day}">{story.day:%Y.%m.%d}</time>'
                if story.day and story.dated_in_list
                else ""
            )
            top = '<i class="badge">置顶</i>' if story.pinned else ""
            rows_html.append(
                f'<a class="card" href="{address}"><div class="card-title">{top}{esc(story.title)}</div>'
                f'<div class="card-meta">{esc(story.source)} {when}</div></a>'
            )
        return f'<div class="card-list">{"".join(rows_html)}</div>'

    def hub(self, pen: Pen, book: Book) -> str:
        column = book.trail(pen)[-1]
        cards = "".join(
            f'<div class="col-4"><a class="tile" href="{pen.to(book.columns[child.slug], child.name)}"><i class="icon"></i>'
            f"<span>{esc(child.name)}</span></a></div>"
            for child in column.children
        )
        body = f'{self._crumbs(pen, book)}<h1>{esc(column.name)}</h1><div class="row">{cards}</div>{parts.extra(pen)}'
        return self._page(pen, book, f"{column.name} - {pen.spec.name}", body)

    def single(self, pen: Pen, book: Book) -> str:
        return self.article(pen, book)

    def article(self, pen: Pen, book: Book) -> str:
        story = pen.story
        assert story is not None
        text = "".join(f"<p>{esc(line)}</p>" for line in story.paragraphs)
        text += pen.blocks(story, book.stories, book.columns)
        for number in range(story.pictures):
            text += f"<figure>{pen.picture(f'{pen.spec.prefix}images/pic{(story.key + number) % 4}.png')}</figure>"
        if story.video:
            text += f'<video controls poster=""><source src="{pen.spec.prefix}images/v.mp4" type="video/mp4"></video>'
        files = "".join(
            f'<li><a download href="{pen.to(book.files[story.key, number], file.title, "attachment")}">'
            f"{esc(file.title)}.{file.ext}</a></li>"
            for number, file in enumerate(story.files, 1)
        )
        attached = f'<div class="attachments"><h4>附件下载</h4><ul>{files}</ul></div>' if files else ""
        when = f"{story.day:%Y-%m-%d} {clock(story)}" if story.day else ""
        document = f'<span class="doc-no">{esc(story.number)}</span>' if story.number else ""
        body = f"""{self._crumbs(pen, book)}<article class="detail"><h1>{esc(story.title)}</h1>
<div class="meta"><span>{when}</span><span>来源: {esc(story.source or pen.spec.name)}</span>{document}</div>
<div class="content">{text}</div>{attached}{parts.extra(pen)}</article>"""
        return self._page(pen, book, f"{story.title} - {pen.spec.name}", body)

    def plain(self, pen: Pen, book: Book, title: str, body: str) -> str:
        inner = f"{self._crumbs(pen, book)}<h1>{esc(title)}</h1><div>{body}</div>"
        return self._page(pen, book, f"{title} - {pen.spec.name}", inner)

    def missing(self, spec: PortalSpec) -> str:
        return (
            '<!doctype html><html lang="zh"><head><meta charset="UTF-8"><title>页面走丢了</title></head><body>'
            f'<main class="error"><h1>404</h1><p>您访问的页面找不到了</p><a href="{spec.prefix}">回到首页</a></main></body></html>'
        )

    def extras(self, pen: Pen, book: Book) -> Mapping[str, Route]:
        block = self._foot_block(pen).replace("\n", "")
        text = json.dumps(block, ensure_ascii=False).replace("</", "<\\/")
        script = f"document.getElementById('site-footer').innerHTML = {text};"
        page = f'<!doctype html><meta charset="UTF-8"><body>{block}</body>'
        prefix = pen.spec.prefix
        return {
            f"{prefix}static/js/footer.js": Route(script.encode(), "text/javascript; charset=utf-8"),
            f"{prefix}footer": Route(page.encode(), "text/html; charset=UTF-8"),
        }
