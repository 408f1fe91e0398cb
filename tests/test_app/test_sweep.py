"""A sweep over real sites: a bad one never holds or breaks the rest, and nothing is left running."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest
import typer

from storage.database import open_database
from storage.runs import list_runs
from storage.snapshot import SnapshotFile
from storage.units import save_units
from tests.test_app.sweeping import ONE, crawlers, options, pack_of, small_site, sweep, units_of
from tests.test_crawler.killing import wait_until
from tests.test_crawler.loopback import Reply, Seen, Site, free_port, links, serving
from xunjian.app.audit import AuditRequest, run_audit
from xunjian.app.browser import SANDBOX, locate_browser
from xunjian.app.outcome import UnitState
from xunjian.app.processes import descendants
from xunjian.app.sweep import exit_code, run_sweep, write_summary
from xunjian.cli.errors import guarded
from xunjian.cli.sweep import sweep as sweep_verb
from xunjian.model.audit import Audit, load_audit
from xunjian.model.finding import Status
from xunjian.model.unit import Unit
from xunjian.testing.portals.cases import case
from xunjian.testing.server import serve

MANY = {"/": links(*(f"/{number}.html" for number in range(30)))}


def verdict(audit: Audit) -> object:
    checks = {each.check: (each.status, each.reason, each.counts) for each in audit.checks}
    findings = {each.subject.url: (each.check, each.status, each.message) for each in audit.findings}
    return audit.run.pages_fetched, audit.run.complete, checks, findings, audit.score, audit.run.coverage


def test_bad_units_do_not_break_the_rest(tmp_path: Path) -> None:
    monster = "<p>" + "很长的一页" * 200_000
    bad = {
        "hangs": {
            "/": links("/a.html", "/b.html"),
            "/a.html": Reply("迟", seconds=60),
            "/b.html": "<p>页</p>",
        },
        "resets": {"/": Reply(reset=True)},
        "huge": {"/": links("/m.html"), "/m.html": monster},
    }
    with ExitStack() as stack:
        sites = {f"good-{n}": stack.enter_context(serving(small_site(n))) for n in range(1, 9)}
        sites |= {name: stack.enter_context(serving(routes)) for name, routes in bad.items()}
        homes = {name: site.url for name, site in sites.items()} | {"shut": f"http://127.0.0.1:{free_port()}"}
        outcomes = sweep(tmp_path, homes, limits=ONE, concurrency=2, deadline_seconds=8)
        request = AuditRequest(
            "good-5", browser=False, allow_private=True, delay=0, concurrency=2, use_earlier=False,
            out=tmp_path / "alone", database=f"sqlite:///{tmp_path}/x.db",
        )  # fmt: skip
        alone = run_audit(request)
        assert max(site.most_at_once for site in sites.values()) <= 2
    states = {name: outcome.state for name, outcome in outcomes.items()}
    assert states == {
        **{f"good-{n}": UnitState.FINISHED for n in range(1, 9)},
        "hangs": UnitState.TIMEOUT,
        "resets": UnitState.INCOMPLETE,
        "huge": UnitState.FINISHED,
        "shut": UnitState.INCOMPLETE,
    }
    assert "时限" in outcomes["hangs"].reason
    assert "无法访问" in outcomes["shut"].reason
    assert (outcomes["hangs"].exit_code, outcomes["good-5"].exit_code) == (3, alone.exit_code)
    assert exit_code(outcomes.values()) == 3
    swept = load_audit((tmp_path / "out" / "good-5" / "audit.json").read_text("utf-8"))
    assert verdict(swept) == verdict(alone.audit)
    assert {each.name for each in (tmp_path / "out" / "good-5").iterdir()} == {
        each.name for each in (tmp_path / "alone").iterdir() if each.suffix != ".log"
    }
    runs = list_runs(open_database(f"sqlite:///{tmp_path}/x.db"), "good-5")
    assert swept.run.id in {run.id for run in runs}
    assert not crawlers()


def test_several_are_crawled_at_once_and_those_of_one_host_are_not(tmp_path: Path) -> None:
    """Each home page of the first three is answered only once all three were asked for."""
    asked = threading.Barrier(3, timeout=30)

    def home(seen: Seen) -> str:
        if seen.count == 1:
            asked.wait()
        return "<p>首页</p>"

    busy = threading.Semaphore(1)

    def alone(seen: Seen) -> Reply:
        if seen.path == "/robots.txt":
            return Reply("没有", 404)
        with busy:
            return Reply(links(*(f"{seen.path}{n}" for n in range(2))), seconds=0.01)

    with ExitStack() as stack:
        sites = [stack.enter_context(serving({"/": home})) for _ in range(3)]
        shared = stack.enter_context(serving({}, fallback=alone))
        homes = {f"s{n}": site.url for n, site in enumerate(sites)}
        homes |= {f"part-{n}": f"{shared.url}/{n}" for n in range(3)}
        outcomes = sweep(tmp_path, homes, limits=ONE, concurrency=1, max_pages=4)
        assert shared.most_at_once == 1
    assert [outcomes[f"s{n}"].state for n in range(3)] == [UnitState.FINISHED] * 3


def _kill_one() -> None:
    for pid in crawlers():
        os.kill(pid, signal.SIGKILL)


def test_sites_of_a_killed_process_go_on_in_another(tmp_path: Path) -> None:
    with ExitStack() as stack:
        slow = [
            stack.enter_context(serving({"/": links(*(f"/{n}.html" for n in range(20)))}, _slowly))
            for _ in range(6)
        ]

        def disturb() -> None:
            wait_until(lambda: all(len(site.requests) > 6 for site in slow))
            _kill_one()

        killer = threading.Thread(target=disturb)
        killer.start()
        outcomes = sweep(
            tmp_path, {f"s{n}": site.url for n, site in enumerate(slow)}, limits=ONE, concurrency=2
        )
        killer.join()
        twice = [
            sum(count > 1 for (_, path), count in site.counts.items() if path != "/robots.txt")
            for site in slow
        ]
    assert {(each.state, each.result.pages_fetched if each.result else 0) for each in outcomes.values()} == {
        (UnitState.FINISHED, 21)
    }
    assert max(twice) <= 2  # what was on its way


def _slowly(seen: Seen) -> Reply:
    return Reply("没有", 404) if seen.path == "/robots.txt" else Reply("<p>一页</p>", seconds=0.05)


def test_site_that_kills_its_process_again_and_again_is_given_up(tmp_path: Path) -> None:
    def deadly(seen: Seen) -> Reply:
        _kill_one()
        return Reply("<p>完</p>")

    with ExitStack() as stack:
        bad = stack.enter_context(
            serving({"/": links("/a.html", "/deadly.html"), "/a.html": "<p>页</p>"}, deadly)
        )
        bad.routes["/robots.txt"] = Reply("没有", 404)
        good = [stack.enter_context(serving(small_site())) for _ in range(3)]
        homes = {"bad": bad.url} | {f"good-{n}": site.url for n, site in enumerate(good)}
        outcomes = sweep(tmp_path, homes, limits=ONE, concurrency=1)
        assert bad.counts["GET", "/deadly.html"] == 3
    assert {outcomes[f"good-{n}"].state for n in range(3)} == {UnitState.FINISHED}
    assert outcomes["bad"].state is UnitState.INCOMPLETE
    assert "3 次意外结束" in outcomes["bad"].reason
    assert outcomes["bad"].result is not None
    assert outcomes["bad"].result.pages_fetched == 2


def test_a_signal_ends_all_politely_and_the_sweep_can_be_resumed(tmp_path: Path) -> None:
    with ExitStack() as stack:
        sites = [stack.enter_context(serving(MANY, _slowly)) for _ in range(3)]
        homes = {f"s{n}": site.url for n, site in enumerate(sites)}

        def press() -> None:
            wait_until(lambda: all(len(site.requests) > 4 for site in sites[:2]))
            os.kill(os.getpid(), signal.SIGTERM)

        presser = threading.Thread(target=press)
        presser.start()
        outcomes = sweep(tmp_path, homes, limits=ONE, concurrency=1, parallel=2)
        presser.join()
        assert {outcome.state for outcome in outcomes.values()} == {UnitState.STOPPED}
        assert outcomes["s2"].exit_code is None
        assert exit_code(outcomes.values()) == 3
        assert not crawlers()
        for name in ("s0", "s1"):
            with SnapshotFile.open(tmp_path / "out" / name / "snapshot.sqlite", unclosed=True) as snapshot:
                assert snapshot.meta["complete"] == "0"
        _finish(tmp_path, homes, sites)


def test_killed_sweep_is_resumed_at_once(tmp_path: Path) -> None:
    """Its crawl process lives on for a moment, and holds the snapshots as long as it does."""
    with ExitStack() as stack:
        sites = [stack.enter_context(serving(MANY, _slowly)) for _ in range(2)]
        homes = {f"s{n}": site.url for n, site in enumerate(sites)}
        save_units(open_database(f"sqlite:///{tmp_path}/x.db"), units_of(homes))
        line = (
            *(sys.executable, "-P", "-m", "xunjian", "sweep", "--no-browser", "--allow-private"),
            *("--concurrency", "1", "--delay", "0", "--out", str(tmp_path / "out")),
            *("--database", f"sqlite:///{tmp_path}/x.db"),
        )
        killed = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_until(lambda: all(len(site.requests) > 4 for site in sites))
        killed.kill()
        killed.wait()
        _finish(tmp_path, homes, sites)


def _finish(folder: Path, homes: dict[str, str], sites: Sequence[Site]) -> None:
    """Resume: each unit is finished, and hardly a page was asked for twice."""
    again = sweep(folder, homes, limits=ONE, concurrency=1, resume=True)
    asked = [Counter(path for _, path in site.counts.elements() if path.endswith(".html")) for site in sites]
    pages = {(each.state, each.result.pages_fetched if each.result else 0) for each in again.values()}
    assert pages == {(UnitState.FINISHED, 31)}
    assert max(sum(count > 1 for count in each.values()) for each in asked) <= 1


def test_summary_of_a_sweep_and_of_its_resumption(tmp_path: Path) -> None:
    with serving(small_site(3)) as site:
        homes = {"good": site.url, "shut": f"http://127.0.0.1:{free_port()}"}
        first = sweep(tmp_path, homes, limits=ONE)
        before = len(site.requests)
        again = sweep(tmp_path, homes, limits=ONE, resume=True)
        assert len(site.requests) == before
    assert (again["good"].state, again["good"].exit_code) == (UnitState.FINISHED, None)
    assert (again["shut"].state, again["shut"].exit_code) == (UnitState.INCOMPLETE, 3)
    text = write_summary(first.values(), tmp_path / "sweep.json")
    assert text == (tmp_path / "sweep.json").read_text("utf-8")
    rows = {row["unit"]: row for row in json.loads(text)}
    audit = load_audit((tmp_path / "out" / "good" / "audit.json").read_text("utf-8"))
    assert rows["good"] | {"seconds": 0} == {
        "unit": "good",
        "name": "单位 good",
        "state": "finished",
        "exit_code": 1,
        "reason": None,
        "seconds": 0,
        "run": audit.run.id,
        "pages_fetched": 4,
        "failing": sum(each.status == "fail" for each in audit.findings),
        "lowest": audit.score.awarded,
        "highest": round(audit.score.highest, 6),
        "maximum": audit.score.maximum,
        "grade": audit.score.grade,
        "official": audit.score.official,
        "folder": str(tmp_path / "out" / "good"),
    }
    assert (rows["shut"]["state"], rows["shut"]["exit_code"]) == ("incomplete", 3)


def test_second_sweep_leans_on_the_first_unless_told_not_to(tmp_path: Path) -> None:
    def leans(out: str, **changes: bool) -> bool:
        sweep(tmp_path, {"a": site.url}, limits=ONE, out=out, **changes)
        with SnapshotFile.open(tmp_path / out / "a" / "snapshot.sqlite") as snapshot:
            return snapshot.plan.since is not None

    with serving(small_site()) as site:
        assert [leans("1"), leans("2"), leans("3", use_earlier=False)] == [False, True, False]


@pytest.mark.browser
@pytest.mark.skipif(locate_browser() is None, reason="没有找到浏览器")
def test_swept_unit_is_drawn_by_the_browser_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if os.geteuid() == 0:  # Chromium's sandbox does not start for root
        monkeypatch.setenv(SANDBOX, "0")
    pack = pack_of(tmp_path, "county", "column.blank")
    with serve(case("scripted").planted.spec) as running:
        home, day = running.home.rstrip("/"), date(2026, 11, 20)
        outcome = sweep(tmp_path, {"a": home}, limits=ONE, browser=True, as_of=day, pack=pack)["a"]
    assert outcome.state is UnitState.FINISHED
    audit = load_audit((tmp_path / "out" / "a" / "audit.json").read_text("utf-8"))
    assert audit.run.coverage is not None
    assert audit.run.coverage.rendered >= 2
    assert {each.status for each in audit.checks if each.check == "column.blank"} == {Status.PASS}


def test_unit_that_cannot_be_audited_is_said_so(tmp_path: Path) -> None:
    with serving(small_site()) as site:
        (tmp_path / "out" / "broken").mkdir(parents=True)
        (tmp_path / "out" / "broken" / "snapshot.sqlite").write_bytes(b"no snapshot" * 1000)
        homes = {"broken": site.url, "good": site.url.replace("127.0.0.1", "localhost")}
        outcomes = sweep(tmp_path, homes, limits=ONE, resume=True)
    assert (outcomes["broken"].state, outcomes["broken"].exit_code) == (UnitState.FAILED, 2)
    assert "快照" in outcomes["broken"].reason
    assert outcomes["good"].state is UnitState.FINISHED


def test_descendants_are_found_across_sessions() -> None:
    code = "import subprocess, sys; p = subprocess.Popen(['sleep', '30'], start_new_session=True)"
    shell = subprocess.Popen(
        [sys.executable, "-c", f"{code}; print(p.pid, flush=True); sys.stdin.read(); p.kill(); p.wait()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert shell.stdin is not None
    assert shell.stdout is not None
    child = int(shell.stdout.readline())
    assert child in descendants(os.getpid())
    assert descendants(shell.pid) == (child,)
    shell.stdin.close()
    shell.wait()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--group", "没有"], "没有分组"),
        (["--pack", "none"], "没有指标体系"),
        (["--as-of", "tomorrow"], "不是日期"),
        (["--resolve", "x"], "--resolve"),
        (["--register", "none.yaml"], "没有这个文件"),
    ],
)
def test_wrong_use_is_2_before_anything_starts(
    tmp_path: Path, arguments: Sequence[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    address = f"sqlite:///{tmp_path}/x.db"
    save_units(open_database(address), [Unit("a", "单位", "county", "http://a.example/")])
    app = typer.Typer()
    app.command()(sweep_verb)
    line = ["--database", address, "--out", str(tmp_path / "out"), *arguments]
    status = guarded(lambda: app(line, standalone_mode=False))
    printed = capsys.readouterr()
    assert (status, printed.out) == (2, "")
    assert said in printed.err
    assert len(printed.err.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_a_command_that_cannot_be_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xunjian.app.crawls.CrawlProcess.start", _no_process)
    with serving(small_site()) as site:
        outcome = sweep(tmp_path, {"a": site.url}, limits=ONE)["a"]
    assert outcome.state is UnitState.FAILED
    assert "不能启动" in outcome.reason


async def _no_process(*_: object) -> None:
    raise OSError(24, "Too many open files")


def test_nothing_to_sweep_is_finished(tmp_path: Path) -> None:
    assert run_sweep([], options(tmp_path), lambda outcome: None) == ()
