"""A list that a page shows only to a visitor who waits, scrolls, moves over it or asks for more."""

from pathlib import Path

import pytest

from tests.test_crawler.loopback import BROWSER, Reply, crawl, serving
from xunjian.model.observation import Role

SHOW = "function show(n){var a=document.createElement('a');a.href='/'+n;a.textContent=n;box.append(a)}"
BY_ITSELF = f"""<html><body><div style='height:4000px'>公告</div><div id='box'></div><div id='room'></div>
<p id='turns'></p><script>{SHOW}
setTimeout(function(){{fetch('/data').then(function(a){{return a.text()}}).then(show)}},15000);
setTimeout("show('words')",9000);
new WebSocket('ws://desk.example:8080/chat');
var looks=0,look=setInterval(function(){{if(++looks==3){{clearInterval(look);show('looked')}}}},4000);
new IntersectionObserver(function(all){{if(all[0].isIntersecting)show('reached')}}).observe(box);
addEventListener('scroll',function(){{show('scrolled')}},{{once:true}});
document.addEventListener('mousemove',function(){{show('moved')}},{{once:true}});
var turn=0;
setInterval(function(){{turns.innerHTML=turn++%6?'':'<a href="/turn">turn</a>'}},300);
room.attachShadow({{mode:'closed'}}).innerHTML='<a href="/closed">closed</a>';
var frame=document.createElement('iframe');frame.src='/part/';frame.width=400;frame.height=300;
box.append(frame);
</script></body></html>"""
PART = (
    "<html><body><ul id='box'></ul><script>setTimeout(function(){box.innerHTML="
    "'<li><a href=\"framed\">framed</a></li>'},8000)</script></body></html>"
)
SHOWN = ("late", "words", "looked", "reached", "scrolled", "moved", "closed", "turn", "part/framed")
WHEN_ASKED = f"""<html><body><div id='box'></div><div id='tab'>最新</div><span id='more'>加载更多</span>
<i id='like' onclick="fetch('/like')">赞一个</i> <div class='tabs'><b onclick="show('tab')">部门动态</b></div>
<b id='go' onclick="location.href='/g'+'one'">进入</b><script>{SHOW}
tab.onmouseover=function(){{show('hovered')}};
more.addEventListener('click',function(){{show('more')}});
more.addEventListener('click',function(){{fetch('/vote',{{method:'POST'}})}});
</script></body></html>"""
BY_SOCKET = "<html><body><ul></ul><script>new WebSocket('ws://'+location.host+'/list')</script></body></html>"

FOR_SOME = """<html><body><ul></ul><script>
if(/Chrome\\//.test(navigator.userAgent))fetch('/data')</script></body></html>"""
AGAIN = "<html><body><ul></ul><script>setTimeout(function(){location.reload()},500)</script></body></html>"


@pytest.mark.browser
@pytest.mark.skipif(BROWSER is None, reason="没有找到浏览器")
def test_what_a_visitor_would_see_is_seen(tmp_path: Path) -> None:
    pytest.importorskip("scrapy_playwright")
    routes: dict[str, Reply | str] = {
        "/": "<html>首页</html>",
        "/itself": BY_ITSELF,
        "/asked": WHEN_ASKED,
        "/socket": BY_SOCKET,
        "/some": FOR_SOME,
        "/again": AGAIN,
        "/part/": PART,
        "/data": Reply(b"late", headers={"Content-Type": "text/plain"}),
    }
    with serving(routes) as site:
        crawl(site.url, tmp_path / "s.sqlite").close()
        targets = [f"{site.url}/{name}" for name in ("itself", "asked", "socket", "some", "again")]
        snapshot = crawl(
            site.url,
            tmp_path / "s.sqlite",
            phase="render",
            targets=targets,
            browser=BROWSER,
            browser_sandbox=False,
        )
        asked = {(each.method, each.path) for each in site.requests}
    built = [snapshot.fetch(url, Role.RENDERED) for url in targets]
    itself, when_asked, *others = [
        (snapshot.body(each) or b"").decode() for each in built if each is not None
    ]
    assert [name for name in SHOWN if f'/{name}"' not in itself] == []
    assert [name for name in ("hovered", "more", "tab") if f'"/{name}"' not in when_asked] == []
    assert asked.isdisjoint({("POST", "/vote"), ("GET", "/gone"), ("GET", "/like")})
    assert [bool(each) for each in others] == [True] * 3
    assert [each.truncated for each in built if each] == [False, True, True, True, True]
