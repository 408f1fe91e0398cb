"""Items that a person decides: printed, filled in, taken in, counted, carried over, taken back."""

import zipfile
from datetime import timedelta

import pytest
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

from tests.test_app.office import DAY, PACK, Office, audited, office
from xunjian.cli.verbs import app

__all__ = ["audited", "office"]


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
