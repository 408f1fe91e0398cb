"""A sweep over real processes: a bad unit never holds or breaks the rest, and nothing is left running."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import typer

from storage.database import open_database
from storage.units import save_units
from xunjian.app.sweep import exit_code, run_sweep, write_summary
from xunjian.app.unit_process import UnitOutcome, UnitProcess, UnitState, descendants
from xunjian.cli.errors import guarded
from xunjian.cli.sweep import sweep as sweep_verb
from xunjian.model.unit import Unit

STAND_IN = (sys.executable, str(Path(__file__).with_name("stand_in_audit.py")))


def units(*ids: str) -> list[Unit]:
    return [Unit(name, f"单位 {name}", "county", f"http://{name}.example/") for name in ids]


def sweep(out: Path, *ids: str, parallel: int = 4, **changes: float) -> dict[str, UnitOutcome]:
    process = replace(UnitProcess(out, command=STAND_IN), **changes)
    told: list[str] = []
    outcomes = run_sweep(units(*ids), process.audit, parallel, lambda outcome: told.append(outcome.unit.id))
    assert [outcome.unit.id for outcome in outcomes] == list(ids)
    assert sorted(told) == sorted(ids)
    return {outcome.unit.id: outcome for outcome in outcomes}


def alive(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"


def wait_for(path: Path) -> None:
    for _ in range(400):
        if path.exists():
            return
        time.sleep(0.05)
    raise AssertionError(f"{path} did not appear")


def test_one_bad_unit_does_not_break_the_rest(tmp_path: Path) -> None:
    outcomes = sweep(tmp_path, "good-1", "crash", "wrong", "unreachable", "faulty", "good-2", parallel=2)
    states = {name: outcome.state for name, outcome in outcomes.items()}
    assert states == {
        "good-1": UnitState.FINISHED,
        "crash": UnitState.FAILED,
        "wrong": UnitState.FAILED,
        "unreachable": UnitState.INCOMPLETE,
        "faulty": UnitState.FINISHED,
        "good-2": UnitState.FINISHED,
    }
    assert outcomes["wrong"].reason == "指标体系“x”不评估单位类型“y”。"
    assert outcomes["unreachable"].reason == "首页无法访问"
    assert "意外结束" in outcomes["crash"].reason
    assert outcomes["faulty"].failing == 1
    assert exit_code(outcomes.values()) == 3


def test_all_finished_is_0_whatever_was_found(tmp_path: Path) -> None:
    assert exit_code(sweep(tmp_path, "good", "faulty").values()) == 0


def test_several_run_at_once(tmp_path: Path) -> None:
    """Each of the three ends only when it sees the other two at work."""
    outcomes = sweep(tmp_path, "wait-3-a", "wait-3-b", "wait-3-c", parallel=3)
    assert {outcome.state for outcome in outcomes.values()} == {UnitState.FINISHED}


@pytest.mark.parametrize("same", ["places", "host"])
def test_never_more_than_allowed(tmp_path: Path, same: str) -> None:
    """The stand-in fails where it meets another of its kind: one place, or one host for all."""
    process = UnitProcess(tmp_path, command=STAND_IN)
    four = units("alone-a", "alone-b", "alone-c", "alone-d")
    if same == "host":
        four = [
            replace(unit, home_url=f"http://{'www.' * (index % 2)}x.example/{unit.id}/")
            for index, unit in enumerate(four)
        ]
    outcomes = run_sweep(four, process.audit, 1 if same == "places" else 4, lambda outcome: None)
    assert {outcome.state for outcome in outcomes} == {UnitState.FINISHED}


def test_a_hanging_unit_is_ended_with_all_its_children(tmp_path: Path) -> None:
    outcomes = sweep(tmp_path, "hang", "good", parallel=2, deadline_seconds=1.5, grace_seconds=0.3)
    assert outcomes["hang"].state is UnitState.TIMEOUT
    assert "时限" in outcomes["hang"].reason
    assert outcomes["good"].state is UnitState.FINISHED
    assert not alive(int((tmp_path / "seen/hang/child").read_text()))


def test_a_unit_over_its_deadline_may_end_politely(tmp_path: Path) -> None:
    outcome = sweep(tmp_path, "polite", deadline_seconds=1.5, grace_seconds=20)["polite"]
    assert (outcome.state, outcome.exit_code) == (UnitState.TIMEOUT, 3)
    assert outcome.audit is not None
    assert not outcome.audit.run.complete


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_children_politely_and_starts_no_more(tmp_path: Path, number: signal.Signals) -> None:
    def press() -> None:
        wait_for(tmp_path / "seen/polite-a/ready")
        os.kill(os.getpid(), number)

    presser = threading.Thread(target=press)
    presser.start()
    outcomes = sweep(tmp_path, "polite-a", "good", parallel=1)
    presser.join()
    assert (outcomes["polite-a"].state, outcomes["polite-a"].exit_code) == (UnitState.STOPPED, 3)
    assert (outcomes["good"].state, outcomes["good"].exit_code) == (UnitState.STOPPED, None)
    assert exit_code(outcomes.values()) == 3


def test_resume_does_only_what_is_left(tmp_path: Path) -> None:
    sweep(tmp_path, "good", "unreachable")
    (tmp_path / "unreachable" / "snapshot.sqlite").touch()
    (tmp_path / "seen" / "unreachable").rmdir()
    again = sweep(tmp_path, "good", "unreachable", resume=True)
    assert again["good"].exit_code is None
    assert again["good"].state is UnitState.FINISHED
    assert again["unreachable"].exit_code == 3


def test_a_command_that_cannot_be_started(tmp_path: Path) -> None:
    process = UnitProcess(tmp_path, command=("/nowhere/xunjian",))
    (outcome,) = run_sweep(units("a"), process.audit, 1, lambda outcome: None)
    assert outcome.state is UnitState.FAILED
    assert "不能启动" in outcome.reason


def test_the_summary_says_what_became_of_each(tmp_path: Path) -> None:
    outcomes = sweep(tmp_path, "faulty", "wrong")
    text = write_summary(outcomes.values(), tmp_path / "sweep.json")
    assert text == (tmp_path / "sweep.json").read_text("utf-8")
    rows = {row["unit"]: row for row in json.loads(text)}
    assert rows["faulty"] | {"seconds": 0} == {
        "unit": "faulty",
        "name": "单位 faulty",
        "state": "finished",
        "exit_code": 1,
        "reason": None,
        "seconds": 0,
        "run": "r1",
        "pages_fetched": 12,
        "failing": 1,
        "lowest": 7.1,
        "highest": 9.7,
        "maximum": 10,
        "folder": str(tmp_path / "faulty"),
    }
    assert (rows["wrong"]["failing"], rows["wrong"]["exit_code"]) == (None, 2)


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
    save_units(open_database(address), units("a"))
    app = typer.Typer()
    app.command()(sweep_verb)
    line = ["--database", address, "--out", str(tmp_path / "out"), *arguments]
    status = guarded(lambda: app(line, standalone_mode=False))
    printed = capsys.readouterr()
    assert (status, printed.out) == (2, "")
    assert said in printed.err
    assert len(printed.err.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_a_fault_in_starting_one_leaves_the_others_alone() -> None:
    """OSError: no process, no file, no space."""

    async def one(unit: Unit, stop: asyncio.Event) -> UnitOutcome:
        if unit.id == "a":
            raise OSError(24, "Too many open files")
        return UnitOutcome(unit, UnitState.FINISHED, Path())

    outcomes = run_sweep(units("a", "b"), one, 2, lambda outcome: None)
    assert [outcome.state for outcome in outcomes] == [UnitState.FAILED, UnitState.FINISHED]
