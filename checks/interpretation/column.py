"""interpretation.column: there is a column of policy interpretations, and it holds some."""

import re
from collections.abc import Iterator

from pydantic import Field

from checks._named import Answer, look_up, looked_through, search_gap, shown, site_of, where
from checks._seen import undecided, unrendered
from checks._words import cited, quoted
from xunjian.model.finding import Evidence, Finding
from xunjian.model.site import Column, ColumnKind, ColumnTree, Coverage, Home, NameMatch, UnitFacts
from xunjian.model.unit import DEPARTMENTS, GOVERNMENTS
from xunjian.plugin import CheckParams, ColumnName, check, fail, ok, review, stored, unknown

CLAUSE = "《政府网站与政府系统政务新媒体检查指标》（国办秘函〔2019〕19号）政策解读指标"

_EXPLAINS = re.compile(r"解读|解讀|图解|圖解|读懂|讀懂|图说政策")
_MOSTLY = 0.6
"""Share of its items that explain from which on a column of any name may be the one asked for."""
_LEAST = 2


class Params(CheckParams):
    names: tuple[ColumnName, ...] = Field(
        default=("政策解读", "解读回应", "文件解读"),
        min_length=1,
        description="栏目的名称，有其中一个且有信息即可",
    )
    allow_other_site: bool = Field(
        default=True, description="是否去同一政府的其他网站找（是／否）；其他网站上的信息没有读，只能未能判定"
    )


@check("interpretation.column", title="政策解读栏目", clause=CLAUSE, unit_types=GOVERNMENTS | DEPARTMENTS)
def interpretation_column(
    columns: ColumnTree, coverage: Coverage, home: Home, unit: UnitFacts, params: Params
) -> Iterator[Finding]:
    """看网站有没有政策解读栏目，栏目（或其下级栏目）里有没有信息；没有栏目、栏目空白都不通过。

    只要求市县政府和部门。栏目没有读到、由脚本生成而没有浏览器、设在其他网站的，未能判定；名称只是相像的，或者名称不同而信息大多是解读的，待人工确认。
    """
    answer = look_up(columns, params.names, unit, other_site=params.allow_other_site)
    for match in answer.sure:
        if count := _items(match, columns):
            yield ok(f"设有政策解读{where(match)}，有 {count} 条信息。", shown(match, columns))
            return
    gap = search_gap(columns, coverage, home)
    doubts = [doubt for match in answer.sure if (doubt := _doubt(match, columns))]
    perhaps = [match for match in answer.doubtful if not answer.sure or _items(match, columns)]
    if doubts or (gap and not perhaps):
        yield unknown(undecided([*doubts[:3], f"没有看全：{gap}" if gap else ""]))
    elif perhaps:
        yield _perhaps(perhaps[0], columns)
    elif not answer.sure and (other := _of_interpretations(columns)) is not None:
        yield _by_content(other, columns)
    else:
        yield _none(answer, columns)


def _family(match: NameMatch, tree: ColumnTree) -> list[Column]:
    """The column itself and the columns below it."""
    if match.column is None:
        return []
    way = (*match.column.path, match.column.name)
    return [match.column, *(each for each in tree.columns if each.path[: len(way)] == way)]


def _items(match: NameMatch, tree: ColumnTree) -> int:
    # A column that is a single article holds that one.
    return sum(len(each.items) or (each.kind is ColumnKind.ARTICLE) for each in _family(match, tree))


def _doubt(match: NameMatch, tree: ColumnTree) -> str:
    """Why a column that was found and shows nothing may yet hold something."""
    if match.column is None:
        return f"{where(match)}（{match.url}）的内容没有读到"
    family = _family(match, tree)
    if match.column.kind is ColumnKind.HUB and len(family) == 1:
        return f"{quoted(match.found)}栏目（{match.url}）的下级栏目没有读到"
    for column in family:
        if column.kind in (ColumnKind.EXTERNAL, ColumnKind.WECHAT, ColumnKind.LOGIN):
            return f"{quoted(column.name)}栏目设在别处（{column.url}），本次没有读到其中的信息"
        if column.kind is ColumnKind.UNREAD or column.page is None:
            return f"{quoted(column.name)}栏目没有读到：{column.reason.rstrip('。') or '原因不明'}"
        if column.unrendered or unrendered(column.page):
            return f"{quoted(column.name)}栏目的列表由脚本生成，本次没有用浏览器打开"
        if not column.seen_whole:
            return f"{quoted(column.name)}栏目的列表没有读完"
    return ""


def _of_interpretations(tree: ColumnTree) -> Column | None:
    """A column of another name most of whose items are interpretations by their titles."""
    for column in tree.columns:
        explaining = sum(_EXPLAINS.search(item.title) is not None for item in column.items)
        if explaining >= max(_LEAST, _MOSTLY * len(column.items)):
            return column
    return None


def _by_content(column: Column, tree: ColumnTree) -> Finding:
    said = (
        f"网站没有名为“政策解读”的栏目，{quoted(column.name)}栏目（{column.url}）的信息大多是解读，请人工确认"
    )
    proofs = () if column.page is None else (stored(column.page.fetch, column.name),)
    return review(
        site_of(tree, "政策解读"),
        cited(said, CLAUSE),
        *proofs,
        expected="设有政策解读栏目并有信息",
        observed=f"{quoted(column.name)}栏目有 {len(column.items)} 条信息，大多是解读",
        column="政策解读",
    )


def _perhaps(match: NameMatch, tree: ColumnTree) -> Finding:
    return review(
        site_of(tree, "政策解读"),
        cited(f"网站只有相近的{where(match)}（{match.url}），请人工确认是不是政策解读栏目", CLAUSE),
        shown(match, tree),
        expected="设有政策解读栏目并有信息",
        observed=f"只找到{where(match)}，其中有 {_items(match, tree)} 条信息",
        column="政策解读",
    )


def _none(answer: Answer, tree: ColumnTree) -> Finding:
    evidence: tuple[Evidence, ...]
    if answer.sure:
        match = answer.sure[0]
        message = f"{where(match)}（{match.url}）没有任何信息"
        evidence = (shown(match, tree),)
    else:
        message = "网站没有政策解读栏目，导航和各级栏目中都没有这一名称或同义名称"
        evidence = looked_through(tree)
    return fail(
        site_of(tree, "政策解读"),
        cited(message, CLAUSE),
        *evidence,
        expected="设有政策解读栏目并有信息",
        observed="栏目空白" if answer.sure else f"看过 {len(tree.columns)} 个栏目，没有找到",
        column="政策解读",
    )
