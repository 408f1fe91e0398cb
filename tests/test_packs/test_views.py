"""What `pack list|show|lint|diff|coverage` say."""

import json
import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.test_packs.sample import CHECKS, TEXTS, changed, load
from xunjian.app.coverage import coverage_of
from xunjian.app.pack_lint import lint_pack
from xunjian.app.pack_view import describe, summary, view_pack
from xunjian.cli.errors import guarded
from xunjian.cli.verbs import app
from xunjian.errors import UsageError
from xunjian.packs.lint import warnings_of
from xunjian.packs.rule import Given
from xunjian.packs.way import way_of
from xunjian.packs.words import rule_words

SHIPPED = {
    "demo.age": "interaction.reply_time",
    "params: {max_days: 7}": "params: {}",
    "params: {max_days: 10}": "points: 6",
    "{home: 1, other: 0.5}": "{late: 1, other: 0.5}",
    "[blank]": "[open]",
    "warn_if: {max_days: 10}": "warn_if: {days: 3}",
    "{图标: 50, 信息: 50}": "{late: 50, open: 50}",
}
"""What makes of a sample pack one of a check that ships."""


def shipped(text: str) -> str:
    for old, new in SHIPPED.items():
        text = text.replace(old, new)
    return text


OWN = shipped(TEXTS["good"])


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """The sample packs with a check that ships, one beside the other."""
    (tmp_path / "good.yaml").write_text(OWN, "utf-8")
    (tmp_path / "ours.yaml").write_text(shipped(TEXTS["overlay"]), "utf-8")
    return tmp_path


def run(*arguments: str) -> int:
    return guarded(lambda: app(list(arguments), standalone_mode=False))


def test_shares_are_of_the_one_who_decides() -> None:
    rows = {row.variant: row for row in coverage_of(load("good").pack)}
    county = rows["county"]
    # a.1 6 and a.4 6 and c.1 4 by the crawler; a.2 4 is confirmed; of the alternatives a.3 one is a person's
    assert county.shares == {"crawler": 16, "browser": 0, "candidate": 4, "person": 10}
    assert county.total == 30
    assert county.bonus == {"crawler": 0, "browser": 0, "candidate": 0, "person": 5}
    assert rows["department"].total == 26


def test_a_rank_is_decided_as_what_it_ranks() -> None:
    pack = load("good").pack
    rank = next(leaf for leaf in pack.leaves() if leaf.id == "d.1")
    assert way_of(rank, {}, pack) == "person"  # one of the alternatives in `a` is
    alone = load("good", changed("good", ("by: a,", "by: a.2,"))).pack
    assert way_of(next(each for each in alone.leaves() if each.id == "d.1"), {}, alone) == "candidate"


def test_the_contract_of_coverage(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("pack", "coverage", str(files / "good.yaml"), "--format", "json") == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["variant"] for row in rows] == ["county", "department", "township"]
    for row in rows:
        assert row["total"] == sum(row[way] for way in ("crawler", "browser", "candidate", "person"))
        assert row["bonus"]["total"] == 5


def test_show_tells_ways_rules_and_doubts(files: Path) -> None:
    file = files / "good.yaml"
    file.write_text(OWN.replace("{clause: 第一条}", "{clause: 第一条, confidence: memory}"), "utf-8")
    view = view_pack(str(file), "county")
    head = "\n".join(summary(view))
    assert "30 分（自动 16，线索待人确认 4，人工 10）；另有加分 5 分" in head
    assert "1 项的规则或分值没有与原件核对" in head
    lines = [describe(branch, "county") for group in view.branches for branch in group.children]
    assert any(
        line.startswith("v.1  首页不更新  [自动]  interaction.reply_time  达到 3 处即否决，2 处起预警")
        for line in lines
    )
    assert any("※凭记忆，未核对" in line for line in lines)
    assert any(line == "a.3  三种渠道之一  4 分  取最好的" for line in lines)
    assert any("a.2  会议  4 分  [线索待人确认]" in line and "责任：政务公开办" in line for line in lines)


def test_show_for_one_type_of_unit_leaves_the_others_out(files: Path) -> None:
    assert "c" not in [
        branch.item.id for branch in view_pack(str(files / "good.yaml"), "department").branches
    ]
    with pytest.raises(UsageError, match="不适用于单位类型“city”"):
        view_pack(str(files / "good.yaml"), "city")


def test_show_as_json(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("pack", "show", str(files / "ours.yaml"), "--format", "json") == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["extends"] == ["good@1"]
    group = next(item for item in shown["items"] if item["id"] == "a")
    assert [child["id"] for child in group["children"]] == ["a.1", "a.2", "a.5", "a.4"]
    assert group["children"][1]["way"] == "candidate"
    assert group["children"][1]["rule"]["kind"] == "tiers"
    (veto, bar) = next(item for item in shown["items"] if item["id"] == "v")["children"]
    assert veto["rule"]["warn_if"] == {"days": 3}
    assert (bar["rule"], bar["rule_words"]) == (
        {"kind": "veto", "bars": ["优秀"]},
        "达到 1 处即不得评为优秀",
    )


def test_lint_tells_sums_and_what_is_worth_a_look(files: Path) -> None:
    lines = list(lint_pack(str(files / "good.yaml")))
    assert "county：各项合计 30 分，原文总分 30 分；另有加分 5 分。" in lines
    assert "township：只评等次。" in lines
    text = "\n".join(lines)
    assert "没有写出处" in text
    assert "没有写责任部门" in text
    assert "只有这一项用" in text


def test_lint_warns_of_values_that_nobody_compared() -> None:
    text = changed("good", ("confidence: official", "confidence: memory"))
    said = [flaw.message for flaw in warnings_of(load("good", text).written, CHECKS)]
    assert any("凭记忆，未核对（memory）" in each for each in said)
    official = [flaw.message for flaw in warnings_of(load("good").written, CHECKS)]
    assert not any("核对" in each for each in official)


def test_list_tells_the_days(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("pack", "list", "--format", "json") == 0
    rows = {row["id"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows["jilin-2021"]["effective"] == "2021-12-15"


def test_a_broken_pack_does_not_hide_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XUNJIAN_HOME", str(tmp_path))
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "good.yaml").write_text(OWN.replace("points: 20", "points: 21"), "utf-8")
    assert run("pack", "list", "--format", "json") == 2
    told = capsys.readouterr()
    assert "core" in [row["id"] for row in json.loads(told.out)]
    assert "good.yaml 第 44 行" in told.err


def test_lint_warns_where_a_fault_would_be_charged_twice() -> None:
    def said(*changes: tuple[str, str]) -> list[str]:
        pack = load("good", changed("good", *changes)).written
        return [flaw.message for flaw in warnings_of(pack, CHECKS) if "扣两次" in flaw.message]

    per_fault = (
        ("{kind: parts, shares: {图标: 50, 信息: 50}}", "{kind: deduct, each: 1}"),
        ("{kind: reach, at_least: 2}", "{kind: deduct, each: 1}"),
    )
    assert said() == []  # only faults that are charged one by one
    assert said(*per_fault) == ["“c.1”与“a.4”用同一检查、同样的参数，同一处问题会扣两次。"]
    other = "        unit_types: [county]\n"
    assert said(*per_fault, (other, f"{other}        params: {{max_days: 3}}\n")) == []
    assert said(*per_fault, (other, f"{other}        confirm: 是否属实？\n")) == []
    label = "        charge_once: 标识\n"
    title = "        title: 标识\n"
    assert said(*per_fault, (other, f"{other}{label}"), (title, f"{title}{label}")) == []


def test_lint_warns_of_classes_that_cost_nothing() -> None:
    def said(*changes: tuple[str, str]) -> list[str]:
        pack = load("good", changed("good", *changes)).written
        return [flaw.message for flaw in warnings_of(pack, CHECKS)]

    assert not any("定价" in each or "各类问题" in each for each in said())
    (unpriced,) = (each for each in said(("other: 0.5", "信息: 1")) if "定价" in each)
    assert "other（其他页面）、图标（缺图标）" in unpriced
    everything = "excused: [home, other, blank, 图标, 信息]"
    assert any("各类问题" in each for each in said(("excused: [blank]", everything)))


def test_diff_in_words(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("pack", "diff", str(files / "good.yaml"), str(files / "ours.yaml")) == 0
    assert "- 新增“a.5 解读”" in capsys.readouterr().out


def test_a_fault_ends_with_two_and_one_line(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (files / "good.yaml").write_text(OWN.replace("points: 20", "points: 21"), "utf-8")
    assert run("pack", "lint", str(files / "good.yaml")) == 2
    assert "第 44 行：“a”写 21 分，下级合计 20 分" in capsys.readouterr().err


@pytest.mark.parametrize("width", [80, 60])
def test_no_table_breaks_a_word(
    width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    monkeypatch.setenv("NO_COLOR", "1")
    for verb, words in (
        ("list", ("2021-12-15", "2019年", "department")),
        ("coverage", ("department", "university")),
    ):
        assert run("pack", verb) == 0
        told = re.sub(r"\x1b\[[0-9;]*m", "", capsys.readouterr().out)
        assert "…" not in told
        assert max(map(cell_len, told.splitlines())) <= width
        for word in ("mingguang-monthly", "dongying-hotline", *words):
            assert word in told
    assert run("pack", "show", "jilin-2021", "--unit-type", "county") == 0
    shown = re.sub(r"\x1b\[[0-9;]*m", "", capsys.readouterr().out)
    assert max(map(cell_len, shown.splitlines())) <= width
    assert not [line for line in shown.splitlines() if line.lstrip("│├└─ ").startswith(("，", "。", "）"))]


def test_a_pipe_gets_one_line_a_pack(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("pack", "list") == 0
    assert "core\t巡检基础指标\t" in capsys.readouterr().out
    assert run("pack", "coverage", "jilin-2021") == 0
    assert "jilin-2021\tcounty\t95\t" in capsys.readouterr().out


def test_points_without_a_lowest_value_are_said_in_words() -> None:
    item = load("good").pack.items[0].model_copy(update={"rule": Given(least=None, most=0)})
    assert rule_words(item) == "由人给分，最高 0 分，没有下限"
