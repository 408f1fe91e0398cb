"""content.hidden_spam: nobody hid foreign content in a page."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from checks._seen import partly_read
from checks._words import cited, cut, names
from checks.content._pages import closing, title_of
from xunjian.model.finding import Finding, Subject
from xunjian.model.page import HiddenSpam
from xunjian.model.site import Coverage, Page, Pages
from xunjian.plugin import check, fail, review, stored

CLAUSE = "国办秘函〔2019〕19号 安全、泄密事故等严重问题；国办发〔2017〕47号 安全防护"

_TOLD = {
    "text": "隐藏着博彩、色情等外来文字",
    "link": "有指向无关网站的暗链",
    "title": "的标题、关键词里写进了博彩、色情等外来文字",
    "junk": "被插入了成串的空标记，是挂马留下的痕迹",
}


@check("content.hidden_spam", title="暗链和隐藏外来内容", clause=CLAUSE)
def hidden_spam(pages: Pages, coverage: Coverage) -> Iterator[Finding]:
    """看页面里有没有被人塞进的外来内容：暗链、隐藏的博彩和色情文字、被改写的标题和关键词、成串的空标记。

    有词表（config/lexicon/spam.yaml）里的词为证，或者隐藏链接指向三个以上无关网站并带推销用词的，不通过；
    只有隐藏链接、没有用词为证的，待人工确认。鼠标移上才显示的菜单、选项卡、友情链接下拉框、读屏文字、
    统计代码、讲打击赌博诈骗的文章不报。各页相同的只报一条。
    """
    found: dict[tuple[HiddenSpam, ...], list[Page]] = defaultdict(list)
    unread: list[Page] = []
    for page in pages.pages:
        if page.reading.spam:
            found[page.reading.spam].append(page)
        elif partly_read(page):
            unread.append(page)
    for spam, shown_on in found.items():
        yield _finding(spam, shown_on, pages.home_url)
    yield from closing(pages, coverage, unread, found=bool(found), clean="暗链和隐藏的外来内容")


def _finding(spam: Sequence[HiddenSpam], shown_on: Sequence[Page], home_url: str) -> Finding:
    page = next((each for each in shown_on if each.reading.url == home_url), shown_on[0])
    reading = page.reading
    title = title_of(page)
    # The title may be what was put in: the address says surely which page it is.
    named = reading.url if any(each.kind == "title" for each in spam) else cut(title) or reading.url
    told = "，".join(dict.fromkeys(_TOLD[each.kind] for each in spam))
    hosts = tuple(dict.fromkeys(host for each in spam for host in each.hosts))
    words = tuple(dict.fromkeys(word for each in spam for word in each.words if each.kind != "junk"))
    detail = "".join(
        (f"，用词{names(words, 3)}" if words else "", f"，指向{names(hosts, 3)}" if hosts else "")
    )
    sure = any(each.sure for each in spam)
    doubt = "" if sure else "，请人工确认"
    tell = fail if sure else review
    return tell(
        Subject("page", reading.url, tuple(each.reading.url for each in shown_on), title or None),
        cited(f"页面“{named}”{told}{detail}{doubt}", CLAUSE),
        *(stored(page.fetch, each.quote or None) for each in spam[:3]),
        expected="页面里没有外来的隐藏内容",
        observed=f"页面{told}{detail}",
    )
