"""Footer item 联系方式 (standards.md 2.2): a telephone near 联系 or 电话; facsimile and builders are none."""

import pytest

from tests.test_traps.feet import each_hidden, each_layout, item, written
from tests.test_traps.pages import ARTICLE, TEXT, foot_of, inspect, story, trs

PHONE = "0579-88112233"
SPELLINGS = [
    (f"联系电话：{PHONE}", PHONE),
    (f"联系方式：{PHONE}", PHONE),
    (f"联系我们：{PHONE}", PHONE),
    (f"电 话：{PHONE}", PHONE),
    (f"電話：{PHONE}", PHONE),
    (f"Tel:{PHONE}", PHONE),
    ("电话：0579—88112233", "0579—88112233"),
    ("电话：(0579)88112233", "(0579)88112233"),
    ("联系电话：057988112233", "057988112233"),
    ("电话：88112233", "88112233"),
    ("联系电话：010-88112233", "010-88112233"),
    ("联系电话：020-12345", "020-12345"),
    (f"联系电话：{PHONE}、88112244", PHONE),
    (f"联系电话：{PHONE}（工作日）", PHONE),
    ("电话：0579-<b>88112233</b>", PHONE),
    (f"联系方式：<a href='tel:057988112233'>{PHONE}</a>", PHONE),
    (f"技术支持：某某公司 0571-55667788 联系电话：{PHONE}", PHONE),
    (f"传真：0579-88112299 电话：{PHONE}", PHONE),
]


@pytest.mark.parametrize(("markup", "value"), SPELLINGS, ids=[str(n) for n in range(len(SPELLINGS))])
@each_layout
def test_footer_contact_as_written(markup: str, value: str, layout: str) -> None:
    assert item("contact", markup, layout) == value


@pytest.mark.parametrize(
    "markup",
    [
        "",
        "联系电话：",
        "传真：0579-88112299",
        "技术支持电话：0571-55667788",
        "广告热线：0571-55667788",
        "邮箱：office@lanxi.gov.cn",
        "<a href='/lxwm/'>联系我们</a>",
        "网站标识码：3307990002",
    ],
)
@each_layout
def test_footer_contact_is_not_there(markup: str, layout: str) -> None:
    assert item("contact", markup, layout) is None


@each_hidden
def test_footer_contact_hidden_is_not_there(hidden: str) -> None:
    assert item("contact", hidden.format(f"联系电话：{PHONE}")) is None


@pytest.mark.parametrize("charset", ["utf-8", "gbk"])
def test_footer_contact_written_by_a_script(charset: str) -> None:
    assert item("contact", written(f"<p>联系电话：{PHONE}</p>"), charset=charset) == PHONE


def test_footer_contact_of_a_text_is_none() -> None:
    body = f"{TEXT}<p>报名电话：0579-55667788，联系人：某某。</p>{TEXT}"
    assert foot_of(inspect(trs(story(body), foot="版权所有"), ARTICLE))["contact"] is None
