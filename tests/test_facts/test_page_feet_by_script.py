"""Feet that scripts set as plain text, and the newer address of 我为政府网站找错."""

import pytest

from tests.test_facts.page_parts import LIST, NAV, TRAIL, page, read
from xunjian.model.page import Footer

_SET = """<div class="footer"><p id="words"></p><p><a id="police"></a></p></div>
<script>
  var site = 7;
  if (site == 3) {
    document.getElementById("words").innerText = "主办：北山县人民政府\\n闽ICP备87654321号";
  }
  if (site == 7) {
    var place = document.getElementById("words");
    place.innerText = "主办单位：云溪县人民政府办公室   电话：0599-1234567\\n" +
      "闽ICP备12345678号   网站标识码:3599990001";
    var link = document.getElementById("police");
    link. textContent = " 闽公网安备 35999902000123号 ";
  }
</script>"""


def _foot(markup: str) -> Footer:
    return read(page(NAV + TRAIL + LIST, foot=markup)).footer


def _value(footer: Footer, name: str) -> str | None:
    found = getattr(footer, name)
    return found.value if found is not None else None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("sponsor", "云溪县人民政府办公室"),
        ("contact", "0599-1234567"),
        ("icp", "闽ICP备12345678号"),
        ("site_code", "3599990001"),
        ("police", "闽公网安备 35999902000123号"),
    ],
)
def test_a_foot_set_as_text_is_read_for_the_site_it_is_set_for(name: str, value: str) -> None:
    assert _value(_foot(_SET), name) == value


def test_a_foot_set_by_a_library_call_is_read() -> None:
    footer = _foot(
        '<div class="footer"><p></p></div><script>$(".footer p").text("闽ICP备12345678号")</script>'
    )
    assert _value(footer, "icp") == "闽ICP备12345678号"


def test_a_message_that_a_script_may_show_is_no_text_of_the_page() -> None:
    reading = read(page(NAV + TRAIL + LIST + '<script>$("#tip").text("该栏目暂无信息");</script>'))
    assert "暂无" not in reading.title_quote
    assert not reading.list_is_empty
    assert reading.text_chars == read(page(NAV + TRAIL + LIST)).text_chars


def test_the_newer_address_of_the_error_report() -> None:
    link = '<a href="https://zfwzxx.www.gov.cn/check_web/errorInfo/jcInfo/0a-1"><img src="/i/10.png"></a>'
    assert _foot(f'<div class="footer">{link}</div>').error_report is not None


def test_the_register_of_sites_is_no_error_report() -> None:
    link = '<a href="https://zfwzxx.www.gov.cn/check_web/databaseInfo/download">政府网站名录</a>'
    assert _foot(f'<div class="footer">{link}</div>').error_report is None


@pytest.mark.parametrize(
    "markup",
    [
        "<p onclick=\"Link('3599990001')\">找错</p>",
        "<em class='jc' data-href='x'></em><span data-href='https://zfwzgl.www.gov.cn/exposure/jiucuo.html'></span>",
        "<a href='#'><img src='blank.gif' data-original='/img/jiucuo.png'></a>",
    ],
)
def test_entries_of_other_elements_and_late_addresses_count(markup: str) -> None:
    assert _foot(f'<div class="footer">{markup}</div>').error_report is not None


def test_a_badge_whose_picture_comes_late_counts() -> None:
    markup = '<img src="blank.gif" data-src="//dcs.conac.cn/image/red.png">'
    assert _foot(f'<div class="footer">{markup}</div>').party_badge is not None
