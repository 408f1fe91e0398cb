"""T4: pages counted by a script: `createPageHTML(all, current, "index", "html")`, `Pager({…})` and their kin."""

import pytest

from tests.test_traps.pages import COLUMN, ROWS, inspect, listing, trs

COUNTED = (
    "var currentPage = {};//所在页从0开始\nvar prevPage = currentPage-1;\nvar nextPage = currentPage+1;\n"
    "var countPage = 7//共多少页\nif(countPage>1&&currentPage!=0){{document.write('<a href=\"index_'+prevPage+'.html\">"
    '上一页</a>\');}}\nif(countPage>1&&currentPage!=(countPage-1)){{document.write("<a href=\\"index"+"_" + nextPage'
    ' + "."+"html\\">下一页</a>");}}else{{document.write(\'<span>下一页</span>\');}}'
)
DEFINED = (
    "function createPageHTML(_nPageCount, _nCurrIndex, _sPageName, _sPageExt){ for(var i=1;i<_nPageCount;i++)"
    '{document.write("<a href=\\""+_sPageName+"_"+i+"."+_sPageExt+"\\">"+i+"</a>")} }\n'
)


def next_page(markup: str, file: str = "") -> str | None:
    seen = inspect(trs(f"{listing()}<div class=page>{markup}</div>"), COLUMN + file)
    items, url = seen["items"], seen["next_page"]
    assert isinstance(items, list)
    assert len(items) == len(ROWS)
    assert url is None or isinstance(url, str)
    return url.removeprefix(COLUMN) if url else None


@pytest.mark.parametrize(
    ("script", "file", "following"),
    [
        ('createPageHTML(12, 0, "index", "html");', "index.html", "index_1.html"),
        ('createPageHTML(12, 3, "index", "html");', "index_3.html", "index_4.html"),
        ('createPageHTML(12, 11, "index", "html");', "index_11.html", None),
        ('createPageHTML(1, 0, "index", "html");', "", None),
        ('createPageHTML(0, 0, "index", "html");', "", None),
        ('createPageHTML(5,0,"list","shtml")', "list.shtml", "list_1.shtml"),
        ("createPageHTML('5','0','index','html')", "", "index_1.html"),
        ('CreatePageHTML(34,0,"index","htm",503);', "", "index_1.htm"),
        ("createPageHTML('page_div',20, 1,'index','shtml',300);", "", "index_2.shtml"),
        (DEFINED + 'createPageHTML(12, 0, "index", "html");', "", "index_1.html"),
        (DEFINED, "", None),
        ('//createPageHTML(12, 0, "index", "html");', "", None),
        ('/* createPageHTML(12, 0, "index", "html"); */', "", None),
        (
            'var n = 7\nvar at = 2;//当前页\ncreatePageHTML(n, at, "index", "html");',
            "index_2.html",
            "index_3.html",
        ),
        ('new Pager({size:12, current:0, prefix:"index", suffix:"html"});', "", "index_1.html"),
        ('new Pager({size:12, current:11, prefix:"index", suffix:"html"});', "index_11.html", None),
        (COUNTED.format(0), "", "index_1.html"),
        (COUNTED.format(3), "index_3.html", "index_4.html"),
        (COUNTED.format(6), "index_6.html", None),
    ],
)
def test_t04_the_page_after_this_one(script: str, file: str, following: str | None) -> None:
    assert next_page(f'<script language="JavaScript">{script}</script>', file) == following


@pytest.mark.parametrize(
    ("markup", "following"),
    [
        ('<a href="index_2.html">下一页</a>', "index_2.html"),
        ('<a class="next" href="?page=2">下页</a>', "?page=2"),
        ("<a href='index_2.html'>下一頁</a>", "index_2.html"),
        (
            '<a href="index_1.html">1</a><b>2</b><a href="index_3.html">3</a><a href="index_3.html">&gt;</a>',
            "index_3.html",
        ),
        ("<a href='index_2.html'><img src='next.gif' alt='下一页'></a>", "index_2.html"),
        ("<a onclick=\"location.href='index_2.html'\">下一页</a>", "index_2.html"),
        ("<button onclick=\"window.location='index_2.html'\">下一页</button>", "index_2.html"),
        ("<a tagname='index_2.html' href='javascript:void(0);'>下一页</a>", "index_2.html"),
        ("<span>下一页</span>", None),
        ('<a href="javascript:goPage(2)">下一页</a>', None),
        ('<a href="index_9.html">尾页</a>', None),
        ("<!--<a href='index_2.html'>下一页</a>-->", None),
        ('<a href="a9.html">下一篇：关于某事的通知</a>', None),
        ('<a href="">下一页</a>', None),
    ],
)
def test_t04_the_page_after_this_one_by_a_link(markup: str, following: str | None) -> None:
    assert next_page(markup) == following
