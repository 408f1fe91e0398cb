"""A finding's way back by the command line: marked, kept through a new audit, taken back, made a case."""

import json
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.test_app.home import at_home
from xunjian.app.audit import AuditRequest, run_audit
from xunjian.app.outputs import AuditResult
from xunjian.app.review import MarkRequest, mark_finding
from xunjian.app.runs import today
from xunjian.cli.verbs import app
from xunjian.errors import UsageError
from xunjian.model.finding import Status
from xunjian.model.mark import Verdict
from xunjian.testing.portals.demo import demo_case
from xunjian.testing.server import Running, serve

DAY = today()
CHECK = "footer.contact"


@pytest.fixture(scope="module")
def portal() -> Iterator[Running]:
    with serve(demo_case(DAY).spec) as running:
        yield running


def audit(portal: Running, out: Path) -> AuditResult:
    return run_audit(
        AuditRequest(
            portal.home, as_of=DAY, delay=0.0, allow_private=True, browser=False, use_earlier=False, out=out
        )
    )


@pytest.fixture(scope="module")
def night(portal: Running, tmp_path_factory: pytest.TempPathFactory) -> tuple[AuditResult, Path]:
    """The first audit, and the user's folder after it."""
    folder = tmp_path_factory.mktemp("first")
    with at_home(folder / "home"):
        return audit(portal, folder / "1"), folder / "home"


@pytest.fixture
def first(night: tuple[AuditResult, Path], tmp_path: Path) -> AuditResult:
    """The first audit, in this test's own office."""
    shutil.copytree(night[1], tmp_path / "home")
    return night[0]


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["review", *words])


def status_of(result: AuditResult, check: str) -> Status:
    return next(each.status for each in result.audit.checks if each.check == check)


def one_that_fails_alone(result: AuditResult) -> str:
    """The id of a finding that is the only one of its check."""
    failing = [each for each in result.audit.findings if each.status is Status.FAIL]
    alone = [each for each in failing if sum(other.check == each.check for other in failing) == 1]
    links = [each for each in alone if each.subject.kind in ("link", "attachment", "page")]
    return (links or alone)[0].id


def test_a_marked_finding_survives_the_next_audit_and_comes_back_when_taken_back(
    portal: Running, first: AuditResult, tmp_path: Path
) -> None:
    number = one_that_fails_alone(first)
    finding = next(each for each in first.audit.findings if each.id == number)
    assert status_of(first, finding.check) is Status.FAIL
    made = run("add", number, "--as", "误报", "--reason", "该页在报备期内", "--by", "甲某")
    assert made.exit_code == 0, made.output
    second = audit(portal, tmp_path / "2")
    assert status_of(second, finding.check) is not Status.FAIL
    assert finding.fingerprint not in {each.fingerprint for each in second.audit.findings}
    (marked,) = second.audit.marked
    assert (marked.fingerprint, marked.by) == (finding.fingerprint, "甲某")
    assert second.audit.score.lost < first.audit.score.lost
    report = (tmp_path / "2" / "report.html").read_text("utf-8")
    assert "已复核、不再计入的 1 处" in report
    assert "该页在报备期内" in report
    listed = json.loads(run("list", "--format", "json").stdout)
    assert [(each["id"], each["by"]) for each in listed] == [(1, "甲某")]
    assert run("end", "1", "--by", "乙某").exit_code == 0
    third = audit(portal, tmp_path / "3")
    assert status_of(third, finding.check) is Status.FAIL
    assert third.audit.marked == ()


def test_a_marked_finding_becomes_a_case_that_still_fires(first: AuditResult, tmp_path: Path) -> None:
    number = one_that_fails_alone(first)
    run("add", number, "--as", "误报", "--reason", "不是这样", "--by", "甲某")
    made = run("case", "1", "--out", str(tmp_path / "cases"))
    assert made.exit_code == 0, made.output
    assert "仍会报出" in made.output
    judged = run("cases", str(tmp_path / "cases"))
    assert judged.exit_code == 1
    assert "1 个仍会报出" in judged.output


def request(**changes: object) -> MarkRequest:
    values = {"finding": "F-0a1b2c3d4e5f", "verdict": Verdict.EXEMPT, "reason": "已报备", "by": "甲某"}
    return MarkRequest(**(values | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"reason": " "}, "理由"),
        ({"by": ""}, "由谁"),
        ({"until": DAY - timedelta(days=1)}, "已经过去"),
        ({"until": DAY + timedelta(days=181)}, "最长 180 天"),
        ({"finding": "F-0"}, "太短"),
        ({}, "没有问题"),
    ],
)
def test_an_incomplete_mark_is_refused_in_words(changes: dict[str, object], word: str) -> None:
    with pytest.raises(UsageError, match=word):
        mark_finding(request(**changes))


def test_the_last_allowed_day_is_allowed(first: AuditResult) -> None:
    number = one_that_fails_alone(first)
    until: date = DAY + timedelta(days=180)
    assert mark_finding(request(finding=number, until=until)).until == until
