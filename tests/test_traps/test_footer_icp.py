"""Footer item ICP备案编号 (standards.md 2.2): all spellings, whatever markup splits it; comments never count."""

import pytest

from tests.test_traps.feet import each_hidden, each_layout, item, written

NUMBER = "浙ICP备11223344号-1"
SPELLINGS = [
    (NUMBER, NUMBER),
    ("浙ICP备11223344号", "浙ICP备11223344号"),
    ("浙ICP备2021001122号-3", "浙ICP备2021001122号-3"),
    ("备案号：浙ICP备11223344号-12", "浙ICP备11223344号-12"),
    ("浙icp备11223344号", "浙icp备11223344号"),
    ("浙ICP备 11223344 号", "浙ICP备 11223344 号"),
    ("<a href='https://beian.miit.gov.cn/'>浙ICP备<b>11223344</b>号<i>-1</i></a>", NUMBER),
    ("浙ICP备案11223344号", "浙ICP备案11223344号"),
    ("粤ICP备05001122", "粤ICP备05001122"),
    ("浙ICP备11223344号-1 浙公网安备33079902000017号", NUMBER),
    ("(浙)ICP备11223344号", "(浙)ICP备11223344号"),
    ("ICP备11223344号", "ICP备11223344号"),
]


@pytest.mark.parametrize(("markup", "value"), SPELLINGS, ids=[value for _, value in SPELLINGS])
@each_layout
def test_footer_icp_as_written(markup: str, value: str, layout: str) -> None:
    assert item("icp", markup, layout) == value


@pytest.mark.parametrize(
    "markup", ["浙ＩＣＰ备１１２２３３４４号－１", "浙ICP備11223344號-1"], ids=["full-width", "traditional"]
)
def test_footer_icp_in_other_characters(markup: str) -> None:
    value = item("icp", markup)
    assert isinstance(value, str)
    assert "11223344" in value.translate(str.maketrans("１２３４", "1234"))


@pytest.mark.parametrize(
    "markup", ["", "ICP备案", "ICP备案号：", "备案编号：浙B2-20190001", "浙公网安备33079902000017号"]
)
@each_layout
def test_footer_icp_is_not_there(markup: str, layout: str) -> None:
    assert item("icp", markup, layout) is None


@each_hidden
def test_footer_icp_hidden_is_not_there(hidden: str) -> None:
    assert item("icp", hidden.format(NUMBER)) is None


@pytest.mark.parametrize("charset", ["utf-8", "gbk"])
def test_footer_icp_written_by_a_script(charset: str) -> None:
    assert item("icp", written(f"<p>{NUMBER}</p>"), charset=charset) == NUMBER


def test_footer_icp_of_the_old_foot_is_not_the_new_one() -> None:
    assert item("icp", f"<!--浙ICP备99887766号-->{NUMBER}") == NUMBER


def test_footer_icp_in_a_picture() -> None:
    assert item("icp", f"<img src=f.png alt='{NUMBER}'>") == NUMBER
