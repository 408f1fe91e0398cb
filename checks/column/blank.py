"""column.blank: a column that lists items lists some."""

import re
from collections.abc import Iterator

from checks._seen import gap, gone, undecided
from checks._words import cited, cut, names, quoted
from checks.update._dates import list_gap
from xunjian.model.finding import Finding, Subject
from xunjian.model.site import Column, ColumnKind, ColumnTree, Coverage, Targets
from xunjian.model.texts import Texts
from xunjian.plugin import check, fail, ok, stored, unknown

CLAUSE = "《政府网站与政府系统政务新媒体检查指标》（国办秘函〔2019〕19号）关于空白栏目的规定"

_NONE = "(?:没有|无(?!法|线|障|偿|人机)|未(?!来|成年)|不涉及|不存在)"
_THING = "(?:信息|事项|内容|文件|业务|职能|职责|情况|项目|资金|公开|发生|产生|制定|出台|发布|开展)"
_WE = "(?:本|我)(?:机关|单位|部门|级|局|委|办|厅|院|校|中心|县|市|区|旗|镇|乡|街道)"
_THIS = "(?:此|该|这|本)(?:类|项|方面)"
_NOTE = re.compile(
    f"(?:{_WE}|20\\d\\d年|本年度?|截[至止])[^。；;]{{0,16}}?{_NONE}[^。；;]{{0,16}}?{_THING}"
    f"|{_THIS}[^。；;]{{0,12}}?{_NONE}|{_NONE}{_THIS}"
)
"""The unit says that there is no such information (备注说明). What a system writes by itself is no such note:
暂无信息, 没有相关数据, 栏目建设中."""
_LONGEST = 120


@check(
    "column.blank",
    title="空白栏目",
    clause=CLAUSE,
    classes={"bare": "没有说明", "noted": "页面备注说明了没有此类信息"},
)
def blank_columns(
    columns: ColumnTree, targets: Targets, coverage: Coverage, texts: Texts
) -> Iterator[Finding]:
    """看每个信息列表栏目有没有信息，一条也没有的不通过。

    由脚本填充的列表先用浏览器打开再判断，没有浏览器的未能判定；脚本出错、访问者什么也看不到的算空白。
    只有一篇文章的栏目（机构职能）、链接到别处的栏目、登录页、日历、只有下级栏目的栏目不算空白。
    页面上备注说明本单位没有此类信息的，另分一类，由指标体系决定算不算问题（系统自己写的“暂无信息”不是备注）。
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
            yield _blank(column, _note(column, texts))
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
    return list_gap(column)


def _note(column: Column, texts: Texts) -> str:
    """What its page says of why there is nothing; empty where it says nothing."""
    page = texts.page(column.url)
    said = ("".join(line.split()) for line in (page.lines if page is not None else ()))
    return next((line for line in said if len(line) <= _LONGEST and _NOTE.search(line)), "")


def _blank(column: Column, note: str) -> Finding:
    assert column.page is not None  # _doubt has seen to it
    way = " › ".join((*column.path, column.name))
    reading = column.page.reading
    said = f"{quoted(way)}栏目（{column.url}）没有任何信息，是空白栏目"
    if note:
        said += f"；页面备注：“{cut(note)}”"
    return fail(
        Subject("column", column.url, title=column.name),
        cited(said, CLAUSE),
        stored(column.page.fetch, cut(note or reading.heading or reading.document_title or column.name)),
        expected="列表栏目至少有一条信息",
        observed="用浏览器打开后仍没有一条信息" if column.page.rendered else "列表中没有一条信息",
        kind="noted" if note else "bare",
        column=column.name,
    )
