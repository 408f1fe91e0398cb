"""Footer item 公安机关备案标识 (standards.md 2.2): all spellings, the number of its link; comments never count."""

import pytest

from tests.test_traps.feet import each_hidden, each_layout, item, written

DIGITS = "33079902000017"
NUMBER = f"浙公网安备{DIGITS}号"
LINK = f"http://www.beian.gov.cn/portal/registerSystemInfo?recordcode={DIGITS}"
SPELLINGS = [
    (NUMBER, NUMBER),
    (f"浙公网安备 {DIGITS}号", f"浙公网安备 {DIGITS}号"),
    (f"浙公网安备{DIGITS}", f"浙公网安备{DIGITS}"),
    (f"冀公网安备:{DIGITS}", f"冀公网安备:{DIGITS}"),
    (f"郑公备:{DIGITS}", f"郑公备:{DIGITS}"),
    (f"公安机关备案号:{DIGITS}", DIGITS),
    (f"公安备案号：{DIGITS}", DIGITS),
    (f"公安部备案号：{DIGITS}", DIGITS),
    (f"浙公网安备<b>{DIGITS[:6]}</b>{DIGITS[6:]}号", NUMBER),
    (f"<a href='{LINK}'><img src='/images/ghs.png'>{NUMBER}</a>", NUMBER),
    (f"<a href='{LINK}'><img src='/images/ghs.png'></a>", DIGITS),
    (f"<a href='https://beian.mps.gov.cn/#/query/webSearch?code={DIGITS}'>公安备案</a>", DIGITS),
    (f"浙ICP备11223344号 {NUMBER}", NUMBER),
]


@pytest.mark.parametrize(("markup", "value"), SPELLINGS, ids=[str(n) for n in range(len(SPELLINGS))])
@each_layout
def test_footer_police_as_written(markup: str, value: str, layout: str) -> None:
    assert item("police", markup, layout) == value


@pytest.mark.parametrize("markup", ["浙公網安備33079902000017號", "浙公网安备３３０７９９０２００００１７号"])
def test_footer_police_in_other_characters(markup: str) -> None:
    assert item("police", markup) is not None


@pytest.mark.parametrize(
    "markup", ["", "公安备案", "浙公网安备号", "浙公网安备 33079902号", "浙ICP备11223344号-1"]
)
@each_layout
def test_footer_police_is_not_there(markup: str, layout: str) -> None:
    assert item("police", markup, layout) is None


@each_hidden
def test_footer_police_hidden_is_not_there(hidden: str) -> None:
    assert item("police", hidden.format(NUMBER)) is None
    assert item("police", hidden.format(f'<a href="{LINK}">备案</a>')) is None


@pytest.mark.parametrize("charset", ["utf-8", "gbk"])
def test_footer_police_written_by_a_script(charset: str) -> None:
    assert item("police", written(f"<p>{NUMBER}</p>"), charset=charset) == NUMBER


def test_footer_police_in_a_picture() -> None:
    assert item("police", f"<img src=ga.png alt='{NUMBER}'>") == NUMBER
