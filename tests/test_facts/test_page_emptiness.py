"""A list that stands in its page as data and holds nothing, and one that only has not come yet."""

import pytest

from tests.test_facts.page_parts import NAV, TRAIL, page, read

_XML = (
    '<div id="12345"></div><script type="text/xml"><datastore><nextgroup></nextgroup>{count}'
    "<recordset>{records}</recordset></datastore></script>"
)

EMPTY = {
    "json_island": '<ul class="list" data-bind="list"></ul><script type="application/json" id="d">'
    '{"code":0,"data":{"total":0,"list":[]}}</script>',
    "json_island_beside_a_counter": '<ul data-bind="list"></ul><script type="application/json">'
    '{"totalCount":0,"rows":[]}</script><script>$.get("/visit.do?c=12");</script>',
    "bare_array": '<ul data-bind="list"></ul><script type="application/json">[]</script>',
    "state": '<div data-url="x"></div><script>window.__STATE__={"page":1,"total":0,"list":[]};</script>',
    "recordset": _XML.format(count="<totalrecord>0</totalrecord>", records=""),
    "recordset_of_no_proxy": _XML.format(count="", records=""),
    "own_array": "<ul id='l' data-bind='x'></ul><script>var list=[];var s='';for(var i=0;i<list.length;i++)"
    "{s+='<li>'+list[i].title+'</li>';}document.getElementById('l').innerHTML=s;</script>",
}
NOT_KNOWN = {
    "fetched": "<ul id='l'></ul><script>var list=[];fetch('/api/1.json').then(r=>r.json()).then(d=>{"
    "list=d.list;list.forEach(x=>add(x));});function add(x){l.innerHTML+=x.t;}</script>",
    "component": "<div id='v'><li v-for='x in list'>{{x.title}}</li></div><script>new Vue({el:'#v',"
    "data:{list:[],total:0},mounted(){axios.get('/api').then(r=>this.list=r.data)}})</script>",
    "first_state_of_a_component": "<div id='v'><li v-for='x in list'>{{x.t}}</li></div>"
    '<script>var state={"list":[],"total":0};new Vue({el:"#v",data:state});</script>',
    "loading": '<div id="app"></div><script>window.__S__={"total":0,"list":[],"loading":true};</script>',
    "counted_but_not_here": '<ul data-bind="l"></ul><script type="application/json">'
    '{"total":12,"list":[]}</script>',
    "proxied_records": "<div id='p'></div><script>$('#p').jpage({proxyUrl:'/dataproxy.jsp',perPage:15});"
    "var x='<recordset></recordset>';</script>",
}


def _column(body: str) -> str:
    head = '<title>通知公告</title><meta name="ColumnName" content="通知公告">'
    return page(f"{NAV}{TRAIL}<div class='main'><h2>通知公告</h2>{body}</div>", head=head)


@pytest.mark.parametrize("body", EMPTY.values(), ids=EMPTY.keys())
def test_a_list_that_is_empty_by_its_own_data_is_no_shell(body: str) -> None:
    reading = read(_column(body))
    assert (reading.list_is_empty, reading.is_shell, reading.items) == (True, False, ())


@pytest.mark.parametrize("body", NOT_KNOWN.values(), ids=NOT_KNOWN.keys())
def test_a_list_that_comes_later_stays_unknown(body: str) -> None:
    reading = read(_column(body))
    assert (reading.list_is_empty, reading.is_shell) == (False, True)


def test_filled_data_is_not_empty() -> None:
    rows = '[{"title":"关于开展防汛演练的通知","url":"/a.html","publishDate":"2021-06-05"}]'
    island = f'<script type="application/json">{{"total":1,"list":{rows},"tags":[]}}</script>'
    reading = read(_column(f'<ul data-bind="list"></ul>{island}'))
    assert not reading.list_is_empty
    assert len(reading.items) == 1
