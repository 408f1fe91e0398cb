"""What a browser is to look at, and what it saw: read out of the observations of a snapshot."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import cast, get_args

from xunjian.facts.coverage import code_in_words
from xunjian.model.browser import (
    Accessibility,
    EntryClick,
    Impact,
    Inspected,
    Lost,
    Painted,
    Place,
    Thrown,
    Violation,
)
from xunjian.model.finding import Evidence
from xunjian.model.observation import Observation, Snapshot
from xunjian.model.page import PageKind
from xunjian.model.site import Fact, FactValues, Home, Page, Pages, Unavailable

_KINDS = (PageKind.COLUMN, PageKind.ARTICLE, PageKind.SEARCH, PageKind.OTHER)
_NO_BROWSER = "未能判定：本次没有使用浏览器"
_NO_DRIVER = "未能判定：没有安装驱动浏览器的组件"
_FAULTS = {
    "timeout": "在限定时间内没有打开",
    "protocol": "浏览器没有启动，或没有显示出网页",
}
_ONE_BROWSER = "本次没有用 Firefox 再看"
_NOT_LOOKED = "未能判定：本次没有用浏览器打开首页（采集提前结束，或达到上限）"


def plan_painting(snapshot: Snapshot, facts: FactValues) -> dict[str, object] | None:
    """What a browser is to look at, as `crawler.job.Painting` names it; None: nothing, or it did already."""
    home, pages = facts.get(Home), facts.get(Pages)
    if snapshot.plan.browser is None or not isinstance(home, Home) or not isinstance(pages, Pages):
        return None
    address = home.page.fetch.url
    tried = [*snapshot.observations("paint"), *snapshot.observations("render")]
    if any(each.key in (address, "browser") for each in tried):
        return None
    entry = home.page.reading.accessibility_entry
    sample = _sample(pages.pages, address, snapshot.plan.seed, snapshot.plan.max_painted)
    return {"home": address, "pages": sample, "entry": entry.value if entry is not None else ""}


def _sample(pages: Iterable[Page], home_url: str, seed: int, most: int) -> list[str]:
    """Pages of every kind in turn, drawn by the seed."""
    kinds: dict[PageKind, list[tuple[str, str]]] = {kind: [] for kind in _KINDS}
    for page in pages:
        url, kind = page.fetch.url, page.reading.kind
        if url != home_url and kind in kinds:
            lot = hashlib.sha256(f"{seed}\n{url}".encode("utf-8", "surrogatepass")).hexdigest()
            kinds[kind].append((lot, url))
    drawn = [[url for _, url in sorted(each)[:most]] for each in kinds.values()]
    rounds = (each[number] for number in range(most) for each in drawn if number < len(each))
    return [url for url, _ in zip(rounds, range(most), strict=False)]


def read_browser(snapshot: Snapshot, facts: FactValues) -> dict[type[Fact], Fact | Unavailable]:
    """What the browser saw of the unit's pages, with the facts of the home page as given."""
    home = facts.get(Home)
    if not isinstance(home, Home):
        missing = home if isinstance(home, Unavailable) else Unavailable(_NOT_LOOKED)
        return {Painted: missing, Accessibility: missing, EntryClick: EntryClick()}
    if snapshot.plan.browser is None:
        missing = Unavailable(_NO_BROWSER)
        return {Painted: missing, Accessibility: missing, EntryClick: EntryClick()}
    address = home.page.fetch.url
    paint = next((each for each in snapshot.observations("paint") if each.key == address), None)
    if paint is None:
        why = any(each.key == "browser" for each in snapshot.observations("render"))
        missing = Unavailable(_NO_DRIVER if why else _NOT_LOOKED)
        return {Painted: missing, Accessibility: missing, EntryClick: EntryClick()}
    painted = _painted(paint, looks_twice=snapshot.plan.second_browser is not None)
    if isinstance(painted, Unavailable):
        return {Painted: painted, Accessibility: painted, EntryClick: EntryClick()}
    return {
        Painted: painted,
        Accessibility: _accessibility(snapshot.observations("axe"), facts),
        EntryClick: _entry(paint),
    }


def _painted(seen: Observation, *, looks_twice: bool) -> Painted | Unavailable:
    if error := _text(seen.data.get("error")):
        return Unavailable(f"未能判定：浏览器没有打开首页（{_why(error)}）")
    painted, second = _seen(seen.data, seen.at), seen.data.get("second")
    if not looks_twice or not isinstance(second, Mapping):
        return replace(painted, alone=_ONE_BROWSER)
    if error := _text(second.get("error")):
        return replace(painted, alone=f"Firefox 没有打开首页（{_why(error)}）")
    return replace(painted, second=_seen(second, seen.at))


def _seen(data: Mapping[str, object], at: str) -> Painted:
    loaded, engine = data.get("loaded"), _text(data.get("engine")) or "Chromium"
    return Painted(
        url=_text(data.get("url")),
        status=_number(data.get("status")),
        chars=_number(data.get("chars")),
        media=_number(data.get("media")),
        blank=data.get("blank") is True,
        seconds=float(loaded) if isinstance(loaded, int | float) else None,
        lost=tuple(_lost(each) for each in _rows(data.get("missed"))),
        thrown=tuple(_thrown(data.get("errors"))),
        screen=_screen(data.get("screenshot"), _text(data.get("url")), at, f"首页在 {engine} 中的第一屏"),
        engine=engine,
    )


def _thrown(value: object) -> Iterator[Thrown]:
    for each in map(_list, _list(value)):
        if len(each) == 4:
            yield Thrown(_text(each[0]), _text(each[1]), _text(each[2]), unread=each[3] is True)


def _why(code: str) -> str:
    return _FAULTS.get(code) or code_in_words(code)


def _lost(row: Mapping[str, object]) -> Lost:
    return Lost(
        _text(row.get("url")),
        _text(row.get("kind")),
        _text(row.get("code")),
        own=row.get("own") is True,
        confirmed=row.get("confirmed") is True,
    )


def _accessibility(looks: Iterable[Observation], facts: FactValues) -> Accessibility | Unavailable:
    own = facts.get(Pages)
    urls = {page.fetch.url for page in own.pages} if isinstance(own, Pages) else set()
    pages, unseen, version = [], [], ""
    for look in looks:
        if look.key not in urls:
            continue  # of another unit on this site
        if error := _text(look.data.get("error")):
            unseen.append((look.key, _why(error)))
            continue
        version = _text(look.data.get("version"))
        rules = tuple(
            _violation(rule, look) for rule in _rows(look.data.get("rules")) if rule.get("impact") in _IMPACTS
        )
        unstyled = tuple(map(_text, _list(look.data.get("unstyled"))))
        pages.append(Inspected(look.key, rules, unstyled, look.at or None))
    if not pages:
        why = f"（{unseen[0][1]}）" if unseen else ""
        return Unavailable(f"未能判定：没有页面在浏览器中做过无障碍检查{why}")
    return Accessibility(tuple(pages), tuple(unseen), version)


_IMPACTS = frozenset(get_args(Impact))


def _violation(rule: Mapping[str, object], look: Observation) -> Violation:
    name = _text(rule.get("id"))
    return Violation(
        rule=name,
        impact=cast(Impact, rule["impact"]),
        help=_text(rule.get("help")),
        count=_number(rule.get("nodes")),
        places=tuple(
            Place(_text(each.get("selector")), _text(each.get("html")))
            for each in _rows(rule.get("examples"))
        ),
        screen=_screen(rule.get("screenshot"), look.key, look.at, "第一处已用红框标出"),
    )


def _entry(paint: Observation) -> EntryClick:
    seen = paint.data.get("entry")
    if not isinstance(seen, Mapping):
        return EntryClick()
    effect = seen.get("effect")
    return EntryClick(
        words=_text(seen.get("words")),
        effect=effect if isinstance(effect, bool) else None,
        seen=_text(seen.get("seen")),
        screen=_screen(seen.get("screenshot"), paint.key, paint.at, "点击入口之后的画面"),
    )


def _screen(sha256: object, url: str, at: str, quote: str) -> Evidence | None:
    if not isinstance(sha256, str) or not sha256:
        return None
    return Evidence("screenshot", url, None, at or None, sha256, quote)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _number(value: object) -> int:
    return int(value) if isinstance(value, int | float) else 0


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else ()


def _rows(value: object) -> list[Mapping[str, object]]:
    return [each for each in _list(value) if isinstance(each, Mapping)]
