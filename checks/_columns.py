"""Columns of which something was not seen: why, in words."""

from checks._seen import unrendered
from checks._words import names, quoted
from checks.update._dates import column_doubt
from xunjian.model.site import Column, ColumnKind, ColumnTree

ELSEWHERE = frozenset({ColumnKind.EXTERNAL, ColumnKind.LOGIN, ColumnKind.WECHAT})
"""Columns whose items lie on another site, or behind a door."""


def column_gap(column: Column) -> str:
    """Why a column may hold more than was seen of it; empty where it does not."""
    if column.kind in ELSEWHERE:
        return f"{quoted(column.name)}栏目设在别处，没有读到其中的信息"
    return unread_gap(column)


def unread_gap(column: Column) -> str:
    """The same of a column of one's own site."""
    if column.kind is ColumnKind.UNREAD:
        return f"{quoted(column.name)}栏目没有读到（{column.reason or '原因不明'}）"
    reason = column_doubt(column) or ("" if column.seen_whole else "没有读完")
    return f"{quoted(column.name)}栏目{reason}" if reason else ""


def unseen_lists(tree: ColumnTree) -> str:
    """Why there may be more links than were seen: lists of which nothing came. Empty where all were seen."""
    unseen = [
        column.name
        for column in tree.columns
        if column.kind is ColumnKind.LIST and column.page is not None and not column.items
        if column.unrendered or unrendered(column.page) or (column.page.rendered and not column.seen_whole)
    ]
    return f"{names(unseen, 3)}栏目的列表没有看到" if unseen else ""
