"""What audit.json says of what was seen: sums that add up, and nothing called used that did not work."""

import subprocess
import sys
from pathlib import Path

import pytest

from xunjian.app import collect
from xunjian.app.collect import run_crawl
from xunjian.app.progress import Silent
from xunjian.app.record_coverage import coverage_record
from xunjian.errors import CollectError
from xunjian.model.observation import Attempt, Fetch, Observation, Outcome, Role
from xunjian.testing.memory import MemorySnapshot, plan_of

HOME = "http://www.example.gov.cn/"


def snapshot(*fetches: tuple[str, Role, Outcome, str], looks: tuple[str, ...] = ()) -> MemorySnapshot:
    made = MemorySnapshot.of(HOME, browser="/usr/bin/chromium")
    made.rows += [Fetch(f"{HOME}{path}", role, outcome, code) for path, role, outcome, code in fetches]
    made.seen += [
        Observation("paint", f"{HOME}{number}", {"error": error}, "") for number, error in enumerate(looks)
    ]
    return made


def test_reasons_add_up_to_what_was_not_read() -> None:
    record = coverage_record(
        snapshot(
            ("", Role.PAGE, Outcome.OK, "ok"),
            ("a", Role.PAGE, Outcome.UNKNOWN, "robots"),
            ("b", Role.PAGE, Outcome.UNKNOWN, "robots"),
            ("c", Role.PAGE, Outcome.BLOCKED, "shield"),
            ("d", Role.PAGE, Outcome.FAILED, "http_404"),
        )
    )
    assert sum(each.count for each in record.reasons) == record.planned - record.read == 4
    assert (record.reasons[0].reason, record.reasons[0].count) == ("robots.txt 不允许抓取", 2)
    assert "User-agent: Xunjian" in (record.next_step or "")


def test_rules_that_could_not_be_read_forbid_nothing_by_themselves() -> None:
    made = snapshot(("", Role.PAGE, Outcome.UNKNOWN, "robots"))
    made.seen.append(Observation("robots", "www.example.gov.cn", {"status": 503, "rule": "forbidden"}, ""))
    record = coverage_record(made)
    assert record.unseen[0].reason == record.reasons[0].reason == "robots.txt 返回 503，按规定本次不抓取"


def test_a_home_page_that_refuses_us_is_to_be_opened_like_a_shield() -> None:
    made = snapshot()
    refused = Attempt("GET", "2026-11-22T00:00:00+00:00", 0.1, 403, "http_403")
    made.rows.append(Fetch(HOME, Role.PAGE, Outcome.BLOCKED, "http_403", attempts=(refused, refused)))
    made.meta = {"complete": "0", "finish_reason": "blocked", "finish_detail": "http_403"}
    (shield,) = coverage_record(made).shields
    assert (shield.host, shield.count) == ("www.example.gov.cn", 2)


@pytest.mark.parametrize(
    ("rendered", "looks", "counts"),
    [
        ((), (), (0, 0, False)),
        ((), ("protocol",), (0, 0, True)),
        ((), ("protocol", ""), (0, 0, False)),
        ((Outcome.OK, Outcome.UNKNOWN), (), (1, 1, False)),
        ((Outcome.UNKNOWN,), ("protocol",), (0, 1, True)),
    ],
)
def test_a_browser_that_opened_nothing_is_not_called_used(
    rendered: tuple[Outcome, ...], looks: tuple[str, ...], counts: tuple[int, int, bool]
) -> None:
    rows = ((f"r{number}", Role.RENDERED, outcome, "x") for number, outcome in enumerate(rendered))
    record = coverage_record(snapshot(*rows, looks=looks))
    assert (record.rendered, record.unrendered, record.browser_failed) == counts


def test_what_stopped_a_crawl_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = '{"event": "failed", "key": "", "reason": "快照文件所在的磁盘已满"}'
    command = [sys.executable, "-S", "-c", f"print({said!r}); raise SystemExit(2)"]
    pipe = subprocess.PIPE
    monkeypatch.setattr(
        collect, "start_crawler",
        lambda *_: subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, start_new_session=True),
    )  # fmt: skip
    monkeypatch.setattr(collect, "take_early", lambda *_: None)
    with pytest.raises(CollectError, match="磁盘已满") as told:
        run_crawl(plan_of(HOME), tmp_path / "snapshot.sqlite", Silent())
    assert "--resume" in told.value.hint
