"""The stored bytes that findings rest on, written beside the report so that a person can look at them.

Bytes are written unchanged, their SHA-256 stays good; but where a citizen's number stands in them, only a
copy with the number masked is written, or nothing: the bytes lie in the snapshot file. A name never invites a
program to run what came from the network: text, HTML and SVG end in `.txt`, what is no plain picture or PDF
ends in `.bin`.
"""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from xunjian.html.decode import decode_html
from xunjian.html.private import find_mobiles, mask_spots, mask_text
from xunjian.model.audit import Audit, AuditEvidence, AuditFinding

FOLDER = "evidence"
_PER_FINDING = 3
_MOST_FILES = 2000
_MOST_BYTES = 200_000_000
_PRIVACY = "content.privacy"
_HASH = re.compile("[0-9a-f]{64}")
"""A hash becomes a file name; nothing else may."""
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF8", "gif"),
    (b"%PDF-", "pdf"),
)


class EvidenceStore(Protocol):
    """Where stored bytes come from; a snapshot is one."""

    def body(self, sha256: str) -> bytes | None:
        """The bytes with this hash; None where they are not stored."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """Paths of written bytes, relative to the output folder."""

    path: str | None = None
    text_path: str | None = None
    masked: bool = False


def extension_of(body: bytes) -> str:
    """A file name ending under which opening the bytes is harmless."""
    for magic, extension in _MAGIC:
        if body.startswith(magic):
            return extension
    head = body[:4096]
    if b"\x00" in head or body.startswith((b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf")):
        return "bin"
    return "html.txt" if b"<" in head else "txt"


def keep_evidence(audit: Audit, out: Path, store: EvidenceStore) -> Audit:
    """Write the stored bytes under OUT/evidence, each once; the audit comes back with their paths.

    Bounded: three files per finding, 2,000 files and 200 MB in all. What is left out keeps its SHA-256 and
    lies in the snapshot file.
    """
    private = _told_private(audit)
    kept: dict[str, _Kept] = {}
    budget = _MOST_BYTES
    for sha256 in _wanted(audit):
        if sha256 in kept:
            continue
        if len(kept) >= _MOST_FILES:
            break
        body = store.body(sha256)
        if body is None or len(body) > budget:
            continue
        budget -= len(body)
        kept[sha256] = _write(out / FOLDER, sha256, body, told_private=sha256 in private)
    findings = tuple(_with_paths(finding, kept) for finding in audit.findings)
    return audit.model_copy(update={"findings": findings})


def _write(folder: Path, sha256: str, body: bytes, *, told_private: bool) -> _Kept:
    name = f"{sha256}.{extension_of(body)}"
    is_text = name.endswith(".txt")
    if told_private and not is_text:
        return _Kept()  # a picture or a PDF cannot be masked
    folder.mkdir(parents=True, exist_ok=True)
    text = decode_html(body).text if is_text else ""
    masked = _mask(text, mobiles=told_private)
    if masked != text:
        name = f"{sha256}.masked.txt"
        (folder / name).write_text(masked, encoding="utf-8", errors="replace")
        return _Kept(f"{FOLDER}/{name}", masked=True)
    (folder / name).write_bytes(body)
    if not is_text or _is_utf8(body):
        return _Kept(f"{FOLDER}/{name}")
    readable = f"{sha256}.utf8.txt"
    (folder / readable).write_text(text, encoding="utf-8", errors="replace")
    return _Kept(f"{FOLDER}/{name}", f"{FOLDER}/{readable}")


def _mask(text: str, *, mobiles: bool) -> str:
    text = mask_text(text)
    return mask_spots(text, tuple(find_mobiles(text))) if mobiles else text


def _told_private(audit: Audit) -> frozenset[str]:
    """Hashes of the pages and files on which somebody's number was found."""
    told = (finding for finding in audit.findings if finding.check == _PRIVACY)
    return frozenset(entry.sha256 for finding in told for entry in finding.evidence if entry.sha256)


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _wanted(audit: Audit) -> list[str]:
    """The hashes in the order of their worth: the first proof of each kind of fault before the
    hundredth of one kind, so that a bound never leaves a kind without any."""
    rank: Counter[str] = Counter()
    wanted: list[tuple[int, int, str]] = []
    for finding in audit.findings:
        rank[finding.check] += 1
        hashes = [entry.sha256 for entry in finding.evidence if entry.sha256 and not entry.path]
        sound = [sha256 for sha256 in hashes if _HASH.fullmatch(sha256)][:_PER_FINDING]
        wanted.extend((number, rank[finding.check], sha256) for number, sha256 in enumerate(sound))
    return [sha256 for _, _, sha256 in sorted(wanted)]


def _with_paths(finding: AuditFinding, kept: dict[str, _Kept]) -> AuditFinding:
    evidence = tuple(_with_path(entry, kept) for entry in finding.evidence)
    return finding.model_copy(update={"evidence": evidence})


def _with_path(entry: AuditEvidence, kept: dict[str, _Kept]) -> AuditEvidence:
    found = kept.get(entry.sha256 or "")
    if found is None or entry.path:
        return entry
    return entry.model_copy(
        update={"path": found.path, "text_path": found.text_path, "masked": found.masked or None}
    )
