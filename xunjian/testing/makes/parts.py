# ruff: noqa: E501  HTML stands here as such systems write it: its lines stay whole
"""Pieces that portals of all makes copy from the same handbooks: footer items, entries, lists of friends."""

from collections.abc import Iterable, Mapping
from urllib.parse import quote

from xunjian.testing.pen import Pen, esc
from xunjian.testing.spec import ColumnKind

CONAC = "https://dcs.conac.cn/js/11/172/0000/60990001/CA111720000609900010001.js"
_CONAC_LINK = "https://bszs.conac.cn/sitename?method=show&id=0F1E2D3C4B5A69788796A5B4C3D2E1F0"
_REPORT = "https://zfwzgl.www.gov.cn/exposure/jiucuo.html"


def item(pen: Pen, name: str, markup: Mapping[str, str]) -> str:
    """A footer item as the spec wants it. `markup`: how -> HTML; a way not given falls back to text."""
    how = pen.footer_item(name)
    if how == "none":
        return ""
    text = markup["text"]
    if how == "comment":
        return f"<!-- {text} -->"
    if how == "alt":
        value = esc(pen.spec.footer.values[name])
        pen.to(f"{pen.spec.prefix}images/{name}.png", value, "image")
        return f'<img src="{pen.absolute(pen.spec.prefix)}images/{name}.png" alt="{value}" title="{value}">'
    return markup.get(how, text)


def icp(pen: Pen) -> str:
    value = pen.spec.footer.values["icp"]
    head, _, tail = value.partition("ICP备")
    digits, _, end = tail.partition("号")
    miit = "https://beian.miit.gov.cn/"
    return item(
        pen,
        "icp",
        {
            "text": f'<a href="{miit}" target="_blank">{value}</a>',
            "plain": f"备案序号：{value}",
            "split": f'<a href="{miit}">{head}<span>ICP</span>备<span>{digits}</span>号<span>{end}</span></a>',
            "link": f'<a href="{miit}" title="{value}"><img src="{pen.absolute(pen.spec.prefix)}images/icp.png" alt=""></a>',
        },
    )


def police(pen: Pen) -> str:
    value = pen.spec.footer.values["police"]
    code = "".join(sign for sign in value if sign.isdigit())
    address = f"http://www.beian.gov.cn/portal/registerSystemInfo?recordcode={code}"
    return item(
        pen,
        "police",
        {
            "text": f'<a target="_blank" href="{address}">{value}</a>',
            "plain": value.replace("号", "") + "号",
            "split": f'<a href="{address}">{value[:5]}<span> {code} </span>号</a>',
        },
    )


def site_code(pen: Pen, word: str = "网站标识码") -> str:
    value = pen.spec.footer.values["site_code"]
    return item(
        pen,
        "site_code",
        {
            "text": f"{word}：{value}",
            "split": f"{word}:<span>{value}</span>",
            "plain": f"政府网站标识码 {value}",
        },
    )


def badge(pen: Pen) -> str:
    written = (
        f"%3Cspan id='_ideConac' %3E%3C/span%3E%3Cscript src='{CONAC}' type='text/javascript'%3E%3C/script%3E"
    )
    images = pen.absolute(pen.spec.prefix) + "images"
    return item(
        pen,
        "party_badge",
        {
            "text": f'<script type="text/javascript">document.write(unescape("{written}"));</script>',
            "link": f'<a href="{esc(_CONAC_LINK)}" target="_blank"><img src="{images}/red.png" alt="党政机关"></a>',
            "plain": f'<span id="_ideConac"></span><script src="{CONAC}"></script>',
        },
    )


def sponsor(pen: Pen, word: str = "主办单位：") -> str:
    value = pen.spec.footer.values["sponsor"]
    return item(pen, "sponsor", {"text": f"{word}{value}", "split": f"<b>{word}</b><span>{value}</span>"})


def contact(pen: Pen, word: str = "联系电话：") -> str:
    value = pen.spec.footer.values["contact"]
    return item(pen, "contact", {"text": f"{word}{value}", "split": f"<span>{word}</span><em>{value}</em>"})


def error_report(pen: Pen) -> str:
    """我为政府网站找错, in one of the ways in which it is built in."""
    code = pen.spec.footer.values["site_code"]
    address = esc(f"{_REPORT}?site_code={code}&url={quote(pen.ledger.hosts.own, safe='')}%2F")
    images = pen.absolute(pen.spec.prefix) + "images"
    link = f'<a href="{address}" target="_blank"><img src="{images}/jiucuo.png" alt="我为政府网站找错"></a>'
    return {
        "link": link,
        "text": f'<a href="{address}">我为政府网站找错</a>',
        "script": f'<script id="_jiucuo_" sitecode="{code}" src="{images}/jiucuo.js"></script>',
        "onclick": f'<img src="{images}/jiucuo.png" style="cursor:pointer" onclick="Link(\'{code}\')">'
        f"<script>function Link(code){{window.open('{_REPORT}?site_code='+code+'&url='+"
        "encodeURIComponent(location.href));}</script>",
        "iframe": f'<iframe src="{pen.absolute(pen.spec.prefix)}include/jiucuo.html" width="110" height="60"></iframe>',
        "comment": f"<!--{link}-->",
        "none": "",
    }[pen.spec.error_report]


def error_report_frame(pen: Pen) -> str:
    """The frame document of the way `iframe`."""
    code = pen.spec.footer.values["site_code"]
    return (
        f'<html><body style="margin:0"><a href="{_REPORT}?site_code={code}" target="_blank">'
        '<img src="../images/jiucuo.png" border="0"></a></body></html>'
    )


def accessibility(pen: Pen) -> str:
    """无障碍 / 适老化 / 长者 entry, in one of the ways in which it is built in."""
    images = pen.absolute(pen.spec.prefix) + "images"
    day = pen.spec.as_of
    week = "一二三四五六日"[day.weekday()]
    today = f"<span>今天是{day.year}年{day.month}月{day.day}日 星期{week}</span> " if pen.spec.today else ""
    return (
        today
        + {
            "link": '<a href="javascript:void(0)" id="wza" onclick="openWza()">无障碍浏览</a>',
            "elder": '<a href="javascript:;" class="elder-mode">长者模式</a>',
            "script": "<script>document.write(\"<a href='javascript:void(0)' id='toolbar'>适老化·无障碍</a>\");</script>",
            "alt": f'<a href="javascript:void(0)"><img src="{images}/wza.png" alt="网站支持适老化无障碍服务"></a>',
            "toggle": '<a href="javascript:void(0)" onclick="document.body.style.fontSize=\'24px\'">长者模式</a>',
            "comment": '<!-- <a href="javascript:void(0)">无障碍浏览</a> -->',
            "none": "",
        }[pen.spec.accessibility]
    )


def placed(pen: Pen, where: Iterable[str]) -> str:
    """What the spec puts on this page besides its own content."""
    names = set(where)
    out = []
    for extra in pen.spec.placed:
        if extra.where not in names:
            continue
        text = esc(extra.text)
        if extra.form == "img":
            out.append(f'<p class="ad">{pen.picture(extra.to, extra.text)}</p>')
        elif extra.form == "markup":
            out.append(extra.text)
        elif extra.form == "raw":
            out.append(f'<p><a href="{esc(extra.to)}">{text}</a></p>')
        elif extra.form == "onclick":
            out.append(
                f'<p><a href="javascript:void(0)" onclick="window.open(\'{pen.to(extra.to, extra.text)}\')">{text}</a></p>'
            )
        elif extra.form == "option":
            out.append(
                '<select onchange="if(this.value)window.open(this.value)"><option value="">相关网站</option>'
                f'<option value="{pen.to(extra.to, extra.text)}">{text}</option></select>'
            )
        elif extra.form == "area":
            picture = pen.picture(f"{pen.spec.prefix}images/map.png", "")
            area = (
                f'<area shape="rect" coords="0,0,80,30" href="{pen.to(extra.to, extra.text)}" alt="{text}">'
            )
            out.append(picture.replace(">", ' usemap="#m1">') + f'<map name="m1">{area}</map>')
        else:
            out.append(f"<p>{pen.link(extra.to, extra.text)}</p>")
    return "\n".join(out)


def extra(pen: Pen) -> str:
    """What the spec puts on a page that is not the home page."""
    names = ["all"]
    if pen.story:
        names.append(f"article:{pen.story.key}")
    elif pen.column:
        names.append(f"column:{pen.column.slug}")
    return placed(pen, names) + _nothing(pen) + _sidebar(pen)


def _nothing(pen: Pen) -> str:
    """What an empty list says of itself."""
    column = pen.column
    if column is None or pen.story or column.kind is not ColumnKind.LIST or column.stories:
        return ""
    return '<div class="nodata">暂无数据</div>' if len(column.name) % 2 else "<p>共 0 条信息 第 1/1 页</p>"


def _sidebar(pen: Pen) -> str:
    rows = "".join(
        f"<li>{pen.link(to, title)}<span>{day:%m-%d}</span></li>" for to, title, day in pen.ledger.hot
    )
    return f'<div class="hot"><h3>热点信息</h3><ul>{rows}</ul></div>' if rows and pen.kind != "hub" else ""


def friends(pen: Pen, select: str = "") -> str:
    """Friend links: to another site, alive; part of them in a select box. `select`: attributes of the box."""
    if not pen.spec.friends:
        return ""
    names = (
        ("云江省人民政府", "other:/gov/"),
        ("云江省政务服务网", "other:/zwfw/"),
        ("中央门户镜像", "other:/central/"),
    )
    if select:
        options = "".join(f'<option value="{pen.to(to, name)}">{name}</option>' for name, to in names)
        return f'<select{select.rstrip()} onchange="window.open(this.value)"><option value="#">--友情链接--</option>{options}</select>'
    return " | ".join(pen.link(to, name, ' target="_blank"') for name, to in names)
