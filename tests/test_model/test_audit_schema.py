"""audit.json: the shipped schema, the contract's schema, and a stable text."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]
import pytest
from pydantic import JsonValue, ValidationError

from xunjian.model.audit import (
    Audit,
    AuditCheck,
    AuditEvidence,
    AuditFinding,
    AuditIndicator,
    AuditPack,
    AuditRun,
    AuditScore,
    AuditSubject,
    AuditUnit,
    IndicatorStatus,
    audit_schema,
    clean_number,
    dump_audit,
    dump_schema,
    load_audit,
)
from xunjian.model.finding import Evidence, Status
from xunjian.paths import config_dir

_CONTRACT = Path(__file__).resolve().parents[3] / "shared" / "contract" / "audit.schema.json"
needs_contract = pytest.mark.skipif(
    not _CONTRACT.is_file(), reason="the contract folder is not beside this checkout"
)


@pytest.fixture
def audit() -> Audit:
    moment = datetime(2026, 11, 21, 0, 30, tzinfo=UTC)
    finding = AuditFinding(
        id="f1",
        fingerprint="ab",
        check="links.inner",
        status=Status.FAIL,
        subject=AuditSubject(kind="link", url="http://127.0.0.1/a", found_on=("http://127.0.0.1/",)),
        message="链接打不开。",
        evidence=(AuditEvidence(kind="http", status=404, quote="找不到"),),
    )
    return Audit(
        unit=AuditUnit(id="u", name="某县", type="county", home_url="http://127.0.0.1/"),
        run=AuditRun(
            id="r",
            started_at=moment,
            finished_at=moment,
            as_of=date(2026, 11, 21),
            seed=0,
            complete=True,
            pages_fetched=3,
            requests_failed=1,
        ),
        pack=AuditPack(id="core", version="1"),
        score=AuditScore(awarded=0.1 + 0.2, lost=0.7, pending=4, maximum=5, bonus=0, vetoes=()),
        indicators=(
            AuditIndicator(
                id="i",
                path=("甲",),
                name="乙",
                points=4,
                awarded=None,
                status=IndicatorStatus.UNKNOWN,
                finding_ids=("f1",),
            ),
        ),
        checks=(
            AuditCheck(
                check="links.inner",
                status=Status.FAIL,
                counts={"zeta": 2.0, "alpha": 0.1 + 0.2},
                parameters={"b": 1, "a": [1.5]},
            ),
        ),
        findings=(finding,),
    )


def test_shipped_schema_is_the_generated_one() -> None:
    assert (config_dir() / "audit.schema.json").read_text(encoding="utf-8") == dump_schema()


def test_audit_follows_the_shipped_schema(audit: Audit) -> None:
    jsonschema.Draft202012Validator(audit_schema()).validate(json.loads(dump_audit(audit)))


@needs_contract
def test_audit_follows_the_contract(audit: Audit) -> None:
    contract = json.loads(_CONTRACT.read_text(encoding="utf-8"))
    checker = jsonschema.FormatChecker()
    jsonschema.Draft202012Validator(contract, format_checker=checker).validate(json.loads(dump_audit(audit)))


def _resolved(node: dict[str, JsonValue], root: dict[str, JsonValue]) -> dict[str, JsonValue]:
    reference = node.get("$ref")
    if not isinstance(reference, str):
        return node
    definitions = root["$defs"]
    assert isinstance(definitions, dict)
    found = definitions[reference.rsplit("/", 1)[1]]
    assert isinstance(found, dict)
    return found


def _compare(
    contract: dict[str, JsonValue], ours: dict[str, JsonValue], root: dict[str, JsonValue], at: str
) -> None:
    """Everywhere the contract says something, ours says at least as much."""
    ours = _resolved(ours, root)
    required, mine = contract.get("required", []), ours.get("required", [])
    assert isinstance(required, list)
    assert isinstance(mine, list)
    assert set(map(str, required)) <= set(map(str, mine)), at
    for key in ("const", "enum", "minItems", "minimum", "format"):
        if key in contract:
            assert ours.get(key) == contract[key], (at, key)
    properties = contract.get("properties", {})
    own = ours.get("properties", {})
    assert isinstance(properties, dict)
    assert isinstance(own, dict)
    for name, wanted in properties.items():
        given = own.get(name)
        assert isinstance(wanted, dict)
        assert isinstance(given, dict), (at, name)
        _compare(wanted, given, root, f"{at}/{name}")
    items, own_items = contract.get("items"), ours.get("items")
    if isinstance(items, dict):
        assert isinstance(own_items, dict), at
        _compare(items, own_items, root, f"{at}[]")


@needs_contract
def test_our_schema_is_as_strict_as_the_contract() -> None:
    schema = audit_schema()
    _compare(json.loads(_CONTRACT.read_text(encoding="utf-8")), schema, schema, "")


def test_text_is_stable_and_free_of_float_noise(audit: Audit) -> None:
    text = dump_audit(audit)
    assert dump_audit(load_audit(text)) == text
    assert load_audit(text) == audit
    tree = json.loads(text)
    assert list(tree)[:2] == ["schema", "unit"]
    assert tree["score"]["awarded"] == 0.3
    assert list(tree["checks"][0]["counts"].items()) == [("alpha", 0.3), ("zeta", 2)]
    assert '"maximum": 5,' in text
    assert list(tree["checks"][0]["parameters"]) == ["a", "b"]
    assert "某县" in text


def test_absent_evidence_fields_are_left_out_and_pending_points_are_null(audit: Audit) -> None:
    tree = json.loads(dump_audit(audit))
    assert tree["findings"][0]["evidence"] == [{"kind": "http", "status": 404, "quote": "找不到"}]
    assert tree["indicators"][0]["awarded"] is None


def test_unknown_keys_survive(audit: Audit) -> None:
    tree = json.loads(dump_audit(audit))
    tree["run"]["added_by_another_tool"] = 7
    assert json.loads(dump_audit(load_audit(json.dumps(tree))))["run"]["added_by_another_tool"] == 7


def test_a_finding_without_evidence_is_refused(audit: Audit) -> None:
    tree = json.loads(dump_audit(audit))
    tree["findings"][0]["evidence"] = []
    with pytest.raises(ValidationError):
        load_audit(json.dumps(tree))


def test_evidence_of_a_check_becomes_evidence_of_an_audit() -> None:
    given = Evidence("http", "http://127.0.0.1/", 404, None, "0" * 64, "404")
    made = AuditEvidence.model_validate(given)
    assert (made.kind, made.url, made.status, made.sha256, made.quote) == (
        "http",
        "http://127.0.0.1/",
        404,
        "0" * 64,
        "404",
    )


@pytest.mark.parametrize(("value", "shown"), [(5.0, 5), (0.1 + 0.2, 0.3), (-0.0, 0), (2.5, 2.5)])
def test_clean_number(value: float, shown: float) -> None:
    assert repr(clean_number(value)) == repr(shown)
