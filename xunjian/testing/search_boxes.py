# ruff: noqa: E501  HTML stands here as such systems write it: its lines stay whole
"""The search box on every page of a made-up portal, in the forms that real ones have."""

from xunjian.testing.pen import Pen
from xunjian.testing.spec import Box, PortalSpec, Search

REGION = "search.yunjiang-sheng.invalid"
"""Host of a platform that another government runs for all below it."""
FIELD = '<input type="text" name="q" placeholder="请输入关键词">'
BUTTON = '<input type="submit" value="搜索">'


def search_host(spec: PortalSpec) -> str:
    """The name under which the same server answers for searches alone."""
    return "so." + spec.host.removeprefix("www.")


def search_box(pen: Pen, path: str, sound: str) -> str:
    """The box; `sound`: as the make writes it."""
    match pen.spec.search:
        case Search.NONE:
            return ""
        case Search.POST:
            hidden = (
                '<input type="hidden" name="site" value="站内"><input type="hidden" name="page" value="1">'
            )
            return f'<form action="{pen.to(path)}" method="post" accept-charset="gbk" name="search">{hidden}{FIELD}<button>检索</button></form>'
        case Search.HOST:
            return f'<form action="http://{search_host(pen.spec)}{path}" target="_blank"><input type="hidden" name="siteid" value="7">{FIELD}{BUTTON}</form>'
        case Search.REGION:
            return f'<form action="http://{REGION}/s" target="_blank"><input type="hidden" name="siteCode" value="{pen.spec.footer.values["site_code"]}">{FIELD}{BUTTON}</form>'
        case Search.CAPTCHA:
            picture = pen.picture(f"{pen.spec.prefix}images/logo.png", "验证码")
            return f'<form action="{pen.to(path)}" name="search">{FIELD}<input type="text" name="yzm" placeholder="验证码" size="4">{picture}{BUTTON}</form>'
        case Search.SCRIPT:
            go = f"location.href=['{pen.absolute(path)}','q='+encodeURIComponent(document.getElementById('kw').value)].join('?')"
            return f'<div class="search"><input type="text" id="kw" placeholder="请输入关键词"><a href="javascript:;" id="so" onclick="doSearch()">搜索</a></div><script>function doSearch(){{{go}}}</script>'
        case Search.ENTRY:
            return f'<a href="{pen.to(path)}" class="ss">站内检索</a>'
        case Search.GONE:
            return _form(pen, f"{pen.spec.prefix}so/old_search", pen.spec.box)
        case _:
            return sound if pen.spec.box is Box.OWN else _form(pen, path, pen.spec.box)


def _form(pen: Pen, path: str, box: Box) -> str:
    to = pen.absolute(path)
    match box:
        case Box.MULTIPART:
            token = '<input type="hidden" name="token" value="9f8e7d">'
            return f'<form action="{to}" method="post" enctype="multipart/form-data">{token}{FIELD}<button type="submit">检索</button></form>'
        case Box.OVERLAY:
            return f'<a href="javascript:;" class="icon-search" onclick="document.getElementById(\'layer\').style.display=\'block\'"></a><div id="layer" style="display:none"><form action="{to}" method="get">{FIELD}{BUTTON}</form></div>'
        case Box.OUTSIDE:
            return f'<form id="fs" action="{to}" method="get">{FIELD}</form><button form="fs" type="submit">搜一下</button>'
        case Box.WHOLE_PAGE:
            state = '<input type="hidden" name="__VIEWSTATE" value="/wEPDwUKLTcy"><input type="hidden" name="__EVENTTARGET" value="">'
            mails = '<input name="mails" size="8" placeholder="订阅邮箱"><input type="submit" name="btnMails" value="订阅">'
            return f'<form method="post" action="{to}" id="aspnetForm">{state}{mails}<span class="sousuo"><input name="keyword" id="txtKeyword"><input type="submit" name="btnSearch" value="搜索"></span></form>'
        case Box.LINK:
            go = f"var k=document.getElementById('kw').value;if(k==''){{alert('请输入');return;}}window.open('{to}?tab=all&q='+encodeURI(k));"
            return f'<div class="sousuo"><input type="text" id="kw" placeholder="请输入关键词"><span id="kb" onclick="toSearch()">搜索</span></div><script>function toSearch(){{{go}}}</script>'
        case Box.CARRIED:
            go = "var v=$('#kw').val();$('#hw').val(v);document.frm.submit();"
            return f'<div class="search"><input type="text" id="kw" placeholder="请输入检索词"><a href="javascript:;" onclick="toSearch()">检索</a><form name="frm" action="{to}" method="get"><input type="hidden" id="hw" name="q"><input type="hidden" name="tpl" value="48"></form></div><script>function toSearch(){{{go}}}</script>'
        case Box.AMONG_OTHERS:
            return f'{FORMS_OF_OTHER_PURPOSE}<form action="{to}" name="search">{FIELD}{BUTTON}</form>'
        case _:
            return f'<form action="{to}" name="search">{FIELD}{BUTTON}</form>'


FORMS_OF_OTHER_PURPOSE = (
    '<form action="/vote" method="post"><input name="why" placeholder="投票理由"><button>投票</button></form>'
    '<form action="/xj/cx" method="post"><input name="number" placeholder="信件编号"><input name="code" placeholder="查询码"><button>查询信件</button></form>'
    '<form action="/dy" method="post"><input name="mail" placeholder="邮箱"><button>订阅</button></form>'
    '<form action="/ts/save" method="post"><input name="what" placeholder="举报事项"><button>提交举报</button></form>'
)
"""None of them searches, and none may be sent."""
