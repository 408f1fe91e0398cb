import json
from pathlib import Path

from benchmarks.faults import Outcome, Reported, read_reported
from benchmarks.measure import Measured
from benchmarks.plants import Kind, Plant, PlantedSite
from benchmarks.rounds import Run, ratio
from benchmarks.second_night import change_some
from benchmarks.server import Site
from benchmarks.truth import Truth

HOME = "http://127.0.1.1:8/"


def finding(check: str, status: str, url: str) -> dict[str, object]:
    return {"check": check, "status": status, "subject": {"url": url}}


def test_only_links_of_the_site_are_counted(tmp_path: Path) -> None:
    findings = [
        finding("links.inner", "fail", f"{HOME}gone"),
        finding("links.home", "fail", f"{HOME}中"),
        finding("links.inner", "fail", "http://other.test/x"),
        finding("links.soft_404", "fail", f"{HOME}soft"),
        finding("links.inner", "review", f"{HOME}slow"),
        finding("footer.icp", "fail", HOME),
    ]
    audit = tmp_path / "audit.json"
    audit.write_text(json.dumps({"findings": findings, "run": {"pages_fetched": 9}}))
    assert read_reported(audit, HOME) == Reported({"/gone", "/%E4%B8%AD"}, {"/soft"}, {"/slow"}, 9)


def test_missed_and_false_are_told_apart() -> None:
    plants = [
        Plant(Kind.MISSING, "/found", "/p"),
        Plant(Kind.RESET, "/missed", "/p"),
        Plant(Kind.STYLE, "/style", "/p"),
        Plant(Kind.SOFT, "/soft", "/p"),
        Plant(Kind.SOFT, "/soft-missed", "/p"),
    ]
    planted = PlantedSite("site", Site(Path()), tuple(plants))
    truth = Truth(dead={"/found", "/missed", "/natural", "/natural-missed"})
    reported = Reported({"/found", "/natural", "/alive", "/style"}, {"/soft", "/whole"}, set(), 3)
    outcome = Outcome(planted, truth, reported, Run(Measured(1, 1, 1, 0, False), 1, 1))
    assert outcome.missed == {"/missed"}
    assert outcome.missed_soft == {"/soft-missed"}
    assert outcome.missed_others == {"/natural-missed"}
    assert outcome.false == {"/alive", "/style"}
    assert outcome.false_soft == {"/whole"}


def test_the_ratio_is_the_median_of_the_ratios_of_each_round() -> None:
    assert ratio([1, 4, 9], [2, 4, 3]) == 1


def test_a_share_of_the_pages_changes(site: Path) -> None:
    before = {page: page.read_bytes() for page in site.rglob("*.html")}
    changed = change_some(site, 0.25, 1)
    assert changed == round(0.25 * len(before))
    assert sum(page.read_bytes() != text for page, text in before.items()) == changed
