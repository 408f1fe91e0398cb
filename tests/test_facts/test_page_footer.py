"""The foot: its seven items wherever a reader would see them, and nowhere else."""

import pytest

from tests.test_facts.page_parts import ARTICLE, BASE, FOOT, LIST, NAV, TEXT, TRAIL, article, page, read
from xunjian.model.page import Footer

ITEMS = ("icp", "police", "site_code", "sponsor", "contact", "party_badge", "error_report")


def _foot(markup: str, parts: dict[str, str] | None = None) -> Footer:
    return read(page(NAV + TRAIL + LIST, foot=markup), parts=parts).footer


def _missing(footer: Footer) -> list[str]:
    return [name for name in ITEMS if getattr(footer, name) is None]


def _value(footer: Footer, name: str) -> str | None:
    found = getattr(footer, name)
    return found.value if found is not None else None


def test_a_complete_foot() -> None:
    footer = _foot(FOOT)
    assert _missing(footer) == []
    assert _value(footer, "icp") == "闽ICP备12345678号-1"
    assert _value(footer, "police") == "闽公网安备 35999902000123号"
    assert _value(footer, "site_code") == "3599990001"
    assert _value(footer, "sponsor") == "云溪县人民政府办公室"
    assert _value(footer, "contact") == "0599-1234567"


def test_comments_do_not_count() -> None:
    footer = _foot(f"<!-- {FOOT.replace('-->', '')} --><%-- {FOOT} --%>")
    assert _missing(footer) == list(ITEMS)


def test_t6_a_same_site_script_writes_the_foot() -> None:
    flat = FOOT.replace("\n", "").replace("'", "\\'").replace("</script>", "<\\/script>")
    footer = _foot('<script src="/js/foot.js"></script>', {"/js/foot.js": f"document.write('{flat}');"})
    assert _missing(footer) == []


def test_the_foot_stands_in_a_frame() -> None:
    footer = _foot('<iframe src="/foot.html"></iframe>', {"/foot.html": f"<html><body>{FOOT}</body></html>"})
    assert _missing(footer) == []
    assert footer.icp is not None
    assert footer.icp.where == "页脚框架"


@pytest.mark.parametrize(
    "markup", ['<script src="/js/foot.js"></script>', '<iframe src="/foot.html"></iframe>']
)
def test_what_was_not_available_is_named(markup: str) -> None:
    footer = _foot(markup)
    assert len(footer.unread) == 1
    assert footer.unread[0].startswith(BASE)


def test_known_to_be_missing_is_not_unread() -> None:
    assert _foot('<script src="/js/foot.js"></script>', {}).unread == ()


def test_unescaped_foot() -> None:
    footer = _foot(
        '<script>document.write(unescape("%u4E3B%u529E%uFF1A%u4E91%u6EAA%u53BF%3Cbr%3E%u95FDICP%u590712345678%u53F7"))</script>'
    )
    assert _value(footer, "sponsor") == "云溪县"
    assert _value(footer, "icp") == "闽ICP备12345678号"


def test_t7_words_of_pictures_count() -> None:
    footer = _foot(
        '<div class="footer"><img src="1.png" alt="闽公网安备35999902000123号">'
        '<img src="2.png" title="网站标识码：3599990001">'
        '<img src="3.png" alt="闽ICP备12345678号"><img src="4.png" alt="党政机关">'
        '<img src="5.png" alt="我为政府网站找错"></div>'
    )
    assert _missing(footer) == ["sponsor", "contact"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("鲁ICP备 05038584号", "鲁ICP备 05038584号"),
        ("备案序号：粤ICP备2022092331号-1", "粤ICP备2022092331号-1"),
        ("京ICP证030173号", "京ICP证030173号"),
        ("閩ＩＣＰ備１２３４５６７８號", "閩ICP備12345678號"),
        ("京<span>ICP</span>备<span>19054529</span>号<span>-1</span>", "京ICP备19054529号-1"),
        ("蜀ICP备13001234号", "蜀ICP备13001234号"),
        ("冀ICP备字0900000-1号", "冀ICP备字0900000-1号"),
        ("ICP备案号：", None),
        ("ICP备案中", None),
    ],
)
def test_icp_spellings(text: str, value: str | None) -> None:
    assert _value(_foot(f"<div class=footer>{text}</div>"), "icp") == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("冀公网安备:13042002000523号", "冀公网安备:13042002000523号"),
        ("粤公网安备号44030402003007", "粤公网安备号44030402003007"),
        ("公安机关备案号：36010802000157", "36010802000157"),
        ("郑公备:41010029000130", "郑公备:41010029000130"),
        ("公安备案", None),
        ("闽公网安备 号", None),
    ],
)
def test_police_spellings(text: str, value: str | None) -> None:
    assert _value(_foot(f"<div class=footer>{text}</div>"), "police") == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("网站标识码 1304000009", "1304000009"),
        ("政府网站标识码：bm05000001", "bm05000001"),
        ("网站标识号：3599990001", "3599990001"),
        ("资产标识号：3599990001", None),
        ("标识码: 35999900", None),
        ("网站标识码：35999900012", None),
    ],
)
def test_site_code(text: str, value: str | None) -> None:
    assert _value(_foot(f"<div class=footer>{text}</div>"), "site_code") == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("主办单位： 云溪县人民政府办公室 承办单位：数据中心", "云溪县人民政府办公室"),
        ("主管/主办单位：云溪县人民政府", "云溪县人民政府"),
        ("中共云溪县委、云溪县人民政府主办", "中共云溪县委、云溪县人民政府"),
        ("中共云溪县委 云溪县人民政府主办 Tel：0599-1234567", "中共云溪县委 云溪县人民政府"),
        ("主办：云溪县文化馆 主管：云溪县文化局", "云溪县文化馆"),
        ("主办单位/承办单位：云溪县司法局", "云溪县司法局"),
        ("云溪县人民政府办公室主办、云溪县大数据局承办", "云溪县人民政府办公室"),
        ("主办单位：云溪县人民政府办公室(云溪县外事办)", "云溪县人民政府办公室(云溪县外事办)"),
        ("<table><tr><td>主办</td><td>云溪县教育局</td></tr></table>", "云溪县教育局"),
        ("主办：中共云溪县委、云溪县人民政府　主管单位：县委宣传部", "中共云溪县委、云溪县人民政府"),
        ("版权所有：云溪县人民政府 云溪县教育局主办", "云溪县教育局"),
        ("网站主办：云溪县发行管理中心  地址：中山路", "云溪县发行管理中心"),
        ("<p>主办单位：</p><p>云溪县教育局</p>", "云溪县教育局"),
        ("版权所有：云溪县人民政府", None),
        ("承办：云溪县数据中心 技术支持：某公司", None),
    ],
)
def test_sponsor(text: str, value: str | None) -> None:
    assert _value(_foot(f"<div class=footer>{text}</div>"), "sponsor") == value


def test_the_holder_of_the_copyright_is_kept_apart() -> None:
    footer = _foot("<div class=footer>版权所有：云溪县人民政府 地址：中山路1号</div>")
    assert footer.sponsor is None
    assert footer.copyright_holder is not None
    assert footer.copyright_holder.value == "云溪县人民政府"


def test_a_holder_may_stand_before_the_words() -> None:
    footer = _foot("<div class=footer>Copyright © 2026 云溪县人民政府 版权所有</div>")
    assert footer.copyright_holder is not None
    assert footer.copyright_holder.value == "云溪县人民政府"


def test_a_picture_may_say_whose_site_it_is() -> None:
    picture = "<div class=footer><img src='/f.png' title='云溪县水务局主办 0599-1234567'></div>"
    assert _value(_foot(picture), "sponsor") == "云溪县水务局"


@pytest.mark.parametrize("words", ["版权所有 翻印必究", "版权所有 未经许可不得转载"])
def test_a_copyright_without_an_office_names_nobody(words: str) -> None:
    assert _foot(f"<div class=footer>{words}</div>").copyright_holder is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("电话：0432-64606800", "0432-64606800"),
        ("政务服务便民热线：12345", "12345"),
        ("联系电话 (0599)1234567", "(0599)1234567"),
        ("联系我们：云溪县政务大楼301室（0599-1234567）", "0599-1234567"),
        ("电话：+86-010-12345678", "+86-010-12345678"),
        ("联系电话：86-599-1234567", "86-599-1234567"),
        ("广告推广：某某公司 电话：010-62000000</p><p>电话：010-59190000", "010-59190000"),
        ("邮编：353000 地址：中山路1号", None),
        ("传真：0599-1234567", None),
        ("电话（传真）：0599-1234567", "0599-1234567"),
        ("电话&amp;传真：0599--1234567", "0599--1234567"),
        ("电话/传真 0599-1234567", "0599-1234567"),
        ("电话：（空） 传真：0599-1234567", None),
        ("闽ICP备12345678号", None),
    ],
)
def test_contact(text: str, value: str | None) -> None:
    assert _value(_foot(f"<div class=footer><p>{text}</p></div>"), "contact") == value


@pytest.mark.parametrize(
    "markup",
    [
        "<script src='https://dcs.conac.cn/js/33/000/0000/60425889/CA33000000060425889.js'></script>",
        "<a href='https://bszs.conac.cn/sitename?method=show&id=1'><img src='red.png'></a>",
        "<script>document.write(unescape(\"%3Cspan id='_ideConac' %3E%3C/span%3E\"))</script>",
        "<span id='_ideConac'></span>",
    ],
)
def test_t5_badge(markup: str) -> None:
    assert _foot(f"<div class=footer>{markup}</div>").party_badge is not None


@pytest.mark.parametrize(
    "markup",
    [
        "<a href='https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=3599990001'>x</a>",
        "<a href='http://121.43.68.40/exposure/jiucuo.html?site_code=3599990001'>x</a>",
        "<span onclick=\"Link('3599990001')\"><img src='/img/a.png'></span>",
        "<script id='_jiucuo_' sitecode='3599990001' src='https://zfwzgl.www.gov.cn/exposure/images/jiucuo.js'></script>",
        "<script>document.writeln(\"<a href='https://zfwzgl.www.gov.cn/exposure/jiucuo.html'></a>\")</script>",
        "<iframe src='https://zfwzgl.www.gov.cn/exposure/x.html'></iframe>",
        "<a href='/zc/'>我为政府网站找错</a>",
    ],
)
def test_t8_error_report(markup: str) -> None:
    assert _foot(f"<div class=footer>{markup}</div>").error_report is not None


def test_t8_a_sites_own_correction_form_is_no_entry() -> None:
    assert _foot("<div class=footer><a href='/jc.html'>内容纠错</a></div>").error_report is None


def test_numbers_in_a_body_are_no_foot() -> None:
    text = "<p>该网站备案号京ICP备11111111号，主办：某某公司，"
    text += "联系电话：010-88888888，网站标识码：1111111111。</p>"
    markup = article(TEXT + text).replace(FOOT, "<div class=footer><p>云溪县人民政府</p></div>")
    assert _missing(read(markup, ARTICLE).footer) == list(ITEMS)


def test_a_foot_without_any_class_is_found() -> None:
    plain = FOOT.replace(' class="footer"', "")
    assert _missing(_foot(plain)) == []
    markup = article(TEXT).replace(FOOT, plain)
    assert _missing(read(markup, ARTICLE).footer) == []
