"""column.blank: a column that lists items lists some."""

from collections.abc import Iterator

from checks._seen import gap, gone, undecided
from checks._words import cited, cut, names, quoted
from xunjian.model.finding import Finding, Subject
from xunjian.model.site import Column, ColumnKind, ColumnTree, Coverage, Targets
from xunjian.plugin import check, fail, ok, stored, unknown

CLAUSE = "《政府网站与政府系统政务新媒体检查指标》（国办秘函〔2019〕19号）关于空白栏目的规定"


@check("column.blank", title="空白栏目", clause=CLAUSE)
def blank_columns(columns: ColumnTree, targets: Targets, coverage: Coverage) -> Iterator[Finding]:
    """看每个信息列表栏目有没有信息，一条也没有的不通过。

    由脚本填充的列表先用浏览器打开再判断，没有浏览器的未能判定；脚本出错、访问者什么也看不到的算空白。
    只有一篇文章的栏目（机构职能）、链接到别处的栏目、登录页、日历、只有下级栏目的栏目不算空白。
    """
    listed = [column for column in columns.columns if column.kind is ColumnKind.LIST]
    filled = [column for column in listed if column.items]
    # A broken column is the link checks' to report.
    dead = gone(targets)
    unread = [each for each in columns.columns if each.kind is ColumnKind.UNREAD and each.url not in dead]
    doubts: list[str] = []
    faults = 0
    for column in listed:
        if column.items:
            continue
        if doubt := _doubt(column):
            doubts.append(f"{quoted(column.name)}栏目（{column.url}）{doubt}")
        else:
            faults += 1
            yield _blank(column)
    if doubts:
        yield unknown(undecided(doubts))
    if unread:
        reasons = "、".join(dict.fromkeys(column.reason.rstrip("。") or "没有读到" for column in unread))
        yield unknown(undecided([f"{names([column.name for column in unread], 3)}栏目没有读到：{reasons}"]))
    if faults or doubts or unread:
        return
    if reason := gap(coverage):
        yield unknown(undecided([f"已看到的 {len(filled)} 个列表栏目都有信息，但没有看全：{reason}"]))
    elif not filled:
        yield unknown(undecided(["没有认出任何信息列表栏目"]))
    else:
        fetches = [column.page.fetch for column in filled if column.page is not None][:3]
        yield ok(f"{len(filled)} 个列表栏目都有信息。", *(stored(fetch) for fetch in fetches))


def _doubt(column: Column) -> str:
    """Why an empty list may not be empty; empty where it surely is."""
    if column.page is None:
        return "的页面没有读到"
    if column.unrendered:
        return "的列表由脚本生成，本次没有用浏览器打开"
    if not column.seen_whole:
        return "的列表没有读完"
    return ""


def _blank(column: Column) -> Finding:
    assert column.page is not None  # _doubt has seen to it
    way = " › ".join((*column.path, column.name))
    reading = column.page.reading
    return fail(
        Subject("column", column.url, title=column.name),
        cited(f"{quoted(way)}栏目（{column.url}）没有任何信息，是空白栏目", CLAUSE),
        stored(column.page.fetch, cut(reading.heading or reading.document_title or column.name)),
        expected="列表栏目至少有一条信息",
        observed="用浏览器打开后仍没有一条信息" if column.page.rendered else "列表中没有一条信息",
        column=column.name,
    )
