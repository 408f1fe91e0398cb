# ruff: noqa: E501  HTML stands here as such systems write it: its lines stay whole
"""Static pages in UTF-8 as a publishing server of the TRS kind writes them."""

from collections.abc import Mapping

from xunjian.testing.book import Book, Trail
from xunjian.testing.makes import parts
from xunjian.testing.pen import Pen, clock, esc
from xunjian.testing.search_boxes import search_box
from xunjian.testing.site import Route
from xunjian.testing.spec import Column, ColumnKind, File, PortalSpec, Story


class Trs:
    charset = "utf-8"
    content_type = "text/html"
    link_style = "relative"
    plain_pages: Mapping[str, str] = {"wzdt/": "网站地图", "gywm/": "关于我们"}
    assets: tuple[str, ...] = (
        "images/style.css",
        "images/jquery.min.js",
        "images/common.js",
        "images/jiucuo.js",
    )

    def column_path(self, spec: PortalSpec, trail: Trail, page: int) -> str:
        folder = spec.prefix + "".join(f"{column.slug}/" for column in trail)
        return f"{folder}index_{page}.html" if page else folder

    def story_path(self, spec: PortalSpec, trail: Trail, story: Story) -> str:
        day = story.day or spec.as_of
        folder = self.column_path(spec, trail, 0)
        return f"{folder}{day:%Y%m}/t{day:%Y%m%d}_{730000 + story.key}.html"

    def file_path(self, spec: PortalSpec, trail: Trail, story: Story, number: int, file: File) -> str:
        day = story.day or spec.as_of
        folder = self.story_path(spec, trail, story).rpartition("/")[0]
        if file.gbk_path:
            return f"{folder}/%B8%BD%BC%FE{story.key}{number}.{file.ext}"
        return f"{folder}/P0{day:%Y%m%d}{400000 + story.key}{number}.{file.ext}"

    def search_path(self, spec: PortalSpec) -> str:
        return f"{spec.prefix}search/"

    # -- frame of every page

    def _page(self, pen: Pen, book: Book, title: str, body: str) -> str:
        prefix = pen.spec.prefix
        base = pen.absolute(prefix)
        return f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="X-UA-Compatible" content="IE=edge">
{pen.meta()}
<title>{esc(title)}</title>
<link rel="stylesheet" href="{base}images/style.css">
<script src="{base}images/jquery.min.js"></script>
</head>
<body>
<div class="top"><div class="w1200"><span class="fl">欢迎访问{esc(pen.spec.name)}门户网站</span>
<span class="fr"><a href="javascript:void(0)" onclick="SetHome(this)">设为首页</a> | {parts.accessibility(pen)}
 | <a href="mailto:bgs@example.invalid">站长信箱</a></span></div></div>
<div class="header w1200"><a href="{pen.to(book.home)}">{pen.picture(f"{prefix}images/logo.png", pen.spec.name)}</a>
{search_box(pen, self.search_path(pen.spec), self._search(pen))}</div>
<div class="nav"><ul class="w1200">
<li><a href="{pen.to(book.home)}">首页</a></li>
{self._menu(pen, book)}
</ul></div>
{body}
{self._foot(pen)}
<script src="{base}images/common.js"></script>
</body>
</html>"""

    def _search(self, pen: Pen) -> str:
        return f"""<form class="search" action="{pen.to(self.search_path(pen.spec))}" method="get" target="_blank">
<input type="text" name="searchword" placeholder="请输入关键词"><input type="submit" value="搜索"></form>"""

    def _menu(self, pen: Pen, book: Book) -> str:
        rows = []
        for column in pen.spec.columns:
            below = "".join(f"<dd>{pen.link(book.columns[c.slug], c.name)}</dd>" for c in column.children)
            drop = f'<dl class="sub"><dt></dt>{below}</dl>' if below and pen.kind == "home" else ""
            rows.append(f"<li>{pen.link(book.columns[column.slug], column.name)}{drop}</li>")
        return "\n".join(rows)

    def _foot(self, pen: Pen) -> str:
        if pen.spec.footer.by == "script":
            return f'<script src="{pen.absolute(pen.spec.prefix)}images/foot.js"></script>'
        if pen.spec.footer.by == "iframe":
            address = f"{pen.absolute(pen.spec.prefix)}include/foot.html"
            return (
                f'<iframe src="{address}" width="100%" height="160" frameborder="0" scrolling="no"></iframe>'
            )
        return self._foot_block(pen)

    def _foot_block(self, pen: Pen) -> str:
        return f"""<div class="footer"><div class="w1200">
<div class="bt_link">{pen.link(pen.spec.prefix + "wzdt/", "网站地图")} | {pen.link(pen.spec.prefix + "gywm/", "关于我们")}</div>
<div class="fl">{parts.badge(pen)} {parts.error_report(pen)}</div>
<p>{parts.sponsor(pen)}&nbsp;&nbsp;承办：{esc(pen.spec.short)}融媒体中心&nbsp;&nbsp;{parts.contact(pen)}</p>
<p>{parts.icp(pen)}&nbsp;&nbsp;{parts.police(pen)}&nbsp;&nbsp;{parts.site_code(pen)}</p>
</div></div>"""

    def _position(self, pen: Pen, book: Book, last: str = "") -> str:
        trail = book.trail(pen)
        steps = [pen.link(book.home, "首页")] + [pen.link(book.columns[c.slug], c.name) for c in trail]
        tail = f" &gt; {last}" if last else ""
        return f'<div class="position w1200">您当前的位置：{" &gt; ".join(steps)}{tail}</div>'

    def _side(self, pen: Pen, book: Book) -> str:
        trail = book.trail(pen)
        above = trail[-2] if len(trail) > 1 else trail[-1]
        rows = "".join(f"<li>{pen.link(book.columns[c.slug], c.name)}</li>" for c in above.children)
        return f'<div class="left"><h3>{esc(above.name)}</h3><ul>{rows}</ul></div>' if rows else ""

    # -- pages

    def home(self, pen: Pen, book: Book) -> str:
        blocks = []
        for slug in pen.spec.panels:
            column = pen.spec.column(slug)
            more = pen.link(book.columns[slug], "更多>>", ' class="more"')
            rows = "".join(
                f'<li>{self._row(pen, book, story)}<span class="date">{story.day:%Y-%m-%d}</span></li>'
                for story in book.on_home(slug)
            )
            title = f'<div class="tit"><h2>{pen.link(book.columns[slug], column.name)}</h2>{more}</div>'
            blocks.append(f'<div class="box">{title}<ul class="list14">{rows}</ul></div>')
        extra = parts.placed(pen, ("home", "all"))
        body = f"""<div class="focus w1200"><ul>{self._focus(pen, book)}</ul></div>
<div class="main w1200">{"".join(blocks)}</div>
<div class="zt w1200"><h2>专题专栏</h2>{extra}</div>
<div class="yqlj w1200">友情链接：{parts.friends(pen)} {parts.friends(pen, select=' aria-label="友情链接"')}</div>"""
        return self._page(pen, book, f"{pen.spec.name}门户网站", body)

    def _focus(self, pen: Pen, book: Book) -> str:
        if not pen.spec.panels:
            return ""
        rows = []
        for story in book.on_home(pen.spec.panels[0])[:2]:
            picture = pen.picture(f"{pen.spec.prefix}images/focus{story.key % 3}.png", story.title)
            address = pen.to(book.stories[story.key], story.title)
            rows.append(f'<li><a href="{address}">{picture}<span>{esc(story.title)}</span></a></li>')
        return "".join(rows)

    def _row(self, pen: Pen, book: Book, story: Story) -> str:
        address = pen.to(book.stories[story.key], story.title)
        shown = story.title if len(story.title) < 30 else story.title[:28] + "…"
        mark = '<em class="red">[置顶]</em>' if story.pinned else ""
        return f'{mark}<a href="{address}" title="{esc(story.title)}" target="_blank">{esc(shown)}</a>'

    def column(self, pen: Pen, book: Book, stories: tuple[Story, ...], page: int, pages: int) -> str:
        column = book.trail(pen)[-1]
        pager = f'<div class="page"><script>createPageHTML({pages}, {page}, "index", "html");</script></div>'
        if column.kind is ColumnKind.XHR:
            rows = f'<ul id="list"></ul><script>$.get("/api/{column.slug}.json",function(d){{showList(d)}})</script>'
            pager = ""
        else:
            rows = self._list(pen, book, column, stories)
        for number in range(1, pages):
            pen.to(self.column_path(pen.spec, book.trail(pen), number))
        inner = (
            f'<div class="right"><h2 class="lm">{esc(column.name)}</h2>{rows}{pager}{parts.extra(pen)}</div>'
        )
        main = f'<div class="main w1200">{self._side(pen, book)}{inner}</div>'
        return self._page(pen, book, f"{column.name}_{pen.spec.name}", self._position(pen, book) + main)

    def _list(self, pen: Pen, book: Book, column: Column, stories: tuple[Story, ...]) -> str:
        out = []
        for story in stories:
            row, day = self._row(pen, book, story), story.day if story.dated_in_list else None
            if column.style == "brackets":
                out.append(f"<li>·{row}<span>[{day:%Y-%m-%d}]</span></li>" if day else f"<li>·{row}</li>")
            elif column.style == "spoken":
                when = f"{day.year}年{day.month:02d}月{day.day:02d}日" if day else ""
                out.append(f"<dd><i>{when}</i>{row}</dd>")
            elif column.style == "table":
                when = f"{day:%Y/%m/%d}" if day else ""
                number = esc(story.number) or "—"
                out.append(f"<tr><td>{len(out) + 1}</td><td>{row}</td><td>{number}</td><td>{when}</td></tr>")
            elif column.style == "card":
                when = f'<div class="d"><b>{day:%d}</b><span>{day:%Y-%m}</span></div>' if day else ""
                out.append(f'<li class="card">{when}<h4>{row}</h4><p>{esc(story.source)}</p></li>')
            else:
                out.append(
                    f'<li><span class="date">{day:%Y-%m-%d}</span>{row}</li>' if day else f"<li>{row}</li>"
                )
        rows = "\n".join(out)
        if column.style == "spoken":
            return f'<dl class="gl">{rows}</dl>'
        if column.style == "table":
            head = "<tr><th>序号</th><th>标题</th><th>文号</th><th>发布日期</th></tr>"
            return f'<table class="tb" width="100%">{head}{rows}</table>'
        return f'<ul class="gl_list">\n{rows}\n</ul>'

    def hub(self, pen: Pen, book: Book) -> str:
        column = book.trail(pen)[-1]
        boxes = []
        for child in column.children:
            rows = "".join(
                f"<li>{self._row(pen, book, story)}<span>{story.day:%m-%d}</span></li>"
                for story in book.newest(child.slug, 3)
                if child.kind is ColumnKind.LIST
            )
            boxes.append(
                f"<div class='box'><h3>{pen.link(book.columns[child.slug], child.name)}</h3><ul>{rows}</ul></div>"
            )
        body = f'<div class="main w1200">{"".join(boxes)}{parts.extra(pen)}</div>'
        return self._page(pen, book, f"{column.name}_{pen.spec.name}", self._position(pen, book) + body)

    def single(self, pen: Pen, book: Book) -> str:
        return self._article(
            pen, book, f'<div class="main w1200">{self._side(pen, book)}<div class="right">', "</div></div>"
        )

    def article(self, pen: Pen, book: Book) -> str:
        return self._article(pen, book, '<div class="main w1200">', "</div>")

    def _article(self, pen: Pen, book: Book, head: str, tail: str) -> str:
        story = pen.story
        assert story is not None
        when = f"{story.day:%Y-%m-%d} {clock(story)}" if story.day else ""
        body = f"""{head}<div class="xl">
<h1 class="xl_tit">{esc(story.title)}</h1>
<div class="xl_sub"><span>发布时间：{when}</span><span>来源：{esc(story.source or pen.spec.name)}</span>
<span>字体：[<a href="javascript:doZoom(18)">大</a> <a href="javascript:doZoom(14)">小</a>]</span>
<span><a href="javascript:window.print()">打印</a></span></div>
{self._facts(pen, story)}
<div class="TRS_Editor">{self._body(pen, story)}{pen.blocks(story, book.stories, book.columns)}</div>
{self._files(pen, book, story)}
{parts.extra(pen)}
</div>{tail}"""
        return self._page(
            pen, book, f"{story.title}_{pen.spec.name}", self._position(pen, book, "正文") + body
        )

    def _facts(self, pen: Pen, story: Story) -> str:
        if not story.number or not story.day:
            return ""
        return f"""<table class="info"><tr><td>索引号</td><td>11329900MB000001/{story.day:%Y}-{story.key:05d}</td>
<td>发布机构</td><td>{esc(story.source or pen.spec.name)}</td></tr><tr><td>文号</td><td>{esc(story.number)}</td>
<td>发布日期</td><td>{story.day:%Y-%m-%d}</td></tr></table>"""

    def _body(self, pen: Pen, story: Story) -> str:
        out = [f"<p>　　{esc(text)}</p>" for text in story.paragraphs]
        for number in range(story.pictures):
            picture = pen.picture(f"{pen.spec.prefix}images/pic{(story.key + number) % 4}.png", "")
            out.append(f'<p align="center">{picture}</p>')
        if story.video:
            out.append(
                f'<video controls src="{pen.absolute(pen.spec.prefix)}images/v.mp4" width="640"></video>'
            )
        return "\n".join(out)

    def _files(self, pen: Pen, book: Book, story: Story) -> str:
        if not story.files:
            return ""
        rows = "".join(
            f'<li>附件{number}：<a href="{pen.to(book.files[story.key, number], file.title, "attachment")}"'
            f' target="_blank">{esc(file.title)}.{file.ext}</a></li>'
            for number, file in enumerate(story.files, 1)
        )
        return f'<div class="fj"><ul>{rows}</ul></div>'

    def plain(self, pen: Pen, book: Book, title: str, body: str) -> str:
        inner = f'<div class="main w1200"><h2>{esc(title)}</h2>{body}</div>'
        return self._page(pen, book, f"{title}_{pen.spec.name}", self._position(pen, book) + inner)

    def missing(self, spec: PortalSpec) -> str:
        return (
            '<!DOCTYPE html><html><head><meta charset="utf-8"><title>404</title></head><body><div class="err">'
            f"<h2>抱歉，您访问的页面不存在或已被删除！</h2><p><a href='{spec.prefix}'>返回首页</a></p></div></body></html>"
        )

    def extras(self, pen: Pen, book: Book) -> Mapping[str, Route]:
        block = self._foot_block(pen).replace("\n", "")
        quoted = block.replace("\\", "\\\\").replace("'", "\\'").replace("</script>", "<\\/script>")
        frame = f"<html><head><meta charset='utf-8'></head><body>{block}</body></html>"
        prefix = pen.spec.prefix
        return {
            f"{prefix}images/foot.js": Route(
                f"document.write('{quoted}');".encode(), "application/javascript"
            ),
            f"{prefix}include/foot.html": Route(frame.encode(), "text/html"),
        }
