"""update.forged_date: dates that follow the inspection."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import Field

from checks._seen import gap, undecided
from checks._words import cited, cut
from xunjian.model.finding import Evidence, Finding, Subject
from xunjian.model.history import History, ListPage, Seen, Visit
from xunjian.model.site import Coverage
from xunjian.plugin import CheckParams, check, ok, review, unknown

CLAUSE = (
    "《政府网站与政府系统政务新媒体检查指标》（国办秘函〔2019〕19号）单项否决·弄虚作假行为（如伪造发稿日期）"
)

_LIVE = re.compile(
    r"天气|气象|气温|空气质量|水情|雨情|汛情|墒情|潮汐|行情|价格|菜价|汇率|实时|今日|当日|每日|动态监测|监测数据|[值轮]班"
)
"""What is rightly dated today, every day."""
_SHOWN = 5
_MANY = 5
_LONG = 183
"""Days by which a date was moved that is still before the look that saw the old one."""


class Params(CheckParams):
    minimum: int = Field(default=3, ge=1, description="一个栏目里至少多少条的日期跟着检查日走才报（条）")
    share: float = Field(default=0.5, gt=0, le=1, description="占栏目里两次都有的条目的多大比例才报（0—1）")
    moved_days: int = Field(default=7, ge=1, description="文字没变而日期往后改了多少天以上才报（天）")


@dataclass(frozen=True, slots=True)
class _Pair:
    """One address in both looks."""

    url: str
    old: Seen
    new: Seen


@check("update.forged_date", title="发布日期跟着检查日走", clause=CLAUSE)
def dates_stay(history: History, coverage: Coverage, params: Params) -> Iterator[Finding]:
    """看同一条信息的日期在前后两次检查之间变没变，有伪造发稿日期之嫌的待人工确认：
    栏目里 3 条（按参数）以上、且过半数的信息，上次检查显示的是上次检查那天，这次又成了这次检查那天；
    或者上次检查已经看到的文章，一字未改，日期却改到了上次检查以后。

    两次检查的快照都列为证据，程序从不自动认定弄虚作假。天气、价格、值班等本来每天更新的不算；
    更正笔误（改后的日期不晚于最初看到它的那天）的不算；大批文章日期同时变动的，多半是更换系统，未能判定。
    没有以前的检查可以比较的，未能判定。
    """
    earlier, now = history.earlier, history.now
    if earlier is None:
        yield unknown(undecided(["没有更早的检查可以比较日期，下次检查起才能判定"]))
        return
    pairs = _pairs(earlier, now)
    following = 0
    told: set[str] = set()
    for place, mine in _by_list(pairs).items():
        page = now.lists[place]
        follow = [pair for pair in mine if _follows(pair, earlier, now)]
        if len(follow) >= params.minimum and len(follow) >= params.share * len(mine):
            following += 1
            told |= {pair.url for pair in follow}
            yield _forged(page, follow, earlier, now)
    moved = [pair for pair in pairs if pair.url not in told and _moved(pair, earlier, params.moved_days)]
    texts = sum(bool(pair.old.words and pair.new.words) for pair in pairs)
    many = len(moved) > max(_MANY, texts * 3 // 10)
    if many:
        yield unknown(
            undecided([f"{len(moved)} 篇没有改动的文章日期都变了，像是更换系统或整体重新发布，无从比较"])
        )
    else:
        for pair in moved:
            yield _moved_on(pair, earlier, now)
    if following or moved:
        return
    if not pairs:
        yield unknown(undecided([f"与 {earlier.as_of} 的检查没有相同的条目可以比较"]))
    elif reason := gap(coverage):
        yield unknown(undecided([f"比较了 {len(pairs)} 条信息的日期，没有发现，但没有看全：{reason}"]))
    else:
        first = next((each for each in now.lists if each.sha256), None)
        proofs = [] if first is None else [_page(first, "")]
        yield ok(f"与 {earlier.as_of} 的检查比较了 {len(pairs)} 条信息的日期，没有跟着检查日变的。", *proofs)


def _pairs(earlier: Visit, now: Visit) -> list[_Pair]:
    """What both looks have: by address, else by a title that is the only one of its column in both."""
    old_titles, new_titles = _titles(earlier), _titles(now)
    found = []
    for url, new in now.seen.items():
        old = earlier.seen.get(url)
        if old is None:
            page = now.list_of(new)
            key = (page.name if page is not None else "", new.title)
            other = old_titles.get(key, "")
            same_page = other and other not in now.seen and new_titles.get(key) == url
            old = earlier.seen.get(other) if same_page else None
        if old is not None and old.title == new.title and not _LIVE.search(new.title):
            found.append(_Pair(url, old, new))
    return found


def _titles(visit: Visit) -> Mapping[tuple[str, str], str]:
    """Column and title → address, where only one bears it; `""` where several do."""
    found: dict[tuple[str, str], str] = {}
    for url, seen in visit.seen.items():
        page = visit.list_of(seen)
        if page is not None:
            key = (page.name, seen.title)
            found[key] = "" if key in found else url
    return found


def _by_list(pairs: Sequence[_Pair]) -> Mapping[int, list[_Pair]]:
    groups: dict[int, list[_Pair]] = defaultdict(list)
    for pair in pairs:
        if pair.new.place >= 0 and _days(pair) is not None:
            groups[pair.new.place].append(pair)
    return groups


def _days(pair: _Pair) -> tuple[date, date] | None:
    """The dates in the list then and now; where a list has none, those of the pages."""
    if pair.old.listed and pair.new.listed:
        return pair.old.listed, pair.new.listed
    if pair.old.published and pair.new.published:
        return pair.old.published, pair.new.published
    return None


def _follows(pair: _Pair, earlier: Visit, now: Visit) -> bool:
    days = _days(pair)
    return days is not None and days[0] < days[1] and days[0] in earlier.days and days[1] in now.days


def _moved(pair: _Pair, earlier: Visit, least: int) -> bool:
    """Its words were there at the earlier look, and it claims to be from later; or from much later than when
    its address was first seen, so that no error of writing was put right."""
    old, new = pair.old, pair.new
    if not (old.words and old.words == new.words and old.published and new.published):
        return False
    moved = (new.published - old.published).days
    if new.published > earlier.as_of:
        return moved >= least
    return moved >= _LONG and old.first_seen is not None and new.published > old.first_seen


def _forged(page: ListPage, follow: Sequence[_Pair], earlier: Visit, now: Visit) -> Finding:
    before = next((found for pair in follow if (found := earlier.list_of(pair.old)) is not None), None)
    lines = [f"{cut(pair.new.title)}：{_said(pair)}" for pair in follow[:_SHOWN]]
    observed = f"{len(follow)} 条信息的日期由检查日 {earlier.as_of} 变成检查日 {now.as_of}"
    said = cited(f"栏目“{page.name}”里 {observed}，疑似伪造发稿日期，请人工确认", CLAUSE)
    return review(
        Subject("column", page.url, title=page.name),
        said,
        *([] if before is None else [_page(before, _name(earlier))]),
        _page(page, f"{now.as_of} 的快照（本次）"),
        Evidence("computation", page.url, quote="；".join(lines)),
        expected="同一条信息的发布日期不随检查日变化",
        observed=observed,
        signature="follows",
        column=page.name,
    )


def _moved_on(pair: _Pair, earlier: Visit, now: Visit) -> Finding:
    before, page = earlier.list_of(pair.old), now.list_of(pair.new)
    observed = f"{pair.old.published} 改为 {pair.new.published}"
    later = pair.new.published is not None and pair.new.published > earlier.as_of
    since = earlier.as_of if later else pair.old.first_seen or earlier.as_of
    said = f"文章“{cut(pair.new.title)}”在 {since} 检查时已经看到，文字没有改动，发布日期却由 {observed}"
    quote = f"{_name(earlier)}：发布日期 {pair.old.published}"
    proofs = [Evidence("computation", pair.url, quote=quote)]
    proofs += [] if before is None else [_page(before, _name(earlier))]
    proofs += [] if page is None else [_page(page, f"{now.as_of} 的快照（本次）")]
    return review(
        Subject("article", pair.url, title=pair.new.title),
        cited(f"{said}，疑似伪造发稿日期，请人工确认", CLAUSE),
        *proofs,
        expected="文字没有改动的，发布日期不变",
        observed=observed,
        signature="moved",
        column=page.name if page is not None else None,
    )


def _said(pair: _Pair) -> str:
    days = _days(pair)
    return "" if days is None else f"{days[0]} → {days[1]}"


def _name(earlier: Visit) -> str:
    return f"{earlier.as_of} 的快照（SHA-256 {earlier.snapshot}）"


def _page(page: ListPage, quote: str) -> Evidence:
    return Evidence(
        "snapshot", page.url, page.status, page.fetched_at or None, page.sha256 or None, quote or None
    )
