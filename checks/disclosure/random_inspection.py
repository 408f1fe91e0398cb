"""disclosure.random_inspection: who is inspected at random, by which list and plan, and with what result."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pydantic import Field

from checks._columns import column_gap
from checks._named import look_up, looked_through, search_gap, site_of
from checks._published import Published, newest_first, pages_by_url, published_items
from checks._seen import undecided
from checks._words import cited, cut, quoted
from checks.disclosure import _inspections as read
from checks.disclosure._inspections import ELEMENTS, HANDLING, LIST, PLAN, RESULT
from xunjian.model.document import Table
from xunjian.model.finding import Evidence, Finding
from xunjian.model.site import (
    Articles,
    Clock,
    Column,
    ColumnKind,
    ColumnTree,
    Coverage,
    Home,
    Page,
    UnitFacts,
)
from xunjian.model.texts import Texts
from xunjian.plugin import CheckParams, ColumnName, check, fail, ok, stored, unknown

CLAUSE = "《国务院办公厅关于推广随机抽查规范事中事后监管的通知》（国办发〔2015〕58号）；国办发〔2016〕80号"
_INSPECTING = frozenset({"city", "county", "department"})
_MOST = 12
"""Lists and results that are read."""
_WHEN = {
    LIST: "网站没有公布随机抽查事项清单",
    PLAN: "网站没有公布本年度或上一年度的抽查计划",
    RESULT: "网站在 {days} 天内没有公布抽查结果",
    HANDLING: "网站在 {days} 天内没有公布查处结果",
}


class Params(CheckParams):
    names: tuple[ColumnName, ...] = Field(
        default=("双随机", "双随机一公开", "随机抽查"),
        min_length=1,
        description="双随机栏目的名称，有其中一个即可",
    )
    elements: tuple[str, ...] = Field(
        default=ELEMENTS, description="应当公布的内容，可选：" + "、".join(ELEMENTS)
    )
    headings: tuple[str, ...] = Field(
        default=tuple(read.HEADINGS), description="清单应当写明的要素，可选：" + "、".join(read.HEADINGS)
    )
    days: int = Field(
        default=365, ge=1, le=3660, description="抽查结果、查处结果看监测时间点之前的多少天（天）"
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """A page with its attachments. `doubt`: why not all of it was read."""

    text: str
    tables: tuple[Table, ...]
    doubt: str


@check("disclosure.random_inspection", title="双随机、一公开", clause=CLAUSE, unit_types=_INSPECTING)
def random_inspection(
    columns: ColumnTree,
    articles: Articles,
    coverage: Coverage,
    home: Home,
    unit: UnitFacts,
    texts: Texts,
    clock: Clock,
    params: Params,
) -> Iterator[Finding]:
    """看网站有没有公布随机抽查事项清单、抽查计划、抽查结果、查处结果，缺一项报一项。

    清单不限日期，表格里要有依据、对象、内容、方式、比例、频次；计划看本年度和上一年度；
    抽查结果和查处结果看近一年（按参数）。双随机栏目里的信息，以及别处标题写明的信息都算；
    抽查结果的表格里有处理、整改一栏的，也算公布了查处结果。
    公布在别的网站或平台的、清单的表格读不出来的、网站没有看全的，未能判定。
    """
    zone = _zone(columns, params, unit)
    inside = {item.url for column in zone for item in column.items}
    under = {item.url: column.name for column in zone for item in column.items}
    names = {column.name for column in zone}
    pages = pages_by_url(articles)
    found: dict[str, list[Published]] = {name: [] for name in ELEMENTS}
    undated: dict[str, Published] = {}
    items = published_items(columns, articles)
    for item in (*items, *_single(zone, {item.url for item in items})):
        within = item.url in inside or item.column in names
        kinds = read.elements_of(item.title, inside=within)
        if not kinds and within:
            # A column of its own (“抽查计划”) says what its items are.
            kinds = read.elements_of(under.get(item.url) or item.column or "", inside=True)
        for kind in kinds:
            timely = _timely(kind, item, clock, params.days)
            if timely is None:
                undated.setdefault(kind, item)
            elif timely:
                found[kind].append(item)
    doubts = _doubts(zone, columns, coverage, home, params, unit)
    yet: list[str] = []
    if not found[HANDLING]:
        told, reason = _told_by_results(newest_first(found[RESULT])[:_MOST], pages, texts)
        found[HANDLING] += told
        yet += [reason] if reason else []
    wanted = [name for name in params.elements if name in ELEMENTS]
    whole, unsure = True, []
    for name in wanted:
        if found[name]:
            continue
        whole = False
        reasons = [*doubts, *(yet if name == HANDLING else [])]
        if name in undated:
            reasons.append(f"{quoted(cut(undated[name].title))}没有日期")
        if reasons:
            unsure += [f"没有看到{name}，但{each}" for each in reasons]
            continue
        sentence = _WHEN[name].format(days=params.days)
        yield fail(
            site_of(columns, "双随机、一公开"),
            cited(sentence, CLAUSE),
            *_proof(zone, columns),
            expected=f"公布{name}",
            observed=f"看过 {len(columns.columns)} 个栏目，没有找到{name}",
            signature=name,
            column="双随机",
        )
    if LIST in wanted and found[LIST]:
        missing, reason, at = _lacking(newest_first(found[LIST])[:_MOST], pages, texts, params)
        if reason:
            unsure.append(reason)
        elif missing:
            whole = False
            yield fail(
                site_of(columns, "双随机、一公开"),
                cited(f"{quoted(cut(at.title))}（{at.url}）没有写明抽查的{'、'.join(missing)}", CLAUSE),
                stored(at.fetch, at.title) if at.fetch else Evidence("text", at.url),
                expected=f"清单写明{'、'.join(params.headings)}",
                observed=f"清单的表格中没有{'、'.join(missing)}",
                signature="headings:" + ",".join(missing),
                column="双随机",
            )
    if unsure:
        yield unknown(undecided(unsure))
    elif whole:
        newest = {name: newest_first(found[name])[0] for name in wanted}
        yield ok(
            "；".join(f"{name}：{quoted(cut(item.title))}" for name, item in newest.items()) + "。",
            *(stored(item.fetch, item.title) for item in newest.values() if item.fetch is not None),
        )


def _zone(columns: ColumnTree, params: Params, unit: UnitFacts) -> list[Column]:
    """The columns of random inspection, and those below them."""
    answer = look_up(columns, params.names, unit, other_site=True)
    tops = [match.column for match in (*answer.sure, *answer.doubtful) if match.column is not None]
    names = {column.name for column in tops} | {c.name for c in columns.columns if read.is_column(c.name)}
    return [column for column in columns.columns if column.name in names or names & set(column.path)]


def _single(zone: list[Column], known: set[str]) -> Iterator[Published]:
    """Columns that are one text, such as a list that stands in the navigation itself."""
    for column in zone:
        if column.kind is ColumnKind.ARTICLE and column.page is not None and column.url not in known:
            yield Published(column.name, column.url, None, column.name, column.page.fetch)


def _timely(kind: str, item: Published, clock: Clock, days: int) -> bool | None:
    """Whether an item counts now; None where nothing tells its time."""
    if kind == LIST:
        return True
    if kind == PLAN:
        year = read.year_in(item.title) or (item.day.year if item.day else None)
        return None if year is None else clock.as_of.year - 1 <= year <= clock.as_of.year + 1
    return None if item.day is None else item.within(clock, days)


def _doubts(
    zone: list[Column],
    columns: ColumnTree,
    coverage: Coverage,
    home: Home,
    params: Params,
    unit: UnitFacts,
) -> list[str]:
    """Why what was not found may yet be published."""
    doubts = []
    everywhere = {link.url for link in home.page.reading.all_links}
    for column in zone:
        if reason := column_gap(column):
            doubts.append(reason)
        for link in column.page.reading.all_links if column.page is not None else ():
            outside = not unit.scope.contains(link.url) and link.url not in everywhere
            if outside and read.leads_elsewhere(link.text):
                doubts.append(f"{quoted(column.name)}栏目链接到{quoted(cut(link.text))}，没有读到其中的信息")
    own = look_up(columns, params.names, unit, other_site=True)
    doubts += [f"{quoted(match.found)}设在 {match.url}" for match in own.sure if match.column is None]
    if gap := search_gap(columns, coverage, home):
        doubts.append(f"没有看全：{gap}")
    return list(dict.fromkeys(doubts))


def _read(item: Published, pages: dict[str, Page], texts: Texts) -> _Words:
    page = pages.get(item.url)
    text = texts.page(item.url)
    if text is None:
        file = texts.document(item.url)
        if file is None:
            return _Words("", (), "没有读到")
        return _Words(file.text, file.tables, file.unread)
    words, tables, doubt = text.text, list(text.tables), "没有读全" if text.left_out else ""
    article = page.reading.article if page is not None else None
    for attachment in article.attachments if article is not None else ():
        file = texts.document(attachment.url)
        if file is not None:
            words += "\n" + file.text
            tables += file.tables
        if file is None or not file.readable:
            doubt = f"的附件{quoted(cut(attachment.title))}没有读出来"
    if article is not None and article.images and not tables:
        doubt = doubt or "的表格可能是图片"
    return _Words(words, tuple(tables), doubt)


def _told_by_results(
    results: Iterable[Published], pages: dict[str, Page], texts: Texts
) -> tuple[list[Published], str]:
    """The results that tell what was done about them, and why others may."""
    doubt = ""
    for item in results:
        words = _read(item, pages, texts)
        if read.handles(words.tables):
            return [item], ""
        if words.doubt:
            doubt = doubt or f"{quoted(cut(item.title))}{words.doubt}"
        elif read.talks_of_handling(words.text):
            doubt = doubt or f"{quoted(cut(item.title))}写到了处理情况，不能确定是不是查处结果"
    return [], doubt


def _lacking(
    lists: list[Published], pages: dict[str, Page], texts: Texts, params: Params
) -> tuple[tuple[str, ...], str, Published]:
    """What the best list lacks, or why that cannot be told, and which list it is."""
    best: tuple[str, ...] | None = None
    at, doubt = lists[0], ""
    for item in lists:
        words = _read(item, pages, texts)
        missing = read.lacking(words.tables, [name for name in params.headings if name in read.HEADINGS])
        if missing is not None and (best is None or len(missing) < len(best)):
            best, at = missing, item
        if words.doubt or missing is None:
            doubt = doubt or f"{quoted(cut(item.title))}{words.doubt or '没有读到表格'}，不知道要素是否齐全"
    if best == ():
        return (), "", at
    return best or (), doubt, at


def _proof(zone: list[Column], columns: ColumnTree) -> tuple[Evidence, ...]:
    own = tuple(stored(column.page.fetch, column.name) for column in zone if column.page is not None)
    return own[:5] or looked_through(columns)
