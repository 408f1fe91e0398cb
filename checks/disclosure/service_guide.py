"""disclosure.service_guide: a guide to a service says all that an applicant must know, and plainly."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import Field

from checks._columns import ELSEWHERE
from checks._named import search_gap
from checks._published import Published, newest_first, pages_by_url, published_items
from checks._seen import partly_read, undecided
from checks._words import cited, cut, quoted
from checks.disclosure import _guide_elements as elements
from checks.disclosure._guide_elements import Said, read_sections
from checks.disclosure._vague import vague_words
from xunjian.model.document import Table
from xunjian.model.finding import Evidence, Finding, Subject
from xunjian.model.site import Articles, Column, ColumnKind, ColumnTree, Coverage, Home, Page, UnitFacts
from xunjian.model.texts import PageText, Texts
from xunjian.plugin import CheckParams, ColumnName, check, fail, not_applicable, ok, stored, unknown

CLAUSE = "《政府网站与政府系统政务新媒体检查指标》（国办秘函〔2019〕19号）关于办事指南要素和含糊表述的规定"
_ALL = (*elements.OWED, elements.FEE, elements.OFFICE, elements.LIMIT)
_GUIDES = re.compile(r"(?:办事|服务|办理)(?:指南|须知)|事项指南|辦事指南|服務指南")
_NO_GUIDES = re.compile(r"公开指南|公開指南|申报指南|旅游|游客|消费|来信|写信|留言|信访|投稿")
_NO_GUIDE = re.compile(
    r"(?:的|关于.{2,40})(?:通知|公告|公示|通报|函|意见|决定)$"
    r"|解读|会议|培训|动员|目录|清单$"
)
_TITLE_ENDS = re.compile(
    r"(?:一次性告知|办事|服务|办理|申请|工作|业务|事项)*(?:指南|须知|告知单?)|[（(].*?[)）]|关于|的|办理|20\d\d年?"
)
_TELEPHONE = re.compile(r"(?<!\d)(?:0\d{2,3}\s*[-—－ ]?\s*)?[2-9]\d{6,7}(?!\d)|(?<!\d)12345(?!\d)")
_ADDRESS = re.compile(r"[路街道巷]\s*\d+\s*号|\d+\s*号?\s*窗口|[一二三四五六七八九\d]\s*[楼层]")
_HOURS = re.compile(
    r"周一至周五|星期一至星期五|工作日[^。；]{0,8}(?:上午|\d{1,2}[:：])|上午\s*\d{1,2}\s*[:：时点]"
)
_PROSE = {
    elements.BASIS: re.compile(r"(?:根据|依据|按照)[^。；]{0,20}《"),
    elements.CONDITION: re.compile(r"(?:符合|具备|满足)[^。；]{0,20}条件|条件(?:如下|为|是)"),
    elements.MATERIALS: re.compile(
        r"(?:提交|提供|携带|持|带上)[^。；]{0,40}(?:材料|证|表|复印件)|材料(?:如下|为|是|包括)"
    ),
    elements.FLOW: re.compile(
        r"(?:申请|受理)[^。；]{0,60}(?:审核|审查|审批|决定|发证|办结)|(?:流程|程序)(?:如下|为|是)"
    ),
}
"""A text without labels says it in sentences."""
_PICTURED = frozenset({elements.FLOW, elements.MATERIALS})
_FEWEST = 4
"""Labels that make a page a guide wherever it stands."""
_FEW = 2
"""… and where it stands among guides."""
_TELLING = frozenset({elements.BASIS, elements.CONDITION, elements.MATERIALS, elements.FLOW})
"""Without one of these a page with an address and a telephone number is no guide."""
_LOOKS = 4
"""Pages that are opened for each guide that is wanted, at most."""
_SHORTEST = 60
"""Characters of a text; with fewer the guide is a picture or lies in a file."""
_MANY = 4
"""Elements that are missing, from which on a guide counts towards the veto (服务不实用)."""
_WITHOUT = frozenset({*ELSEWHERE, ColumnKind.UNREAD})


class Params(CheckParams):
    names: tuple[ColumnName, ...] = Field(
        default=("办事指南", "服务指南", "办事服务"), min_length=1, description="收办事指南的栏目的名称"
    )
    elements: tuple[str, ...] = Field(
        default=elements.OWED,
        description="办事指南必须写明的要素，空：只看有没有兜底表述；可选：" + "、".join(_ALL),
    )
    vague: bool = Field(default=True, description="办理材料中的兜底表述算不算（是／否）")
    sample: int = Field(default=50, ge=1, le=2000, description="最多看多少份办事指南（份）")


@dataclass(frozen=True, slots=True)
class _Guide:
    """One guide that was read. `doubt`: why what it lacks may yet be there."""

    item: Published
    missing: tuple[str, ...]
    vague: tuple[str, ...]
    doubt: str = ""


@check(
    "disclosure.service_guide",
    title="办事指南要素",
    clause=CLAUSE,
    classes={
        "few": f"缺少的要素不到 {_MANY} 类",
        "many": f"缺少 {_MANY} 类及以上要素",
        "vague": "办理材料有兜底表述",
    },
)
def service_guides(
    columns: ColumnTree,
    articles: Articles,
    coverage: Coverage,
    home: Home,
    unit: UnitFacts,
    texts: Texts,
    params: Params,
) -> Iterator[Finding]:
    """看每份办事指南有没有写明事项名称、设定依据、申请条件、办理材料、办理地点、办理时间、联系电话、办理流程，
    办理材料中有没有“其他相关材料”“法律法规规定的其他材料”“……等材料”一类的兜底表述。

    看办事指南、服务指南、办事服务栏目里的信息，以及别处标题写明是办事指南、写有四项以上要素的信息，
    最多看 50 份（按参数）。
    要素的名称可以不同，例如法律依据、受理条件、所需材料、咨询电话；只写监督投诉电话的，不算写明联系电话。
    指南设在别的平台的不看；没有办事指南的不适用；没有读全、是图片或读不出文字的附件的，未能判定。
    """
    guides, unread, more = _sampled(columns, articles, unit, texts, params)
    faults = [each for each in guides if each.missing or each.vague]
    for each in faults:
        yield from _faults(each, params)
    doubts = [
        f"{quoted(cut(each.item.title))}（{each.item.url}）{each.doubt}" for each in guides if each.doubt
    ]
    if reasons := doubts + unread:
        yield unknown(undecided(reasons))
    elif not guides:
        gap = search_gap(columns, coverage, home)
        if gap:
            yield unknown(undecided([f"已看到的部分没有办事指南，没有看全：{gap}"]))
        else:
            yield not_applicable("不适用：网站没有自己的办事指南，设在别的平台的不看。")
    elif not faults:
        part = f"，只看了前 {params.sample} 份" if more else ""
        proof = [stored(each.item.fetch, cut(each.item.title)) for each in guides[:3] if each.item.fetch]
        said = f"写明了{'、'.join(params.elements)}" if params.elements else "没有兜底表述"
        yield ok(f"看过的 {len(guides)} 份办事指南都{said}{part}。", *proof)


def _sampled(
    columns: ColumnTree, articles: Articles, unit: UnitFacts, texts: Texts, params: Params
) -> tuple[list[_Guide], list[str], bool]:
    """The guides, what could not be read of them, and whether there may be more than were looked at."""
    pages = pages_by_url(articles)
    guides: list[_Guide] = []
    unread: list[str] = []
    for looked, (item, among) in enumerate(_candidates(columns, articles, unit, params)):
        if len(guides) + len(unread) >= params.sample or looked >= _LOOKS * params.sample:
            return guides, unread, True
        read = _read(item, among, texts, pages.get(item.url), params)
        if isinstance(read, _Guide):
            guides.append(read)
        elif read:
            unread.append(_named(item, read))
    return guides, unread, False


def _named(item: Published, what: str) -> str:
    return f"{quoted(cut(item.title))}（{item.url}）{what}"


def _candidates(
    columns: ColumnTree, articles: Articles, unit: UnitFacts, params: Params
) -> Iterator[tuple[Published, bool]]:
    """Items that may be guides, with whether they stand in a column of guides; these first."""
    asked = {match.url: name for name in params.names for match in columns.find(name) if match.sure}
    own = [each for each in columns.columns if each.kind not in _WITHOUT and _may_hold(each, asked)]
    column_of = {item.url: column for column in own for item in column.items}
    by_name = {column.name: column for column in own}
    among: list[Published] = []
    others: list[Published] = []
    items = newest_first(published_items(columns, articles))
    known = {item.url for item in items}
    for item in items:
        if not unit.scope.contains(item.url) or _NO_GUIDES.search(item.title):
            continue
        column = column_of.get(item.url) or by_name.get(item.column or "")
        if column is not None and _holds_only(column, asked):
            among.append(item)
        elif column is not None or (_GUIDES.search(item.title) and not _NO_GUIDE.search(item.title)):
            others.append(item)
    for column in own:
        if column.kind is ColumnKind.ARTICLE and column.url not in known:
            fetch = column.page.fetch if column.page is not None else None
            others.append(Published(column.name, column.url, None, column.name, fetch))
    yield from ((item, True) for item in among)
    yield from ((item, False) for item in others)


def _may_hold(column: Column, asked: Mapping[str, str]) -> bool:
    if _NO_GUIDES.search(column.name):
        return False
    return column.url in asked or any(_GUIDES.search(name) for name in (*column.path, column.name))


def _holds_only(column: Column, asked: Mapping[str, str]) -> bool:
    """Whether the column's name says guides; one of services holds news and telephone numbers too."""
    names = (*column.path, column.name, asked.get(column.url, ""))
    return any(_GUIDES.search(name) for name in names)


def _read(
    item: Published, among: bool, texts: Texts, page: Page | None, params: Params
) -> _Guide | str | None:
    """The guide; why it could not be read, where it surely is one; none where it is no guide."""
    named = "指南" in item.title and _GUIDES.search(item.title) is not None
    text = texts.page(item.url)
    if text is None:
        file = texts.document(item.url)
        if file is None or not file.readable:
            reason = "没有读到" if file is None else f"读不出文字（{file.unread}）"
            return reason if among or named else None
        return _judge(item, among, file.text.splitlines(), file.tables, "", 0, params)
    doubt = "没有读全" if text.left_out or (page and partly_read(page)) else ""
    lines, tables, unread = _with_files(text, page, texts)
    images = page.reading.article.images if page is not None and page.reading.article is not None else 0
    if len("".join("".join(lines).split())) < _SHORTEST:
        doubt = doubt or "正文几乎没有文字"
    guide = _judge(item, among, lines, tables, doubt or unread, images, params)
    return doubt if guide is None and doubt and (among or named) else guide


def _with_files(text: PageText, page: Page | None, texts: Texts) -> tuple[list[str], list[Table], str]:
    """Lines and tables of a page and of its attachments, and why one of these may hold more."""
    lines, tables, unread = list(text.body), list(text.tables), ""
    article = page.reading.article if page is not None else None
    for attachment in article.attachments if article is not None else ():
        file = texts.document(attachment.url)
        if file is not None and file.readable:
            lines += file.text.splitlines()
            tables += file.tables
        elif not re.search(r"申请表|登记表|样表|空白表|承诺书|表格|授权委托书", attachment.title):
            unread = f"的附件{quoted(attachment.title)}没有读出文字"
    return lines, tables, unread


def _judge(
    item: Published,
    among: bool,
    lines: Sequence[str],
    tables: Iterable[Table],
    doubt: str,
    images: int,
    params: Params,
) -> _Guide | None:
    sections = read_sections(lines, tables)
    labels = {name for section in sections for name in section.elements}
    fewest = _FEW if among and not _NO_GUIDE.search(item.title) else _FEWEST
    if len(labels) < fewest or not labels & _TELLING:
        return None
    said = {name: max((s.said for s in sections if name in s.elements), default=None) for name in _ALL}
    lacking = [
        name
        for name in params.elements
        if name in _ALL and said[name] is not Said.FILLED and not _is_told(name, item, lines, labels)
    ]
    unsure = [name for name in lacking if said[name] is Said.BARE or (images and name in _PICTURED)]
    if unsure and not doubt:
        doubt = f"的{'、'.join(unsure)}可能在图片或没有打开的页签里"
    missing = () if doubt and not unsure else tuple(name for name in lacking if name not in unsure)
    vague = vague_words(lines, sections) if params.vague else ()
    if not params.elements and not vague:  # the words may stand where nothing was read
        pictured = images and said[elements.MATERIALS] is not Said.FILLED
        if said[elements.MATERIALS] is Said.BARE or pictured:
            doubt = doubt or "的办理材料可能在图片或没有打开的页签里"
        return _Guide(item, (), (), doubt)
    return _Guide(item, missing, vague, f"没有读到{'、'.join(lacking)}，{doubt}" if lacking and doubt else "")


def _is_told(name: str, item: Published, lines: Sequence[str], labels: set[str]) -> bool:
    """Whether an element without a label of its own is said all the same."""
    if name == elements.NAME:
        return len(_TITLE_ENDS.sub("", item.title).strip()) >= 4
    if name in (elements.PHONE, elements.PLACE, elements.TIME):
        pattern = {elements.PHONE: _TELEPHONE, elements.PLACE: _ADDRESS, elements.TIME: _HOURS}[name]
        return any(
            pattern.search(line) and not elements.COMPLAINTS.search(line)
            for line in elements.without_complaints(lines)
        )
    prose = _PROSE.get(name)
    # Where all else has its heading, a sentence in passing is no element.
    return prose is not None and len(labels) < _FEWEST and any(prose.search(line) for line in lines)


def _faults(guide: _Guide, params: Params) -> Iterator[Finding]:
    item = guide.item
    subject = Subject("article", item.url, title=item.title)
    proof = stored(item.fetch, cut(item.title)) if item.fetch is not None else Evidence("text", item.url)
    if guide.missing:
        told = "、".join(guide.missing)
        yield fail(
            subject,
            cited(f"办事指南{quoted(cut(item.title))}（{item.url}）没有写明{told}", CLAUSE),
            proof,
            expected=f"办事指南写明{'、'.join(params.elements)}",
            observed=f"没有找到{told}",
            signature="elements",
            kind="few" if len(guide.missing) < _MANY else "many",
            column=item.column,
        )
    if guide.vague:
        told = "".join(quoted(cut(each)) for each in guide.vague[:3])
        yield fail(
            subject,
            cited(f"办事指南{quoted(cut(item.title))}（{item.url}）的办理材料有含糊的兜底表述{told}", CLAUSE),
            proof,
            Evidence("text", item.url, quote=guide.vague[0]),
            expected="逐项列明办理材料，没有兜底表述",
            observed=f"写有{told}",
            signature="vague",
            kind="vague",
            column=item.column,
        )
