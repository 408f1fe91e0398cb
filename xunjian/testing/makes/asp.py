# ruff: noqa: E501  HTML stands here as such systems write it: its lines stay whole
"""A home-grown site of the old days: query addresses, upper-case and unclosed tags, picture navigation,
bytes in GBK although the header says ISO-8859-1, full-width dates, session ids in links.
"""

from collections.abc import Mapping

from xunjian.testing.book import Book, Trail
from xunjian.testing.makes import parts
from xunjian.testing.pen import Pen, clock, esc
from xunjian.testing.search_boxes import search_box
from xunjian.testing.site import Route
from xunjian.testing.spec import ColumnKind, File, PortalSpec, Story

_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_SESSION = ";jsessionid=8A1F3C7720D9E4B65F0A"


class Asp:
    charset = "gb18030"
    content_type = "text/html; charset=ISO-8859-1"
    link_style = "root"
    plain_pages: Mapping[str, str] = {"map.do": "网站地图"}
    assets: tuple[str, ...] = ("inc/style.css", "inc/main.js", "images/jiucuo.js")

    def column_path(self, spec: PortalSpec, trail: Trail, page: int) -> str:
        number = _number(spec, trail)
        return f"{spec.prefix}list.do?cid={number}" + (f"&page={page + 1}" if page else "")

    def story_path(self, spec: PortalSpec, trail: Trail, story: Story) -> str:
        return f"{spec.prefix}show.do?cid={_number(spec, trail)}&id={story.key}"

    def file_path(self, spec: PortalSpec, trail: Trail, story: Story, number: int, file: File) -> str:
        day = story.day or spec.as_of
        name = f"%B8%BD%BC%FE{story.key}" if file.gbk_path else f"{day:%Y%m%d}{story.key}"
        return f"{spec.prefix}UploadFiles/{day:%Y%m}/{name}_{number}.{file.ext.upper()}"

    def search_path(self, spec: PortalSpec) -> str:
        return f"{spec.prefix}search.do"

    # -- frame of every page

    def _session(self, pen: Pen, target: str, text: str = "") -> str:
        """An address with the session id that the system glues into links of its menu."""
        return pen.to(target, text).replace(".do?", f".do{_SESSION}?")

    def _page(self, pen: Pen, book: Book, title: str, body: str) -> str:
        prefix = pen.spec.prefix
        menu = []
        for number, column in enumerate(pen.spec.columns):
            address = self._session(pen, book.columns[column.slug], column.name)
            picture = pen.picture(f"{prefix}images/nav{number % 4}.gif", column.name)
            menu.append(f'<TD><A HREF="{address}" TITLE="{esc(column.name)}">{picture}</A>')
        return f"""<HTML>
<HEAD><TITLE>{esc(title)}</TITLE>
<META HTTP-EQUIV=Content-Type CONTENT="text/html; charset=gbk">
{pen.meta()}
<LINK REL=stylesheet HREF="{prefix}inc/style.css"><SCRIPT SRC="{prefix}inc/main.js"></SCRIPT>
</HEAD>
<BODY BGCOLOR=#FFFFFF TOPMARGIN=0>
<CENTER>
<TABLE WIDTH=960 BORDER=0 CELLSPACING=0><TR><TD>{pen.picture(f"{prefix}images/top.gif", pen.spec.name)}
<TR><TD ALIGN=right><A HREF="{pen.to(book.home)}">返回首页</A>&nbsp;{parts.accessibility(pen)}</TABLE>
<TABLE WIDTH=960><TR><TD><A HREF="{pen.to(book.home)}"><FONT COLOR=red>首　页</FONT></A>{"".join(menu)}</TABLE>
<TABLE WIDTH=960><TR><TD>{search_box(pen, self.search_path(pen.spec), self._search(pen))}</TABLE>
{body}
{self._foot(pen)}
</CENTER>
</BODY>
</HTML>"""

    def _search(self, pen: Pen) -> str:
        return f"""<FORM NAME=s ACTION="{pen.to(self.search_path(pen.spec))}">站内搜索：<INPUT NAME=key SIZE=12><INPUT TYPE=submit VALUE=搜索></FORM>"""

    def _foot(self, pen: Pen) -> str:
        base = pen.spec.prefix
        if pen.spec.footer.by == "script":
            return f"<SCRIPT SRC='{base}inc/foot.js'></SCRIPT>"
        if pen.spec.footer.by == "iframe":
            return (
                f"<IFRAME SRC='{pen.to(base + 'inc/foot.html')}' WIDTH=960 HEIGHT=150 FRAMEBORDER=0></IFRAME>"
            )
        return self._foot_block(pen)

    def _foot_block(self, pen: Pen) -> str:
        return f"""<HR WIDTH=960 SIZE=1><P ALIGN=center>{parts.sponsor(pen, "主办单位:")}&nbsp;&nbsp;版权所有<BR>
{parts.contact(pen, "联系电话:")}&nbsp;&nbsp;地址:{esc(pen.spec.short)}迎宾路1号<BR>
{parts.icp(pen)}&nbsp;{parts.police(pen)}<BR>{parts.site_code(pen, "网站标识码")}<BR>
{parts.badge(pen)}&nbsp;{parts.error_report(pen)}</P>"""

    def _where(self, pen: Pen, book: Book) -> str:
        steps = [f'<A HREF="{pen.to(book.home)}">首页</A>']
        steps += [
            f'<A HREF="{pen.to(book.columns[c.slug], c.name)}">{esc(c.name)}</A>' for c in book.trail(pen)
        ]
        return f"<TABLE WIDTH=960><TR><TD>您的位置：{' - '.join(steps)}</TABLE>"

    # -- pages

    def home(self, pen: Pen, book: Book) -> str:
        boxes = []
        for slug in pen.spec.panels:
            name = pen.spec.column(slug).name
            rows = "".join(
                f'<LI><A HREF="{pen.to(book.stories[story.key], story.title)}">{esc(story.title)}</A>'
                f" <FONT COLOR=gray>({story.day.month}月{story.day.day}日)</FONT>\n"
                for story in book.on_home(slug)
                if story.day
            )
            more = f'<A HREF="{pen.to(book.columns[slug], name)}">更多...</A>'
            boxes.append(f"<TD VALIGN=top WIDTH=50%><B>{esc(name)}</B> {more}<UL>{rows}</UL>")
        rows_html = "".join(
            f"<TR>{boxes[at]}{boxes[at + 1] if at + 1 < len(boxes) else ''}" for at in range(0, len(boxes), 2)
        )
        below = [column for top in pen.spec.columns for column in top.children]
        side = " | ".join(
            f'<A HREF="{pen.to(book.columns[c.slug], c.name)}">{esc(c.name)}</A>' for c in below
        )
        body = f"""<TABLE WIDTH=960><TR><TD COLSPAN=2>快速导航：{side}{rows_html}</TABLE>
<TABLE WIDTH=960><TR><TD>{parts.placed(pen, ("home", "all"))}<TR><TD>{parts.friends(pen, select=" ")}</TABLE>"""
        return self._page(pen, book, f"欢迎访问{pen.spec.name}", body)

    def column(self, pen: Pen, book: Book, stories: tuple[Story, ...], page: int, pages: int) -> str:
        column = book.trail(pen)[-1]
        if column.kind is ColumnKind.XHR:
            rows = f"<DIV ID=box>正在加载，请稍候……</DIV><SCRIPT>loadXml('/api/{column.slug}.json', box);</SCRIPT>"
        else:
            rows = self._rows(pen, book, stories, column.style)
        steps = ""
        if pages > 1:
            near = [("首页", 0), ("上一页", page - 1), ("下一页", page + 1), ("尾页", pages - 1)]
            steps = " ".join(
                f'[<A HREF="{pen.to(self.column_path(pen.spec, book.trail(pen), number))}">{word}</A>]'
                for word, number in near
                if 0 <= number < pages and number != page
            )
        foot = f"<P ALIGN=right>共{len(column.stories)}条记录 页次：{page + 1}/{pages} {steps}</P>"
        table = f"<TABLE WIDTH=960><TR><TD><FONT SIZE=4><B>{esc(column.name)}</B></FONT>{rows}{foot}{parts.extra(pen)}</TABLE>"
        return self._page(pen, book, f"{column.name}--{pen.spec.name}", self._where(pen, book) + table)

    def _rows(self, pen: Pen, book: Book, stories: tuple[Story, ...], style: str) -> str:
        out = []
        for story in stories:
            address = pen.to(book.stories[story.key], story.title)
            day = story.day if story.dated_in_list else None
            top = "【置顶】" if story.pinned else ""
            wide = f"{day.year}年{day.month}月{day.day}日".translate(_WIDE) if day else ""
            if style == "wide":
                out.append(f'<LI><A HREF="{address}">{top}{esc(story.title)}</A>　{wide}')
            elif style == "opened":
                out.append(
                    f"<LI><A HREF='javascript:void(0)' ONCLICK=\"window.open('{address}')\">{top}{esc(story.title)}</A>"
                    + (f" [{day.year}.{day.month}.{day.day}]" if day else "")
                )
            else:
                when = f"<TD WIDTH=100>{day.year}/{day.month}/{day.day}" if day else "<TD>"
                out.append(
                    f'<TR><TD>※<TD><A HREF="{address}" TARGET=_blank>{top}{esc(story.title)}</A>{when}'
                )
        if style in ("wide", "opened"):
            return f"<UL>{chr(10).join(out)}</UL>"
        return f"<TABLE WIDTH=100%>{chr(10).join(out)}</TABLE>"

    def hub(self, pen: Pen, book: Book) -> str:
        column = book.trail(pen)[-1]
        rows = "".join(
            f'<TR><TD><A HREF="{self._session(pen, book.columns[c.slug], c.name)}">&gt;&gt; {esc(c.name)}</A>'
            for c in column.children
        )
        body = f"{self._where(pen, book)}<TABLE WIDTH=960>{rows}</TABLE>{parts.extra(pen)}"
        return self._page(pen, book, f"{column.name}--{pen.spec.name}", body)

    def single(self, pen: Pen, book: Book) -> str:
        return self.article(pen, book)

    def article(self, pen: Pen, book: Book) -> str:
        story = pen.story
        assert story is not None
        when = f"{story.day.year}/{story.day.month}/{story.day.day} {clock(story)}:05" if story.day else ""
        text = "".join(f"<P>　　{esc(line)}" for line in story.paragraphs)
        text += pen.blocks(story, book.stories, book.columns)
        for number in range(story.pictures):
            text += (
                f"<P ALIGN=center>{pen.picture(f'{pen.spec.prefix}images/p{(story.key + number) % 4}.gif')}"
            )
        if story.video:
            text += f"<P><OBJECT DATA='{pen.spec.prefix}images/v.mp4' WIDTH=500 HEIGHT=400></OBJECT>"
        for number, file in enumerate(story.files, 1):
            address = pen.to(book.files[story.key, number], file.title, "attachment")
            text += f'<P>附件：<A HREF="{address}">{esc(file.title)}</A>'
        document = f"<CENTER>{esc(story.number)}</CENTER>" if story.number else ""
        body = f"""<TABLE WIDTH=900><TR><TD><CENTER><H2>{esc(story.title)}</H2></CENTER>{document}
<CENTER><FONT SIZE=2>发布时间：{when}　信息来源：{esc(story.source or pen.spec.name)}　点击数：{story.key % 900}</FONT></CENTER><HR>
{text}{parts.extra(pen)}<P ALIGN=right>[<A HREF="javascript:window.print()">打印</A>] [<A HREF="javascript:history.back()">返回</A>]</TABLE>"""
        return self._page(pen, book, f"{story.title}--{pen.spec.name}", self._where(pen, book) + body)

    def plain(self, pen: Pen, book: Book, title: str, body: str) -> str:
        inner = f"<TABLE WIDTH=960><TR><TD><B>{esc(title)}</B><TR><TD>{body}</TABLE>"
        return self._page(pen, book, f"{title}--{pen.spec.name}", self._where(pen, book) + inner)

    def missing(self, spec: PortalSpec) -> str:
        return (
            "<HTML><HEAD><TITLE>错误</TITLE><META HTTP-EQUIV=Content-Type CONTENT='text/html; charset=gbk'></HEAD><BODY>"
            "<CENTER><BR><BR>对不起，您要找的文章不存在，可能已被删除或参数错误。<BR><A HREF='javascript:history.back()'>返回</A></CENTER></BODY></HTML>"
        )

    def extras(self, pen: Pen, book: Book) -> Mapping[str, Route]:
        block = self._foot_block(pen)
        lines = [line.replace("\\", "\\\\").replace("'", "\\'") for line in block.split("\n")]
        script = "var s='';\n" + "\n".join(f"s+='{line}';" for line in lines) + "\ndocument.write(s);"
        script = script.replace("</script>", "<\\/script>")
        head = "<META HTTP-EQUIV=Content-Type CONTENT='text/html; charset=gbk'>"
        frame = f"<HTML><HEAD>{head}</HEAD><BODY>{block}</BODY></HTML>"
        prefix = pen.spec.prefix
        return {
            f"{prefix}inc/foot.js": Route(script.encode("gb18030"), "text/javascript"),
            f"{prefix}inc/foot.html": Route(frame.encode("gb18030"), self.content_type),
        }


def _number(spec: PortalSpec, trail: Trail) -> int:
    """The number that the system gave a column: in the order of the tree."""
    return 1 + [column.slug for column in spec.walk()].index(trail[-1].slug)
