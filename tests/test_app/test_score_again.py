"""A stored snapshot judged again: the same bytes each time, and without any network."""

import json
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from xunjian.app.audit import AuditRequest, run_audit
from xunjian.cli.verbs import app
from xunjian.testing.portals.demo import demo_case
from xunjian.testing.server import serve

AS_OF = date(2026, 11, 20)
PACK = "jilin-2021"
CUT_OFF = ("unshare", "--user", "--map-root-user", "--net")
"""Into a network namespace that has no interface up, not even loopback."""
_OWN = re.compile(r'"(id|started_at|finished_at)": "[^"]*",\n')


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of the demonstration portal, crawled once."""
    spec, out = demo_case(AS_OF).spec, tmp_path_factory.mktemp("demo") / "out"
    with serve(spec) as running:
        run_audit(
            AuditRequest(
                running.home,
                unit_type=spec.unit_type,
                name=spec.name,
                as_of=AS_OF,
                delay=0.0,
                browser=False,
                allow_private=True,
                out=out,
                record=False,
            )
        )
    return out / "snapshot.sqlite"


def xunjian(*words: object, before: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    run = "import sys; from xunjian.cli.main import main; sys.argv[0] = 'xunjian'; main()"
    command = [*before, sys.executable, "-c", run, *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120)


def words_to_score(snapshot: Path, out: Path) -> list[str]:
    return ["score", str(snapshot), "--pack", PACK, "--out", str(out), "--database", f"sqlite:///{out}.db"]


def score(snapshot: Path, out: Path, *, before: tuple[str, ...] = ()) -> str:
    """audit.json of a process of its own, as `written` gives it."""
    end = xunjian(*words_to_score(snapshot, out), before=before)
    assert end.returncode in (0, 1, 3), end.stderr
    return written(out)


def written(out: Path) -> str:
    """audit.json without what tells one run from another: the id of the run and its times."""
    text = (out / "audit.json").read_text("utf-8")
    head, run, rest = text.partition('"run": {')
    own, mark, more = rest.partition("}")
    return head + run + _OWN.sub("", own) + mark + more


@pytest.fixture(scope="module")
def judged(snapshot: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Judged once here, with the network as it is: the folder, and its audit.json."""
    out = tmp_path_factory.mktemp("judged") / "a"
    end = CliRunner().invoke(app, words_to_score(snapshot, out))
    assert end.exit_code in (0, 1, 3), end.output
    return out, written(out)


def test_twice_the_same_bytes(snapshot: Path, judged: tuple[Path, str], tmp_path: Path) -> None:
    assert score(snapshot, tmp_path / "again") == judged[1]
    assert json.loads(judged[1])["score"]["ledger"]


def _may_cut_off() -> bool:
    if shutil.which("unshare") is None:
        return False
    return subprocess.run([*CUT_OFF, "true"], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not _may_cut_off(), reason="this machine lets nobody make a network namespace")
def test_without_a_network(snapshot: Path, judged: tuple[Path, str], tmp_path: Path) -> None:
    """Not even loopback is up; judged with and without, the bytes are the same."""
    look = "import socket; socket.create_connection(('127.0.0.1', 9), 1)"
    proof = subprocess.run([*CUT_OFF, sys.executable, "-c", look], capture_output=True, text=True)
    assert "Network is unreachable" in proof.stderr
    assert score(snapshot, tmp_path / "off", before=CUT_OFF) == judged[1]
    database = f"sqlite:///{tmp_path / 'x.db'}"
    simulated = xunjian(
        "simulate", snapshot, "--pack", "core", "--pack", PACK, "--database", database, "--format", "json",
        before=CUT_OFF,
    )  # fmt: skip
    assert simulated.returncode == 0, simulated.stderr
    found = json.loads(simulated.stdout)
    assert (found["before"]["pack"], found["after"]["pack"]) == ("core", PACK)
    assert {change["kind"] for change in found["changes"]} >= {"changed", "added", "removed"}
    told = json.loads((tmp_path / "off" / "audit.json").read_text("utf-8"))["score"]
    assert found["after"]["score"]["final_low"] == told["final_low"]
    advice = xunjian("advise", tmp_path / "off", "--database", database, "--format", "json", before=CUT_OFF)
    assert advice.returncode == 0, advice.stderr
    steps = json.loads(advice.stdout)["steps"]
    assert steps
    assert all(step["gain"] > 0 or step["lifts"] for step in steps)


def test_ranking_by_the_command(judged: tuple[Path, str], tmp_path: Path) -> None:
    runs = judged[0].parent
    database = f"sqlite:///{tmp_path / 'x.db'}"
    end = CliRunner().invoke(app, ["rank", str(runs), "--database", database])
    assert end.exit_code == 0, end.stderr
    assert "测算分，非正式得分" in end.stdout
    assert "第 1 名" in end.stdout
    wrong = xunjian("rank", "--period", f"年末={runs}", "--database", database)
    assert wrong.returncode == 2
    assert "没有时段“年末”" in wrong.stderr
