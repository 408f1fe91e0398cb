"""Audits made by hand for the storage tests."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from xunjian.model.audit import Audit

START = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)


def finding(name: str, status: str = "fail", check: str = "links.home", text: str = "") -> dict[str, object]:
    return {
        "id": f"f-{name}",
        "fingerprint": f"print-{name}",
        "check": check,
        "status": status,
        "subject": {"kind": "link", "url": f"http://a.example/{name}", "found_on": ["http://a.example/"]},
        "message": text or f"链接 {name} 打不开。",
        "responsible": ["办公室"],
        "evidence": [{"kind": "http", "url": f"http://a.example/{name}", "status": 404}],
    }


def check(status: str, id: str = "links.home", **parameters: object) -> dict[str, object]:
    return {"check": id, "status": status, "parameters": parameters, "reason": "", "counts": {"seen": 3}}


def audit(
    run: str,
    findings: Sequence[Mapping[str, object]] = (),
    checks: Sequence[Mapping[str, object]] | None = None,
    *,
    unit: str = "a",
    day: int = 0,
    complete: bool = True,
    pack: str = "core",
) -> Audit:
    """An audit of the day `day` days after START."""
    start = START + timedelta(days=day)
    return Audit.model_validate(
        {
            "schema": "xunjian.audit/1",
            "unit": {"id": unit, "name": f"{unit}局", "type": "department", "home_url": "http://a.example/"},
            "run": {
                "id": run,
                "started_at": start,
                "finished_at": start + timedelta(minutes=5),
                "as_of": date(2026, 11, 21) + timedelta(days=day),
                "seed": 0,
                "complete": complete,
                "incomplete_reason": None if complete else "到了时间上限",
                "pages_fetched": 12,
                "requests_failed": 1,
            },
            "pack": {"id": pack, "version": "1"},
            "score": {
                "awarded": 7.1,
                "lost": 0.3,
                "pending": 2.6,
                "maximum": 10,
                "bonus": 0,
                "vetoes": ["1.3"],
            },
            "indicators": [
                {
                    "id": "1.1",
                    "path": ["功能设计"],
                    "name": "可用性",
                    "points": 10,
                    "awarded": None,
                    "status": "unknown",
                    "finding_ids": [item["id"] for item in findings],
                }
            ],
            "checks": checks if checks is not None else [check("fail" if findings else "pass")],
            "findings": findings,
        }
    )
