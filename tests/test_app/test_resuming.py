"""`--resume` says what it needs, and knows what the interrupted audit was of."""

from pathlib import Path

import pytest

from storage.snapshot import SnapshotWriter
from tests.test_reports.report_sample import sample_audit
from xunjian.app.resuming import begun_for, folder_to_resume, is_done
from xunjian.errors import UsageError
from xunjian.model.audit import dump_audit
from xunjian.model.unit import Unit
from xunjian.testing.memory import plan_of

HOME = "http://www.example.gov.cn/"
UNIT = Unit(id="www.example.gov.cn", name="某县", type="county", home_url=HOME)


def test_a_folder_is_asked_for_and_the_last_one_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="--out") as none:
        folder_to_resume(None, UNIT)
    assert "运行编号" in none.value.hint
    last = Path("xunjian-out") / UNIT.id / "20261122-0100"
    for folder in (last, last.with_name("20261121-0100")):
        folder.mkdir(parents=True)
        (folder / "snapshot.sqlite").touch()
    with pytest.raises(UsageError) as named:
        folder_to_resume(None, UNIT)
    assert str(last) in named.value.hint
    assert folder_to_resume(tmp_path, UNIT) == tmp_path


def test_the_name_and_type_it_was_begun_with_are_kept(tmp_path: Path) -> None:
    assert begun_for(tmp_path) is None
    audit = sample_audit()
    (tmp_path / "audit.json").write_text(dump_audit(audit), "utf-8")
    assert begun_for(tmp_path) == audit.unit


@pytest.mark.parametrize("complete", ["0", "1"])
def test_a_crawl_that_saw_all_leaves_nothing_to_go_on_with(tmp_path: Path, complete: str) -> None:
    path = tmp_path / "snapshot.sqlite"
    assert not is_done(path)
    with SnapshotWriter(path, plan_of(HOME)) as writer:
        writer.set_meta({"complete": complete, "started_at": "x"})
    assert is_done(path) is (complete == "1")
