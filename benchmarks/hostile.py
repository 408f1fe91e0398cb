"""Pages made to trip a reader: huge, endless, deep, or full of what makes patterns try again and again.

Each maker gives a page of about the size asked for, in bytes. A closed one ends with a whole footer that
must be read all the same.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from benchmarks.hostile_runs import RUNS, SCRIPT_RUNS

HEAD = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"><title>关于做好工作的通知</title>'
    '<meta name="SiteName" content="某市人民政府"></head><body>'
    '<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/tz/">通知公告</a></div>'
    "<h1>关于做好工作的通知</h1>"
)
ICP, CODE = "京ICP备12345678号", "1234560001"
FOOT = (
    '<div class="footer"><p>主办单位：某市人民政府办公室 联系电话：010-12345678</p>'
    f"<p>{ICP} 网站标识码：{CODE}</p></div></body></html>"
)
DEEP = 20_000


@dataclass(frozen=True, slots=True)
class Hostile:
    """A page; `closed`: whether what it holds leaves its footer a footer."""

    name: str
    make: Callable[[int], str]
    closed: bool = True
    encoding: str = "utf-8"

    def body(self, size: int) -> bytes:
        """The bytes of the page, about `size` of them."""
        return self.make(size).encode(self.encoding, "xmlcharrefreplace")


def _around(inside: str) -> str:
    return HEAD + inside + FOOT


def _fill(piece: str, size: int) -> str:
    return piece * max(1, size // len(piece.encode("utf-8", "surrogatepass")))


def _run(piece: str, *, closed: bool = True) -> Callable[[int], str]:
    return lambda size: _around(f"<div>{_fill(piece, size)}</div>" if closed else _fill(piece, size))


def _lines(piece: str) -> Callable[[int], str]:
    return lambda size: _around(_fill(f"<p>{piece}</p>\n", size))


def _title(piece: str) -> Callable[[int], str]:
    return lambda size: f"<html><head><title>{_fill(piece, size)}</title></head><body>{FOOT}"


def _script(piece: str, before: str = "", after: str = "") -> Callable[[int], str]:
    return lambda size: _around(f"<script>{before}{_fill(piece, size)}{after}</script>")


def _attribute(tag: str, name: str, piece: str) -> Callable[[int], str]:
    return lambda size: _around(f'<{tag} {name}="{_fill(piece, size)}">文字</{tag}>')


def _nested(opening: str, closing: str = "", inside: str = "文字") -> Callable[[int], str]:
    """DEEP levels whatever the size, less where the size asked for is small."""
    return lambda size: _around(
        opening * min(DEEP, max(1, size // 20)) + inside + closing * min(DEEP, max(1, size // 20))
    )


def _numbered(row: str, before: str = "", after: str = "") -> Callable[[int], str]:
    """Rows that differ: `{0}` is their number."""

    def make(size: int) -> str:
        rows = max(1, size // max(1, len(row.encode()) + 4))
        return _around(before + "".join([row.replace("{0}", str(number)) for number in range(rows)]) + after)

    return make


def _in_footer(piece: str) -> Callable[[int], str]:
    return lambda size: HEAD + FOOT.replace("</div>", f"<p>{_fill(piece, size)}</p></div>")


_NESTS = (
    *("div", "table", "font", "a", "span", "b", "ul", "li", "select", "iframe", "form", "svg", "p", "h1"),
    *("nav", "em", "button", "object", "template", "option"),
)


def hostile_pages() -> Iterator[Hostile]:
    """Every page, each with a name of its own."""
    for name, piece in RUNS.items():
        harmless = piece not in {"<", "</", "<%", "<!-", "<?xml ", "<!DOCTYPE ", "&"}
        yield Hostile(f"满页{name}", _run(piece), harmless)
        yield Hostile(f"每行{name}", _lines(_fill(piece, 60)), harmless)
        yield Hostile(f"标题{name}", _title(piece), False)
        yield Hostile(f"页脚{name}", _in_footer(piece), False)
        yield Hostile(f"属性{name}", _attribute("div", "class", piece.replace('"', "'")))
        yield Hostile(f"链接{name}", _attribute("a", "href", piece.replace('"', "'")))
        yield Hostile(f"脚本{name}", _script(piece), "</" not in piece)
        yield Hostile(f"写出{name}", _script(piece, "document.write('", "')"), "</" not in piece)
    for tag in _NESTS:
        yield Hostile(
            f"深层{tag}", _nested(f"<{tag}>", f"</{tag}>"), tag in {"div", "span", "font", "b", "em"}
        )
        yield Hostile(f"不合{tag}", _nested(f"<{tag}>"), False)
        yield Hostile(f"错合{tag}", _nested(f"<{tag}><i>", f"</{tag}></i>"), False)
        yield Hostile(f"成片{tag}", lambda size, tag=tag: _around(_fill(f"<{tag}>字</{tag}>", size)), False)
        yield Hostile(f"成片不合{tag}", lambda size, tag=tag: _around(_fill(f"<{tag}>字", size)), False)
    yield Hostile("深层表格", _nested("<table><tr><td>", "</td></tr></table>"), False)
    yield Hostile("深层列表", _nested("<ul><li><a href='x.html'>一</a>", "</li></ul>"), False)
    yield Hostile("深层链接行", _nested("<div><a href='x.html'>关于通知</a>2021-01-01", "</div>"), False)
    yield Hostile("注释不合", lambda size: _around("<!--" + _fill("字", size)), False)
    yield Hostile("脚本不合", lambda size: _around("<script>" + _fill("var a=1;", size)), False)
    yield Hostile("样式不合", lambda size: _around("<style>" + _fill("a{}", size)), False)
    yield Hostile("标题不合", lambda size: "<title>" + _fill("字", size), False)
    yield Hostile("文本框不合", lambda size: _around("<textarea>" + _fill("<p>字", size)), False)
    yield Hostile("属性不合", lambda size: _around('<a href="' + _fill("字", size)), False)
    yield Hostile("注释成片", _run("<!-- 页脚 -->", closed=False))
    yield Hostile("数据块", _run("<![CDATA[x]]>", closed=False))
    yield Hostile("声明成片", _run("<?php x ?>", closed=False))
    yield Hostile("链接", _numbered("<a href='/a/{0}.html'>通知{0}</a>"))
    yield Hostile("同一链接", _numbered("<a href='/a/1.html'>关于做好工作的通知</a>"))
    yield Hostile("链接各行", _numbered("<a href='t{0}.html'>关于做好{0}的通知</a><br>"))
    yield Hostile(
        "列表",
        _numbered("<li><a href='{0}.html'>关于{0}的通知</a><span>2021-12-15</span></li>", "<ul>", "</ul>"),
    )
    yield Hostile(
        "列表不合", _numbered("<li><a href='{0}.html'>关于{0}的通知<span>2021-12-15", "<ul>"), False
    )
    yield Hostile(
        "表格",
        _numbered(
            "<tr><td><a href='{0}.html'>关于{0}的通知</a></td><td>2021-12-15</td></tr>", "<table>", "</table>"
        ),
    )
    yield Hostile(
        "盒子", _numbered("<div class='x'><a href='{0}.html'>关于{0}的通知</a><span>12-15</span></div>")
    )
    yield Hostile(
        "各自盒子", _numbered("<div class='x{0}'><h3><a href='{0}.html'>关于{0}的通知</a></h3></div>")
    )
    yield Hostile("标题行", _numbered("<h3><a href='{0}.html'>关于{0}的通知</a></h3><p>2021-01-01</p>"))
    yield Hostile(
        "一格许多", _numbered("<td><a href='{0}.html'>关于{0}的通知</a>", "<table><tr>", "</tr></table>")
    )
    yield Hostile("一行许多", _numbered("<a href='{0}.html'>关于{0}的通知</a>2021-12-15 ", "<p>", "</p>"))
    yield Hostile(
        "定义表",
        _numbered("<dt><a href='{0}.html'>关于{0}的通知</a></dt><dd>2021-12-15</dd>", "<dl>", "</dl>"),
    )
    yield Hostile("小列表", _numbered("<ul><li><a href='{0}.html'>关于{0}的通知</a></li></ul>"))
    yield Hostile(
        "选项", _numbered("<option value='http://a{0}.cn/'>网站{0}</option>", "<select>", "</select>")
    )
    yield Hostile("无链接行", _numbered("<li>关于{0}的通知 2021-12-15</li>", "<ul>", "</ul>"))
    yield Hostile("字段表", _numbered("<tr><td>索引号：</td><td>{0}</td></tr>", "<table>", "</table>"))
    yield Hostile(
        "栏目", _numbered("<li><a href='/{0}/'>栏目{0}</a></li>", "<div class='nav'><ul>", "</ul></div>")
    )
    yield Hostile(
        "面包屑", _numbered("<a href='/{0}/'>栏目{0}</a> &gt; ", "<div class='position'>", "</div>")
    )
    yield Hostile("附件", _numbered("<p><a href='f{0}.pdf'>附件{0}.pdf</a></p>"))
    yield Hostile("图片", _numbered("<img src='/i/{0}.jpg' alt='图{0}'>"))
    yield Hostile("翻页", _numbered("<a href='index_{0}.html'>{0}</a>", "<div class='page'>", "</div>"))
    yield Hostile("标签", _numbered("<meta name='ArticleTitle' content='通知{0}'>"))
    yield Hostile("框架", _numbered("<iframe src='/f{0}.html'></iframe>"))
    yield Hostile("脚本引用", _numbered("<script src='/s{0}.js'></script>"))
    yield Hostile("表单", _numbered("<form action='/s{0}'><input name=q></form>"))
    yield Hostile("单击", _numbered("<a onclick=\"window.open('/a/{0}.html')\">关于{0}的通知</a>"))
    yield Hostile("隐藏", _numbered("<div style='display:none'><a href='{0}.html'>关于{0}</a></div>"))
    yield Hostile("小脚本", _numbered("<script>document.write('<p>{0}</p>')</script>"))
    yield Hostile("页脚盒", _numbered("<div class='footer'><p>主办：第{0}局</p></div>"), False)
    yield Hostile("页脚行", _numbered("<p>主办：第{0}局 电话：0101234{0}</p>"), False)
    yield Hostile("日期行", _numbered("<p>发布时间：2021-12-15 来源：第{0}局</p>"))
    yield Hostile("标题名", _numbered("<div class='title'>关于做好工作的通知</div>"))
    yield Hostile("各类名", _numbered("<div class='c{0}' id='i{0}'>字</div>"))
    yield Hostile(
        "许多属性",
        lambda size: _around("<div " + " ".join(f"a{n}=1" for n in range(size // 12)) + ">字</div>"),
    )
    yield Hostile(
        "数据岛",
        _numbered(
            "<record><![CDATA[<li><a href='{0}.html'>关于{0}的通知</a></li>]]></record>",
            "<script type='text/xml'><datastore><recordset>",
            "</recordset></datastore></script>",
        ),
    )
    yield Hostile(
        "裸数据岛", _numbered("<record><![CDATA[<li><a href='{0}.html'>关于{0}</a></li>]]></record>")
    )
    yield Hostile(
        "内嵌数据",
        _numbered(
            '{"title":"关于{0}的通知","url":"/a/{0}.html","date":"2021-12-15"},',
            "<script>var list=[",
            "];</script>",
        ),
    )
    yield Hostile(
        "深层数据",
        lambda size: _around("<script>var a=" + "[" * (size // 2) + "]" * (size // 2) + ";</script>"),
    )
    yield Hostile(
        "深层对象",
        lambda size: _around(
            "<script>var a=" + '{"a":' * (size // 6) + "1" + "}" * (size // 6) + "</script>"
        ),
    )
    yield Hostile("写出行", _script("document.write('<p>主办：某局</p>');"))
    yield Hostile("写出拼接", _script("+'<li>关于通知</li>'", "document.write('<ul>'", ");"))
    yield Hostile("写出套写", _script("document.write(", "", ""))
    yield Hostile("写出括号", _script("(", "document.write(", ");"))
    yield Hostile("写出深层", _script("<div>", "document.write('", "')"))
    yield Hostile("变量累加", _script("s+='<p>字</p>';", "var s='';", "document.write(s);"))
    yield Hostile("变量翻倍", _script("s=s+s;", "var s='<p>字</p>';", "document.write(s);"))
    yield Hostile("问号", _script("a?'b':", "document.write(", "'c')"))
    yield Hostile("跳转", _script("location.href='/a.html';"))
    yield Hostile("跳转不合", _script("location.href='"))
    yield Hostile("打开不合", _script('window.open("'))
    yield Hostile("模板串", _script("`${a}", "document.write("))
    yield Hostile("转义", _script("\\u4e2d", "document.write('", "')"))
    yield Hostile("百分转义", _script("%u4e2d%3C", "document.write(unescape('", "'))"))
    yield Hostile("行注释", _script("//"))
    yield Hostile("块注释", _script("/*"))
    yield Hostile("翻页脚本", _script("createPageHTML(5,0,'index','html');"))
    yield Hostile("翻页不合", _script("createPageHTML("))
    yield Hostile("翻页对象", _script("Pager({"))
    yield Hostile(
        "标识脚本", _script("document.write(unescape(\"%3Cspan id='_ideConac' %3E%3C/span%3E\"));"), False
    )
    yield Hostile("国标", _lines("关于做好政府信息公开工作的通知" * 4), True, "gbk")
    yield Hostile(
        "大五码",
        lambda size: "<meta charset=big5>" + _fill("<p>關於做好資訊公開工作的通知</p>", size),
        False,
        "big5",
    )
    yield Hostile("双字节", _lines("关于做好政府信息公开工作的通知" * 4), True, "utf-16")
    yield Hostile("零字节", _run("字\0"), False)
    yield Hostile("替换字符", _run("\ufffd"), False)
    yield Hostile("窄行", _lines("字"))
    yield Hostile("断行", _run("字<br>", closed=False))
    yield Hostile("粗体", _run("<b>字</b>", closed=False))
    yield Hostile("空格子", _run("<td></td>", closed=False), False)
    yield Hostile("结束标签", _run("</div></p></a></table>", closed=False), False)
    yield Hostile("空标签", _run("<p></p>", closed=False))
    yield Hostile("自闭标签", _run("<br/>", closed=False))
    for name, piece in SCRIPT_RUNS.items():
        yield Hostile(
            f"引出{name}", _script(piece, "document.write('x');location.href='a.html';page;{htm;", "//")
        )
    yield Hostile("续行", _script("\\\n", 'document.write("'))
    yield Hostile("否则", _script(" else if(a) if(b)", "if(c){document.write('<p>x</p>')}", " x;"))
    yield Hostile("空数组", _script(" ", "var list=[];for(i in list){a.innerHTML='x'}"))
    yield Hostile("写出连乘", _script("+s", "var s='" + "字" * 9000 + "';document.write(s", ");"))
    yield Hostile("写出反复", _script("document.write(s);", "var s='" + "字" * 9000 + "';"))
    yield Hostile("模板反复", _script("${s}", "var s='" + "字" * 9000 + "';document.write(`", "`);"))
    yield Hostile("算址", _script("+a+' href=\"'", "document.write('<a href=\"'", ");"))
    yield Hostile("首页链接", _numbered("<li><a href='/{0}/'>首页</a></li>"))
    yield Hostile("下一页链接", _numbered("<a href='#'>下一页</a>"))
    yield Hostile(
        "同名各行",
        lambda size: f"<title>{'通知公告' * (size // 48)}</title>" + _lines("通知公告")(size // 2),
        False,
    )
    yield Hostile(
        "标识地址", lambda size: _around(f"<img src='/CA{'1' * min(size, 90_000)}'>" * max(1, size // 90_000))
    )
    yield Hostile(
        "找错地址", lambda size: _around(f"<a href='{'/zhaocuo' * 9000}'>字</a>" * max(1, size // 72_000))
    )
    yield Hostile(
        "选项多行",
        lambda size: _around(f"<option value='{'.html?' * 9000}\nx'>" * max(1, size // 54_000)),
        False,
    )
    yield Hostile(
        "引号属性",
        lambda size: _around("<div " + " ".join(f'a{n}=">"' for n in range(size // 12)) + ">字</div>"),
    )
    yield Hostile(
        "深底链接",
        lambda size: _around(
            "<div>" * 200
            + "".join(f"<a href='{n}.html'>关于{n}的通知</a>" for n in range(size // 36))
            + "</div>" * 200
        ),
    )
    yield Hostile(
        "深底按钮",
        lambda size: _around("<button>" * 200 + _fill("<p>字</p>", size) + "</button>" * 200),
        False,
    )
    yield Hostile("乱码", lambda size: Random(size).randbytes(size).decode("latin-1"), False, "latin-1")
    yield Hostile(
        "乱码国标",
        lambda size: "<meta charset=gbk>" + Random(1).randbytes(size).decode("latin-1"),
        False,
        "latin-1",
    )
    yield Hostile("零散字节", lambda size: _around("a\0b\x01" * (size // 4)), False)
