"""The files of an audit: written whole, evidence once each, hashes good, nothing that runs."""

import hashlib
import json
from pathlib import Path

import pytest

from tests.test_reports.report_sample import SampleStore, hash_of, sample_audit, sample_store, seen
from xunjian.model.audit import Audit, load_audit
from xunjian.reports import write_reports
from xunjian.reports.evidence import extension_of, keep_evidence


class CountingStore(SampleStore):
    """Counts how often each body is asked for."""

    def __init__(self, bodies: dict[str, bytes]) -> None:
        self.bodies = bodies
        self.asked: list[str] = []

    def body(self, sha256: str) -> bytes | None:
        self.asked.append(sha256)
        return self.bodies.get(sha256)


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def _resting_on(*hashes: str, copies: int = 1) -> Audit:
    audit = sample_audit()
    evidence = tuple(
        seen("http://127.0.0.1/", "x").model_copy(update={"sha256": sha256}) for sha256 in hashes
    )
    finding = audit.findings[0].model_copy(update={"evidence": evidence})
    return audit.model_copy(update={"findings": (finding,) * copies})


def test_all_files_are_written_and_the_paths_lead_to_good_bytes(tmp_path: Path) -> None:
    paths = write_reports(sample_audit(), tmp_path / "out", sample_store())
    audit = load_audit(paths.audit_json.read_text(encoding="utf-8"))
    kept = [entry for finding in audit.findings for entry in finding.evidence if entry.path]
    assert len(kept) == 15
    for entry in kept:
        assert entry.path is not None
        assert not Path(entry.path).is_absolute()
        assert _digest((tmp_path / "out" / entry.path).read_bytes()) == entry.sha256
        assert Path(entry.path).name.startswith(str(entry.sha256))
    assert len(list(paths.evidence.iterdir())) == len({entry.sha256 for entry in kept})
    assert all(path.is_file() for path in paths.files)
    assert not list((tmp_path / "out").glob("*.part"))


def test_a_body_is_written_once(tmp_path: Path) -> None:
    body = b"<p>a</p>"
    store = CountingStore({_digest(body): body})
    kept = keep_evidence(_resting_on(_digest(body), copies=50), tmp_path, store)
    assert store.asked == [_digest(body)]
    assert all(finding.evidence[0].path for finding in kept.findings)


def test_not_more_than_three_files_per_finding(tmp_path: Path) -> None:
    bodies = {_digest(body): body for body in (b"a", b"b", b"c", b"d", b"e")}
    kept = keep_evidence(_resting_on(*bodies), tmp_path, CountingStore(bodies))
    assert sum(1 for entry in kept.findings[0].evidence if entry.path) == 3
    assert len(list((tmp_path / "evidence").iterdir())) == 3


def test_what_is_not_stored_keeps_its_hash_and_gets_no_path(tmp_path: Path) -> None:
    kept = keep_evidence(_resting_on("0" * 64), tmp_path, CountingStore({}))
    assert (kept.findings[0].evidence[0].sha256, kept.findings[0].evidence[0].path) == ("0" * 64, None)
    assert not (tmp_path / "evidence").exists()


def test_a_hash_that_is_none_never_becomes_a_file_name(tmp_path: Path) -> None:
    store = CountingStore({"../../escape": b"x"})
    keep_evidence(_resting_on("../../escape"), tmp_path / "out", store)
    assert store.asked == []
    assert not list(tmp_path.rglob("*"))


def test_an_old_charset_gets_a_readable_copy_beside_the_true_bytes(tmp_path: Path) -> None:
    body = '<meta charset="gb2312"><title>江北县通知公告</title>'.encode("gbk")
    kept = keep_evidence(_resting_on(_digest(body)), tmp_path, CountingStore({_digest(body): body}))
    entry = kept.findings[0].evidence[0]
    assert entry.path is not None
    assert entry.text_path is not None
    assert (tmp_path / entry.path).read_bytes() == body
    assert "江北县通知公告" in (tmp_path / entry.text_path).read_text(encoding="utf-8")


def _with_check(audit: Audit, check: str) -> Audit:
    findings = tuple(finding.model_copy(update={"check": check}) for finding in audit.findings)
    return audit.model_copy(update={"findings": findings})


def test_a_citizens_number_is_masked_in_the_copy_that_is_written(tmp_path: Path) -> None:
    body = "<p>张某某 身份证号：11010119900307002X</p>".encode()
    kept = keep_evidence(_resting_on(_digest(body)), tmp_path, CountingStore({_digest(body): body}))
    entry = kept.findings[0].evidence[0]
    assert entry.masked
    assert entry.sha256 == _digest(body)
    assert entry.path is not None
    text = (tmp_path / entry.path).read_text("utf-8")
    assert "110" in text
    assert "19900307" not in text
    assert len(list((tmp_path / "evidence").iterdir())) == 1


def test_a_number_without_a_good_check_digit_is_no_citizens(tmp_path: Path) -> None:
    body = "<p>编码 110101199003070021</p>".encode()
    kept = keep_evidence(_resting_on(_digest(body)), tmp_path, CountingStore({_digest(body): body}))
    assert kept.findings[0].evidence[0].masked is None


@pytest.mark.parametrize(("check", "masked"), [("content.privacy", True), ("links.home", None)])
def test_mobile_numbers_are_masked_where_they_are_the_fault(
    tmp_path: Path, check: str, masked: bool | None
) -> None:
    body = "<p>李某某 13900000000</p>".encode()
    audit = _with_check(_resting_on(_digest(body)), check)
    entry = keep_evidence(audit, tmp_path, CountingStore({_digest(body): body})).findings[0].evidence[0]
    assert entry.masked is masked
    assert entry.path is not None
    assert ("13900000000" in (tmp_path / entry.path).read_text("utf-8")) is (masked is None)


def test_a_file_that_cannot_be_masked_stays_in_the_snapshot(tmp_path: Path) -> None:
    body = b"%PDF-1.7 ..."
    audit = _with_check(_resting_on(_digest(body)), "content.privacy")
    entry = keep_evidence(audit, tmp_path, CountingStore({_digest(body): body})).findings[0].evidence[0]
    assert (entry.sha256, entry.path) == (_digest(body), None)
    assert not (tmp_path / "evidence").exists()


@pytest.mark.parametrize(
    ("body", "extension"),
    [
        (b"<!DOCTYPE html><script>", "html.txt"),
        (b"<svg onload='x'>", "html.txt"),
        (b"\xef\xbb\xbf<html>", "html.txt"),
        (b"{}", "txt"),
        (b"", "txt"),
        (b"\x89PNG\r\n\x1a\nrest", "png"),
        (b"%PDF-1.7", "pdf"),
        (b"PK\x03\x04word", "bin"),
        (b"MZ\x00\x01", "bin"),
        ("公告".encode("gbk"), "txt"),
    ],
)
def test_opening_a_kept_file_runs_nothing(body: bytes, extension: str) -> None:
    assert extension_of(body) == extension


def test_writing_again_replaces(tmp_path: Path) -> None:
    write_reports(sample_audit(), tmp_path, sample_store())
    changed = sample_audit().model_copy(update={"findings": ()})
    paths = write_reports(changed, tmp_path, sample_store())
    assert json.loads(paths.audit_json.read_text(encoding="utf-8"))["findings"] == []
    assert "没有发现问题。" in paths.report_html.read_text(encoding="utf-8")


def test_every_kind_of_fault_keeps_a_proof_before_any_keeps_its_second(tmp_path: Path) -> None:
    audit = sample_audit()
    store = CountingStore({})
    keep_evidence(audit, tmp_path, store)
    kinds = {finding.check for finding in audit.findings}
    first = store.asked[: len(kinds)]
    owners = {entry.sha256: finding.check for finding in audit.findings for entry in finding.evidence}
    assert {owners[sha256] for sha256 in first} | {"footer.police"} == kinds
    assert hash_of("home") in first
