"""site.accessibility: pages can be used by those who do not see, hear or move as others do."""

from collections.abc import Iterator, Mapping

from pydantic import Field

from checks._seen import undecided
from checks._words import cited, cut
from xunjian.model.browser import Accessibility, Impact, Inspected, Violation
from xunjian.model.finding import Evidence, Finding, Subject
from xunjian.model.site import Home
from xunjian.plugin import CheckParams, check, fail, ok, unknown

CLAUSE = "《信息技术 互联网内容无障碍可访问性技术要求与测试方法》（GB/T 37668—2019）"

_WORDS: Mapping[str, str] = {"minor": "轻微", "moderate": "中等", "serious": "严重", "critical": "致命"}
_OF_STYLE = frozenset(
    ("color-contrast", "color-contrast-enhanced", "link-in-text-block", "scrollable-region-focusable",
     "target-size")
)  # fmt: skip
"""Rules that judge how things look."""
_SCREENS = 1


class Params(CheckParams):
    impacts: tuple[Impact, ...] = Field(
        default=("serious", "critical"),
        description="哪些影响程度的算问题（minor 轻微、moderate 中等、serious 严重、critical 致命）",
    )
    ignored: tuple[str, ...] = Field(
        default=(), description="不看的规则（axe-core 的规则编号，如 color-contrast）"
    )


@check("site.accessibility", title="页面无障碍", clause=CLAUSE, classes=_WORDS)
def pages_are_accessible(seen: Accessibility, home: Home, params: Params) -> Iterator[Finding]:
    """看首页和抽取的各类页面（默认另抽 5 页，按随机种子抽取）在浏览器中合不合无障碍规则（axe-core），
    影响程度为严重或致命（按参数）的不通过，如图片没有替代文本、表单没有标签、文字与背景对比度不足。

    一条规则报一个问题，列出违反它的全部页面，附第一处的截图。样式表没有取到的页面，不看颜色、大小一类的规则。
    没有使用浏览器，或首页没有打开的，未能判定。框架里的内容不看。
    """
    groups: dict[str, list[tuple[Inspected, Violation]]] = {}
    unstyled: list[Inspected] = []
    for page in seen.pages:
        for violation in page.violations:
            if violation.impact not in params.impacts or violation.rule in params.ignored:
                continue
            if page.unstyled and violation.rule in _OF_STYLE:
                unstyled.append(page)
            else:
                groups.setdefault(violation.rule, []).append((page, violation))
    for rule in sorted(groups):
        yield _broken(rule, groups[rule], len(seen.pages), home.page.fetch.url)
    if groups:
        return
    if unstyled:
        lost = unstyled[0].unstyled[0]
        yield unknown(undecided([f"有页面的样式表没有取到（如 {lost}），颜色和大小不能作准"]))
    elif all(page.url != home.page.fetch.url for page in seen.pages):
        reason = next((why for url, why in seen.unseen if url == home.page.fetch.url), "没有打开首页")
        yield unknown(undecided([f"首页没有做成无障碍检查：{reason}"]))
    else:
        more = f"，另有 {len(seen.unseen)} 个页面没有打开" if seen.unseen else ""
        said = f"检查了 {len(seen.pages)} 个页面，没有{_named(params)}的无障碍问题{more}。"
        first = seen.pages[0]
        yield ok(
            said, Evidence("browser", first.url, None, first.at, quote=f"axe-core {seen.version}：{said}")
        )


def _broken(rule: str, broken: list[tuple[Inspected, Violation]], total: int, home_url: str) -> Finding:
    ordered = sorted(broken, key=lambda each: (each[0].url != home_url, each[0].url))
    first = ordered[0][1]
    count = sum(violation.count for _, violation in ordered)
    urls = tuple(page.url for page, _ in ordered)
    place = "首页" if urls[0] == home_url else urls[0]
    if len(urls) > 1:
        place = f"{place}等 {len(urls)} 个页面"
    example = f"，如 {cut(first.places[0].html, 80)}" if first.places else ""
    screens = [violation.screen for _, violation in ordered if violation.screen is not None]
    return fail(
        Subject("page", urls[0], urls, first.help),
        cited(f"{place}不符合无障碍规则“{first.help}”，共 {count} 处{example}", CLAUSE),
        *screens[:_SCREENS],
        *(_proof(page, violation) for page, violation in ordered[:2]),
        expected=first.help,
        observed=f"检查 {total} 页，{len(urls)} 页共 {count} 处不符合，影响程度：{_WORDS[first.impact]}",
        signature=rule,
        kind=first.impact,
    )


def _proof(page: Inspected, violation: Violation) -> Evidence:
    places = "；".join(f"{each.selector} → {cut(each.html, 160)}" for each in violation.places)
    return Evidence("browser", page.url, None, page.at, quote=f"axe-core {violation.rule}：{places}")


def _named(params: Params) -> str:
    return "或".join(_WORDS[impact] for impact in params.impacts)
