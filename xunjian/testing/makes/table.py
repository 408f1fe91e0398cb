# ruff: noqa: E501  HTML stands here as such systems write it: its lines stay whole
"""An old dynamic site: GBK declared as gb2312, layout tables, lists and rows written by scripts, a framed foot."""

from collections.abc import Mapping
from zlib import crc32

from xunjian.testing.book import Book, Trail, ordered
from xunjian.testing.makes import parts
from xunjian.testing.pen import Pen, clock, esc
from xunjian.testing.search_boxes import search_box
from xunjian.testing.site import Route
from xunjian.testing.spec import ColumnKind, File, PortalSpec, Story


class Table:
    charset = "gb18030"
    content_type = "text/html"
    link_style = "root"
    plain_pages: Mapping[str, str] = {"wzdt/": "站点地图"}
    assets: tuple[str, ...] = ("images/css.css", "script/page.js", "script/count.js", "images/jiucuo.js")

    def column_path(self, spec: PortalSpec, trail: Trail, page: int) -> str:
        number = _number(trail)
        return f"{spec.prefix}col/col{number}/index.html" + (
            f"?uid={number}7&pageNum={page + 1}" if page else ""
        )

    def story_path(self, spec: PortalSpec, trail: Trail, story: Story) -> str:
        day = story.day or spec.as_of
        number = _number(trail)
        return f"{spec.prefix}art/{day.year}/{day.month}/{day.day}/art_{number}_{300000 + story.key}.html"

    def file_path(self, spec: PortalSpec, trail: Trail, story: Story, number: int, file: File) -> str:
        day = story.day or spec.as_of
        name = f"%B8%BD%BC%FE{story.key}{number}" if file.gbk_path else f"{day:%Y%m%d}{story.key}{number}"
        return f"{spec.prefix}attach/{day:%Y}/{day.month}/{day.day}/{name}.{file.ext}"

    def search_path(self, spec: PortalSpec) -> str:
        return f"{spec.prefix}jsearch/search.jsp"

    # -- frame of every page

    def _page(self, pen: Pen, book: Book, title: str, body: str) -> str:
        prefix = pen.spec.prefix
        cells: list[str] = []
        for column in pen.spec.columns:
            address = pen.to(book.columns[column.slug], column.name)
            if column.kind is ColumnKind.HUB and len(cells) % 3 == 1:
                cells.append(
                    f'<TD align=center onclick="location.href=\'{address}\'" style="cursor:hand">'
                    f"<font color=#ffffff><b>{esc(column.name)}</b></font></TD>"
                )
            else:
                cells.append(
                    f'<TD align=center><a href="{address}" class=menu><font color=#ffffff>{esc(column.name)}</font></a></TD>'
                )
        tool = f'{parts.accessibility(pen)} <a href="#" onClick="this.style.behavior=\'url(#default#homepage)\'">设为首页</a>'
        return f"""<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=gb2312">
{pen.meta(" />")}
<title>{esc(title)}</title>
<link href="{prefix}images/css.css" rel="stylesheet" type="text/css">
<script language="javascript" src="{prefix}script/page.js"></script>
</head>
<body topmargin="0" leftmargin="0" bgcolor="#FFFFFF">
<table width="1000" border="0" align="center" cellpadding="0" cellspacing="0">
<tr><td colspan=2><a href="{pen.to(book.home)}">{pen.picture(f"{prefix}images/banner.gif", pen.spec.name)}</a></td></tr>
<tr><td>{tool}</td>
<td align=right>{search_box(pen, self.search_path(pen.spec), self._search(pen))}</td></tr>
</table>
<TABLE width=1000 align=center bgcolor=#b40000 height=36><TR><TD align=center><a href="{pen.to(book.home)}"
 class=menu><font color=#ffffff>网站首页</font></a></TD>{"".join(cells)}</TR></TABLE>
{body}
{self._foot(pen)}
</body>
</html>"""

    def _search(self, pen: Pen) -> str:
        return f"""<form name=frm action="{pen.to(self.search_path(pen.spec))}" method=get><input name=q size=16>
<input type=image src="{pen.spec.prefix}images/so.gif" align=absmiddle></form>"""

    def _foot(self, pen: Pen) -> str:
        base = pen.spec.prefix
        if pen.spec.footer.by == "script":
            return f'<script language="javascript" src="{base}script/copyright.js"></script>'
        if pen.spec.footer.by == "iframe":
            address = pen.to(f"{base}include/bottom.html")
            return (
                f'<table width=1000 align=center><tr><td><iframe src="{address}" width=1000 height=180'
                " frameborder=0 scrolling=no></iframe></td></tr></table>"
            )
        return self._foot_block(pen)

    def _foot_block(self, pen: Pen) -> str:
        return f"""<table width=1000 border=0 align=center><tr><td height=3 bgcolor=#b40000></td></tr>
<tr><td align=center class=foot>{pen.link(pen.spec.prefix + "wzdt/", "站点地图")} | <a href="#top">返回顶部</a><br>
{parts.sponsor(pen, "主办：")}　{parts.contact(pen, "电话：")}　邮编：000000<br>
{parts.icp(pen)}　{parts.police(pen)}　{parts.site_code(pen, "政府网站标识码")}<br>
<table align=center><tr><td>{parts.badge(pen)}</td><td>{parts.error_report(pen)}</td></tr></table></td></tr></table>"""

    def _where(self, pen: Pen, book: Book) -> str:
        steps = [pen.link(book.home, "首页")]
        steps += [pen.link(book.columns[column.slug], column.name) for column in book.trail(pen)]
        return f"<table width=1000 align=center><tr><td height=30>当前位置： {' → '.join(steps)}</td></tr></table>"

    # -- pages

    def home(self, pen: Pen, book: Book) -> str:
        cells = []
        for slug in pen.spec.panels:
            name = pen.spec.column(slug).name
            rows = []
            for story in book.on_home(slug):
                address = pen.to(book.stories[story.key], story.title)
                rows.append(
                    f'<tr><td width=8>·</td><td><a href="{address}" target=_blank title="{esc(story.title)}">'
                    f"{esc(story.title[:22])}</a></td><td width=60>[{story.day:%m-%d}]</td></tr>"
                )
            more = f'<a href="{pen.to(book.columns[slug], name)}"><img src="{pen.spec.prefix}images/more.gif" border=0></a>'
            cells.append(
                f"<td valign=top width=500><table width=98%><tr bgcolor=#f0e0d0><td colspan=2><b>{esc(name)}</b></td>"
                f"<td>{more}</td></tr>{''.join(rows)}</table></td>"
            )
        rows_of_two = ["<tr>" + "".join(cells[at : at + 2]) + "</tr>" for at in range(0, len(cells), 2)]
        below = [column for top in pen.spec.columns for column in top.children]
        side = "".join(f"<tr><td>{pen.link(book.columns[c.slug], c.name)}</td></tr>" for c in below)
        body = f"""<table width=1000 align=center><tr><td width=200 valign=top><table>{side}</table></td>
<td valign=top><table width=100%>{"".join(rows_of_two)}</table></td></tr></table>
<table width=1000 align=center><tr><td>{parts.placed(pen, ("home", "all"))}</td></tr>
<tr><td>友情链接：{parts.friends(pen, select=" ")}</td></tr></table>"""
        return self._page(pen, book, pen.spec.name, body)

    def column(self, pen: Pen, book: Book, stories: tuple[Story, ...], page: int, pages: int) -> str:
        column = book.trail(pen)[-1]
        if column.kind is ColumnKind.XHR:
            rows = (
                f'<div id="{column.slug}_list"></div><script>loadList("/module/jslib/jquery/list.jsp",'
                f'"{column.slug}");</script>'
            )
        elif column.style == "island":
            rows = self._island(pen, book, stories, pages)
        elif column.style == "written":
            rows = self._written(pen, book, stories)
        else:
            rows = self._rows(pen, book, stories)
        if pages > 1 and column.style != "island":
            steps = "".join(
                f'<option value="{pen.to(self.column_path(pen.spec, book.trail(pen), number))}">第{number + 1}页</option>'
                for number in range(pages)
            )
            rest = ""
            if page + 1 < pages:
                rest = pen.link(self.column_path(pen.spec, book.trail(pen), page + 1), "下一页")
            rows += (
                f"<div align=right>共{len(column.stories)}条 第{page + 1}/{pages}页 {rest} "
                f'<select onchange="location.href=this.value">{steps}</select></div>'
            )
        side = ""
        trail = book.trail(pen)
        if len(trail) > 1:
            side = "".join(
                f"<tr><td>{pen.link(book.columns[c.slug], c.name)}</td></tr>" for c in trail[-2].children
            )
        main = (
            f"<table width=1000 align=center><tr><td width=200 valign=top><table>{side}</table></td><td valign=top>"
            f"<table width=100%><tr><td class=bt>{esc(column.name)}</td></tr></table>{rows}{parts.extra(pen)}</td></tr></table>"
        )
        return self._page(pen, book, f"{pen.spec.name} {column.name}", self._where(pen, book) + main)

    def _rows(self, pen: Pen, book: Book, stories: tuple[Story, ...]) -> str:
        rows = []
        for story in stories:
            address = pen.to(book.stories[story.key], story.title)
            when = (
                f"{story.day.year}-{story.day.month}-{story.day.day}"
                if story.day and story.dated_in_list
                else ""
            )
            top = "<font color=red>[顶]</font>" if story.pinned else ""
            rows.append(
                f'<TR><TD width=20><IMG src="{pen.spec.prefix}images/dot.gif"></TD><TD>{top}<A href="{address}" '
                f"target=_blank>{esc(story.title)}</A></TD><TD width=90>({when})</TD></TR>"
                if when
                else f'<TR><TD>·</TD><TD>{top}<A href="{address}" target=_blank>{esc(story.title)}</A></TD><TD></TD></TR>'
            )
        return f"<TABLE width='100%' class=list>{''.join(rows)}</TABLE>"

    def _written(self, pen: Pen, book: Book, stories: tuple[Story, ...]) -> str:
        lines = []
        for story in stories:
            address = pen.to(book.stories[story.key], story.title)
            when = f"{story.day:%Y-%m-%d}" if story.day and story.dated_in_list else ""
            lines.append(
                f'document.write(\'<tr><td>·<a href="{address}" target="_blank">{esc(story.title)}</a></td>'
                f'<td align="right">{when}</td></tr>\');'
            )
        inner = "\n".join(lines)
        return (
            '<script language="javascript">\ndocument.write(\'<table width="100%">\');\n'
            f"{inner}\ndocument.write('</table>');\n</script>"
        )

    def _island(self, pen: Pen, book: Book, stories: tuple[Story, ...], pages: int) -> str:
        column = book.trail(pen)[-1]
        number = _number(book.trail(pen))
        for later in range(1, pages):
            pen.to(self.column_path(pen.spec, book.trail(pen), later))
        more = f'<![CDATA[<a href="{_proxy(number, 2)}"></a>]]>' if pages > 1 else ""
        return (
            f"<div id='{number}7' class='default_pgContainer'></div><script type='text/xml'><datastore>"
            f"<nextgroup>{more}</nextgroup>{self._records(pen, book, stories)}</datastore></script>"
            f"<script>pageUtil.init({{unitid:'{number}7',totalRecord:{len(column.stories)},perPage:{column.page_size}}});</script>"
        )

    def _records(self, pen: Pen, book: Book, stories: tuple[Story, ...]) -> str:
        records = []
        for story in stories:
            address = pen.to(book.stories[story.key], story.title)
            when = f"{story.day:%Y-%m-%d}" if story.day and story.dated_in_list else ""
            records.append(
                f"<record><![CDATA[<li><span>{when}</span><a href='{address}' title='{esc(story.title)}' target='_blank'>"
                f"{esc(story.title)}</a></li>]]></record>"
            )
        return "<recordset>\n" + "\n".join(records) + "\n</recordset>"

    def hub(self, pen: Pen, book: Book) -> str:
        column = book.trail(pen)[-1]
        rows = "".join(
            f'<tr><td height=28><img src="{pen.spec.prefix}images/dot.gif"> '
            f'<a href="#" onclick="window.location=\'{pen.to(book.columns[child.slug], child.name)}\'; return false;">'
            f"{esc(child.name)}</a></td></tr>"
            for child in column.children
        )
        table = f"<table width=1000 align=center>{rows}</table>"
        body = self._where(pen, book) + table + parts.extra(pen)
        return self._page(pen, book, f"{pen.spec.name} {column.name}", body)

    def single(self, pen: Pen, book: Book) -> str:
        return self.article(pen, book)

    def article(self, pen: Pen, book: Book) -> str:
        story = pen.story
        assert story is not None
        when = f"{story.day.year}年{story.day.month}月{story.day.day}日 {clock(story)}" if story.day else ""
        text = "<br><br>".join(f"　　{esc(line)}" for line in story.paragraphs)
        text += pen.blocks(story, book.stories, book.columns)
        for number in range(story.pictures):
            text += (
                f"<center>{pen.picture(f'{pen.spec.prefix}images/p{(story.key + number) % 4}.gif')}</center>"
            )
        if story.video:
            text += f'<embed src="{pen.spec.prefix}images/v.mp4" width=600 height=400>'
        for number, file in enumerate(story.files, 1):
            address = pen.to(book.files[story.key, number], file.title, "attachment")
            text += f'<br><img src="{pen.spec.prefix}images/icon_{file.ext}.gif"> <a href="{address}">{esc(file.title)}</a>'
        number_row = f"<tr><td align=center>{esc(story.number)}</td></tr>" if story.number else ""
        main = f"""<table width=960 align=center class=art>
<tr><td align=center class=title><b><font size=4>{esc(story.title)}</font></b></td></tr>{number_row}
<tr><td align=center bgcolor=#eeeeee>信息来源：{esc(story.source or pen.spec.name)}　发布日期：{when}　浏览次数：<script
 src="{pen.spec.prefix}script/count.js"></script>　【<a href="javascript:window.close()">关闭</a>】</td></tr>
<tr><td class=zw id=zoom>{text}</td></tr>
<tr><td>{parts.extra(pen)}</td></tr></table>"""
        return self._page(pen, book, story.title, self._where(pen, book) + main)

    def plain(self, pen: Pen, book: Book, title: str, body: str) -> str:
        inner = f"<table width=1000 align=center><tr><td><b>{esc(title)}</b></td></tr><tr><td>{body}</td></tr></table>"
        return self._page(pen, book, f"{pen.spec.name} {title}", self._where(pen, book) + inner)

    def missing(self, spec: PortalSpec) -> str:
        return (
            "<html><head><meta http-equiv='Content-Type' content='text/html; charset=gb2312'><title>系统提示</title></head>"
            f"<body><table align=center><tr><td>您要查看的信息不存在或者还未通过审批！</td></tr><tr><td><a href='{spec.prefix}'>"
            "返回</a></td></tr></table></body></html>"
        )

    def extras(self, pen: Pen, book: Book) -> Mapping[str, Route]:
        block = self._foot_block(pen)
        lines = [line.replace("\\", "\\\\").replace('"', '\\"') for line in block.split("\n")]
        writes = "\n".join(f'document.writeln("{line}");' for line in lines).replace(
            "</script>", "<\\/script>"
        )
        head = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
        frame = f"<html><head>{head}</head><body>{block}</body></html>"
        prefix = pen.spec.prefix
        later: dict[str, Route] = {}
        for trail in book.trails.values():
            column = trail[-1]
            if column.style == "island" and column.kind is ColumnKind.LIST:
                for at in range(column.page_size, len(column.stories), column.page_size):
                    stories = ordered(column.stories)[at : at + column.page_size]
                    text = f"<datastore>{self._records(pen, book, stories)}</datastore>"
                    path = _proxy(_number(trail), at // column.page_size + 1)
                    later[path] = Route(text.encode("gb18030"), "text/html;charset=GBK")
        return later | {
            f"{prefix}script/copyright.js": Route(writes.encode("gb18030"), "application/x-javascript"),
            f"{prefix}include/bottom.html": Route(frame.encode("gb18030"), "text/html"),
        }


def _number(trail: Trail) -> int:
    """The number that the system gave a column."""
    return 1000 + crc32(trail[-1].slug.encode()) % 90000


def _proxy(number: int, page: int) -> str:
    """Where the pages of a list come from after the first."""
    return f"/module/web/jpage/dataproxy.jsp?page={page}&webid=1&path=/&columnid={number}&unitid={number}7"
