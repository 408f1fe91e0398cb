"""Feet of pages as makers of sites lay them out, for the tests of footer items."""

import pytest

from tests.test_traps.pages import foot_of, inspect, listing, trs

LAYOUTS = {
    "one-line": "<div class='footer'>{} 版权所有：岚溪县人民政府</div>",
    "paragraphs": "<div id='foot'><p>网站地图</p><p>{}</p><p>版权所有：岚溪县人民政府</p></div>",
    "breaks": "<div class=bottom>版权所有：岚溪县人民政府<br>{}<br>网站地图</div>",
    "table": "<table class=copyright width=100%><tr><td align=center>{}</td></tr></table>",
    "spans": "<footer><span>岚溪县人民政府</span>　|　<span>{}</span></footer>",
}
each_layout = pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)

HIDDEN = {
    "comment": "<!--{}-->",
    "server-comment": "<%--{}--%>",
    "comment-over-lines": "<!--\n<div>-- 旧 --</div>\n{}\n-->",
    "comment-left-open": "<!--{}",
    "for-old-browsers": "<!--[if lt IE 9]>{}<![endif]-->",
    "template": "<template>{}</template>",
    "script-template": "<script type='text/template'>{}</script>",
    "style": "<style>/*{}*/</style>",
}
each_hidden = pytest.mark.parametrize("hidden", HIDDEN.values(), ids=HIDDEN)


def item(name: str, markup: str, layout: str = LAYOUTS["paragraphs"], charset: str = "utf-8") -> object:
    """What is read of one item of the foot."""
    page = trs(listing(), foot=layout.format(markup)).replace("utf-8", charset)
    return foot_of(inspect(page.encode(charset, "xmlcharrefreplace")))[name]


def written(markup: str) -> str:
    """The same, written by a script in escaped form."""
    return f"<script>document.write(unescape('{''.join(f'%u{ord(each):04X}' for each in markup)}'))</script>"
