"""One rule for all footer items: every ordinary page shows it, else one finding for the whole template."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from checks._seen import gap, undecided, unrendered
from checks._words import cited, cut
from xunjian.model.finding import Finding, Subject
from xunjian.model.page import Footer, Reading
from xunjian.model.site import Coverage, Page, Pages
from xunjian.plugin import fail, ok, stored, unknown

CLAUSE = "《政府网站发展指引》（国办发〔2017〕47号）附件关于底部功能区的规定"

_EVIDENCE = 3
"""Pages shown as evidence; `found_on` lists them all."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the foot."""

    key: str
    """Stable, tells this template fault from the others."""
    name: str
    expected: str
    read: Callable[[Footer], Reading | None]


def judge(item: Item, pages: Pages, coverage: Coverage) -> Iterator[Finding]:
    """Fail: seen pages lack it. Unknown: it may stand in what was not read. Pass: all pages show it."""
    if not pages.pages:
        yield unknown(undecided(["没有读到可以检查页脚的页面"]))
        return
    shown: list[tuple[Page, Reading]] = []
    lacking: list[Page] = []
    unread: list[Page] = []
    for page in pages.pages:
        reading = item.read(page.reading.footer)
        if reading is not None:
            shown.append((page, reading))
        elif page.reading.footer.unread or unrendered(page):
            unread.append(page)
        else:
            lacking.append(page)
    if lacking:
        yield _missing(item, lacking, len(pages.pages), pages.home_url)
    if unread:
        reason = f"{len(unread)} 个页面的页脚由没有读到的脚本、框架生成，其中可能有{item.name}"
        yield unknown(undecided([reason]), None, stored(unread[0].fetch))
    if lacking or unread:
        return
    if hidden := gap(coverage):
        yield unknown(undecided([f"已看到的 {len(shown)} 个页面都有{item.name}，但没有看全：{hidden}"]))
        return
    page, reading = shown[0]
    said = f"{len(shown)} 个页面的页脚都有{item.name}：{cut(reading.value)}（{reading.where}）。"
    yield ok(said, stored(page.fetch, reading.quote or reading.value))


def _missing(item: Item, lacking: list[Page], total: int, home_url: str) -> Finding:
    # The home page first, then by address: the fingerprint must not hang on the order of the crawl.
    ordered = sorted(lacking, key=lambda page: (page.reading.url != home_url, page.reading.url))
    first = ordered[0].reading.url
    place = "首页" if first == home_url else f"页面 {first} "
    if len(ordered) > 1:
        place = f"{place}等 {len(ordered)} 个页面"
    return fail(
        Subject("page", first, tuple(page.reading.url for page in ordered), item.name),
        cited(f"{place}的页脚没有{item.name}", CLAUSE),
        *(stored(page.fetch) for page in ordered[:_EVIDENCE]),
        expected=item.expected,
        observed=f"检查了 {total} 个页面，其中 {len(ordered)} 个的页脚文字、图片、脚本和框架中都没有",
        signature=item.key,
        kind="home" if first == home_url else "other",
    )
