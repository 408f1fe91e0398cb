"""Footer item 网站标识码 (standards.md 2.2): ten digits, or two letters and eight; comments never count."""

import pytest

from tests.test_traps.feet import each_hidden, each_layout, item, written

CODE = "3307990002"
SPELLINGS = [
    (f"网站标识码：{CODE}", CODE),
    (f"政府网站标识码: {CODE}", CODE),
    (f"网站标识码{CODE}", CODE),
    (f"标识码：{CODE}", CODE),
    (f"全国政府网站标识码：{CODE}", CODE),
    (f"网站标识码（{CODE}）", CODE),
    (f"网站标识码为{CODE}", CODE),
    (f"網站標識碼：{CODE}", CODE),
    (f"网站标识码：<span>{CODE}</span>", CODE),
    (f"<a href='/'>网站标识码</a>：<b>{CODE}</b>", CODE),
    (f"网站标识码\n      ：\n     {CODE}", CODE),
    (f"网站标识码:&nbsp;&nbsp;{CODE}", CODE),
    ("网站标识码：33<font>0799</font>0002", CODE),
    ("网站标识码：330799 0002", CODE),
    ("网站标识码：bm99000001", "bm99000001"),
    ("网站标识码：BM99000001", "BM99000001"),
    (f"网站识别码：{CODE}", CODE),
]


@pytest.mark.parametrize(("markup", "value"), SPELLINGS, ids=[str(n) for n in range(len(SPELLINGS))])
@each_layout
def test_footer_site_code_as_written(markup: str, value: str, layout: str) -> None:
    assert item("site_code", markup, layout) == value


def test_footer_site_code_in_full_width_digits() -> None:
    value = item("site_code", "网站标识码：３３０７９９０００２")
    assert isinstance(value, str)
    assert value.translate(str.maketrans("０２３７９", "02379")) == CODE


def test_footer_site_code_in_the_next_cell() -> None:
    layout = "<table class=foot><tr>{}</tr></table>"
    assert item("site_code", f"<td>网站标识码</td><td>{CODE}</td>", layout) == CODE


@pytest.mark.parametrize(
    "markup",
    [
        "",
        "网站标识码：",
        "网站标识码：12345",
        "网站标识码：33079900021234",
        "邮编：330799 电话：0579-88112233",
        f"编号：{CODE}",
    ],
)
@each_layout
def test_footer_site_code_is_not_there(markup: str, layout: str) -> None:
    assert item("site_code", markup, layout) is None


@each_hidden
def test_footer_site_code_hidden_is_not_there(hidden: str) -> None:
    assert item("site_code", hidden.format(f"网站标识码：{CODE}")) is None


@pytest.mark.parametrize("charset", ["utf-8", "gbk"])
def test_footer_site_code_written_by_a_script(charset: str) -> None:
    assert item("site_code", written(f"<p>网站标识码：{CODE}</p>"), charset=charset) == CODE


def test_footer_site_code_of_the_entry_or_label_is_not_the_printed_one() -> None:
    link = "<a href='https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=3307990009'>找错</a>"
    assert item("site_code", link) is None
    assert item("site_code", f"{link} 网站标识码：{CODE}") == CODE
