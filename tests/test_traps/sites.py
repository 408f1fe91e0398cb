"""Small invented sites for the traps that speak of a site, and what checks say of them."""

from collections.abc import Sequence

from tests.test_facts.portal import AS_OF, HOME, HOST, LONG, article, column, facts, html, rows
from xunjian.model.finding import Status
from xunjian.plugin import Check
from xunjian.testing.memory import MemorySnapshot

NEWS = f"{HOST}/zwdt/"
NOTICES = [(f"关于第{n}次检查的通知", f"/tzgg/n{n}.html", f"2026-{n:02d}-01") for n in (11, 10)]

Rows = Sequence[tuple[str, str, str]]


def site(news: Rows, extra: str = "", more: str = "") -> MemorySnapshot:
    """A home page and a column of news that show the same rows and `extra`, and a column of notices.

    `more`: markup behind the rows of the column alone.
    """
    snapshot = MemorySnapshot.of(HOME, AS_OF)
    snapshot.page(HOME, html("某某县人民政府", f"<h2>最新</h2>{rows(*news)}{extra}"))
    snapshot.page(NEWS, column("政务动态", f"{rows(*news)}{extra}{more}"))
    snapshot.page(f"{HOST}/tzgg/", column("通知公告", rows(*NOTICES)))
    for group, name in ((news, "政务动态"), (NOTICES, "通知公告")):
        for title, url, day in group:
            snapshot.page(HOST + url, article(title, LONG, day, (name,)))
    return snapshot


def judged(check: Check, snapshot: MemorySnapshot) -> list[Status]:
    """The states of what a check says of a site, each once."""
    known = facts(snapshot)
    values: dict[str, object] = {name: known[kind] for name, kind in check.facts.items()}
    if check.takes_params:
        values["params"] = check.params()
    return sorted({finding.status for finding in check.run(**values)})
