"""column.mismatch: a column's page shows that column, and not another one."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from checks._seen import gap, too_large, undecided, unrendered
from checks._words import cited, names, quoted
from xunjian.model.finding import Evidence, Finding, Subject
from xunjian.model.site import Column, ColumnKind, ColumnTree, Coverage, Targets, TargetState, UnitFacts
from xunjian.plugin import check, fail, ok, review, stored, unknown

CLAUSE = "《政府网站与政府系统政务新媒体检查指标》（国办秘函〔2019〕19号）：栏目内容应与栏目名称相符"
_BY_ITSELF = ("面包屑", "ColumnName", "页面标题", "网页标题")
"""A column that only its own page names has no other name to differ from."""
_HEADING, _TRAIL, _LABEL, _TITLE = "页面标题", "面包屑", "ColumnName 标签", "网页标题"
_MARKS = " >»›→·•-—–|｜:：\u3000\u00a0"
_CLOSING = frozenset({"正文", "列表", "首页", "当前位置", "您的位置", "栏目列表", "信息列表"})
_DEFAULT_FROM = 3
"""Columns with one and the same sign: the template's word, not theirs."""


@dataclass(frozen=True, slots=True)
class _Sign:
    where: str
    words: str


@check("column.mismatch", title="栏目内容与名称不符", clause=CLAUSE)
def mismatched_columns(
    columns: ColumnTree, targets: Targets, coverage: Coverage, unit: UnitFacts
) -> Iterator[Finding]:
    """看导航里的栏目打开后，页面标题、面包屑、ColumnName 标签、网页标题是不是别的栏目的。

    至少两处都写着另一个有自己网址的栏目，没有一处写着本栏目或同义名称的，不通过；只有一处的，请人复核。
    同义名称、简称、繁体字、上级或下级栏目的名称、打开第一个下级栏目的栏目、模板统一写的标签不算；
    由脚本生成、没有读全的页面，未能判定。
    """
    dead = {each.url for each in targets.targets if each.state in (TargetState.BROKEN, TargetState.SOFT_404)}
    named = [each for each in columns.columns if not each.where.startswith(_BY_ITSELF)]
    listed = [each for each in named if each.kind is ColumnKind.LIST and each.page is not None]
    unread = [each for each in named if each.kind is ColumnKind.UNREAD and each.url not in dead]
    default = _default_signs(listed, columns)
    doubts: list[str] = []
    sound: list[Column] = []
    found = 0
    for column in listed:
        assert column.page is not None  # `listed` has seen to it
        if column.unrendered or unrendered(column.page) or too_large(column.page):
            doubts.append(f"{quoted(column.name)}栏目（{column.url}）的页面没有读全")
            continue
        signs = [sign for sign in _signs(column) if sign not in default]
        if any(_alike(columns, column.name, sign.words) for sign in signs):
            sound.append(column)
            continue
        if finding := _mismatch(column, signs, columns, unit):
            found += 1
            yield finding
    if unread:
        doubts.append(f"{names([column.name for column in unread], 3)}栏目没有读到")
    if doubts:
        yield unknown(undecided(doubts))
    elif not found and (reason := gap(coverage)):
        yield unknown(undecided([f"已看到的 {len(sound)} 个栏目名称与内容相符，但没有看全：{reason}"]))
    elif not found and not sound:
        yield unknown(undecided(["没有写明自己名称的栏目页可以核对"]))
    elif not found:
        proof = [stored(each.page.fetch, each.name) for each in sound[:3] if each.page is not None]
        yield ok(f"核对了 {len(sound)} 个栏目，页面上写的都是本栏目的名称。", *proof)


def _signs(column: Column) -> Iterator[_Sign]:
    """By what names the page calls itself."""
    assert column.page is not None
    reading = column.page.reading
    if words := reading.heading.strip(_MARKS):
        yield _Sign(_HEADING, words)
    for crumb in reading.breadcrumb:
        if (words := crumb.strip(_MARKS)) and words not in _CLOSING:
            yield _Sign(_TRAIL, words)
    if words := reading.labels.get("ColumnName", "").strip():
        yield _Sign(_LABEL, words)
    title = reading.document_title.replace("_", "-").replace("|", "-").replace("—", "-")
    for part in title.split("-"):
        if words := part.strip(_MARKS):
            yield _Sign(_TITLE, words)


def _default_signs(listed: list[Column], tree: ColumnTree) -> frozenset[_Sign]:
    """What several columns say that are not called so: left as the template had it."""
    counted = Counter(
        sign for column in listed for sign in set(_signs(column)) if not _alike(tree, column.name, sign.words)
    )
    return frozenset(sign for sign, times in counted.items() if times >= _DEFAULT_FROM)


def _alike(tree: ColumnTree, one: str, two: str) -> bool:
    """Whether two names may mean the same column; doubt counts for it."""
    if one in two or two in one:
        return True
    score = max(tree.matcher.score(one, two), tree.matcher.score(two, one))
    return score >= tree.doubtful_from or len(set(one) & set(two)) * 2 > min(len(set(one)), len(set(two)))


def _mismatch(column: Column, signs: list[_Sign], tree: ColumnTree, unit: UnitFacts) -> Finding | None:
    """The other column that the page names, told by how many signs."""
    others = _others(column, tree, unit)
    by_other: dict[str, dict[str, _Sign]] = {}
    last = next((sign for sign in reversed(signs) if sign.where == _TRAIL), None)
    for sign in signs:
        if sign.where == _TRAIL and sign is not last:
            continue  # those above
        if other := others.get(sign.words):
            by_other.setdefault(other.url, {}).setdefault(sign.where, sign)
    if len(by_other) != 1:
        return None
    ((url, said),) = by_other.items()
    other = next(each for each in others.values() if each.url == url)
    return _finding(column, other, said)


def _others(column: Column, tree: ColumnTree, unit: UnitFacts) -> dict[str, Column]:
    """Columns with an address of their own that are neither above nor below this one, by name."""
    return {
        each.name: each
        for each in tree.columns
        if each.url != column.url
        and each.kind in (ColumnKind.LIST, ColumnKind.ARTICLE)
        and each.page is not None
        and each.page.fetch.url != (column.page.fetch.url if column.page is not None else "")
        and each.name not in column.path
        and column.name not in each.path
        and each.name not in unit.name
        and _says_so_itself(each, tree)
    }


def _says_so_itself(column: Column, tree: ColumnTree) -> bool:
    return any(_alike(tree, column.name, sign.words) for sign in _signs(column))


def _finding(column: Column, other: Column, said: Mapping[str, _Sign]) -> Finding:
    assert column.page is not None
    same = bool(column.items) and {item.url for item in column.items} == {item.url for item in other.items}
    proven = len(said) > 1 and (same or {_HEADING, _TRAIL} <= said.keys())
    told = "、".join(said)
    seen = f"{told}写的是{quoted(other.name)}" + ("，列出的信息也与该栏目相同" if same else "")
    sentence = f"导航中的{quoted(column.name)}栏目（{column.url}）打开后，{seen}（该栏目网址为 {other.url}）"
    proof = stored(column.page.fetch, other.name)
    text = Evidence(
        "text", column.url, quote="；".join(f"{each.where}：{each.words}" for each in said.values())
    )
    return (fail if proven else review)(
        Subject("column", column.url, title=column.name),
        cited(sentence if proven else f"{sentence}，请人工核对", CLAUSE),
        proof,
        text,
        expected=f"页面标题和内容属于{quoted(column.name)}栏目",
        observed=seen,
        column=column.name,
    )
