"""How a crawl moves and ends: budget, manners, stop, resume, what it must not touch."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from storage.snapshot import SnapshotFile, close_snapshot
from tests.test_crawler.loopback import ROOT, Reply, Seen, crawl, free_port, job, links, serving, start
from xunjian.model.observation import Outcome, Role


def _tree(size: int, seconds: float = 0.0) -> object:
    """A site of numbered pages, each linking to the next four of a tree."""

    def answer(seen: Seen) -> Reply | str:
        match = re.fullmatch(r"/(?:p(\d+)\.html)?", seen.path)
        if match is None:
            return Reply("没有", 404)
        number = int(match[1] or 0)
        kids = [f"/p{kid}.html" for kid in range(number * 4 + 1, number * 4 + 5) if kid < size]
        return Reply(links("/", *kids), seconds=seconds)

    return answer


def test_budget_ends_the_crawl_and_the_rest_is_unknown(tmp_path: Path) -> None:
    with serving({}, _tree(60)) as site:  # type: ignore[arg-type]
        # One at a time: what is under way may let a later row begin.
        snapshot = crawl(site.url, tmp_path / "s.sqlite", max_pages=20, concurrency=1)
    assert snapshot.meta["finish_reason"] == "max_pages"
    assert snapshot.meta["complete"] == "0"
    assert snapshot.meta["pages_fetched"] == "20"
    left = [f for f in snapshot.fetches(Role.PAGE) if f.code == "not_fetched"]
    assert left
    assert {fetch.outcome for fetch in left} == {Outcome.UNKNOWN}
    (cut,) = snapshot.observations("cut")
    assert (cut.key, cut.data["count"]) == ("max_pages", len(left))
    # breadth first: no page of the last row was read before the row above was
    read = [f for f in snapshot.fetches(Role.PAGE) if f.code == "ok"]
    assert max(fetch.depth for fetch in read) <= min(fetch.depth for fetch in left)


def test_host_never_sees_more_at_once_than_allowed(tmp_path: Path) -> None:
    with serving({}, _tree(50, seconds=0.03)) as site:  # type: ignore[arg-type]
        crawl(site.url, tmp_path / "s.sqlite", concurrency=3)
        assert site.most_at_once <= 3
        assert site.most_at_once > 1


def test_requests_keep_their_distance(tmp_path: Path) -> None:
    with serving({}, _tree(10)) as site:  # type: ignore[arg-type]
        crawl(site.url, tmp_path / "s.sqlite", concurrency=4, delay=0.1)
        # Ten pauses; a busy machine may shorten what the server sees of them. How long they are: test_pacing.
        assert site.times[-1] - site.times[0] > 0.5


def test_crawl_delay_is_honoured(tmp_path: Path) -> None:
    routes = {"/robots.txt": Reply("User-agent: *\nCrawl-delay: 0.4", headers={"Content-Type": "text/plain"})}
    with serving(routes, _tree(4)) as site:  # type: ignore[arg-type]
        snapshot = crawl(site.url, tmp_path / "s.sqlite", concurrency=4, delay=0)
        assert site.most_at_once == 1
        assert site.times[-1] - site.times[1] > 0.4  # three pauses after the first page
    assert [each.data["pause"] for each in snapshot.observations("robots")] == [0.4]


@pytest.mark.parametrize("status", [429, 503])
def test_robots_that_answers_busy_forbids(tmp_path: Path, status: int) -> None:
    with serving({"/robots.txt": Reply("忙", status), "/": "<html>首页</html>"}) as site:
        snapshot = crawl(site.url, tmp_path / "s.sqlite")
        assert set(site.paths()) == {"/robots.txt"}
    home = snapshot.fetch(f"{site.url}/")
    assert home is not None
    assert (home.outcome, home.code) == (Outcome.UNKNOWN, "robots")
    assert snapshot.meta["complete"] == "0"
    (robots,) = snapshot.observations("robots")
    assert robots.data == {"status": status, "rule": "forbidden"}


def test_sigterm_ends_politely_and_resume_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with serving({}, _tree(80, seconds=0.05)) as site:  # type: ignore[arg-type]
        process = start(job(site.url, path, concurrency=2))
        while len(site.requests) < 15:
            time.sleep(0.02)
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=20)
        assert process.returncode == 0, err
        assert json.loads(out.splitlines()[-1])["finish_reason"] == "stopped"
        close_snapshot(path)
        with SnapshotFile.open(path) as stopped:
            assert stopped.meta["complete"] == "0"
            assert any(fetch.code == "not_fetched" for fetch in stopped.fetches())
            assert [cut.key for cut in stopped.observations("cut")] == ["stopped"]
        snapshot = crawl(site.url, path, resume=True, concurrency=8)
    assert snapshot.meta["finish_reason"] == "finished"
    assert sum(1 for fetch in snapshot.fetches(Role.PAGE) if fetch.code == "ok") == 80
    assert not [fetch for fetch in snapshot.fetches() if fetch.code == "not_fetched"]
    assert list(snapshot.observations("cut")) == []


def test_sigterm_while_the_process_loads_ends_politely(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with serving({}, _tree(80)) as site:  # type: ignore[arg-type]
        process = start(job(site.url, path))
        _until_it_listens(process.pid)
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=30)
        assert process.returncode == 0, err
        assert json.loads(out.splitlines()[-1])["finish_reason"] == "stopped"
        assert site.requests == []
        with SnapshotFile.open(path, unclosed=True) as stopped:
            assert (stopped.meta["finish_reason"], stopped.meta["complete"]) == ("stopped", "0")
        assert crawl(site.url, path, resume=True).meta["finish_reason"] == "finished"


def _until_it_listens(pid: int) -> None:
    """Until the process handles SIGTERM itself, which it does before it loads what it needs."""
    status = Path(f"/proc/{pid}/status")
    bit = 1 << (signal.SIGTERM - 1)
    while True:
        caught = re.search(r"^SigCgt:\s*(\w+)$", status.read_text(encoding="utf-8"), re.MULTILINE)
        if caught is not None and int(caught[1], 16) & bit:
            return
        time.sleep(0.005)


def test_p2_killed_crawl_is_resumed_without_loss(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with serving({}, _tree(120, seconds=0.04)) as site:  # type: ignore[arg-type]
        process = start(job(site.url, path, concurrency=4))
        while len(site.requests) < 70:
            time.sleep(0.02)
        process.kill()
        process.communicate(timeout=20)
        with SnapshotFile.open(path, unclosed=True) as cut_off:
            kept = {fetch.url.removeprefix(site.url) for fetch in cut_off.fetches(Role.PAGE)}
        snapshot = crawl(site.url, path, resume=True, concurrency=8)
        asked = Counter(site.paths("GET"))
    assert snapshot.meta["finish_reason"] == "finished"
    assert sum(1 for fetch in snapshot.fetches(Role.PAGE) if fetch.code == "ok") == 120
    assert kept
    assert {page for page in kept if asked[page] > 1} == set()


def test_deadline_ends_the_crawl(tmp_path: Path) -> None:
    with serving({}, _tree(500, seconds=0.1)) as site:  # type: ignore[arg-type]
        snapshot = crawl(site.url, tmp_path / "s.sqlite", deadline_seconds=1.0, concurrency=2)
    assert (snapshot.meta["finish_reason"], snapshot.meta["complete"]) == ("deadline", "0")


def test_child_ends_with_its_parent(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with serving({}, _tree(5000, seconds=0.05)) as site:  # type: ignore[arg-type]
        order = json.dumps(job(site.url, path, concurrency=2))
        parent = subprocess.Popen(
            [
                sys.executable,
                "-c",
                "import subprocess, sys, time\n"
                "child = subprocess.Popen([sys.executable, '-m', 'crawler'], text=True,\n"
                "                         stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)\n"
                f"child.stdin.write({order!r} + '\\n'); child.stdin.flush()\n"
                "print(child.pid, flush=True); time.sleep(60)\n",
            ],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        while len(site.requests) < 5:
            time.sleep(0.02)
        parent.kill()
        parent.communicate()
        until = time.monotonic() + 10
        while time.monotonic() < until and _alive(child):
            time.sleep(0.05)
        assert not _alive(child)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except (ProcessLookupError, FileNotFoundError):
        return False
    return state != "Z"


def test_private_address_is_refused(tmp_path: Path) -> None:
    with serving({"/": "<html>内部</html>"}) as site:
        snapshot = crawl(site.url, tmp_path / "s.sqlite", allow_private=False)
        assert site.requests == []
    home = snapshot.fetch(f"{site.url}/")
    assert home is not None
    assert (home.outcome, home.code) == (Outcome.UNKNOWN, "private_address")
    assert (snapshot.meta["finish_reason"], snapshot.meta["finish_detail"]) == (
        "unreachable",
        "private_address",
    )


def test_name_that_resolves_to_a_private_address_is_refused(tmp_path: Path) -> None:
    with serving({"/": "<html>内部</html>"}) as site:
        snapshot = crawl(
            "http://www.example.test", tmp_path / "s.sqlite", allow_private=False,
            resolve={"www.example.test": site.host},
        )  # fmt: skip
        assert site.requests == []
    assert snapshot.meta["finish_detail"] == "private_address"


def test_resolve_carries_every_request(tmp_path: Path) -> None:
    routes = {
        "/": links("/a.html", "/x.pdf") + "<img src=/i.png>",
        "/a.html": "<html>甲</html>",
        "/x.pdf": Reply(b"%PDF-", headers={"Content-Type": "application/pdf"}),
        "/i.png": Reply(b"\x89PNG", headers={"Content-Type": "image/png"}),
    }
    with serving(routes) as site:
        snapshot = crawl(
            "http://www.example.test", tmp_path / "s.sqlite", resolve={"www.example.test:80": site.host}
        )
        assert {seen.headers["Host"] for seen in site.requests} == {"www.example.test"}
    assert snapshot.meta["finish_reason"] == "finished"
    assert {fetch.url for fetch in snapshot.fetches() if fetch.code == "ok"} == {
        "http://www.example.test/", "http://www.example.test/a.html",
        "http://www.example.test/x.pdf", "http://www.example.test/i.png",
    }  # fmt: skip


SHIELD = "<html><script>var arg1='ABCD';function x(){document.cookie='acw_sc__v2='+arg1;}</script></html>"


def test_shielded_home_is_blocked_not_broken(tmp_path: Path) -> None:
    with serving({"/": SHIELD}) as site:
        snapshot = crawl(site.url, tmp_path / "s.sqlite")
    home = snapshot.fetch(f"{site.url}/")
    assert home is not None
    assert (home.outcome, home.code) == (Outcome.BLOCKED, "shield")
    assert (snapshot.meta["finish_reason"], snapshot.meta["complete"]) == ("blocked", "0")


def test_shield_under_way_is_left_alone_after_a_few_answers(tmp_path: Path) -> None:
    pages = [f"/p{number}.html" for number in range(60)]

    def answer(seen: Seen) -> Reply | str:
        return Reply(SHIELD, 405) if seen.path in pages[10:] else "<html>正常</html>"

    with serving({"/": links(*pages)}, answer) as site:
        snapshot = crawl(site.url, tmp_path / "s.sqlite", concurrency=4)
        asked = len([path for path in site.paths() if path.startswith("/p")])
    assert asked < 40
    assert snapshot.meta["finish_reason"] == "blocked"
    codes = Counter(fetch.code for fetch in snapshot.fetches(Role.PAGE))
    assert codes["shield"] == 50
    assert codes["ok"] == 11


def test_scope_is_kept(tmp_path: Path) -> None:
    routes = {
        "/dept/": links("a.html", "/other/b.html", "../top.html"),
        "/dept/a.html": "<html>甲</html>",
        "/other/b.html": links("/other/c.html"),
        "/top.html": "<html>上级</html>",
    }
    with serving(routes) as site:
        snapshot = crawl(f"{site.url}/dept/", tmp_path / "s.sqlite", prefixes=["/dept/"])
        assert "/other/c.html" not in site.paths()
    roles = {
        fetch.url.removeprefix(site.url): fetch.role
        for fetch in snapshot.fetches()
        if fetch.role != Role.PROBE
    }
    assert roles == {
        "/dept/": Role.PAGE, "/dept/a.html": Role.PAGE,
        "/other/b.html": Role.TARGET, "/top.html": Role.TARGET,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("home", "code"),
    [
        (Reply("坏", 500), "http_500"),
        (Reply(b"\x89PNG\r\n\x1a\n1234", headers={"Content-Type": "image/png"}), "not_html"),
        (Reply("", 302, {"Location": "/"}), "redirect_loop"),
        (Reply("忙", seconds=3), "timeout"),
        (Reply(reset=True), "reset"),
        (Reply(""), "empty"),
    ],
    ids=["500", "picture", "loop", "timeout", "reset", "empty"],
)
def test_home_that_cannot_be_used(tmp_path: Path, home: Reply, code: str) -> None:
    with serving({"/": home}) as site:
        snapshot = crawl(site.url, tmp_path / "s.sqlite", first_byte_seconds=1)
    assert (snapshot.meta["finish_reason"], snapshot.meta["finish_detail"]) == ("unreachable", code)
    assert snapshot.meta["complete"] == "0"


def test_a_silent_home_is_tried_twice_by_two_clients(tmp_path: Path) -> None:
    with serving({"/": Reply("忙", seconds=3)}) as site:
        snapshot = crawl(site.url, tmp_path / "s.sqlite", first_byte_seconds=0.5)
        assert site.paths().count("/") == 2
        assert [seen.headers.get("Accept-Encoding") for seen in site.requests if seen.path == "/"] == [
            "gzip, deflate",
            "identity",
        ]
    home = snapshot.fetch(f"{site.url}/")
    assert home is not None
    assert (home.outcome, home.code) == (Outcome.FAILED, "timeout")
    assert [attempt.code for attempt in home.attempts] == ["timeout", "timeout"]


def test_a_home_that_wakes_up_at_its_second_try_is_read(tmp_path: Path) -> None:
    def wake(seen: Seen) -> Reply | str:
        return Reply(links("/a.html"), seconds=3 if seen.count == 1 else 0)

    with serving({"/": wake, "/a.html": "<html>甲</html>"}) as site:
        snapshot = crawl(site.url, tmp_path / "s.sqlite", first_byte_seconds=0.5)
    assert snapshot.meta["finish_reason"] == "finished"
    assert {fetch.url.removeprefix(site.url) for fetch in snapshot.fetches(Role.PAGE)} == {"/", "/a.html"}


@pytest.mark.parametrize(("status", "headers"), [(502, {}), (503, {"Retry-After": "0"})])
def test_a_home_that_is_down_for_a_moment_is_read(
    tmp_path: Path, status: int, headers: dict[str, str]
) -> None:
    begun: list[float] = []

    def restart(seen: Seen) -> Reply | str:
        begun.append(time.monotonic())
        return Reply("重启", status, headers) if begun[-1] - begun[0] < 0.4 else links("/a.html")

    with serving({"/": restart, "/a.html": "<html>甲</html>"}) as site:
        snapshot = crawl(site.url, tmp_path / "s.sqlite", first_byte_seconds=4)
    assert (snapshot.meta["finish_reason"], snapshot.meta["pages_fetched"]) == ("finished", "2")


@pytest.mark.parametrize("kind", ["refused", "dns"])
def test_home_that_is_not_there(tmp_path: Path, kind: str) -> None:
    url = f"http://127.0.0.1:{free_port()}" if kind == "refused" else "http://no-such-portal.invalid"
    snapshot = crawl(url, tmp_path / "s.sqlite")
    assert (snapshot.meta["finish_reason"], snapshot.meta["finish_detail"]) == ("unreachable", kind)


def test_focus_column_is_walked_first(tmp_path: Path) -> None:
    pages = {f"/p{number}.html": "<html>页</html>" for number in range(30)}
    home = links(*pages) + '<a href="/zdgk.html">法定主动公开内容</a>'
    with serving({"/": home, "/zdgk.html": "<html>栏目</html>", **pages}) as site:
        crawl(site.url, tmp_path / "s.sqlite", concurrency=1, focus=["法定主动公开内容"])
        assert next(path for path in site.paths() if path.endswith(".html")) == "/zdgk.html"


def test_wrong_job_is_told_in_one_line(tmp_path: Path) -> None:
    process = start({"plan": {}, "snapshot": str(tmp_path / "s.sqlite")})
    _, err = process.communicate(timeout=20)
    assert process.returncode == 2
    assert "Traceback" not in err
