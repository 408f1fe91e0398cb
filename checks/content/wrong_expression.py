"""content.wrong_expression: fixed terms and names are written right."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pydantic import Field

from checks._seen import partly_read
from checks._words import cited, cut
from checks.content._pages import closing, title_of
from xunjian.model.finding import Finding, Subject
from xunjian.model.page import WrongExpression
from xunjian.model.site import Coverage, Page, Pages
from xunjian.plugin import CheckParams, check, fail, review, stored

CLAUSE = "国办秘函〔2019〕19号 严重表述错误、内容差错"

_SHOWN = 3
_DEGREES = {"serious": "严重", "common": "一般", "doubtful": "存疑"}


class Params(CheckParams):
    allowed: tuple[str, ...] = Field(default=(), description="不算错误的写法（词表里的原词）")
    serious_only: bool = Field(default=False, description="是否只报严重的")


@check("content.wrong_expression", title="错误表述", clause=CLAUSE)
def wrong_expressions(pages: Pages, coverage: Coverage, params: Params) -> Iterator[Finding]:
    """看页面上有没有词表（config/lexicon/expressions.yaml）里的错误写法，如机构名称、固定用语的错字。

    严重的和一般的不通过，存疑的待人工确认。一页上的各处错误合为一条；列表、导航里的标题算在它指向的那一页上；
    各页都有的（页眉、页脚）只报一条。更长的正确词语里恰好含有的、说明怎样改正的、隐藏的文字和脚本里的不报。
    """
    wanted = {
        page.reading.url: [each for each in page.reading.wrong if _counts(each, params)]
        for page in pages.pages
    }
    by_url = {page.reading.url: page for page in pages.pages}
    places = _places(pages, {url: each for url, each in wanted.items() if each})
    for url, (errors, others) in places.items():
        yield _finding(by_url[url], errors, others)
    unread = [page for page in pages.pages if not wanted[page.reading.url] and partly_read(page)]
    yield from closing(pages, coverage, unread, found=bool(places), clean="词表里的错误表述")


def _counts(each: WrongExpression, params: Params) -> bool:
    return each.word not in params.allowed and (each.severity == "serious" or not params.serious_only)


_Places = dict[str, tuple[list[WrongExpression], list[str]]]


def _places(pages: Pages, found: Mapping[str, Sequence[WrongExpression]]) -> _Places:
    """The page that each error belongs to, with its errors and the other pages that show them.

    A title stands in lists too: it belongs to the page that the list leads to, where that page says it.
    """
    address = {page.fetch.url: page.reading.url for page in pages.pages}
    said = {url: {each.word for each in errors} for url, errors in found.items()}
    own: dict[str, dict[str, WrongExpression]] = defaultdict(dict)
    shared: dict[tuple[str, str], list[str]] = defaultdict(list)
    seen_on: dict[str, list[str]] = defaultdict(list)
    for url, errors in found.items():
        for each in errors:
            target = address.get(each.target, each.target)
            if target != url and each.word in said.get(target, ()):
                seen_on[target].append(url)
            else:
                shared[each.word, each.quote].append(url)
    for (word, quote), urls in shared.items():
        first = pages.home_url if pages.home_url in urls else urls[0]
        error = next(each for each in found[first] if (each.word, each.quote) == (word, quote))
        own[first].setdefault(word, error)
        seen_on[first] += [url for url in dict.fromkeys(urls) if url != first]
    return {url: (list(errors.values()), list(dict.fromkeys(seen_on[url]))) for url, errors in own.items()}


def _finding(page: Page, errors: Sequence[WrongExpression], others: Sequence[str]) -> Finding:
    reading = page.reading
    title = title_of(page)
    told = "、".join(
        f"“{each.word}”应为“{each.right}”（{_DEGREES[each.severity]}）" for each in errors[:_SHOWN]
    )
    more = f"等 {len(errors)} 处" if len(errors) > _SHOWN else ""
    sure = any(each.severity != "doubtful" for each in errors)
    tell = fail if sure else review
    return tell(
        Subject("page", reading.url, title=title or None, found_on=(reading.url, *others)),
        cited(f"页面“{cut(title) or reading.url}”有错误表述：{told}{more}", CLAUSE),
        *(stored(page.fetch, each.quote) for each in errors[:_SHOWN]),
        expected="、".join(f"“{each.right}”" for each in errors[:_SHOWN]),
        observed="、".join(f"“{each.word}”" for each in errors[:_SHOWN]),
    )
