"""Killed while a real browser builds pages: no process is left behind, and `--resume` comes to the same."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from storage.snapshot import SnapshotFile
from tests.test_app.sweeping import pack_of
from tests.test_crawler.killing import audit_to, wait_until
from tests.test_crawler.loopback import Reply, Route, Site, serving
from xunjian.app.audit import run_audit
from xunjian.app.browser import SANDBOX, locate_browser
from xunjian.app.processes import descendants
from xunjian.model.observation import Role

SHELL = (
    "<html><head><title>某市人民政府</title></head>"
    "<body><div id='app'></div><script src='/app.js'></script></body></html>"
)
APP = """fetch('/list.json?' + location.pathname).then(r => r.json()).then(list => list.forEach(url => {
  var a = document.createElement('a'); a.href = url; a.textContent = '公告'; document.body.append(a) }))"""
CHECKS = ("column.blank", "column.required", "content.blank_page", "footer.icp", "site.page_labels")
"""Of what is crawled and built; looks at the home page and at the search would come after that."""
pytestmark = [pytest.mark.browser, pytest.mark.skipif(locate_browser() is None, reason="没有找到浏览器")]


@dataclass(frozen=True)
class Whole:
    site: Site
    pack: str
    seen: Mapping[tuple[str, str], object]
    findings: frozenset[str]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    """The audit that nobody disturbed."""
    columns = [f"/column{number}/" for number in range(3)]
    script, data = {"Content-Type": "text/javascript"}, {"Content-Type": "application/json"}
    routes: dict[str, Route] = dict.fromkeys(("/", *columns), SHELL)
    routes |= {
        "/app.js": Reply(APP, headers=script),
        "/list.json?/": Reply(json.dumps(columns), headers=data),
    }
    for path in columns:
        articles = [f"{path}{number}.html" for number in range(3)]
        routes[f"/list.json?{path}"] = Reply(json.dumps(articles), headers=data, seconds=0.3)
        routes |= {url: f"<html><title>公告</title><p>{url}</p></html>" for url in articles}
    with pytest.MonkeyPatch.context() as patch, serving(routes) as site:
        if os.geteuid() == 0:  # Chromium's sandbox does not start for root
            patch.setenv(SANDBOX, "0")
        folder = tmp_path_factory.mktemp("whole")
        pack = pack_of(folder, "county", *CHECKS)
        yield Whole(site, pack, *_audit(site, folder / "out", pack, resume=False))


def _audit(
    site: Site, out: Path, pack: str, *, resume: bool
) -> tuple[Mapping[tuple[str, str], object], frozenset[str]]:
    """What was seen of each address, and what was found."""
    result = run_audit(replace(audit_to(f"{site.url}/", out, resume=resume), browser=True, pack=pack))
    with SnapshotFile.open(out / "snapshot.sqlite") as snapshot:
        seen = {
            (fetch.url, fetch.role.value): (fetch.outcome, fetch.code, fetch.truncated, fetch.sha256)
            for fetch in snapshot.fetches()
            if fetch.role is not Role.PROBE  # made up in the folders that were known when their turn came
        }
    return seen, frozenset(each.fingerprint for each in result.audit.findings)


@pytest.mark.parametrize("victim", ["audit", pytest.param("crawl", marks=pytest.mark.slow)])
def test_nothing_is_left_and_it_is_finished(whole: Whole, tmp_path: Path, victim: str) -> None:
    out = tmp_path / "out"
    command = [
        *(sys.executable, "-P", "-m", "xunjian", "audit", whole.site.url, "--allow-private", "--delay=0"),
        *("--as-of", "2026-11-20", "--out", str(out), "--pack", whole.pack),
    ]
    environment = os.environ | {"XUNJIAN_HOME": str(tmp_path)}
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    started: set[int] = set()

    def building() -> bool:
        started.update(descendants(process.pid))
        return process.poll() is not None or any("--type=renderer" in _line(pid) for pid in started)

    wait_until(building)
    assert process.poll() is None
    started.update(descendants(process.pid))
    crawl = next(pid for pid in descendants(process.pid) if "-m crawler" in _line(pid))
    os.kill(process.pid if victim == "audit" else crawl, signal.SIGKILL)
    _, err = process.communicate(timeout=60)
    assert "Traceback" not in err
    wait_until(lambda: not any(_line(pid) for pid in started))
    seen, findings = _audit(whole.site, out, whole.pack, resume=True)
    assert findings
    assert seen == whole.seen
    assert findings == whole.findings
    assert sum(role == "rendered" for _, role in seen) == 4


def _line(pid: int) -> str:
    """The command line of a process; empty where there is none, or none any more."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
    except OSError:
        return ""
