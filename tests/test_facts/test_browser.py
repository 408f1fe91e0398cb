"""What a browser is told to look at, and what is made of what it saw."""

from typing import Any

import pytest

from xunjian.facts.browser import plan_painting, read_browser
from xunjian.model.browser import Accessibility, EntryClick, Painted
from xunjian.model.observation import Observation
from xunjian.model.page import PageKind, PageReading, Reading
from xunjian.model.site import Fact, FactValues, Home, Page, Pages, Unavailable
from xunjian.testing.memory import MemorySnapshot

HOME = "http://www.example.gov.cn/"
AT = "2026-11-20T08:00:00.000+00:00"
SOUND = {
    "error": "", "url": HOME, "status": 200, "chars": 900, "media": 12, "plain": False, "blank": False,
    "loaded": 1.25, "missed": [{"url": f"{HOME}a.js", "kind": "script", "code": "http_404", "own": True,
    "confirmed": True}], "errors": [["SyntaxError", "Unexpected token", f"{HOME}b.js", True]],
    "screenshot": "1" * 64,
    "entry": {"words": "长者模式", "effect": True, "seen": "打开了", "screenshot": "2" * 64},
}  # fmt: skip
AXE = {
    "error": "", "version": "4.14.1", "unstyled": [f"{HOME}a.css"],
    "rules": [{"id": "image-alt", "impact": "critical", "help": "图像必须有替代文本", "nodes": 2,
               "examples": [{"selector": "img", "html": "<img>"}], "screenshot": "3" * 64}],
}  # fmt: skip


def snapshot(*seen: Observation, browser: str | None = "/usr/bin/chromium", **plan: Any) -> MemorySnapshot:
    made = MemorySnapshot.of(HOME, browser=browser, **plan)
    made.seen.extend(seen)
    return made


def page(path: str, kind: PageKind, made: MemorySnapshot, entry: Reading | None = None) -> Page:
    url = HOME + path
    fetch = made.fetch(url) or made.page(url, "<html></html>")
    return Page(PageReading(url, kind, "utf-8", accessibility_entry=entry), fetch)


def facts(made: MemorySnapshot, *more: Page) -> FactValues:
    home = page("", PageKind.HOME, made, Reading("长者模式", "链接文字"))
    return {Home: Home(home), Pages: Pages((home, *more), HOME)}


def paint(data: dict[str, Any], key: str = HOME) -> Observation:
    return Observation("paint", key, data, AT)


def axe(data: dict[str, Any], key: str = HOME) -> Observation:
    return Observation("axe", key, data, AT)


def read(made: MemorySnapshot) -> dict[type[Fact], Fact | Unavailable]:
    return read_browser(made, facts(made))


def test_pages_of_every_kind_in_turn_are_drawn_by_the_seed() -> None:
    made = snapshot()
    kinds = (PageKind.COLUMN, PageKind.ARTICLE, PageKind.OTHER)
    more = [page(f"{kind.value}{n}.html", kind, made) for kind in kinds for n in range(9)]
    order = plan_painting(made, facts(made, *more))
    assert order is not None
    assert (order["home"], order["entry"]) == (HOME, "长者模式")
    drawn: Any = order["pages"]
    assert len(drawn) == 5
    assert HOME not in drawn
    assert {url.removeprefix(HOME)[:3] for url in drawn} == {"col", "art", "oth"}
    assert plan_painting(made, facts(made, *reversed(more))) == order
    assert plan_painting(snapshot(seed=1), facts(made, *more)) != order


def test_the_plan_says_how_many() -> None:
    made = snapshot(max_painted=2)
    more = [page(f"a{n}.html", PageKind.ARTICLE, made) for n in range(5)]
    order = plan_painting(made, facts(made, *more))
    assert order is not None
    assert len(list(order["pages"])) == 2  # type: ignore[call-overload]


def test_nothing_is_looked_at_twice_or_without_a_browser() -> None:
    made = snapshot(browser=None)
    assert plan_painting(made, facts(made)) is None
    done = snapshot(paint(SOUND))
    assert plan_painting(done, facts(done)) is None
    undriven = snapshot(Observation("render", "browser", {"error": "no_playwright"}))
    assert plan_painting(undriven, facts(undriven)) is None


def test_a_probe_that_was_cut_off_is_made_anew() -> None:
    cut_off = snapshot(axe(AXE))
    assert plan_painting(cut_off, facts(cut_off)) is not None
    assert isinstance(read(cut_off)[Accessibility], Unavailable)


def test_what_was_seen_becomes_facts() -> None:
    seen = read(snapshot(paint(SOUND), axe(AXE)))
    painted = seen[Painted]
    assert isinstance(painted, Painted)
    assert (painted.chars, painted.blank, painted.seconds) == (900, False, 1.25)
    assert painted.lost[0].confirmed
    assert not painted.lost[0].is_ours
    assert painted.thrown[0].unread
    assert painted.screen is not None
    assert (painted.screen.kind, painted.screen.sha256) == ("screenshot", "1" * 64)
    looked = seen[Accessibility]
    assert isinstance(looked, Accessibility)
    (violation,) = looked.pages[0].violations
    assert (violation.rule, violation.impact, violation.count) == ("image-alt", "critical", 2)
    assert looked.pages[0].unstyled == (f"{HOME}a.css",)
    click = seen[EntryClick]
    assert isinstance(click, EntryClick)
    assert (click.effect, click.seen) == (True, "打开了")


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (snapshot(browser=None), "没有使用浏览器"),
        (snapshot(), "没有用浏览器打开首页"),
        (snapshot(Observation("render", "browser", {"error": "no_playwright"})), "没有安装驱动"),
        (snapshot(paint({"error": "shield"}), axe({"error": "shield"})), "验证页面"),
        (snapshot(paint({"error": "robots"})), "robots.txt"),
        (snapshot(paint({"error": "timeout"})), "在限定时间内没有打开"),
    ],
)
def test_what_was_not_seen_says_why(made: MemorySnapshot, reason: str) -> None:
    painted = read(made)[Painted]
    assert isinstance(painted, Unavailable)
    assert painted.reason.startswith("未能判定：")
    assert reason in painted.reason
    assert isinstance(read(made)[Accessibility], Unavailable)
    assert read(made)[EntryClick] == EntryClick()


def test_a_page_that_could_not_be_opened_is_named_and_one_of_another_unit_is_not() -> None:
    made = snapshot(
        paint(SOUND), axe(AXE), axe({"error": "http_503"}, f"{HOME}b.html"), axe(AXE, f"{HOME}c/")
    )
    seen = read_browser(made, facts(made, page("b.html", PageKind.ARTICLE, made)))[Accessibility]
    assert isinstance(seen, Accessibility)
    assert [each.url for each in seen.pages] == [HOME]
    assert seen.unseen == ((f"{HOME}b.html", "返回 503"),)


BY_FIREFOX = {**SOUND, "engine": "Firefox 153.0", "blank": True, "screenshot": "4" * 64}


@pytest.mark.parametrize(
    ("second", "blank", "alone"),
    [
        (BY_FIREFOX, True, ""),
        ({"error": "timeout"}, None, "Firefox 没有打开首页（在限定时间内没有打开）"),
        (None, None, "本次没有用 Firefox 再看"),
    ],
)
def test_what_a_second_browser_saw_or_why_none_did(
    second: dict[str, Any] | None, blank: bool | None, alone: str
) -> None:
    data = SOUND if second is None else {**SOUND, "second": second}
    path = None if second is None else "/usr/bin/firefox"
    painted = read(snapshot(paint(data), axe(AXE), second_browser=path))[Painted]
    assert isinstance(painted, Painted)
    assert (painted.engine, painted.blank, painted.alone) == ("Chromium", False, alone)
    assert (painted.second.blank if painted.second else None) == blank
    if painted.second is not None:
        assert painted.second.engine == "Firefox 153.0"
        assert painted.second.screen is not None
        assert painted.second.screen.sha256 == "4" * 64


def test_without_a_home_page_its_reason_stands() -> None:
    made = snapshot(paint(SOUND))
    lost = Unavailable("未能判定：首页没有读到")
    assert read_browser(made, {Home: lost})[Painted] == lost
