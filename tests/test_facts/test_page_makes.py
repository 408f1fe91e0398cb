# ruff: noqa: E501  HTML stands here as such systems write it: its lines stay whole
"""Pages as well-known content systems make them: lists, articles, feet and navigations."""

from datetime import date

import pytest

from tests.test_facts.page_parts import BASE, LIST, NAV, TRAIL, page, read
from xunjian.model.page import PageKind

_ROWS = (
    ("关于开展夏季防汛演练的通知", "1", "2026-06-05"),
    ("县人民政府关于印发粮食安全方案的通知", "2", "2026-05-11"),
    ("关于征集民生实事项目的公告", "3", "2026-04-01"),
    ("县统计局发布一季度经济运行情况", "4", "2026-03-22"),
)


def _rows(pattern: str, address: str = "{n}.html") -> str:
    return "".join(
        pattern.format(
            t=title, u=address.format(n=n), d=day, y=day[:4], m=day[5:7], day=day[8:], md=day[5:],
            sl=day.replace("-", "/"), cn=f"{day[:4]}年{int(day[5:7])}月{int(day[8:])}日",
        )
        for title, n, day in _ROWS
    )  # fmt: skip


LISTS: dict[str, tuple[str, str]] = {}
LISTS["dedecms"] = (
    '<div class="place"><strong>当前位置:</strong> <a href="/">主页</a> > <a href="/a/tz/">通知公告</a> > </div><div class="listbox"><ul class="e2">'
    + _rows(
        '<li>[<b><a href="/a/tz/">通知公告</a></b>] <a href="{u}" class="title">{t}</a><span class="info"><small>日期：</small>{d} 10:22:31 <small>点击：</small>120 <small>好评：</small>0</span><p class="intro">摘要摘要，内容提要若干字。...</p></li>'
    )
    + '</ul></div><div class="dede_pages"><ul class="pagelist"><li>首页</li><li class="thisclass">1</li><li><a href="list_3_2.html">2</a></li><li><a href="list_3_2.html">下一页</a></li><li><a href="list_3_9.html">末页</a></li></ul></div>',
    "list_3_2.html",
)
LISTS["phpcms"] = (
    '<div class="crumbs"><a href="/">首页</a><span> &gt; </span><a href="/index.php?m=content&c=index&a=lists&catid=9">通知公告</a> &gt;  列表</div><ul class="list lh24 f14">'
    + _rows(
        '<li><span class="rt">{d} 09:11:21</span>·<a href="{u}" target="_blank" >{t}</a></li>',
        "/index.php?m=content&c=index&a=show&catid=9&id={n}",
    )
    + '<div class="bk20 hr"></div></ul><div id="pages" class="text-c"><a class="a1">40条</a> <a href="/index.php?m=content&c=index&a=lists&catid=9&page=1" class="a1">上一页</a> <span>1</span> <a href="/index.php?m=content&c=index&a=lists&catid=9&page=2">2</a> <a href="/index.php?m=content&c=index&a=lists&catid=9&page=2" class="a1">下一页</a></div>',
    "page=2",
)
LISTS["jeecms"] = (
    '<div class="location">您当前的位置：<a href="/">首页</a> &raquo; <a href="/tzgg/index.jhtml">通知公告</a></div><div class="c1-body">'
    + _rows(
        '<div class="c1-bline" style="padding:7px 0px;"><div class="f-left"><img src="/r/cms/www/red/img/head-mark4.gif" align="middle" border="0" />&nbsp;<a href="{u}" title="{t}" target="_blank"><span style="">{t}</span></a></div><div class="gray f-right">{d}</div><div class="clear"></div></div>',
        "/tzgg/{n}.jhtml",
    )
    + '<div class="pagebar"><div>共40条记录 1/3页 <a disabled="disabled">首页</a> <a href="index_2.jhtml" onclick="location.href=\'index_2.jhtml\'">下一页</a></div></div></div>',
    "index_2.jhtml",
)
LISTS["siteserver"] = (
    '<div class="weizhi">您的位置：<a href="/">首页</a>>><a href="/channels/12.html">通知公告</a></div><table width="100%">'
    + _rows(
        '<tr><td width="20"><img src="/i/dot.gif"></td><td><a href="{u}" target="_blank">{t}</a></td><td align="right">[{sl}]</td></tr><tr><td colspan="3" height="1" background="/i/line.gif"></td></tr>',
        "/contents/12/{n}.html",
    )
    + '</table><table class="pager"><tr><td>总记录数：40 <a href="/channels/12_2.html">下一页</a></td></tr></table>',
    "12_2.html",
)
LISTS["webplus"] = (
    '<div class="dqwz"><span>当前位置：</span><a href="/1.htm">首页</a><span>></span><a href="/tzgg.htm">通知公告</a></div><div id="wp_news_w6"><ul class="news_list list2">'
    + _rows(
        "<li class=\"news n1 clearfix\"><span class=\"news_title\"><a href='{u}' target='_blank' title='{t}'>{t}</a></span><span class=\"news_meta\">{d}</span></li>",
        "/info/1002/345{n}.htm",
    )
    + '</ul></div><div id="wp_paging_w6"><ul class="wp_paging clearfix"><li class="pages_count"><span class="per_page">每页&nbsp;<em class="per_count">14</em>&nbsp;记录&nbsp;</span><span class="all_count">总共&nbsp;<em class="all_count">40</em>&nbsp;记录&nbsp;</span></li><li class="page_nav"><a class="first" href="javascript:void(0);"><span>第一页</span></a><a class="next" href="/tzgg/list2.htm" target="_self"><span>下一页&gt;&gt;</span></a></li></ul></div>',
    "list2.htm",
)
LISTS["boda_vsb"] = (
    '<table class="winstyle1" width="100%"><tr><td><a href="/">首页</a>&gt;&gt;<a href="tzgg.htm">通知公告</a>&gt;&gt;正文</td></tr></table><table class="winstyle52903" cellspacing=0>'
    + _rows(
        '<tr height=20 id="line_u5_{day}"><td width="2%" align="center" style="font-size:9pt" valign=center><span class="leaderfont5290"> ·</span></td><td valign=center style="font-size:9pt"><a class="c5290" href="{u}" target=_blank title="{t}">{t}</a></td><td valign=center width="1%" nowrap><span class="timestyle5290">{sl}&nbsp;</span></td></tr>',
        "info/1002/345{n}.htm",
    )
    + '<tr><td colspan=4 align=center><table cellspacing=0 class="headStyle"><tr><td nowrap align=left>共40条&nbsp;&nbsp;1/3&nbsp;</td><td nowrap><span class="PrevDisabled">首页</span><a href="tzgg/2.htm" class="Next">下页</a></td></tr></table></td></tr></table>',
    "tzgg/2.htm",
)
LISTS["hanweb_island"] = (
    '<div class="dqwz">当前位置：<a href="/">首页</a> > <a href="/col/col12/index.html">通知公告</a></div><div id="3456" class="default_pgContainer"></div><script type="text/xml"><datastore><nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=1"></a>]]></nextgroup><totalrecord>40</totalrecord><recordset>'
    + _rows(
        '<record><![CDATA[<li><span>{d}</span><a href="{u}" title="{t}">{t}</a></li>]]></record>',
        "/art/2026/6/5/art_12_{n}.html",
    )
    + '</recordset></datastore></script><script>$("#3456").jpage({proxyUrl:"/module/web/jpage/dataproxy.jsp"});</script>',
    "",
)
LISTS["netcms_asp"] = (
    "<table width=760 align=center><tr><td bgcolor=#eeeeee>>>您所在的位置：<a href=index.asp>首页</a> → <a href=Class.asp?ID=12>通知公告</a></td></tr><tr><td>"
    + _rows(
        '<font color=red>◇</font> <a href="{u}" target=_blank>{t}</a> <font color=#999999>({sl} 8:30:00)</font> <font color=gray>[阅读:35]</font><br>',
        "ShowNews.asp?id={n}",
    )
    + "</td></tr><tr><td align=right>页次：1/3页 共40条 首页 上一页 <a href=Class.asp?ID=12&page=2>下一页</a> <a href=Class.asp?ID=12&page=3>尾页</a></td></tr></table>",
    "page=2",
)
LISTS["fangzheng"] = (
    '<div class="BreadcrumbNav">当前位置：<a href="/">首页</a> > <a href="/tzgg/">通知公告</a></div><div class="newsList"><ul>'
    + _rows('<li><a href="{u}"><i></i><p class="t">{t}</p><em>{cn}</em></a></li>', "/content/202606/{n}.html")
    + '</ul></div><div class="page"><script>createPageHTML(3, 0, "index", "html");</script></div>',
    "",
)
LISTS["day_apart"] = (
    '<div class="pos">当前位置：<a href="/">首页</a> > <a href="/tzgg/">通知公告</a></div><ul class="list-date">'
    + _rows(
        '<li><a href="{u}"><div class="date"><strong>{day}</strong><span>{y}.{m}</span></div><div class="txt"><h3>{t}</h3><p>据悉，2019年1月2日起……</p></div></a></li>'
    )
    + "</ul>",
    "",
)
LISTS["mdfirst"] = (
    '<div class="pos">当前位置：<a href="/">首页</a> > <a href="/tzgg/">通知公告</a></div><ul>'
    + _rows('<li><i>{md}</i><a href="{u}">{t}</a></li>')
    + "</ul>",
    "",
)


@pytest.mark.parametrize("name", LISTS)
def test_the_list_of_a_content_system(name: str) -> None:
    markup, following = LISTS[name]
    reading = read(page(NAV + markup, head="<title>通知公告-云溪县人民政府</title>"), f"{BASE}tzgg/index.htm")
    assert reading.kind is PageKind.COLUMN
    shown = [(item.title, item.month_day or item.date) for item in reading.items]
    days = [(title, date.fromisoformat(day)) for title, _, day in _ROWS]
    assert shown == ([(title, (day.month, day.day)) for title, day in days] if name == "mdfirst" else days)
    assert not following or (reading.next_page or "").endswith(following)


_TITLE = "县农业农村局关于做好春耕备耕工作的通知"
_TEXT = "<p>各乡镇人民政府：</p><p>当前正值春耕备耕关键时期，为切实抓好粮食生产，现就有关事项通知如下，请结合实际认真贯彻落实。</p><p>一、加强组织领导，压实工作责任，确保各项措施落到实处。</p><p>县农业农村局<br>2026年3月3日</p>"
ARTICLES: dict[str, str] = {}
ARTICLES["dedecms"] = (
    f'<div class="place"><a href="/">主页</a> > <a href="/a/">通知公告</a> > </div><div class="viewbox"><div class="title"><h2>{_TITLE}</h2></div><div class="info"><small>时间:</small>2026-03-04 10:20<small>来源:</small>县农业农村局 <small>作者:</small>admin <small>点击:</small><script src="/plus/count.php?aid=3"></script>次</div><div class="intro"></div><div class="content"><table width="100%"><tr><td>{_TEXT}</td></tr></table></div><div class="dede_pages"></div><div class="boxoff"><strong>------分隔线----------------------------</strong></div><div class="context"><ul><li>上一篇：<a href="2.html">上一条信息标题</a></li><li>下一篇：没有了</li></ul></div></div>'
)
ARTICLES["phpcms"] = (
    f'<div class="crumbs"><a href="/">首页</a><span> &gt; </span><a href="/list-9-1.html">通知公告</a> &gt; 正文</div><div id="Article"><h1>{_TITLE}<br /><span>2026-03-04 10:20:11&nbsp;&nbsp;&nbsp;来源：县农业农村局&nbsp;&nbsp;评论：<a href="#c" id="c">0</a> 点击：<span id="hits"></span></span></h1><div class="content">{_TEXT}</div></div>'
)
ARTICLES["jeecms"] = (
    f'<div class="location">当前位置：<a href="/">首页</a> » 通知公告 » 正文</div><div class="article"><h1>{_TITLE}</h1><div class="msgbar">发布时间： 2026-03-04 10:20:00 &nbsp; 作者： 县农业农村局 &nbsp; 来源：县农业农村局 &nbsp; 浏览次数：<span id="views"></span></div><div class="content"><div id="p1">{_TEXT}</div></div></div>'
)
ARTICLES["siteserver"] = (
    f'<table width="980"><tr><td class="lm">您的位置：<a href="/">首页</a> &gt;&gt; <a href="/c/1.html">通知公告</a></td></tr><tr><td align="center" class="bt" style="font-size:22px"><b>{_TITLE}</b></td></tr><tr><td align="center" height="30">来源：县农业农村局　　作者：　　发布日期：2026年03月04日　　【字号：<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>】</td></tr><tr><td id="content">{_TEXT}</td></tr></table>'
)
ARTICLES["webplus"] = (
    f'<div class="article"><h1 class="arti_title">{_TITLE}</h1><p class="arti_metas"><span class="arti_publisher">发布者：王某某</span><span class="arti_update">发布时间：2026-03-04</span><span class="arti_views">浏览次数：<span class="WP_VisitCount" url="/_visitcountdisplay?x">12</span></span></p><div class="entry"><div class="read"><div class="wp_articlecontent">{_TEXT}</div></div></div></div>'
)
ARTICLES["vsb"] = (
    f'<form name="_newscontent_fromname"><div class="nr_title"><h2>{_TITLE}</h2></div><div class="xx">2026年03月04日 10:20&nbsp;&nbsp;县农业农村局&nbsp;&nbsp;点击：[<script>_showDynClicks("wbnews",1,3456)</script>]</div><div id="vsb_content"><div class="v_news_content">{_TEXT}</div></div><div class="sxt"><p>上一条：<a href="3455.htm">另一条新闻标题文字</a></p><p>下一条：<a href="3457.htm">又一条新闻标题文字</a></p><p align="center">【<a href="javascript:window.close()">关闭</a>】</p></div></form>'
)
ARTICLES["hanweb"] = (
    f'<div id="barrierfree_container"><table id="article"><tr><td class="title"><!--<$[信息名称(html)]>begin-->{_TITLE}<!--<$[信息名称(html)]>end--></td></tr><tr><td><table width="100%"><tr><td>发布日期：2026-03-04 10:20</td><td>浏览次数：<script></script></td><td>信息来源：县农业农村局</td><td>字号：[ 大 中 小 ]</td></tr></table></td></tr><tr><td class="bt_content"><div id="zoom"><meta name="ContentStart"/>{_TEXT}<meta name="ContentEnd"/></div></td></tr></table></div>'
)
ARTICLES["netcms_asp"] = (
    f'<table width=760 align=center><tr><td>>> <a href=index.asp>首页</a> → <a href=Class.asp?ID=12>通知公告</a> → 查看信息</td></tr><tr><td align=center><font size=4 color=#cc0000><strong>{_TITLE}</strong></font></td></tr><tr><td align=center>[ 作者：佚名　　转贴自：县农业农村局　　点击数：35　　更新时间：2026-3-4　　文章录入：admin ]</td></tr><tr><td><font id="zoom">{_TEXT}</font></td></tr></table>'
)
ARTICLES["gkml"] = (
    f'<table class="gk"><tr><td><b>索 引 号：</b></td><td>K1234-01-2026-0005</td><td><b>主题分类：</b></td><td>农业</td></tr><tr><td><b>发布机构：</b></td><td>县农业农村局</td><td><b>成文日期：</b></td><td>2026年03月03日</td></tr><tr><td><b>标　　题：</b></td><td colspan=3>{_TITLE}</td></tr><tr><td><b>文　　号：</b></td><td>云农〔2026〕5号</td><td><b>发布日期：</b></td><td>2026年03月04日</td></tr></table><div class="xxgk_title">{_TITLE}</div><div class="Custom_UnionStyle">{_TEXT}</div>'
)
ARTICLES["fangzheng"] = (
    f'<founder-content><div class="article-title"><h3></h3><h1>{_TITLE}</h1><h4></h4></div><div class="article-info"><span>2026-03-04 10:20:00</span> <span>来源：</span><span>县农业农村局</span></div><div id="ScrollContent"><founder-content>{_TEXT}</founder-content></div><p>(编辑：李某)</p></founder-content>'
)


@pytest.mark.parametrize("name", ARTICLES)
def test_the_article_of_a_content_system(name: str) -> None:
    markup = page(NAV + ARTICLES[name], head=f"<title>{_TITLE}-云溪县人民政府</title>")
    reading = read(markup, f"{BASE}info/1002/3456.htm")
    assert reading.article is not None
    found = reading.article
    assert (found.title, str(found.published)[:10]) == (_TITLE, "2026-03-04")
    assert 80 <= found.body_chars <= 95
    assert (found.images, found.videos, found.attachments) == (0, 0, ())


@pytest.mark.parametrize("name", ARTICLES)
def test_the_same_article_without_its_text_is_blank(name: str) -> None:
    markup = page(NAV + ARTICLES[name].replace(_TEXT, ""), head=f"<title>{_TITLE}-云溪县人民政府</title>")
    found = read(markup, f"{BASE}info/1002/3456.htm").article
    assert found is not None
    assert (found.body_chars, found.images, found.videos, found.attachments) == (0, 0, 0, ())


FEET: dict[str, str] = {}
FEET["table_br"] = (
    '<table width=980 align=center bgcolor=#0066cc><tr><td align=center><font color=#fff>主办：云溪县人民政府办公室　承办：云溪县政务信息中心<br>地址：云溪县中山路1号　邮编：350000　联系电话：0599-1234567<br><a href="https://beian.miit.gov.cn">闽ICP备12345678号-1</a>　<img src="/i/ga.png"><a href="http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=35999902000123">闽公网安备35999902000123号</a>　网站标识码：3599990001</font></td><td><a href="https://bszs.conac.cn/sitename?method=show&id=1"><img src="/i/red.png"></a></td><td><a href="https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=3599990001"><img src="/i/jc.png"></a></td></tr></table>'
)
FEET["webplus"] = (
    '<div class="wp-wrapper wp-footer"><div class="wp-inner"><p class="copyright"><span>Copyright© 云溪县人民政府办公室 主办单位：云溪县人民政府办公室</span><span>联系方式：0599—1234567</span><span>标识码：3599990001</span></p><p>备案序号：闽ICP备12345678号 闽公网安备 35999902000123号</p><div><script type="text/javascript">document.write(unescape("%3Cspan id=\'_ideConac\' %3E%3C/span%3E%3Cscript src=\'http://dcs.conac.cn/js/14/1/1/CA1.js\' type=\'text/javascript\'%3E%3C/script%3E"));</script></div><div><script id="_jiucuo_" sitecode="3599990001" src="https://zfwzgl.www.gov.cn/exposure/jiucuo.js"></script></div></div></div>'
)
FEET["dl"] = (
    '<footer><dl><dt>主办单位</dt><dd>云溪县人民政府办公室</dd><dt>联系电话</dt><dd>(0599)1234567</dd><dt>政府网站标识码</dt><dd>3599990001</dd><dt>备案号</dt><dd>闽ICP备12345678号</dd><dt>公安备案</dt><dd>闽公网安备35999902000123号</dd></dl><a href="//bszs.conac.cn/sitename?method=show&id=1"><img alt="党政机关" src="/i/red.png"></a><a href="https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=3599990001">政府网站找错</a></footer>'
)
FEET["spaced"] = (
    '<div id="dibu"><p>主　办：云溪县人民政府办公室</p><p>电　话：0599-1234567（工作日 8:00-18:00）</p><p>网站标识码 : 3599990001 | ICP备案号：闽ICP备12345678号-1 | 公安备案号：闽公网安备 35999902000123 号</p><a target="_blank" href="http://bszs.conac.cn/sitename?method=show&id=1"><img src="/i/blue.png"></a><img src="/i/jiucuo.png" onclick="Link(\'3599990001\')"></div>'
)
FEET["holder"] = (
    '<div class="copyright">版权所有：云溪县人民政府　主办单位：中共云溪县委 云溪县人民政府　维护单位：云溪县融媒体中心<br>技术支持：某某科技有限公司 0591-7654321　值班电话：0599-1234567<br>备案编号：闽ICP备12345678号　公安机关备案号：35999902000123　政府网站标识码：3599990001<div id="conac"><a href="http://bszs.conac.cn/sitename?method=show&id=1"><img src="/i/red.png"></a></div><div><a href="javascript:void(0)" onclick="jiucuo()" title="政府网站找错"><img src="/i/x.png"></a></div></div>'
)


@pytest.mark.parametrize("name", FEET)
def test_the_foot_of_a_content_system(name: str) -> None:
    reading = read(page(NAV + TRAIL + LIST, foot=FEET[name]))
    foot = reading.footer
    assert foot.icp is not None
    assert "12345678" in foot.icp.value
    assert foot.police is not None
    assert "35999902000123" in foot.police.value
    assert foot.site_code is not None
    assert foot.site_code.value == "3599990001"
    assert foot.sponsor is not None
    assert foot.sponsor.value.endswith(("云溪县人民政府办公室", "云溪县人民政府"))
    assert foot.contact is not None
    assert foot.contact.value.endswith("1234567")
    assert foot.party_badge is not None
    assert foot.error_report is not None
    assert len(reading.items) == 3


NAVIGATIONS: dict[str, str] = {}
NAVIGATIONS["td_onclick"] = (
    '<table class="menu"><tr><td><a href="/">网站首页</a></td><td><a href="/zwgk/">政务公开</a></td><td><a href="/bsfw/">办事服务</a></td><td><a href="/hdjl/">互动交流</a></td></tr></table>'
)
NAVIGATIONS["mega"] = (
    '<header><nav id="n"><ul><li><a href="/">首页</a></li><li class="m"><a href="/zwgk/">政务公开</a><div class="sub"><dl><dt><a href="/zwgk/zc/">政策</a></dt><dd><a href="/zwgk/zc/wj/">文件</a><a href="/zwgk/zc/jd/">解读</a></dd></dl></div></li><li><a href="/bsfw/">办事服务</a></li><li><a href="/hdjl/">互动交流</a></li></ul></nav></header>'
)
NAVIGATIONS["plain_bars"] = (
    '<div align=center><a href="/">首 页</a> | <a href="/zwgk/">政务公开</a> | <a href="/bsfw/">办事服务</a> | <a href="/hdjl/">互动交流</a></div>'
)
NAVIGATIONS["script"] = (
    '<div id="m"></div><script>document.getElementById("m").innerHTML=\'<ul><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li><li><a href="/bsfw/">办事服务</a></li><li><a href="/hdjl/">互动交流</a></li></ul>\';</script>'
)
NAVIGATIONS["spans"] = (
    '<div class="w"><span class="h"><a href="/" class="a">首页</a></span><span class="h"><a href="/zwgk/"><i></i><b>政务公开</b><em>GOVERNMENT AFFAIRS</em></a></span><span class="h"><a href="/bsfw/"><b>办事服务</b><em>SERVICE</em></a></span><span class="h"><a href="/hdjl/"><b>互动交流</b><em>INTERACTION</em></a></span></div>'
)
NAVIGATIONS["folded_lines"] = (
    '<ul class="dh">\n<li>\n<a href="/">\n首页\n</a></li><li><a\nhref="/zwgk/">政务<br>公开</a></li><li><a href="/bsfw/">办事<br/>服务</a></li><li><a href="/hdjl/">互动<br/>交流</a></li></ul>'
)


@pytest.mark.parametrize("name", NAVIGATIONS)
def test_the_navigation_of_a_content_system(name: str) -> None:
    columns = read(page(NAVIGATIONS[name] + LIST), BASE, is_home=True).columns
    first = [(each.name, each.url) for each in columns if each.level == 1]
    assert [each for each in first if not each[0].endswith("首页")] == [
        ("政务公开", BASE + "zwgk/"), ("办事服务", BASE + "bsfw/"), ("互动交流", BASE + "hdjl/"),
    ]  # fmt: skip
