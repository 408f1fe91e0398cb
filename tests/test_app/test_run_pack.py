"""A run keeps the pack that it was judged by; the register says what exempts a unit."""

from dataclasses import replace

import pytest
from sqlalchemy import update
from typer.testing import CliRunner

from storage.database import open_database
from storage.packs import PackUsed, find_pack, pack_digests
from storage.runs import save_audit
from storage.tables import RunRow
from storage.units import save_units
from tests.test_app.office import PACK, Office, audited, office
from xunjian.app.audit import AuditRequest, prepare_audit
from xunjian.app.locate import Located, locate_snapshot
from xunjian.app.packs import open_pack
from xunjian.app.run_pack import pack_of_run, pack_of_runs, used_pack
from xunjian.app.score import ScoreRequest, run_score
from xunjian.cli.verbs import app
from xunjian.errors import UsageError
from xunjian.model.audit import dump_audit
from xunjian.model.unit import Unit

__all__ = ["audited", "office"]


def test_a_file_that_has_changed_since_is_told_of_and_not_used(office: Office) -> None:
    """Its points, not its words: the run is judged by what it was judged by, unless another is named."""
    changed = PACK.replace("points: 2", "points: 3").replace("total: 20", "total: 21")
    engine, own = open_database(office.database), office.run_id
    assert pack_of_run(engine, own, "office").note == ""
    office.pack.write_text(changed, "utf-8")
    try:
        used = pack_of_run(engine, own, "office")
        assert used.loaded.pack.maximum == 20
        assert used.note.startswith("办公室指标（office 1 版）在这次运行之后改过，仍按运行时存下的")
        assert f"--pack {office.pack}" in used.note
        for verb in (["advise"], ["rank"], ["assess", "--out", str(office.folder / "f.xlsx")]):
            said = CliRunner().invoke(app, [*verb, own, "--database", office.database])
            assert (said.exit_code, used.note in said.stderr) == (0, True), verb
        request = ScoreRequest(own, pack=str(office.pack), out=office.folder / "o", database=office.database)
        other = run_score(request)
        assert (other.audit.score.maximum, other.notes) == (21, ())
        assert find_pack(engine, other.audit.run.id) == PackUsed((("office", changed),), str(office.pack))
        assert len(set(pack_digests(engine, (own, other.audit.run.id)).values())) == 2
        with pytest.raises(UsageError, match="在这些检查之间改过"):
            pack_of_runs(engine, (office.audit.audit, other.audit))
        office.pack.write_text("不是指标体系", "utf-8")
        assert pack_of_run(engine, own, "office").note == used.note
    finally:
        office.pack.unlink()


def test_a_pack_is_kept_once_and_with_those_that_it_extends(office: Office) -> None:
    """As the engine of a run keeps it, whatever becomes of the files."""
    base, overlay = office.folder / "office.yaml", office.folder / "mine.yaml"
    base.write_text(PACK, "utf-8")
    overlay.write_text(
        'schema: 1\nid: mine\nversion: "1"\nextends: office\n'
        "patch:\n  - {item: auto, set: {title: 联系电话}}\n",
        "utf-8",
    )
    loaded, engine, made = open_pack(str(overlay)), open_database(office.database), office.audit.audit
    for name in ("one", "two"):
        twin = made.model_copy(update={"run": made.run.model_copy(update={"id": name})})
        save_audit(engine, twin, office.folder / "s", "s", used_pack(loaded))
    assert len(set(pack_digests(engine, ("one", "two")).values())) == 1
    base.write_text(PACK.replace("points: 2", "points: 3"), "utf-8")
    assert "改过" in pack_of_run(engine, "one", "mine").note
    base.unlink()
    overlay.unlink()
    used = pack_of_run(engine, "two", "mine")
    assert (used.note, used.loaded.pack, used.loaded.texts) == ("", loaded.pack, loaded.texts)
    assert used.loaded.pack.items[0].title == "联系电话"


def test_a_run_whose_pack_was_not_kept_asks_for_its_file(office: Office) -> None:
    """As those of older versions of this program."""
    with open_database(office.database).begin() as connection:
        connection.execute(update(RunRow).values(pack_sha256=None, pack_file=None))
    refused = office.assess("--history").exception
    assert isinstance(refused, UsageError)
    assert refused.message == "没有指标体系“office”。"
    assert "用 --pack 写明它的文件" in refused.hint


def test_the_register_of_today_says_which_traits_count(office: Office) -> None:
    unit = Unit(office.audit.audit.unit.id, "某县", "county", office.audit.audit.unit.home_url)
    save_units(open_database(office.database), [replace(unit, traits=("无对外服务职能",))])
    first = office.score()
    assert first.audit.unit.traits == ("无对外服务职能",)
    assert first.notes == (
        "登记表里某县的特征与检查时不同（检查时：无；现在：无对外服务职能），按现在的评判。",
    )


def test_an_audit_takes_the_traits_of_the_register(office: Office) -> None:
    """And with it a sweep, whose every audit is prepared so."""
    unit = Unit("u", "某县", "county", "http://a.example/", traits=("无对外服务职能",))
    save_units(open_database(office.database), [unit])
    request = AuditRequest("u", browser=False, out=office.folder / "u", database=office.database)
    ready = prepare_audit(request)
    assert ready.unit.traits == ready.plan.units[0].traits == ("无对外服务职能",)
    assert prepare_audit(replace(request, traits=("无",))).unit.traits == ()


def test_a_folder_without_a_snapshot_leads_to_that_of_its_run(office: Office) -> None:
    """What was judged again lies in a folder of its own."""
    (office.folder / "again").mkdir()
    (office.folder / "again" / "audit.json").write_text(dump_audit(office.audit.audit), "utf-8")
    engine = open_database(office.database)
    for reference in (office.folder / "again", office.folder / "again" / "audit.json"):
        located = locate_snapshot(str(reference), engine)
        assert located == Located(office.audit.snapshot, office.run_id, "office")
    with pytest.raises(UsageError, match="没有快照"):
        locate_snapshot(str(office.folder / "again"), None)
