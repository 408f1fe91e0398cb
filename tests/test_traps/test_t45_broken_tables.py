"""T45: tables of documents cut by page breaks: 「46分)」 without its bracket, heads and group names printed again.

Points are told all the same, repeated heads go, and what was merged must still add up to the printed total.
"""

from decimal import Decimal

import pytest

from xunjian.packs.table_text import join_pieces, merge_pages, repair_points, split_points


@pytest.mark.parametrize(
    ("cell", "name", "points"),
    [
        ("政务透明度（46分）", "政务透明度", "46"),
        ("政务透明度(46分)", "政务透明度", "46"),
        ("政务透明度46分)", "政务透明度", "46"),
        ("政务透明度（46分", "政务透明度", "46"),
        ("政务/透明度/46分)", "政务透明度", "46"),
        ("政务\n透明度\n(46 分 )", "政务透明度", "46"),
        ("政务透明度（４６分）", "政务透明度", "46"),
        ("政务透明度：46分", "政务透明度", "46"),
        ("政务服务 5.5分)", "政务服务", "5.5"),
        ("主动公开（含目录）（8分）", "主动公开(含目录)", "8"),
        ("主动公开(含目录)8分)", "主动公开(含目录)", "8"),
        ("12分", "", "12"),
        ("0.5分)", "", "0.5"),
        ("政务透明度", "政务透明度", None),
        ("每发现一处扣2分", "每发现一处扣2分", None),
        ("未更新的扣分（每项2分）", "未更新的扣分(每项2分)", None),
        ("2021年得分", "2021年得分", None),
        ("", "", None),
    ],
)
def test_t45_name_and_points_of_a_cell(cell: str, name: str, points: str | None) -> None:
    assert split_points(cell) == (name, Decimal(points) if points else None)


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("政务透明度46分)、服务20分)", "政务透明度(46分)、服务(20分)"),
        ("政务透明度（46分、服务（20分）", "政务透明度(46分)、服务(20分)"),
        ("政务透明度（46分）", "政务透明度(46分)"),
        ("扣分（每项2分）", "扣分(每项2分)"),
        ("每处扣2分，最多扣6分。", "每处扣2分,最多扣6分。"),
        ("未更新（超过2周扣5分）", "未更新(超过2周扣5分)"),
    ],
)
def test_t45_lost_brackets_are_put_back(text: str, mended: str) -> None:
    assert repair_points(text) == mended


@pytest.mark.parametrize(
    ("cell", "whole"),
    [
        ("政务/透明度", "政务透明度"),
        ("政务\r\n透明度", "政务透明度"),
        ("PC/APP 端", "PC/APP 端"),
        (" 指标 ", "指标"),
        ("", ""),
    ],
)
def test_t45_pieces_of_a_cell(cell: str, whole: str) -> None:
    assert join_pieces(cell) == whole


HEAD = ("一级指标", "二级指标", "分值")


def test_t45_heads_and_groups_printed_again_on_each_page() -> None:
    rows = [
        HEAD,
        ("基础信息（95分）", "主动公开", "46"),
        ("", "依申请公开", "20"),
        ("一级 指标", "二级\n指标", "分值"),
        ("基础/信息/95分)", "政策解读", "20"),
        ("", "", ""),
        ("", "机制建设", "9"),
        HEAD,
        ("激励加分（5分）", "工作创新", "5"),
    ]
    head, body = merge_pages(rows)
    assert head == HEAD
    assert [row[1:] for row in body] == [
        ("主动公开", "46"),
        ("依申请公开", "20"),
        ("政策解读", "20"),
        ("机制建设", "9"),
        ("工作创新", "5"),
    ]
    totals: dict[tuple[str, Decimal | None], Decimal] = {}
    for row in body:
        group = split_points(row[0])
        totals[group] = totals.get(group, Decimal(0)) + Decimal(row[2])
    assert totals == {("基础信息", Decimal(95)): Decimal(95), ("激励加分", Decimal(5)): Decimal(5)}


def test_t45_rows_of_one_page_stay_as_they_are() -> None:
    rows = [HEAD, ("甲", "一", "1"), ("甲", "二", "1"), ("乙", "二", "1")]
    assert merge_pages(rows) == (HEAD, tuple(rows[1:]))
    assert merge_pages([]) == ((), ())


def test_t45_the_last_cell_is_never_made_up() -> None:
    assert merge_pages([HEAD, ("甲", "一", "1"), ("", "", "")]) == (HEAD, (("甲", "一", "1"),))
    assert merge_pages([HEAD, ("甲", "一", "1"), ("", "二", "")])[1][1] == ("甲", "二", "")
