"""Whether bytes are a web page."""

from xunjian.model.observation import Fetch

_HEAD = 512


def is_html(fetch: Fetch, body: bytes) -> bool:
    """Whether an answer is a web page: by its type, else by its first bytes."""
    kind = fetch.content_type.partition(";")[0].strip().lower()
    if kind in ("text/html", "application/xhtml+xml"):
        return True
    if kind in ("", "text/plain", "application/octet-stream", "text/xml", "application/xml"):
        return looks_like_html(body)
    return False


def looks_like_html(body: bytes) -> bool:
    head = body[:_HEAD].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\0", b"").lower()
    return head.startswith(
        (b"<!doctype html", b"<html", b"<head", b"<body", b"<script", b"<meta", b"<title")
    ) or (head.startswith((b"<!--", b"<?xml", b"<%")) and b"<html" in body[:4096].replace(b"\0", b"").lower())
