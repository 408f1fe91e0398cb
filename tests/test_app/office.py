"""An office with a database, one audit by a pack of its own, and the verbs of assessment."""

import io
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner, Result

from xunjian.app.assess import AssessRequest, assessment_history
from xunjian.app.audit import AuditRequest, run_audit
from xunjian.app.outputs import AuditResult
from xunjian.app.runs import today
from xunjian.app.score import ScoreRequest, run_score
from xunjian.cli.verbs import app
from xunjian.model.audit import AuditIndicator
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
        sheet = CalamineWorkbook.from_path(str(self.folder / "form.xlsx")).get_sheet_by_index(0)
        self.rows: list[list[object]] = [list(row) for row in sheet.to_python()]
        return {str(row[0]): [str(cell) for cell in row] for row in self.rows[5:]}

    def fill(self, answers: dict[str, dict[str, object]], *words: str) -> Result:
        """Print a form, write into it, take it in."""
        self.form()
        head = [str(cell) for cell in self.rows[4]]
        for row in self.rows[5:]:
            for heading, value in answers.get(str(row[0]), {}).items():
                row[head.index(heading)] = value
        buffer = io.BytesIO()
        book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
        sheet = book.add_worksheet()
        for at, row in enumerate(self.rows):
            for column, value in enumerate(row):
                write = sheet.write_number if isinstance(value, (int, float)) else sheet.write_string
                write(at, column, value)
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
