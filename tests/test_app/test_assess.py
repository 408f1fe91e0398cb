"""Items that a person decides: printed, filled in, taken in, counted, carried over, taken back."""

import io
import shutil
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook
from sqlalchemy import update
from typer.testing import CliRunner, Result

from storage.database import open_database
from storage.packs import PackUsed, find_pack, pack_digests
from storage.runs import save_audit
from storage.tables import RunRow
from storage.units import save_units
from xunjian.app.assess import AssessRequest, assessment_history
from xunjian.app.audit import AuditRequest, prepare_audit, run_audit
from xunjian.app.locate import Located, locate_snapshot
from xunjian.app.outputs import AuditResult
from xunjian.app.packs import open_pack
from xunjian.app.run_pack import pack_of_run, pack_of_runs, used_pack
from xunjian.app.runs import today
from xunjian.app.score import ScoreRequest, run_score
from xunjian.cli.verbs import app
from xunjian.errors import UsageError
from xunjian.model.audit import AuditIndicator, dump_audit
from xunjian.model.unit import Unit
from xunjian.testing.portals.demo import demo_case
from xunjian.testing.server import serve

DAY = today()
PACK = """\
schema: 1
id: office
title: 办公室指标
version: "1"
source: {title: 通知, confidence: official}
unit_types: [county]
total: 20
outcome: {vetoed_score: 0}
items:
  - {id: auto, title: 联系方式, points: 2, check: footer.contact}
  - {id: cand, title: 会议, points: 4, check: disclosure.meeting, confirm: 内容是否完整？}
  - {id: mat, title: 制度, points: 5, manual: {ask: 是否建立了制度？, evidence: true}}
  - id: step
    title: 培训
    points: 4
    manual: {ask: 几次？}
    rule: {kind: tiers, tiers: [{at_least: 1, share: 50}, {at_least: 2, share: 100}]}
  - {id: minus, title: 纠错, points: 0, manual: {ask: 几件？}, rule: {kind: given, least: null, most: 0}}
  - {id: skip, title: 对外服务, points: 5, manual: {ask: 是否提供？}}
  - {id: veto, title: 泄密, manual: {ask: 是否泄密？}, rule: {kind: veto}}
"""


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, AuditResult]:
    """A folder with a database, and one recorded audit by a pack whose file is gone by now."""
    folder = tmp_path_factory.mktemp("assess")
    (folder / "office.yaml").write_text(PACK, "utf-8")
    with serve(demo_case(DAY).spec) as portal:
        result = run_audit(
            AuditRequest(
                portal.home, pack=str(folder / "office.yaml"), as_of=DAY, delay=0.0, allow_private=True,
                browser=False, use_earlier=False, max_pages=60, out=folder / "run",
                database=f"sqlite:///{folder}/x.db",
            )
        )  # fmt: skip
    (folder / "office.yaml").unlink()
    return folder, result


class Office:
    """The verbs, on a database of one's own."""

    def __init__(self, audited: tuple[Path, AuditResult], folder: Path) -> None:
        source, self.audit = audited
        self.folder, self.pack = folder, source / "office.yaml"
        self.pack.unlink(missing_ok=True)
        shutil.copy(source / "x.db", folder / "x.db")
        self.database = f"sqlite:///{folder}/x.db"
        self.run_id = self.audit.audit.run.id

    def assess(self, *words: str) -> Result:
        return CliRunner().invoke(app, ["assess", self.run_id, *words, "--database", self.database])

    def form(self) -> dict[str, list[str]]:
        """The printed lines, by item."""
        made = self.assess("--out", str(self.folder / "form.xlsx"))
        assert made.exit_code == 0, (made.output, made.exception)
        self.rows = (
            CalamineWorkbook.from_path(str(self.folder / "form.xlsx")).get_sheet_by_index(0).to_python()
        )
        return {str(row[0]): [str(cell) for cell in row] for row in self.rows[5:]}

    def fill(self, answers: dict[str, dict[str, object]], *words: str) -> Result:
        """Print a form, write into it, take it in."""
        self.form()
        head = [str(cell) for cell in self.rows[4]]
        for row in self.rows[5:]:
            for heading, value in answers.get(str(row[0]), {}).items():
                row[head.index(heading)] = value  # type: ignore[call-overload]
        buffer = io.BytesIO()
        book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
        sheet = book.add_worksheet()
        for at, row in enumerate(self.rows):
            for column, value in enumerate(row):
                write = sheet.write_number if isinstance(value, (int, float)) else sheet.write_string
                write(at, column, value)  # type: ignore[arg-type]
        book.close()
        (self.folder / "filled.xlsx").write_bytes(buffer.getvalue())
        return self.assess("--import", str(self.folder / "filled.xlsx"), *words)

    def score(self, days: int = 0) -> AuditResult:
        return run_score(
            ScoreRequest(
                self.run_id, as_of=DAY + timedelta(days=days), out=self.folder / f"s{days}",
                database=self.database,
            )
        )  # fmt: skip

    def indicator(self, item: str, days: int = 0) -> AuditIndicator:
        return next(each for each in self.score(days).audit.indicators if each.id == item)

    def history(self) -> list[tuple[str, str]]:
        request = AssessRequest(self.run_id, database=self.database)
        return [(each.said.item_id, each.by) for each in assessment_history(request)]


@pytest.fixture
def office(audited: tuple[Path, AuditResult], tmp_path: Path) -> Office:
    return Office(audited, tmp_path)


MAT = {
    "考核评分": 3.5,
    "自评分": 5,
    "佐证链接": "http://a.example/zd.pdf",
    "填写人": "甲某",
    "说明": "制度尚不全",
}


def test_the_form_lists_what_a_person_decides_with_what_was_found(office: Office) -> None:
    lines = office.form()
    assert list(lines) == ["cand", "mat", "step", "minus", "skip", "veto"]
    assert lines["cand"][3] == "线索"
    assert lines["cand"][7] != ""  # what the check found
    assert "可给 0、2、4 分" in lines["step"][5]
    assert lines["minus"][5].endswith("最高 0 分，最低不限")
    assert "给分须附佐证" in lines["mat"][6]
    assert lines["mat"][8:] == [""] * 6


def test_a_filled_form_counts_and_the_rest_stays_pending(office: Office) -> None:
    before = office.indicator("mat")
    assert (before.awarded, before.pending) == (None, 5)
    taken = office.fill(
        {
            "mat": MAT,
            "minus": {"考核评分": "−10", "填写人": "甲某"},
            "skip": {"不适用理由": "没有对外服务职能", "填写人": "甲某"},
            "step": {"自评分": "４", "填写人": "甲某"},
            "veto": {"考核评分": "未触发", "填写人": "甲某"},
        },
        "--by",
        "乙某",
    )
    assert taken.exit_code == 0, taken.output
    assert "已记下 4 项评分，1 项只有自评分，不计入得分" in taken.output
    audit = office.score().audit
    found = {each.id: each for each in audit.indicators}
    assert (found["mat"].awarded, found["mat"].self_points) == (3.5, 5)
    assert "甲某" in found["mat"].explanation
    assert "自评 5 分，不计入得分" in found["mat"].explanation
    assert "自评 4 分" in found["step"].explanation
    assert found["minus"].awarded == -10
    assert found["skip"].status == "not_applicable"
    assert (found["step"].awarded, found["step"].self_points) == (None, 4)
    assert found["cand"].awarded is None
    assert audit.score.vetoes == ()
    assert audit.score.open_vetoes == ()


def test_a_veto_by_a_person_fires(office: Office) -> None:
    assert office.fill({"veto": {"考核评分": "触发"}}, "--by", "甲某").exit_code == 0
    assert office.score().audit.score.vetoes == ("veto",)


def test_an_answer_is_carried_over_while_it_holds_and_says_so(office: Office) -> None:
    until = DAY + timedelta(days=30)
    assert office.fill({"mat": MAT}, "--until", until.isoformat()).exit_code == 0
    now, later, after = office.indicator("mat"), office.indicator("mat", 30), office.indicator("mat", 31)
    assert "沿用" not in now.explanation
    assert later.awarded == 3.5
    assert f"沿用监测时间点 {DAY} 的评分，有效期至 {until}" in later.explanation
    assert after.awarded is None
    assert office.indicator("mat", -1).awarded is None  # nor before the day it was given for


def test_given_again_the_newest_counts_and_all_are_kept(office: Office) -> None:
    assert office.fill({"mat": MAT}).exit_code == 0
    same = office.fill({})  # what was printed comes back
    assert "表里没有新的评分，1 项与以前相同" in same.output
    assert office.fill({"mat": {"考核评分": 2}}, "--by", "丙某").exit_code == 0
    assert office.indicator("mat").awarded == 2
    assert office.fill({"mat": {"考核评分": "撤回", "自评分": ""}}, "--by", "丙某").exit_code == 0
    assert office.indicator("mat").awarded is None
    assert office.history() == [("mat", "甲某"), ("mat", "丙某"), ("mat", "丙某")]
    shown = office.assess("--history").output
    assert "mat  考核评分 3.5 分，自评分 5 分（甲某" in shown
    assert "撤回以前的评分" in shown
    assert "上次评分：3.5" not in office.form()["mat"][7]


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"mat": MAT | {"考核评分": 6}}, "单元格 J7：“mat”不能给 6 分，可给 0 至 5 分"),
        ({"mat": MAT | {"考核评分": -1}}, "单元格 J7：“mat”不能给 -1 分"),
        ({"mat": MAT | {"自评分": 9}}, "单元格 I7：“mat”不能给 9 分"),
        ({"mat": MAT | {"考核评分": "很好"}}, "单元格 J7：“很好”不是数字"),
        ({"mat": MAT | {"考核评分": "=1+1"}}, "单元格 J7：“=1+1”不是数字"),
        ({"mat": MAT | {"考核评分": "NaN"}}, "单元格 J7：“NaN”不是数字"),
        ({"mat": MAT | {"考核评分": "1e9999"}}, "单元格 J7：“1e9999”不是数字"),
        ({"mat": MAT | {"考核评分": "1.23456"}}, "单元格 J7：“1.23456”的小数超过四位"),
        ({"mat": MAT | {"佐证链接": ""}}, "单元格 L7：“mat”给分须附佐证"),
        ({"mat": MAT | {"佐证链接": "http://"}}, "单元格 L7：“http://”不是完整的网址"),
        ({"mat": MAT | {"佐证链接": "http://[a"}}, "单元格 L7：“http://[a”不是完整的网址"),
        ({"mat": MAT | {"考核评分": "1_0"}}, "单元格 J7：“1_0”不是数字"),
        ({"mat": MAT | {"填写人": ""}}, "单元格 M7：没有写填写人"),
        ({"mat": MAT | {"不适用理由": "无"}}, "单元格 K7：写了不适用理由，就不写考核评分"),
        ({"step": {"考核评分": 3, "填写人": "甲"}}, "单元格 J8：“step”不能给 3 分，可给 0、2、4 分"),
        ({"minus": {"考核评分": 1, "填写人": "甲"}}, "单元格 J9：“minus”不能给 1 分，最高 0 分，最低不限"),
        ({"veto": {"考核评分": 1, "填写人": "甲"}}, "单元格 J11：“1”不对，单项否决的项写“触发”或“未触发”"),
        ({"veto": {"自评分": 1, "填写人": "甲"}}, "单元格 I11：单项否决的项不写自评分"),
        ({"cand": {"说明": "看过", "填写人": "甲"}}, "单元格 J6：这一行写了别的"),
        ({"cand": {"编号": "auto", "考核评分": 1, "填写人": "甲"}}, "J6：“auto”由程序判定，只写自评分"),
        ({"cand": {"编号": "mat"} | MAT, "mat": MAT}, "单元格 A7：“mat”写了两行"),
        ({"mat": MAT | {"考核评分": 7, "自评分": 8}, "step": {"考核评分": 5, "填写人": "甲"}}, "单元格 I7"),
    ],
)  # fmt: skip
def test_faults_are_named_by_their_cells_and_nothing_is_kept(
    office: Office, answers: dict[str, dict[str, object]], said: str
) -> None:
    taken = office.fill(answers)
    assert taken.exit_code != 0
    assert said in str(taken.exception)
    assert office.history() == []


def test_a_form_of_another_unit_or_no_form_is_refused(office: Office) -> None:
    office.form()
    for old, new in ((office.audit.audit.unit.id, "other"), ("office@1", "office@2")):
        at = next(column for column, text in enumerate(office.rows[2]) if text == old)
        text = office.rows[2][at]
        office.rows[2][at] = new
        rows = "\n".join(",".join(f'"{cell}"' for cell in row) for row in office.rows)
        office.rows[2][at] = text
        (office.folder / "other.csv").write_text(rows, "utf-8-sig")
        refused = office.assess("--import", str(office.folder / "other.csv"))
        assert f"是“{new}”" in str(refused.exception)
    (office.folder / "none.csv").write_text("甲,乙\n", "utf-8")
    assert "不是人工评分表" in str(office.assess("--import", str(office.folder / "none.csv")).exception)


@pytest.mark.parametrize("days", [-1, 367])
def test_a_term_that_is_over_or_too_long_is_refused(office: Office, days: int) -> None:
    until = (DAY + timedelta(days=days)).isoformat()
    assert "有效期" in str(office.fill({"mat": MAT}, "--until", until).exception)


def test_formulas_stay_texts_and_identity_numbers_are_masked(office: Office) -> None:
    number = "11010519491231002X"
    note = f'=HYPERLINK("http://a.example","{number}")'
    assert office.fill({"mat": MAT | {"说明": note}}).exit_code == 0
    line = office.form()["mat"]
    assert line[13].startswith("=HYPERLINK(")
    assert number not in line[13]
    assert number.encode() not in (office.folder / "x.db").read_bytes()
    with zipfile.ZipFile(office.folder / "form.xlsx") as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_one_of_the_three_must_be_asked_for(office: Office) -> None:
    assert "要写一个" in str(office.assess().exception)
    assert "要写一个" in str(office.assess("--history", "--out", "x.xlsx").exception)


def test_a_pack_that_is_not_in_force_judges_and_says_so(office: Office) -> None:
    later = (DAY + timedelta(days=1)).isoformat()
    file = office.folder / "next.yaml"
    file.write_text(PACK.replace('version: "1"\n', f'version: "2"\neffective: "{later}"\n'), "utf-8")
    options = ("--pack", str(file), "--database", office.database, "--out", str(office.folder / "next"))
    judged = CliRunner().invoke(app, ["score", office.run_id, *options])
    assert judged.exit_code != 2, judged.output
    said = f"指标体系“办公室指标”自 {later} 起施行，检查日期 {DAY} 在此之前，结果只供参考。"
    assert said in judged.stderr
    assert said in (office.folder / "next" / "report.html").read_text("utf-8")
    assert office.score().audit.pack.warning is None


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


def test_a_unit_scores_itself_on_what_a_check_decides_and_a_later_look_says_whether_it_is_true(
    office: Office,
) -> None:
    """自评 (Q20) and 虚报 (Q21): never counted; whether it is true only a look on a later day can tell."""
    assert "auto" not in office.form()
    assert office.assess("--all", "--history").exit_code != 0
    assert office.assess("--all", "--out", str(office.folder / "all.xlsx")).exit_code == 0
    rows = CalamineWorkbook.from_path(str(office.folder / "all.xlsx")).get_sheet_by_index(0).to_python()
    printed = {str(row[0]): row for row in rows}
    assert "由程序判定，只写自评分。" in printed["auto"]
    before = office.indicator("auto")
    assert before.awarded == 0
    taken = office.fill({"cand": {"编号": "auto", "自评分": 2, "填写人": "甲"}})
    assert taken.exit_code == 0, (taken.output, taken.exception)
    after = office.score().audit
    mine = next(each for each in after.indicators if each.id == "auto")
    assert (mine.awarded, mine.self_points) == (before.awarded, 2)
    assert "属于虚报" not in mine.explanation
    assert any("请重新检查后核对是否虚报" in each for each in after.score.warnings)
    later = office.score(1).audit  # of the same look: whatever day it is judged for
    assert not any("属于虚报" in each for each in later.score.warnings)
