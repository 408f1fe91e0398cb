"""What a request brings: an answer, or a fault with a stable code."""

from dataclasses import dataclass


class Fault(Exception):  # noqa: N818 - what the network does is an outcome, no error
    """No usable answer. `code` is one of those of `xunjian.model.observation.Fetch`."""

    def __init__(self, code: str, detail: str = "", *, certain: bool = True, stage: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail
        self.certain = certain
        """False where the fault may be ours (no name server answers)."""
        self.stage = stage or _STAGES.get(code, "first_byte")
        """Where it happened: `dns`, `connect`, `tls`, `first_byte`, `body` or `decode`."""


_STAGES = {"dns": "dns", "private_address": "dns", "refused": "connect", "tls": "tls"}


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how much. Seconds and bytes."""

    first_byte: float = 15.0
    idle: float = 15.0
    """Between two pieces of a body."""
    total: float = 120.0
    html_bytes: int = 10 * 1024 * 1024
    other_bytes: int = 256 * 1024
    """Of a body that is no HTML only the head is read."""

    @property
    def largest(self) -> int:
        return max(self.html_bytes, self.other_bytes)


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer; the body is decoded from its Content-Encoding, nothing else."""

    url: str
    status: int
    headers: dict[str, bytes]
    """Names in lower case; of a repeated header the values joined by a line feed."""
    body: bytes = b""
    truncated: bool = False
    """Only the head of the body was read, because it is larger than allowed."""
    stage: str = ""
    """Where the answer fell short: `body` (it ended, or its time did, before its end), `decode` (what came
    could not be unpacked); empty where it is whole or `truncated` on purpose."""
    late: bool = False
    """The body was let go because it took too long."""
    seconds: float = 0.0
    """Until the first byte."""
    size: int = 0
    """Of the whole body where known, else of what was read."""
    received: int = 0
    """Bytes of the body as they came over the line."""
    certificate: str = ""
    """What speaks against the certificate of an https address; the answer was taken regardless."""

    def header(self, name: str) -> str:
        """A header as text: UTF-8 where it is, else GB18030 (raw GBK names of files are common)."""
        raw = self.headers.get(name, b"").partition(b"\n")[0].strip()
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            return raw.decode("gb18030", "replace")

    @property
    def broken_off(self) -> bool:
        """The body ended before its end."""
        return self.stage == "body"

    @property
    def content_type(self) -> str:
        return self.header("content-type")

    @property
    def is_html(self) -> bool:
        return is_html_type(self.headers.get("content-type", b""), self.body)


_BINARY = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"%PDF",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"Rar!",
    b"RIFF",
)
_HTML_TYPES = (b"text/html", b"application/xhtml", b"application/vnd.wap.xhtml")


def is_html_type(content_type: bytes, head: bytes) -> bool:
    """Whether a body is a page: by its type, or by its look where the type says nothing."""
    if head.startswith(_BINARY):
        return False  # a picture or a file, whatever its type says
    content_type = content_type.lower()
    if any(kind in content_type for kind in _HTML_TYPES):
        return True
    if content_type.strip() and not content_type.startswith(
        (b"text/plain", b"application/octet", b"text/xml", b"*")
    ):
        return False
    start = head[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<script", b"<!--", b"<meta", b"<body"))
