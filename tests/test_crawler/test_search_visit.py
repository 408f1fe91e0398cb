"""A search in a browser: opened where it is hidden, and nothing typed into what is none."""

from pathlib import Path

import pytest

from tests.test_crawler.loopback import BROWSER, Reply, serving
from tests.test_crawler.test_search import ask, probed
from tests.test_facts.search_pages import DECOYS
from xunjian.facts.search.answers import read_answers

pytestmark = [pytest.mark.browser, pytest.mark.skipif(BROWSER is None, reason="没有找到浏览器")]

HEAD = "<html><head><meta charset='utf-8'><title>某县</title></head><body><h1>某县人民政府</h1>"
GO = "location.href='/so?q='+encodeURIComponent(this.value)"
MADE = (
    HEAD
    + '<div id="top"><i class="icon-sousuo" style="display:inline-block;width:20px;height:20px" id="i"></i>'
    "</div><script>document.getElementById('i').onclick=function(){var f=document.createElement('input');"
    f"f.type='text';f.onkeydown=function(e){{if(e.key=='Enter'){GO}}};"
    "document.getElementById('top').appendChild(f)}</script>"
)
LAYER = (
    HEAD + '<a href="javascript:;" title="搜索" onclick="l.style.display=\'block\'">⌕</a>'
    '<div id="l" style="display:none"><form action="/so"><input name="q"><button>搜索</button></form></div>'
)


def test_boxes_behind_a_click_and_forms_of_another_purpose(tmp_path: Path) -> None:
    pages = {
        "/robots.txt": Reply("", 404),
        "/made.html": MADE,
        "/layer.html": LAYER,
        "/decoys.html": HEAD + "".join(html for html in DECOYS.values() if "<script" not in html),
        "/fails.html": HEAD + '<form action="/late"><input name="q"><button>搜索</button></form>',
        "/late?q=%E5%85%AC%E5%91%8A": HEAD + "<p>检索结果</p><script>fetch('/api/so')</script>",
        "/api/so": Reply("", 500),
        "/so?q=%E5%85%AC%E5%91%8A": HEAD + "<p>检索结果</p>",
    }
    with serving(pages) as site:
        boxes = {
            "made": {"opener": '[id="i"]'},
            "layer": {"field": 'input[name="q"]', "button": "button"},
            "decoys": {"opener": "h1"},
            "fails": {"field": 'input[name="q"]', "button": "button"},
        }
        asks = [
            ask(site, f"/{key}.html", key=key, page=f"{site.url}/{key}.html", **box)
            for key, box in boxes.items()
        ]
        snapshot = probed(site, tmp_path, *asks, browser=BROWSER, browser_sandbox=False)
        found = {each.ask.key: each.fetch for each in read_answers(snapshot)}
        sent = [path for path in site.paths() if path not in pages and "favicon" not in path]
    assert found["made"].url == found["layer"].url == f"{site.url}/so?q=%E5%85%AC%E5%91%8A"
    assert found["decoys"].code == "no_field"
    assert sent == []
    assert (found["fails"].truncated, found["layer"].truncated) == (True, False)  # no answer is no “nothing”
