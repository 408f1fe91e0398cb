# ruff: noqa: E501  HTML stands here as such systems write it: its lines stay whole
"""Column pages that hold nothing, and such whose list has not come yet."""

import pytest

from tests.test_facts.portal import HOST, LONG, NAV, OTHER, column, column_at, html, portal, rows
from xunjian.model.site import Column, ColumnKind

_NAV = (*NAV, ("人事信息", "/rsxx/"))
BLANK = {
    "ul": "<ul class='list'></ul>",
    "note": "<ul class='list'></ul><p>暂无信息</p>",
    "note_li": "<ul class='list'><li>暂无数据</li></ul>",
    "table": "<table><tr><td>标题</td><td>发布日期</td></tr><tr><td colspan=2 align=center>没有相关记录！</td></tr></table>",
    "pager": "<ul></ul><div class='page'>共 0 条 第 1/1 页 <a href='index.html'>首页</a> <a href='index.html'>尾页</a></div>",
    "count": "<ul class='list'></ul>共0条 0/0页",
    "recordset": "<div id='1'></div><script type='text/xml'><datastore><nextgroup></nextgroup><totalrecord>0</totalrecord><recordset></recordset></datastore></script>",
    "arr": "<ul id='l'></ul><script>var list=[];var h='';for(var i=0;i<list.length;i++){h+='<li>'+list[i].t+'</li>';}document.getElementById('l').innerHTML=h;</script>",
    "json": "<ul data-bind='list'></ul><script type='application/json'>{\"total\":0,\"list\":[]}</script>",
    "counted": "<ul></ul><script>var currentPage=0;var countPage=1;document.write('共'+countPage+'页');for(var i=1;i<countPage;i++){document.write('<a href=index_'+i+'.htm>'+(i+1)+'</a>')}</script>",
    "path": "<ul id='l'></ul><script>var path=['政务公开','人事信息'];var ids=[12,13]</script>",
    "building": "<p>栏目正在建设中……</p>",
    "hot": "<ul class='list'></ul><div class='hot'><h3>热点信息</h3><ul><li><a href='/tzgg/t202609.html'>关于开展第9次安全生产检查的通知</a></li><li><a href='/tzgg/t202610.html'>关于开展第10次安全生产检查的通知</a></li><li><a href='/tzgg/t202611.html'>关于开展第11次安全生产检查的通知</a></li></ul></div>",
}
UNKNOWN = {
    "fetch": "<ul id='l'></ul><script>fetch('/api/l.json').then(r=>r.json()).then(d=>draw(d))</script>",
    "vue": "<div id='app'><ul><li v-for='i in list'>{{i.title}}</li></ul></div><script>new Vue({el:'#app',data:{list:[]},created(){axios.get('/api').then(r=>{this.list=r.data})}})</script>",
    "vue_note": "<div id='app'><p v-if='!list.length'>暂无数据</p><ul v-else><li v-for='i in list'>{{i.title}}</li></ul></div><script>new Vue({el:'#app',data:{list:[]},created(){axios.get('/api').then(r=>{this.list=r.data})}})</script>",
    "jq": "<ul id='l'>暂无数据</ul><script>$.ajax({url:'/list.do',success:function(d){$('#l').html(d)}})</script>",
    "jpage": "<div id='12'></div><script>$('#12').jpage({proxyUrl:'/module/web/jpage/dataproxy.jsp'})</script>",
    "held": "<ul id='l'></ul><script>var L=[{\"u\":\"/rsxx/1.html\",\"t\":\"关于张某任职的通知\"}];document.getElementById('l').innerHTML=L.map(function(x){return '<li><a href=\"'+x.u+'\">'+x.t+'</a></li>'}).join('');</script>",
    "held_for_another": '<ul id=\'l\'></ul><script>var L=[{"u":"/rsxx/1.html","t":"关于张某任职的通知"}]</script><script src=\'/js/draw.js\'></script>',
    "layui": "<table id='t'></table><script>layui.use('table',function(){layui.table.render({elem:'#t',url:'/list'})})</script>",
}


def _column(markup: str) -> Column:
    snapshot = portal(nav=_NAV)
    snapshot.page(f"{HOST}/rsxx/", column("人事信息", markup, ("政务公开",), nav=_NAV))
    return column_at(snapshot, f"{HOST}/rsxx/")


@pytest.mark.parametrize("markup", BLANK.values(), ids=BLANK.keys())
def test_a_list_that_holds_nothing_is_blank(markup: str) -> None:
    found = _column(markup)
    assert (found.kind, found.items, found.unrendered) == (ColumnKind.LIST, (), False)


@pytest.mark.parametrize("markup", UNKNOWN.values(), ids=UNKNOWN.keys())
def test_a_list_that_a_script_fetches_is_unknown(markup: str) -> None:
    found = _column(markup)
    assert (found.kind, found.items, found.unrendered) == (ColumnKind.LIST, (), True)


@pytest.mark.parametrize(
    ("beside", "kind"),
    [
        ("", ColumnKind.UNREAD),
        (f"<p>{LONG}</p>", ColumnKind.ARTICLE),
        ("<form action='/send'><textarea name='t'></textarea></form>", ColumnKind.ARTICLE),
    ],
)
def test_what_is_only_drawn_was_not_read(beside: str, kind: ColumnKind) -> None:
    found = _column(f"{beside}<canvas id='c' width='700' height='400'></canvas><script>draw(c)</script>")
    assert found.kind is kind


def test_entries_of_columns_among_single_texts_make_a_hub() -> None:
    snapshot = portal(nav=_NAV)
    guide = html("本局简要情况说明", f"<h1>本局简要情况说明</h1><div class='content'>{LONG}</div>", nav=_NAV)
    snapshot.page(f"{HOST}/rsxx/zn.html", guide)
    entries = []
    for name, path in (("年度报告公布", "/nb/"), ("预算决算公开", "/ys/")):
        snapshot.page(
            f"{HOST}{path}",
            column(name, rows((f"关于{name}的通知", f"{path}1.html", "2026-10-08")), nav=_NAV),
        )
        entries.append((name, path))
    text = "<p><a href='/rsxx/zn.html'>本局简要情况说明</a></p>"
    links = "".join(f"<li><a href='{url}'>{name}</a></li>" for name, url in entries)
    snapshot.page(f"{HOST}/rsxx/", column("人事信息", f"{text}<ul>{links}</ul>", ("政务公开",), nav=_NAV))
    assert column_at(snapshot, f"{HOST}/rsxx/").kind is ColumnKind.HUB


_BESIDE = rows(
    *((f"全县第{n}次调度会议召开", f"{OTHER}/yw/t2026110{n}.html", f"2026-11-0{n}") for n in range(1, 6))
)
_BOX = f"<div class='right'><h3><a href='{OTHER}/yw/'>县内要闻</a></h3>{_BESIDE}</div>"


def _beside_every_list(markup: str, name: str = "人事信息") -> Column:
    """A column among others, beside all of which stand the news of another office."""
    names = ("工作动态", "政策文件", "财政信息", "招标采购", "公示公告")
    nav = (*NAV, (name, "/rsxx/"), *((each, f"/c{n}/") for n, each in enumerate(names)))
    snapshot = portal(nav=nav)
    for number, each in enumerate(names):
        own = rows(
            *((f"关于{each}第{n}号事项的说明", f"/c{number}/{n}.html", f"2026-10-0{n}") for n in range(1, 9))
        )
        snapshot.page(f"{HOST}/c{number}/", column(each, own + _BOX, nav=nav))
    snapshot.page(f"{HOST}/rsxx/", column(name, markup + _BOX, nav=nav))
    return column_at(snapshot, f"{HOST}/rsxx/")


@pytest.mark.parametrize("name", ["ul", "table", "note"])
def test_news_of_another_office_beside_every_list_fill_no_column(name: str) -> None:
    found = _beside_every_list(BLANK[name])
    assert (found.kind, found.items, found.unrendered) == (ColumnKind.LIST, (), False)


def test_a_text_beside_which_they_stand_is_a_text() -> None:
    assert _beside_every_list(LONG).kind is ColumnKind.ARTICLE


def test_a_column_of_links_to_another_office_keeps_them() -> None:
    own = rows(
        *((f"上级第{n}号文件解读", f"{OTHER}/wj/t2026100{n}.html", f"2026-10-0{n}") for n in range(1, 8))
    )
    assert len(_beside_every_list(own).items) == 7


@pytest.mark.parametrize(
    ("name", "markup", "kind"),
    [
        (
            "领导分工",
            "<table><tr><td>姓名</td><td>职务</td></tr><tr><td>周某某</td><td>局长，主持全面工作</td></tr></table>",
            ColumnKind.ARTICLE,
        ),
        ("领导之窗", "<p><b>局长</b> 罗某某</p><p><b>副局长</b> 纪某</p>", ColumnKind.ARTICLE),
        ("领导分工", "<table><tr><td>姓名</td><td>职务</td></tr></table>暂无信息", ColumnKind.LIST),
        ("领导分工", "<p>栏目正在建设中，敬请期待，敬请关注</p>", ColumnKind.LIST),
        ("领导分工", "<p>本栏目内容正在更新，请您稍后再来访问</p>", ColumnKind.LIST),
        ("人事信息", "<p>本栏目的信息见人社局的网站</p>", ColumnKind.LIST),
    ],
    ids=["leaders", "short", "head_alone", "building", "updating", "note"],
)
def test_a_few_words_fill_a_column_that_never_changes(name: str, markup: str, kind: ColumnKind) -> None:
    found = _beside_every_list(markup, name)
    assert (found.kind, found.items) == (kind, ())


def test_a_column_that_hands_out_a_file_is_not_blank() -> None:
    file = "<div><p>请下载：<a href='/upload/2026/zn.docx'>本局信息公开指南.docx</a></p></div>"
    assert _column(file).kind is ColumnKind.ARTICLE


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("来访请到县行政中心西门接待室，周一至周五开放。", ColumnKind.ARTICLE),
        ("该列表之下未发布过信息，请浏览别处。", ColumnKind.LIST),
        ("当前栏目还是空的，欢迎常来看看。", ColumnKind.LIST),
        ("人事信息", ColumnKind.LIST),
    ],
)
def test_a_sentence_on_the_matter_is_no_blank_list(text: str, kind: ColumnKind) -> None:
    assert _column(f"<p>{text}</p>").kind is kind
