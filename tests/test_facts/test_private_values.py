"""Private numbers: found with proof, never kept unmasked. All numbers are made up by their check digit."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xunjian.facts.page import read_page
from xunjian.html.private import is_bank_card, is_identity_number, mask_text
from xunjian.model.page import PrivateValue


def identity(head: str) -> str:
    """A number of 17 digits with its check digit."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return head + "10X98765432"[sum(int(a) * b for a, b in zip(head, weights, strict=True)) % 11]


def card(head: str) -> str:
    return next(head + digit for digit in "0123456789" if is_bank_card(head + digit))


ONE, TWO = identity("99010119900307123".replace("99", "11", 1)), identity("44010619851231002")
CARD = card("622848123456789012")


def values(*lines: str, title: str = "公示") -> tuple[PrivateValue, ...]:
    body = "".join(f"<p>{line}</p>" for line in lines)
    html = f"<html><head><title>{title}</title></head><body><h1>{title}</h1><div>{body}</div></body></html>"
    return read_page(html.encode(), "http://a.example/x.html").private


def kinds(*lines: str, title: str = "公示") -> list[str]:
    return [each.kind for each in values(*lines, title=title)]


def test_an_identity_number_is_found_and_told_masked_only() -> None:
    (value,) = values(f"甲某，身份证号{ONE}，符合条件。")
    assert value.kind == "identity"
    assert value.masked == f"{ONE[:3]}{'*' * 13}{ONE[-2:]}"
    assert ONE not in value.quote
    assert value.masked in value.quote
    assert "甲某" in value.quote


@pytest.mark.parametrize(
    "text",
    [
        f"{TWO[:6]} {TWO[6:14]} {TWO[14:]}",
        f"号码：{TWO}。",
        TWO.translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    ],
)
def test_it_is_found_however_it_is_written(text: str) -> None:
    assert kinds(text) == ["identity"]


@pytest.mark.parametrize(
    "text",
    [
        ONE[:-1] + ("0" if ONE[-1] != "0" else "1"),  # the check digit is wrong
        f"{ONE[:6]}********{ONE[-4:]}",
        f"统一社会信用代码：{ONE}",
        f"索引号：{ONE}",
        f"填写格式，例如{ONE}",
        f"7{ONE}",
        f"{ONE}5",
        "91110101MA00XXXX1A",
        "联系电话：010-12345678",
    ],
)
def test_what_is_no_citizens_number_is_left_alone(text: str) -> None:
    assert kinds(text) == []


def test_a_card_counts_where_somebody_speaks_of_cards_and_not_of_an_office() -> None:
    assert kinds(f"乙某 一卡通账号 {CARD}") == ["bank_card"]
    assert kinds("户主 银行卡号", f"乙某 {CARD}") == ["bank_card"]
    assert kinds(f"批次 {CARD}") == []
    assert kinds(f"收款单位账号 {CARD}") == []
    assert kinds(f"银行卡号 {CARD[:-1]}{(int(CARD[-1]) + 1) % 10}") == []


LIST = ("王小一 13800000001", "李小二 13900000002", "张小三 13700000003")


def test_mobile_numbers_beside_names_in_a_list_of_citizens() -> None:
    assert kinds(*LIST, title="2026年困难群众救助名单公示") == ["mobile"] * 3
    cells = [cell for row in LIST for cell in row.split()]
    assert kinds(*cells, title="拟录取考生名单") == ["mobile"] * 3
    numbered = "；".join(f"{n}.{row.replace(' ', ' 联系电话')} 某村" for n, row in enumerate(LIST, 1))
    assert kinds(numbered, title="困难群众救助名单公示") == ["mobile"] * 3


def test_numbers_that_are_there_to_be_called_are_not_reported() -> None:
    assert kinds(*LIST, title="各镇河长名单公示") == []
    assert kinds("镇名 负责人 手机", *LIST, title="困难群众救助名单") == []
    assert kinds(*LIST, title="值班安排") == []
    called = "、".join(row.replace(" ", "") for row in LIST)
    assert kinds(f"联系人：{called}", title="录取名单公示") == []
    assert kinds("客服电话 13800000001、13900000002、13700000003", title="录取名单公示") == []
    assert kinds(*LIST[:2], title="救助名单公示") == []  # two are no list
    assert kinds("名单公示", "咨询电话 13800000001", "监督电话 13900000002", "技术电话 13700000003") == []


def test_a_list_is_reported_although_its_notice_names_whom_to_call() -> None:
    below = [*["其他内容。"] * 8, "联系人：某某，联系电话：13600000000"]
    assert kinds(*LIST, *below, title="救助名单公示") == ["mobile"] * 3


@given(st.integers(0, 10**17 - 1))
def test_one_wrong_digit_is_always_noticed(number: int) -> None:
    head = f"{number:017d}"
    whole = identity(head)
    if is_identity_number(whole):
        for place in (3, 9, 15):
            other = whole[:place] + str((int(whole[place]) + 1) % 10) + whole[place + 1 :]
            assert not is_identity_number(other)


@given(st.text("0123456789 xX*-王a", max_size=60))
def test_masking_leaves_no_number_behind(text: str) -> None:
    for found in re.findall(r"\d{17}[\dXx]", mask_text(f"{text}，{ONE}，{text}")):
        assert found != ONE


def test_masking_changes_nothing_else() -> None:
    assert mask_text(f"甲某 {ONE} 电话 13800000001") == f"甲某 {ONE[:3]}{'*' * 13}{ONE[-2:]} 电话 13800000001"
    assert mask_text("没有号码") == "没有号码"
