"""Finished audits scored again from audit.json alone: ranks, periods, advice."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from xunjian.app.advise import advise
from xunjian.app.ranking import Part, rank_audits
from xunjian.app.ranking_runs import gather
from xunjian.app.record_results import check_records, clauses_of, each_once, finding_records, indicator_record
from xunjian.app.record_score import score_record
from xunjian.app.rescoring import prepare_scoring
from xunjian.app.root_causes import find_causes
from xunjian.catalog import load_catalog
from xunjian.cli.rank import as_plain
from xunjian.cli.rank_text import write_ends
from xunjian.engine import ItemResult, fold
from xunjian.errors import UsageError
from xunjian.model.assessment import Assessment
from xunjian.model.audit import Audit, AuditAssessment, AuditPack, AuditRun, AuditUnit, dump_audit
from xunjian.model.finding import Evidence, Finding, Status, Subject
from xunjian.model.unit import Unit
from xunjian.packs.load import LoadedPack, load_pack
from xunjian.reports.advice import advice_lines, advice_record
from xunjian.scoring.group import Ends
from xunjian.scoring.tree import score_pack

HOME = "http://a.example/"
PACK = """\
schema: 1
id: core
title: 体系
version: "2026.1"
source: {title: 文件, confidence: official}
unit_types: [county, department]
outcome: {pass_at: 10, bands: [{name: 优秀, quota: 1}, {name: 良好}]}
bonus: {above: 17, cap: 5}
normalise_over: 24
items:
  - {id: home, title: 首页链接, points: 10, check: links.home, rule: {kind: deduct, each: 1, cap: 4}}
  - {id: inner, title: 其他链接, points: 5, check: links.inner, rule: {kind: deduct, each: 1}}
  - {id: foot, title: 页脚, points: 5, check: footer.icp, responsible: [运维单位]}
  - {id: blank, title: 空白栏目, check: column.blank, rule: {kind: veto, at_least: 3, warn_at: 1}}
  - {id: talk, title: 工作机制, role: bonus, points: 3, manual: {ask: 办了没有？}}
  - id: rank
    title: 名次加分
    role: bonus
    points: 4
    rule: {kind: rank, places: [{to: 1, points: 4}, {to: 2, points: 2}]}
"""


def loaded() -> LoadedPack:
    return load_pack(PACK, "pack.yaml", load_catalog().checks)


def faults(kind: str, *places: str, observed: str = "返回 404") -> list[Finding]:
    return [
        Finding(Status.FAIL, "不符合。", Subject(kind, place, (HOME,)), None, observed, (Evidence("http"),))  # type: ignore[arg-type]
        for place in places
    ]


def audit(name: str = "a", words: tuple[Assessment, ...] = (), **found: list[Finding]) -> Audit:
    """An audit of one unit, of what its checks found; what is not named has passed."""
    pack = loaded()
    unit = Unit(name, f"{name}县", "county", HOME)
    passed = Finding(Status.PASS, "没有问题。", evidence=(Evidence("http"),))
    results = []
    for leaf in pack.pack.leaves():
        result = None
        if leaf.check is not None:
            params = pack.params[leaf.id].model_dump(mode="json")
            result = fold(leaf.check, params, tuple(found.get(leaf.id, [passed])))
        results.append(ItemResult(leaf.id, result))
    score = score_pack(pack.pack, results, unit_type="county", assessments=words)
    clauses = clauses_of(pack.pack)
    findings = finding_records(unit, results, score, pack.pack)
    moment = datetime(2026, 11, 21, tzinfo=UTC)
    return Audit(
        unit=AuditUnit.model_validate(unit),
        run=AuditRun(
            id=f"run-{name}",
            started_at=moment,
            finished_at=moment,
            as_of=date(2026, 11, 21),
            seed=0,
            complete=True,
            pages_fetched=1,
            requests_failed=0,
        ),
        pack=AuditPack(id="core", version="2026.1"),
        score=score_record(score, unit),
        indicators=tuple(indicator_record(each, clauses, findings) for each in score.indicators),
        checks=tuple(check_records(results, clauses, load_catalog().checks)),
        findings=each_once(findings),
        assessed=tuple(AuditAssessment.model_validate(word) for word in words),
    )


def links(number: int, host: str = "a.example") -> list[Finding]:
    return faults("link", *(f"http://{host}/{n}" for n in range(number)))


UNSEEN = Finding(Status.UNKNOWN, "未能判定：没有读到。")
TALK = (Assessment("talk", Decimal(3)),)


@pytest.mark.parametrize(
    "found",
    [
        {},
        {"home": links(2), "inner": links(9)},
        {"home": [*links(1), UNSEEN], "blank": faults("column", HOME)},
        {"foot": [Finding(Status.NOT_APPLICABLE, "不适用：没有。")], "inner": [UNSEEN]},
        {"home": [Finding(Status.REVIEW, "看不清。", Subject("link", HOME), evidence=(Evidence("http"),))]},
    ],
)  # fmt: skip
def test_an_audit_tells_all_that_scoring_reads(found: dict[str, list[Finding]]) -> None:
    """What is rebuilt from audit.json scores as the original did, also after being written and read."""
    for words in ((), TALK):
        before = audit("a", words, **found)
        written = Audit.model_validate_json(dump_audit(before))
        again = prepare_scoring(written, loaded()).score()
        stored = before.score
        assert (float(again.low), float(again.high), again.grade) == (
            stored.final_low,
            stored.final_high,
            stored.grade,
        )
        assert [float(line.amount) for line in again.lines] == [line.amount for line in stored.ledger]
        assert [each.status for each in again.indicators] == [each.status.value for each in before.indicators]


def test_the_lines_of_the_ledger_name_findings_that_are_there() -> None:
    whole = audit(home=links(2))
    named = [name for line in whole.score.ledger for name in line.finding_ids]
    assert named == [finding.id for finding in whole.findings]
    assert len(named) == 2


def test_a_pack_that_has_changed_since_is_refused() -> None:
    changed = load_pack(PACK.replace("2026.1", "2026.2"), "pack.yaml", load_catalog().checks)
    with pytest.raises(UsageError, match=r"2026\.1 版"):
        prepare_scoring(audit(), changed)
    other = load_pack(PACK.replace("id: foot,", "id: feet,"), "pack.yaml", load_catalog().checks)
    with pytest.raises(UsageError, match="页脚"):
        prepare_scoring(audit(), other)


def ranked(*parts: Part) -> list[dict[str, object]]:
    (ranking,) = rank_audits(parts)
    plain = as_plain(ranking)
    assert json.dumps(plain)
    units = plain["units"]
    assert isinstance(units, list)
    return units


def test_a_group_is_ranked_and_its_rank_points_counted() -> None:
    """Rank points are of the score without them; the best is above 24, so all are scaled down."""
    audits = (
        audit("a", TALK),
        audit("b", TALK, home=links(1)),
        audit("c", TALK, home=links(4), foot=links(1)),
    )
    units = ranked(Part("", Decimal(100), audits, loaded()))
    assert [(unit["name"], unit["place"], unit["grade"]) for unit in units] == [
        ("a县", [1, 1], "优秀"),
        ("b县", [2, 2], "良好"),
        ("c县", [3, 3], "良好"),
    ]
    assert [unit["by_rank"] for unit in units] == [{"rank": [4, 4]}, {"rank": [2, 2]}, {"rank": [0, 0]}]
    assert [unit["raw"] for unit in units] == [[25, 25], [24, 24], [11, 11]]
    assert units[0]["score"] == [24, 24]
    assert units[1]["score"] == [23.04, 23.04]


def test_open_scores_have_open_places() -> None:
    units = ranked(Part("", Decimal(100), (audit("a"), audit("b", TALK)), loaded()))
    assert {unit["name"]: unit["place"] for unit in units} == {"a县": [1, 2], "b县": [1, 1]}
    assert {unit["name"]: unit["grade"] for unit in units} == {"a县": "良好", "b县": None}


def test_periods_count_together() -> None:
    half = Decimal(50)
    early = Part("10月", half, (audit("a", TALK, home=links(2)), audit("b", TALK)), loaded())
    late = Part("年末", half, (audit("a", TALK),), loaded())
    units = ranked(early, late)
    scores = {unit["name"]: unit for unit in units}
    assert scores["b县"]["parts"]["年末"] is None  # type: ignore[index]
    assert scores["b县"]["score"] == [12, 24], "half of 24 for certain; a year's end from nothing to all"
    assert scores["a县"]["score"] == [23.04, 23.04]


def test_one_type_of_unit_one_pack() -> None:
    other = audit("b").model_copy(update={"pack": AuditPack(id="core", version="2025")})
    with pytest.raises(UsageError, match="不同的指标体系"):
        rank_audits([Part("", Decimal(100), (audit("a"), other), loaded())])


def test_runs_are_found_in_folders(tmp_path: Path) -> None:
    for name, place in (("a", "a/1"), ("b", "b")):
        folder = tmp_path / place
        folder.mkdir(parents=True)
        (folder / "audit.json").write_text(dump_audit(audit(name)), "utf-8")
    found = gather([str(tmp_path)], None)
    assert [each.unit.id for each in found] == ["a", "b"]
    assert [each.unit.id for each in gather([str(tmp_path / "b"), str(tmp_path / "b/audit.json")], None)] == [
        "b"
    ]
    (tmp_path / "nothing").mkdir()
    with pytest.raises(UsageError, match="没有检查结果"):
        gather([str(tmp_path / "nothing")], None)


def test_numbers_of_an_interval() -> None:
    assert write_ends(Ends(Decimal("78.5"), Decimal(91)), 2) == "78.5–91.0"
    assert write_ends(Ends(Decimal("78.50"), Decimal("78.5")), 2) == "78.5"
    assert write_ends(None, 2) == "缺"


def test_advice_lifts_vetoes_first_then_wins_most_for_each_repair() -> None:
    """Three blank columns veto: mending one of them is enough. A dead foreign site is one repair."""
    found = {
        "blank": faults("column", *(f"{HOME}{n}/" for n in range(3))),
        "home": faults("link", *(f"http://dead.example/{n}" for n in range(3)), observed="域名无法解析"),
        "inner": links(2),
        "foot": faults("page", HOME),
    }
    scoring = prepare_scoring(audit("a", TALK, **found), loaded())
    advice = advise(scoring)
    first, second, third, fourth = advice.steps
    assert first.lifted == ("空白栏目",)
    assert (first.needed, first.repairs) == (1, 3)
    assert (second.causes[0].check, second.gain) == ("footer.icp", 5)
    assert (third.causes[0].check, third.repairs) == ("links.home", 1)
    assert "dead.example" in third.causes[0].fault
    assert third.gain == 3 + 5, "over the gate of 17 the bonus counts: 3 given and 4 by rank, capped"
    assert fourth.causes[0].check == "links.inner"
    assert fourth.after.low == 23
    assert sum(step.gain for step in advice.steps) == advice.steps[-1].after.high - advice.before.high
    assert json.dumps(advice_record(scoring.audit, advice))
    said = "\n".join(advice_lines(scoring.audit, advice))
    assert "解除单项否决“空白栏目”" in said
    assert "至少改好 1 处" in said


def test_what_is_at_its_cap_is_mended_together() -> None:
    """Six broken links cost no more than four do: two of one kind alone bring nothing."""
    broken = [*links(4), *faults("link", f"{HOME}x", f"{HOME}y", observed="返回 500")]
    advice = advise(prepare_scoring(audit("a", TALK, home=broken), loaded()))
    assert sum(step.gain for step in advice.steps) == advice.steps[-1].after.high - advice.before.high
    assert advice.steps[-1].after.total.lost == 0
    assert not advice.without_points


def test_a_fault_of_a_template_is_one_repair() -> None:
    pages = Subject("page", HOME, tuple(f"{HOME}{n}" for n in range(800)))
    on_all = Finding(Status.FAIL, "没有备案号。", pages, evidence=(Evidence("http"),))
    (cause,) = find_causes(audit(foot=[on_all]))
    assert (cause.repairs, cause.pages) == (1, 800)


def test_what_was_tried_is_tried_again_once_something_bears_on_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without gate, veto and the like, trials are remembered: the steps are the same as without."""
    plain = PACK.replace("bonus: {above: 17, cap: 5}", "bonus: {cap: 5}").replace(
        "check: column.blank, rule: {kind: veto, at_least: 3, warn_at: 1}", "check: column.blank, points: 1"
    )
    monkeypatch.setitem(globals(), "PACK", plain)
    broken = [*links(4), *faults("link", f"{HOME}x", f"{HOME}y", observed="返回 500")]
    scoring = prepare_scoring(
        audit("a", TALK, home=broken, inner=links(2), foot=faults("page", HOME)), loaded()
    )
    remembered = advise(scoring)
    monkeypatch.setattr("xunjian.app.advise._regions", lambda pack: [(leaf.id, "") for leaf in pack.leaves()])
    assert advise(scoring) == remembered
    assert len(remembered.steps) > 2


def test_dead_hosts_are_told_apart_up_to_a_limit() -> None:
    dead = faults("link", *(f"http://dead{n}.example/{m}" for n in range(50) for m in range(2)))
    causes = find_causes(audit(home=dead))
    assert len(causes) == 21
    assert sum(len(cause.findings) for cause in causes) == 100


def test_nothing_to_win_is_said() -> None:
    scoring = prepare_scoring(audit("a", TALK), loaded())
    assert not advise(scoring).steps
    assert "没有能拿回分数的问题。" in "\n".join(advice_lines(scoring.audit, advise(scoring)))


def test_the_worst_of_a_group_is_mended_with_the_rest_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the worst of two counts, both must be mended; the limit of steps is said."""
    worst = PACK.replace(
        "  - {id: inner, title: 其他链接, points: 5, check: links.inner, rule: {kind: deduct, each: 1}}\n"
        "  - {id: foot, title: 页脚, points: 5, check: footer.icp, responsible: [运维单位]}\n",
        "  - id: both\n    title: 两项\n    combine: worst\n    children:\n"
        "      - {id: inner, title: 其他链接, points: 5, check: links.inner}\n"
        "      - {id: foot, title: 页脚, points: 5, check: footer.icp}\n",
    )
    monkeypatch.setitem(globals(), "PACK", worst.replace("above: 17", "above: 14"))
    scoring = prepare_scoring(audit("a", TALK, inner=links(1), foot=faults("page", HOME)), loaded())
    (step,) = advise(scoring).steps
    assert {cause.check for cause in step.causes} == {"links.inner", "footer.icp"}
    assert step.repairs == 2
    home = prepare_scoring(
        audit("a", TALK, home=links(1), inner=links(1), foot=faults("page", HOME)), loaded()
    )
    short = advise(home, most=1)
    assert (len(short.steps), short.unlisted > 0, short.without_points) == (1, True, ())
    assert "--most" in "\n".join(advice_lines(home.audit, short))
