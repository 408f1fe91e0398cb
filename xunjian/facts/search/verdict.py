"""What the result pages of one way show of the titles that were searched for.

A title counts as found where its own result page holds it more often than the pages of other words do: menus
and lists of the newest stand on all of them. It counts as missing only where the page surely is the result:
it lists other things, says that there is nothing, or no script is there to fill it in later.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from xunjian.facts.search.forms import SearchBox
from xunjian.facts.search.results import ResultPage
from xunjian.model.observation import Fetch, Outcome
from xunjian.model.search import Answered, Shown, Trial

Body = Callable[[Fetch], bytes | None]
"""What a fetch brought."""
_GONE = ("http_404", "http_410")
_LEAST_ROWS = 3
"""Rows from which on a list is one."""
_FAULTS = {
    "robots": "网站的 robots.txt 不允许访问检索结果页",
    "shield": "检索结果页被防护系统拦截",
    "timeout": "检索在限定时间内没有应答",
    "reset": "检索的连接被中断",
    "refused": "检索服务拒绝连接",
    "dns": "检索服务的域名无法解析",
    "tls": "无法与检索服务建立加密连接",
    "private_address": "检索服务在内网地址上，未访问",
    "protocol": "检索的应答无法读取",
    "bad_redirect": "检索结果页的跳转没有尽头",
    "no_field": "在浏览器里没有看到搜索框",
    "not_fetched": "检索没有做完，或结果转到了其他机关的平台",
}


@dataclass(frozen=True, slots=True)
class WayResult:
    """The titles with what their pages show, and the word of no meaning with whether something was listed."""

    trials: tuple[Trial, ...]
    nonsense: Trial | None = None


@dataclass(frozen=True, slots=True)
class _Common:
    """What stands on the pages of all queries, and so belongs to none."""

    addresses: frozenset[str] = frozenset()
    frames: frozenset[str] = frozenset()

    @classmethod
    def of(cls, pages: Collection[ResultPage]) -> "_Common":
        if not pages:
            return cls()
        frames = frozenset.intersection(*(page.frames for page in pages))
        # Of one page alone nobody can tell what in it is the result.
        return cls(
            frozenset.intersection(*(page.addresses for page in pages)),
            frames if len(pages) > 1 else frozenset(),
        )


def judge_way(
    box: SearchBox, answers: tuple[Answered, ...], body: Body, scripts: frozenset[str] = frozenset()
) -> WayResult:
    """Judge all queries of one way together: each page is held against the others.

    `scripts`: addresses of those that the home page loads as well; they bring no results.
    """
    pages = {each.ask.key: page for each in answers if (page := _page(body, each)) is not None}
    common = _Common.of(pages.values())
    empty = next((each for each in answers if not each.ask.title), None)
    echo = None
    if empty is not None and (page := pages.get(empty.ask.key)) is not None:
        echo = page.count_words(empty.ask.query), page.count_links(empty.ask.query)
    trials = []
    for each in answers:
        if not each.ask.title:
            continue
        page = pages.get(each.ask.key)
        if page is None:
            shown, reason = _unread(each.fetch)
        else:
            others = [other for key, other in pages.items() if key != each.ask.key]
            shown, reason = _shown(each, page, others, echo)
            if shown in (Shown.MISSING, Shown.ANYWAY) and (
                doubt := _doubt(each.fetch, page, common, scripts)
            ):
                shown, reason = Shown.UNKNOWN, doubt
        if shown is Shown.MISSING and not (box.plain or each.ask.by_browser):
            shown, reason = Shown.UNKNOWN, "检索表单在提交前由脚本处理，本次没有用浏览器提交"
        trials.append(_trial(each, shown, reason))
    return WayResult(tuple(trials), _nonsense(empty, pages, common, scripts))


def _shown(
    each: Answered, page: ResultPage, others: list[ResultPage], echo: tuple[int, int] | None
) -> tuple[Shown, str]:
    """`echo`: how often the page of the word of no meaning repeats that word, in its text and as a link."""
    title, target = each.ask.title, each.ask.target
    held = max(0, page.count(title, target) - (echo[1] if echo is not None else 0))
    elsewhere = min((other.count(title, target) for other in others), default=0)
    if held > elsewhere:
        return Shown.FOUND, ""
    if held:
        return Shown.ANYWAY, "检索别的词时，结果页上也有这一标题"
    if echo is not None and page.count_words(title) > echo[0]:
        return Shown.FOUND, ""
    if page.count_address(target) > min((other.count_address(target) for other in others), default=0):
        return Shown.FOUND, ""
    if page.count_data(title) > min((other.count_data(title) for other in others), default=0):
        return Shown.FOUND, ""
    if page.holds_cut(title) and not any(other.holds_cut(title) for other in others):
        return Shown.UNKNOWN, "结果页上的标题截得太短，无法确认"
    return Shown.MISSING, "结果页提示没有结果" if page.says_nothing_found else ""


def _doubt(fetch: Fetch, page: ResultPage, common: _Common, scripts: Iterable[str]) -> str:
    """Why a page that lacks a title need not be the whole result; empty where it is."""
    listed, frames = page.addresses - common.addresses, page.frames - common.frames
    if page.is_busy:
        return "检索服务提示访问过于频繁"
    if listed:
        return ""
    if refused := page.refuses:
        return refused
    if page.moves_on or (frames and not page.rendered):
        return "检索结果在框架里或另一个页面上，本次没有用浏览器打开"
    if page.asks_for_captcha:
        return "检索需要输入验证码"
    if fetch.truncated:
        return (
            "检索结果页在浏览器中打开时有内容没有取到，或没有按时到"
            if page.rendered
            else "检索结果页没有读完"
        )
    late = page.fetches_results or (page.loads_beyond(scripts) and not page.says_nothing_found)
    return "检索结果由脚本载入，本次没有用浏览器打开" if late else ""


def _unread(fetch: Fetch) -> tuple[Shown, str]:
    if fetch.code in _GONE:
        return Shown.MISSING, f"检索结果页打不开（返回 {fetch.status}）"
    if fetch.outcome is Outcome.OK:
        return Shown.UNKNOWN, "检索返回的不是网页"
    if fetch.status is not None and fetch.status >= 400:
        return Shown.UNKNOWN, f"检索服务出错（返回 {fetch.status}）"
    return Shown.UNKNOWN, _FAULTS.get(fetch.code, "检索没有得到应答")


def _nonsense(
    empty: Answered | None, pages: dict[str, ResultPage], common: _Common, scripts: Iterable[str]
) -> Trial | None:
    """What the word of no meaning brought: rows, beside those of every result page, are a fault."""
    if empty is None:
        return None
    page = pages.get(empty.ask.key)
    if page is None:
        return _trial(empty, *_unread(empty.fetch))
    if doubt := _doubt(empty.fetch, page, common, scripts):
        return _trial(empty, Shown.UNKNOWN, doubt)
    rows = page.rows - common.addresses
    lists = len(rows) >= _LEAST_ROWS and not page.says_nothing_found
    return _trial(empty, Shown.FOUND if lists else Shown.MISSING, "")


def _page(body: Body, each: Answered) -> ResultPage | None:
    fetch = each.fetch
    held = body(fetch) if fetch.outcome is Outcome.OK else None
    if not held or (
        fetch.content_type and "html" not in fetch.content_type.lower() and b"<" not in held[:200]
    ):
        return None
    return ResultPage(fetch.url, each.ask.query, held, fetch.content_type, rendered=each.ask.by_browser)


def _trial(each: Answered, shown: Shown, reason: str) -> Trial:
    return Trial(each.ask.query, each.ask.title, each.ask.target, shown, reason, each.fetch, each.picture)
