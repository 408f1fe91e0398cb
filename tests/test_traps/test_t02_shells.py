"""T2: lists drawn by scripts, shells without items: never read as blank; lists that stand as data are read."""

import pytest

from tests.test_traps.pages import COLUMN, dated, inspect, trs
from xunjian.facts.page import read_page
from xunjian.model.page import PageReading

SHELL = (
    "<!DOCTYPE html><html><head><meta charset=utf-8><title>岚溪县政府信息公开平台</title></head><body>"
    "<noscript>请启用 JavaScript 以继续。</noscript>{}<script src=/js/chunk.0f31.js></script></body></html>"
)
DAYS = [(f"岚溪县第{n}号公开招标公告", f"2023-05-0{n}") for n in range(1, 6)]
LIST = "".join(
    f"<li><a href='/zb/a{n}.html'>{title}</a><span>{day}</span></li>" for n, (title, day) in enumerate(DAYS)
)
RECORDS = ",".join(
    f'{{"id":{n},"title":"{title}","url":"/zb/a{n}.html","publishDate":"{day} 08:00:00"}}'
    for n, (title, day) in enumerate(DAYS)
)


def reading(page: str) -> PageReading:
    return read_page(page.encode(), COLUMN)


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(SHELL.format("<div id=app></div>"), id="vue"),
        pytest.param(SHELL.format("<div id='root'><i>加载中…</i></div>"), id="react-loading"),
        pytest.param(SHELL.format("<app-root></app-root>"), id="own-element"),
        pytest.param(
            trs(
                "<div id=2157></div><script>jQuery('#2157').jpage({perPage:20,totalRecord:431,"
                "proxyUrl:'/module/web/jpage/dataproxy.jsp'})</script>"
            ),
            id="jpage",
        ),
        pytest.param(
            trs(
                "<ul id=list></ul><script>$.ajax({url:'/api/list',success:function(r){var h='';for(var i=0;i<9;i++)"
                "{h+='<li><a href=\"'+r[i].url+'\">'+r[i].title+'</a></li>'}$('#list').html(h)}})</script>"
            ),
            id="ajax",
        ),
        pytest.param(
            trs(
                "<ul id=l></ul><script>fetch('/api/zb.json').then(r=>r.json()).then(d=>{l.innerHTML="
                "d.map(x=>`<li><a href='${x.url}'>${x.title}</a>${x.date}</li>`).join('')})</script>"
            ),
            id="fetch",
        ),
        pytest.param(
            trs(
                "<ul id=v><li v-for='x in list'><a :href='x.url'>{{x.title}}</a><span>{{ x.day }}</span></li></ul>"
                "<script>new Vue({el:'#v',data:{list:[]}})</script>"
            ),
            id="mustaches",
        ),
        pytest.param(
            trs(
                "<ul class=list></ul><script id=tpl type='text/html'>{{each list as v}}<li><a href='{{v.url}}'>"
                "{{v.title}}</a><span>2023-01-01</span></li>{{/each}}</script>"
                "<script>$.get('/api/zb',function(d){$('.list').html(template('tpl',d))})</script>"
            ),
            id="script-template",
        ),
    ],
)
def test_t02_a_shell_shows_no_items_and_is_not_blank(page: str) -> None:
    read = reading(page)
    assert read.items == ()
    assert read.is_shell
    assert not read.list_is_empty
    assert not read.is_error


@pytest.mark.parametrize(
    ("page", "items"),
    [
        pytest.param(
            SHELL.format(f"<div id=app data-server-rendered=true>{trs(f'<ul>{LIST}</ul>')}</div>"), 5
        ),
        pytest.param(trs(f"<ul>{LIST}</ul><script>$.ajax({{url:'/api/hits'}})</script>"), 5),
        pytest.param(trs("<ul class=list><li>暂无信息</li></ul>"), 0),
        pytest.param(trs("<ul class=list></ul>"), 0),
    ],
    ids=["rendered-by-the-server", "counts-its-visits", "says-it-is-empty", "is-empty"],
)
def test_t02_what_is_served_whole_is_no_shell(page: str, items: int) -> None:
    read = reading(page)
    assert len(read.items) == items
    assert not read.is_shell


def test_t02_a_static_text_of_an_application_is_an_article() -> None:
    text = "根据县人大批准的年度预算，现将有关情况公开如下。" * 12
    page = SHELL.format(
        f"<div id=app><h1>岚溪县2023年预算公开</h1><p>发布日期：2023-02-03</p><p>{text}</p></div>"
    )
    seen = inspect(page, "http://www.lanxi.gov.cn/gkmlpt/content/2/2/post_22.html")
    assert (seen["kind"], seen["title"], seen["published"]) == (
        "article",
        "岚溪县2023年预算公开",
        "2023-02-03",
    )


@pytest.mark.parametrize(
    "markup",
    [
        f"<script>var list=[{RECORDS}];show(list)</script>",
        f"<div id=app></div><script>window.__INITIAL_STATE__={{'a':1,'list':[{RECORDS}]}};</script>",
        f'<script id=__NEXT_DATA__ type=\'application/json\'>{{"props":{{"list":[{RECORDS}]}}}}</script>',
        f"<ul id=v></ul><script>new Vue({{el:'#v',data:{{list:[{RECORDS}]}}}})</script>",
        f"<script>var d=JSON.parse('[{RECORDS}]');show(d)</script>",
        "<script>var docs=["
        + ",".join(
            f"{{docTitle:'{t}',docUrl:'/zb/a{n}.html',pubTime:'{d}'}}" for n, (t, d) in enumerate(DAYS)
        )
        + "];</script>",
    ],
    ids=["array", "state", "next-data", "vue-data", "json-parse", "bare-keys"],
)
def test_t02_a_list_that_stands_as_data(markup: str) -> None:
    seen = inspect(trs(markup))
    assert dated(seen) == DAYS
    items = seen["items"]
    assert isinstance(items, list)
    assert [item["url"][-11:] for item in items] == [f"/zb/a{n}.html" for n in range(5)]


def test_t02_pictures_of_a_slide_show_are_no_list() -> None:
    data = '[{"title":"首页轮播图一","image":"/1.jpg"},{"title":"首页轮播图二","image":"/2.jpg"}]'
    assert inspect(trs(f"<script>var slides={data};</script>"))["items"] == []
