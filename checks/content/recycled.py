"""content.recycled: no old text is published again as news."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pydantic import Field

from checks._seen import gap, undecided
from checks._words import cited, cut
from checks.content._news import is_news, own_lines, says_again
from xunjian.model.finding import Evidence, Finding, Subject
from xunjian.model.history import History, Seen
from xunjian.model.site import ArticlePage, Articles, Clock, ColumnTree, Coverage, Rhythm
from xunjian.model.texts import Texts
from xunjian.plugin import CheckParams, check, ok, review, stored, unknown

CLAUSE = "《政府网站与政府系统政务新媒体检查指标》（国办秘函〔2019〕19号）单项否决·弄虚作假行为"

_SIGNS = re.compile(r"[\W_]+")
_DIGITS = re.compile(r"\d+")
_MIGRATED = 8


class Params(CheckParams):
    days: int = Field(
        default=183, ge=30, description="只看监测时间点以前多少天内发布的，与早于它这么多天的旧文比较（天）"
    )
    shortest: int = Field(default=200, ge=50, description="短于多少字的不比较（字）")
    likeness: float = Field(default=0.95, gt=0.5, le=1, description="两篇文字相同到多大比例才报（0—1）")
    most: int = Field(default=40, ge=1, description="最多比较多少篇，从最新的算起（篇）")


@dataclass(frozen=True, slots=True)
class _Old:
    """An article of long ago: of this site today, or only of an earlier look at it."""

    url: str
    title: str
    day: date
    words: str
    article: ArticlePage | None = None
    seen: Seen | None = None
    before: date = date.min
    """When it was first seen: what bears no later date may be the same, its date corrected since."""


@dataclass(frozen=True, slots=True)
class _Hit:
    new: ArticlePage
    day: date
    old: _Old
    likeness: float


@check("content.recycled", title="旧文新发", clause=CLAUSE)
def nothing_is_recycled(
    articles: Articles, columns: ColumnTree, history: History, texts: Texts, clock: Clock, coverage: Coverage,
    params: Params,
) -> Iterator[Finding]:  # fmt: skip
    """看有没有把旧文章换个日期当新信息再发：监测时间点以前 183 天（按参数）内发布的文章，
    与本站早它 183 天以上的文章（包括上次检查看到、现在已经撤下的）文字几乎一样、数字也一样的，待人工确认。

    写明重发、更正、转载的，月报、值班表、放假通知、名单、公示一类定期发布或有期号的，有文号的文件、法规制度、
    指南简介，以及不要求更新的栏目，都不算。大批文章都成了同一天的，多半是更换系统，未能判定。
    """
    static = {column.name for column in columns.columns if column.rhythm is Rhythm.STATIC}
    fresh = _fresh(articles, static, clock, params)
    known = _known(articles, history)
    hits: list[_Hit] = []
    compared = 0
    left = 0
    for new, day in fresh:
        for old in _candidates(new, day, known, params):
            if old.article is not None and compared >= params.most:
                left += 1
                break
            compared += old.article is not None
            likeness = _likeness(new, old, texts)
            if likeness >= params.likeness:
                hits.append(_Hit(new, day, old, likeness))
                break
    days = {hit.day for hit in hits}
    if len(hits) > max(_MIGRATED, len(fresh) // 5) and len(days) == 1:
        yield unknown(
            undecided([f"{len(hits)} 篇旧文都成了 {days.pop()} 发布，像是更换系统或整体迁移，无从比较"])
        )
        return
    for hit in hits:
        yield _told(hit, history, params)
    if left:
        yield unknown(undecided([f"另有 {left} 篇与旧文同题，超过比较的篇数，没有比较"]))
    elif hits:
        return
    elif reason := gap(coverage):
        yield unknown(undecided([f"比较了 {len(fresh)} 篇近期文章，没有发现，但没有看全：{reason}"]))
    elif not articles.articles:
        yield unknown(undecided(["没有读到文章"]))
    else:
        since = f"，并与 {history.earlier.as_of} 的检查比较" if history.earlier is not None else ""
        first = articles.articles[0].page.fetch
        yield ok(f"{len(fresh)} 篇近期文章里没有与本站旧文相同的{since}。", stored(first))


def _fresh(
    articles: Articles, static: set[str], clock: Clock, params: Params
) -> list[tuple[ArticlePage, date]]:
    """The recent articles that are to be news, the newest first."""
    found = []
    for each in articles.articles:
        day = _day(each.article.published)
        if day is None or not clock.earliest(params.days) <= day <= clock.as_of:
            continue
        if each.article.body_chars >= params.shortest and each.column not in static and is_news(each.article):
            found.append((each, day))
    return sorted(found, key=lambda pair: (-pair[1].toordinal(), pair[0].page.fetch.url))


def _known(articles: Articles, history: History) -> Mapping[str, list[_Old]]:
    """What was published, by title and by its first words."""
    found: dict[str, list[_Old]] = defaultdict(list)
    urls = set()
    for each in articles.articles:
        url = each.page.fetch.url
        urls.add(url)
        day, now = _day(each.article.published), history.now.seen.get(url)
        if day is not None:
            words = now.words if now is not None else ""
            _file(found, _Old(url, each.article.title, day, words, each))
    if history.earlier is not None:
        for url, seen in history.earlier.seen.items():
            if url not in urls and seen.published is not None:
                _file(
                    found,
                    _Old(
                        url,
                        seen.title,
                        seen.published,
                        seen.words,
                        None,
                        seen,
                        seen.first_seen or history.earlier.as_of,
                    ),
                )
    return found


def _file(found: dict[str, list[_Old]], old: _Old) -> None:
    for key in filter(None, (_plain(old.title), old.words)):
        found[key].append(old)


def _candidates(
    new: ArticlePage, day: date, known: Mapping[str, list[_Old]], params: Params
) -> Sequence[_Old]:
    """Old articles of the same title, or of the same length and beginning."""
    own = new.page.fetch.url
    mine = next((each for each in known.get(_plain(new.article.title), ()) if each.url == own), None)
    words = mine.words if mine is not None else ""
    found: dict[str, _Old] = {}
    for key in filter(None, (words, _plain(new.article.title))):
        for old in known.get(key, ()):
            if old.url == own or (day - old.day).days < params.days:
                continue
            if old.article is not None or (words and old.words == words and old.before < day):
                found.setdefault(old.url, old)
    return list(found.values())


def _likeness(new: ArticlePage, old: _Old, texts: Texts) -> float:
    """How much of the two texts is the same; 0 where one was not read or says that it comes again."""
    page = texts.page(new.page.fetch.url)
    if page is None or says_again(page.body):
        return 0.0
    if old.article is None:
        return 1.0  # the same beginning and the same number of characters
    other = texts.page(old.article.page.fetch.url)
    if other is None:
        return 0.0
    one, two = own_lines(page.body), own_lines(other.body)
    if _DIGITS.findall(one) != _DIGITS.findall(two):
        return 0.0
    first, second = _pieces(one), _pieces(two)
    whole = len(first | second)
    return len(first & second) / whole if whole else 0.0


def _pieces(text: str) -> set[str]:
    plain = _plain(text)
    return {plain[at : at + 5] for at in range(len(plain) - 4)}


def _plain(text: str) -> str:
    return _SIGNS.sub("", text)


def _told(hit: _Hit, history: History, params: Params) -> Finding:
    new, old = hit.new, hit.old
    fetch = new.page.fetch
    observed = f"{old.day} 已经发布，{hit.day} 又发"
    earlier = history.earlier
    proofs = [stored(fetch, f"发布日期 {hit.day}")]
    if old.article is not None:
        proofs.append(stored(old.article.page.fetch, f"发布日期 {old.day}"))
        proofs.append(
            Evidence("computation", fetch.url, quote=f"两篇文字相同 {hit.likeness:.1%}，数字全部相同")
        )
    elif earlier is not None and old.seen is not None:
        page = earlier.list_of(old.seen)
        where = f"{earlier.as_of} 的快照（SHA-256 {earlier.snapshot}）"
        quote = f"{where}：{cut(old.title)}，{old.day} 发布，现已撤下"
        if page is not None:
            proofs.append(
                Evidence(
                    "snapshot", page.url, page.status, page.fetched_at or None, page.sha256 or None, quote
                )
            )
        proofs.append(
            Evidence("computation", old.url, quote=f"{quote}；开头文字和字数（{old.words}）与新文相同")
        )
    said = cited(
        f"文章“{cut(new.article.title)}”发布于 {hit.day}，与本站 {old.day} 发布的“{cut(old.title)}”文字相同，"
        "疑似旧文新发，请人工确认",
        CLAUSE,
    )
    return review(
        Subject("article", fetch.url, title=new.article.title),
        said,
        *proofs,
        expected=f"不把 {params.days} 天以前发布过的文章当作新信息再发",
        observed=observed,
        column=new.column,
    )


def _day(when: date | datetime | None) -> date | None:
    return when.date() if isinstance(when, datetime) else when
