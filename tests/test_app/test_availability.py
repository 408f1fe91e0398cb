"""Rounds, what they leave in the database, and what of it an audit takes into its snapshot."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from storage.availability import drop_samples, list_samples, save_samples
from storage.database import open_database
from storage.units import save_units
from tests.test_crawler.loopback import Site, free_port, links, serving
from xunjian.app.audit import AuditRequest, run_audit
from xunjian.app.availability import ProbeRequest, run_round
from xunjian.app.outputs import AuditResult
from xunjian.app.score import ScoreRequest, run_score
from xunjian.cli.verbs import app
from xunjian.errors import UsageError
from xunjian.model.audit import Audit
from xunjian.model.availability import Sample
from xunjian.model.observation import Outcome
from xunjian.model.unit import Unit

AS_OF = date(2026, 11, 20)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def address(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/x.db"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving({"/": links("/a.html"), "/a.html": "<html>文章</html>"}) as running:
        yield running


def register(address: str, *homes: str) -> list[Unit]:
    units = [Unit(f"u{number}", f"单位{number}", "county", home) for number, home in enumerate(homes)]
    save_units(open_database(address), units)
    return units


def audit(address: str, out: Path, target: str = "u0", **changes: object) -> AuditResult:
    request = AuditRequest(
        target, as_of=AS_OF, delay=0.0, allow_private=True, browser=False, out=out, database=address
    )
    return run_audit(replace(request, **changes))  # type: ignore[arg-type]


def said(audit: Audit) -> tuple[str, list[str]]:
    status = next(each.status for each in audit.checks if each.check == "site.reachable")
    return status.value, [each.message for each in audit.findings if each.check == "site.reachable"]


def a_week(unit: Unit, down: int) -> list[tuple[Unit, Sample]]:
    noon = datetime(2026, 11, 20, 4, tzinfo=UTC)
    rows = []
    for number in range(140):
        at = noon - timedelta(days=1 + number % 7, minutes=10 * (number // 7))
        outcome, code = (Outcome.FAILED, "refused") if number < down else (Outcome.OK, "ok")
        rows.append((unit, Sample(at, outcome, code, None, 0.5)))
    return rows


def test_a_round_is_kept(address: str, site: Site) -> None:
    units = register(address, site.url + "/", f"http://127.0.0.1:{free_port()}/")
    seen = run_round(ProbeRequest(allow_private=True, database=address))
    assert [sample.outcome for _, sample in seen.samples] == [Outcome.OK, Outcome.FAILED]
    assert site.paths() == ["/"]
    engine = open_database(address)
    (kept,) = list_samples(engine, units[1], LONG_AGO)
    assert (kept.outcome, kept.code) == (Outcome.FAILED, "refused")
    assert list_samples(engine, replace(units[1], home_url="http://b.example/"), LONG_AGO) == ()


def test_old_samples_are_forgotten(address: str) -> None:
    (unit,) = register(address, "http://a.example/")
    engine = open_database(address)
    save_samples(engine, a_week(unit, 0))
    drop_samples(engine, datetime(2026, 11, 16, tzinfo=UTC))
    assert {each.day >= date(2026, 11, 16) for each in list_samples(engine, unit, LONG_AGO)} == {True}


def test_the_verb_says_what_it_saw(address: str, site: Site) -> None:
    register(address, site.url + "/", f"http://127.0.0.1:{free_port()}/")
    options = ["probe", "--allow-private", "--database", address]
    result = CliRunner().invoke(app, options)
    assert result.exit_code == 0
    assert "u1\t单位1\t打不开：拒绝连接" in result.stdout
    assert "采样 2 个单位：打不开 1，打得开 1。" in result.stdout
    rows = json.loads(CliRunner().invoke(app, [*options, "--format", "json"]).stdout)
    assert [(row["unit"], row["outcome"]) for row in rows] == [("u0", "ok"), ("u1", "failed")]


def test_the_verb_asks_for_a_witness_where_nothing_can_be_told(address: str, site: Site) -> None:
    register(address, f"http://127.0.0.1:{free_port()}/")
    options = ["probe", "--allow-private", "--database", address]
    assert "--witness" in CliRunner().invoke(app, options).stdout
    told = CliRunner().invoke(app, [*options, "--witness", site.url + "/"]).stdout
    assert "打不开：拒绝连接" in told
    assert "--witness" not in told


def test_a_witness_is_an_address(address: str) -> None:
    register(address, "http://a.example/")
    with pytest.raises(UsageError):
        run_round(ProbeRequest(witnesses=("www.example.com",), database=address))


def test_the_week_goes_into_the_snapshot_which_alone_repeats_the_verdict(
    address: str, site: Site, tmp_path: Path
) -> None:
    (unit,) = register(address, site.url + "/")
    save_samples(open_database(address), a_week(unit, 7))
    result = audit(address, tmp_path / "out")
    status, (message,) = said(result.audit)
    assert status == "fail"
    assert "140 次采样中打不开 7 次，占 5.0%" in message
    alone = tmp_path / "alone"
    shutil.copytree(tmp_path / "out", alone)
    Path(address.removeprefix("sqlite:///")).unlink()
    again = run_score(ScoreRequest(str(alone), database=address, record=False))
    assert said(again.audit) == (status, [message])


def test_an_audit_that_is_sent_elsewhere_takes_no_samples_along(
    address: str, site: Site, tmp_path: Path
) -> None:
    (unit,) = register(address, "http://www.nobody.example/")
    save_samples(open_database(address), a_week(unit, 140))
    result = audit(address, tmp_path / "out", resolve={"www.nobody.example": site.host})
    assert said(result.audit) == ("pass", [])


def test_a_home_page_that_never_answers(address: str, tmp_path: Path) -> None:
    result = audit(address, tmp_path / "out", f"http://127.0.0.1:{free_port()}/")
    status, (message,) = said(result.audit)
    assert (status, result.exit_code) == ("fail", 3)
    assert "拒绝连接" in message


def test_a_home_page_that_is_silent_while_all_are_is_not_accused(address: str, tmp_path: Path) -> None:
    (unit,) = register(address, f"http://127.0.0.1:{free_port()}/")
    cut = Sample(datetime.now(UTC) - timedelta(minutes=20), Outcome.UNKNOWN, "line")
    save_samples(open_database(address), [(unit, cut)])
    result = audit(address, tmp_path / "out")
    assert said(result.audit) == ("unknown", [])
