"""Small sites on loopback and sweeps of them, for the tests."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from storage.database import open_database
from storage.units import save_units
from tests.test_crawler.loopback import Route, links
from xunjian.app.audit import AuditRequest
from xunjian.app.crawls import CrawlLimits
from xunjian.app.outcome import UnitOutcome
from xunjian.app.processes import descendants
from xunjian.app.sweep import SweepOptions, run_sweep
from xunjian.model.unit import Unit


def small_site(pages: int = 6) -> dict[str, Route]:
    """A home page, pages, and one link that leads nowhere."""
    routes: dict[str, Route] = {"/": links(*(f"/p{number}.html" for number in range(pages)), "/gone.html")}
    return routes | {
        f"/p{number}.html": f"<title>第 {number} 页</title><p>公开文件第 {number} 号</p>"
        for number in range(pages)
    }


def options(folder: Path, **changes: Any) -> SweepOptions:
    """`limits` and what else a sweep may be told; what an audit may, goes into its request."""
    of_sweep = ("parallel", "deadline_seconds", "resume", "limits")
    own = {name: changes.pop(name) for name in of_sweep if name in changes}
    out = folder / str(changes.pop("out", "out"))
    out.mkdir(exist_ok=True)
    usual = {"browser": False, "allow_private": True, "delay": 0, "database": f"sqlite:///{folder}/x.db"}
    request = AuditRequest("", **{**usual, **changes})
    return SweepOptions(request, out, **own)


def units_of(homes: Mapping[str, str]) -> list[Unit]:
    """By id and home page."""
    return [Unit(id, f"单位 {id}", "county", f"{home}/") for id, home in homes.items()]


def sweep(folder: Path, homes: Mapping[str, str], **changes: Any) -> dict[str, UnitOutcome]:
    """Sweep units by id and home page; by id, what came of each."""
    units = units_of(homes)
    save_units(open_database(f"sqlite:///{folder}/x.db"), units)
    told: list[str] = []
    outcomes = run_sweep(units, options(folder, **changes), lambda outcome: told.append(outcome.unit.id))
    assert [outcome.unit.id for outcome in outcomes] == list(homes)
    assert sorted(told) == sorted(homes)
    return {outcome.unit.id: outcome for outcome in outcomes}


def crawlers() -> list[int]:
    """The crawl processes below this one."""
    return [pid for pid in descendants(os.getpid()) if "\0-m\0crawler\0" in _command(pid)]


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text("utf-8", "replace")
    except OSError:
        return ""


ONE = CrawlLimits(processes=1)


def pack_of(folder: Path, unit_type: str, *checks: str) -> str:
    """The file of a pack that asks for these checks alone: no other probes, no look at the home page."""
    items = "".join(
        f"  - {{id: i{number}, title: 第 {number} 项, points: 1, check: {check}, responsible: [办公室]}}\n"
        for number, check in enumerate(checks)
    )
    path = folder / "small.yaml"
    path.write_text(
        "schema: 1\nid: small\ntitle: 小指标\nversion: '1'\nsource: {title: 自拟}\n"
        f"unit_types: [{unit_type}]\nitems:\n{items}",
        "utf-8",
    )
    return str(path)
