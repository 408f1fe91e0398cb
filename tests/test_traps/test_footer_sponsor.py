"""Footer item 网站主办单位 (standards.md 2.2): what is printed as 主办, not who runs, builds or owns it."""

import pytest

from tests.test_traps.feet import each_hidden, each_layout, item, written

OFFICE = "岚溪县人民政府办公室"
RUNNER = "岚溪县大数据中心"
SPELLINGS = [
    f"主办：{OFFICE}",
    f"主办单位：{OFFICE}",
    f"主 办：{OFFICE}",
    f"{OFFICE}主办",
    f"{OFFICE} 主办 {RUNNER} 承办",
    f"本站由{OFFICE}主办",
    f"【主办单位】{OFFICE}",
    f"主办、承办：{OFFICE}",
    f"主办/维护：{OFFICE}",
    f"主管：岚溪县人民政府 主办：{OFFICE}",
    f"主办单位:<a href='/'>{OFFICE}</a>",
    f"网站主办单位：{OFFICE} 承办单位：{RUNNER}",
    f"主办单位：{OFFICE}，承办单位：{RUNNER}",
    f"主办单位：{OFFICE}|承办单位：{RUNNER}",
    f"主办：{OFFICE}  技术支持：某某科技有限公司",
    f"主办单位：{OFFICE}　维护单位：{RUNNER}　联系电话：0579-88112233",
    f"主办单位：{OFFICE} 网站标识码：3307990002",
    f"主办单位：{OFFICE} 地址：云岭路1号 邮编：330799",
    f"版权所有：岚溪县人民政府 主办：{OFFICE} 承办：{RUNNER}",
    f"{OFFICE}主办 浙ICP备11223344号",
    f"Copyright © 2023 {OFFICE} 主办",
]


@pytest.mark.parametrize("markup", SPELLINGS)
@each_layout
def test_footer_sponsor_as_written(markup: str, layout: str) -> None:
    assert item("sponsor", markup, layout) == OFFICE


@pytest.mark.parametrize(
    ("markup", "value"),
    [
        ("主办：中共岚溪县委　岚溪县人民政府", "中共岚溪县委 岚溪县人民政府"),
        ("主辦單位：嵐溪縣人民政府辦公室", "嵐溪縣人民政府辦公室"),
        (f"主办单位：{OFFICE}（岚溪县大数据局）", f"{OFFICE}（岚溪县大数据局）"),
    ],
)
def test_footer_sponsor_in_full(markup: str, value: str) -> None:
    assert item("sponsor", markup) == value


def test_footer_sponsor_in_the_next_cell() -> None:
    layout = "<table class=foot><tr>{}</tr></table>"
    assert item("sponsor", f"<td>主办单位</td><td>{OFFICE}</td>", layout) == OFFICE


@pytest.mark.parametrize(
    "markup",
    ["", "主办：", f"承办：{RUNNER}", f"版权所有：{OFFICE}", f"技术支持：{OFFICE}", f"维护单位：{OFFICE}"],
)
@each_layout
def test_footer_sponsor_is_not_there(markup: str, layout: str) -> None:
    assert item("sponsor", markup, layout) is None


@each_hidden
def test_footer_sponsor_hidden_is_not_there(hidden: str) -> None:
    assert item("sponsor", hidden.format(f"主办单位：{OFFICE}")) is None


@pytest.mark.parametrize("charset", ["utf-8", "gbk"])
def test_footer_sponsor_written_by_a_script(charset: str) -> None:
    assert item("sponsor", written(f"<p>主办单位：{OFFICE}</p>"), charset=charset) == OFFICE


def test_footer_sponsor_of_an_event_is_none() -> None:
    row = "<ul><li><a href='/n/1.html'>第三届花会由岚溪县文化馆主办</a><span>2024-03-01</span></li></ul>"
    assert item("sponsor", "联系我们", row + "<div class=footer>{}</div>") is None
