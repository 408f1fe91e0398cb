"""Judges the demonstration portal by each shipped pack and writes what came out to tests/golden/packs/.

.venv/bin/python tools/write_golden.py [FOLDER]

The portal is crawled once, without a browser, as it stands on a fixed day; a test makes the same files again
and compares. Addresses and marks of findings are left out: the portal's port differs from run to run.
"""

import json
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from storage.snapshot import SnapshotFile
from xunjian.app.audit import AuditRequest, run_audit
from xunjian.app.facts import read_facts
from xunjian.app.judge import RunStamp, judge_snapshot
from xunjian.app.pack_docs import shipped
from xunjian.app.packs import open_pack
from xunjian.model.audit import Audit
from xunjian.model.site import FactValues
from xunjian.packs.totals import points_of
from xunjian.testing.portals.demo import demo_case
from xunjian.testing.server import serve

FOLDER = Path(__file__).resolve().parent.parent / "tests/golden/packs"
AS_OF = date(2026, 11, 20)
_LEFT_OUT = ("ledger", "finding_ids", "responsible", "shared_with", "checks", "path", "clause", "note")


def crawl(folder: Path) -> Path:
    """The snapshot of the demonstration portal, in `folder`."""
    spec = demo_case(AS_OF).spec
    with serve(spec) as running:
        run_audit(
            AuditRequest(
                target=running.home,
                unit_type=spec.unit_type,
                name=spec.name,
                site_code=spec.footer.values["site_code"],
                as_of=AS_OF,
                delay=0.0,
                browser=False,
                allow_private=True,
                out=folder,
                record=False,
            )
        )
    return folder / "snapshot.sqlite"


def judge_all(snapshot: Path) -> Iterator[tuple[str, str]]:
    """Pack id and the text of its file. The county is judged as one, or as the first type of a pack."""
    stamp = RunStamp("golden", datetime(2026, 11, 20, tzinfo=UTC), datetime(2026, 11, 20, tzinfo=UTC))
    facts: dict[str, FactValues] = {}
    with SnapshotFile.open(snapshot) as opened:
        for name in shipped():
            loaded = open_pack(name)
            kinds = loaded.pack.unit_types
            county = "county" in kinds and points_of(loaded.pack.items, "county") > 0
            unit = replace(opened.plan.units[0], type="county" if county else kinds[0])
            if unit.type not in facts:
                facts[unit.type] = read_facts(opened, snapshot, unit)
            audit = judge_snapshot(opened, unit, loaded, stamp, facts[unit.type]).audit
            yield name, as_text(audit)


def as_text(audit: Audit) -> str:
    """One line for each indicator and each line of the ledger."""
    whole = audit.model_dump(mode="json")
    home = audit.unit.home_url.rstrip("/")
    parts = {
        "pack": f"{audit.pack.id} {audit.pack.version}",
        "unit_type": audit.unit.type,
        "as_of": audit.run.as_of.isoformat(),
        "score": shortened(whole["score"]),
        "indicators": [
            {**shortened(each), "findings": len(each["finding_ids"])} for each in whole["indicators"]
        ],
        "ledger": [
            {**shortened(each), "findings": len(each["finding_ids"])} for each in whole["score"]["ledger"]
        ],
    }
    lines = []
    for key, value in parts.items():
        if isinstance(value, list):
            rows = ",\n".join(f"    {json.dumps(row, ensure_ascii=False)}" for row in value)
            lines.append(f'  "{key}": [\n{rows}\n  ]')
        else:
            lines.append(f'  "{key}": {json.dumps(value, ensure_ascii=False)}')
    return ("{\n" + ",\n".join(lines) + "\n}\n").replace(home, "http://portal")


def shortened(values: Mapping[str, object]) -> dict[str, object]:
    """Without what is empty or no, and without what follows from the pack."""
    return {key: value for key, value in values.items() if key not in _LEFT_OUT and _says(value)}


def _says(value: object) -> bool:
    return value is not False and value not in (None, "", [], ())


def make(folder: Path) -> dict[str, str]:
    """File name -> text, from a crawl into `folder`."""
    return {f"{name}.json": text for name, text in judge_all(crawl(folder))}


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    with tempfile.TemporaryDirectory() as place:
        files = make(Path(place) / "demo")
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.json"):
        if old.name not in files:
            old.unlink()
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
