"""What we did not see, said as ours. What was not seen is never a fault and never a pass."""

from collections.abc import Iterable

from xunjian.model.site import Coverage, Home, Page, Targets, TargetState

_REASONS = 3


def unrendered(page: Page) -> bool:
    """A page that a script fills in and no browser opened: nothing can be said of its content."""
    return page.reading.is_shell and not page.rendered


def too_large(page: Page) -> bool:
    """A page of which only a part was read: nothing can be said of what it lacks."""
    return page.reading.left_out > 0


def partly_read(page: Page) -> bool:
    """A page that was not read whole, for either reason."""
    return unrendered(page) or too_large(page)


def gap(coverage: Coverage) -> str:
    """Why the crawl did not see the whole site; empty where it did, or nearly."""
    if coverage.complete:
        return coverage.mostly_unseen
    return coverage.reason.rstrip("。") or "抓取没有完成"


def home_gap(home: Home) -> str:
    """Why the home page was not read whole; empty where it was."""
    if too_large(home.page):
        return "首页过大，没有读完"
    if unrendered(home.page):
        return "首页内容由脚本生成，本次没有用浏览器打开"
    unread = (*home.unread, *home.page.reading.footer.unread)
    if unread:
        return f"首页引用的脚本或框架没有读到（如 {unread[0]}），其中可能有所查内容"
    return ""


def undecided(reasons: Iterable[str]) -> str:
    """A sentence that says the reasons as ours: three of them, and how many there are."""
    said = list(dict.fromkeys(reason for reason in reasons if reason))
    more = f"等，共 {len(said)} 处" if len(said) > _REASONS else ""
    return f"未能判定：{'；'.join(said[:_REASONS])}{more}。"


def gone(targets: Targets) -> frozenset[str]:
    """Addresses that surely show nothing: broken after all tries, or an error page."""
    dead = (TargetState.BROKEN, TargetState.SOFT_404)
    return frozenset(target.url for target in targets.targets if target.state in dead)
