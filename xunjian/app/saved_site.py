"""The scripts and frames that were saved beside a page: `inspect` of a file reads them as the site's own."""

from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

_KINDS = frozenset(
    {".js", ".htm", ".html", ".shtml", ".xhtml", ".inc", ".txt", ".asp", ".aspx", ".jsp", ".php"}
)
_LARGEST = 2 * 1024 * 1024
"""Bytes of one script or frame."""


class SavedSite:
    """Files of one host, by address: beside the page, or below where its folders meet those of its address.

    Nothing outside that folder is read, and nothing but scripts and pages.
    """

    def __init__(self, page: Path, url: str) -> None:
        self._host = urlsplit(url).hostname
        beside = page.absolute().parent
        address = PurePosixPath(unquote(urlsplit(url).path) or "/")
        above = address if url.endswith("/") else address.parent
        root = beside
        while above.name and above.name == root.name:
            root, above = root.parent, above.parent
        # Where the page lies flat in a folder, that folder stands for the site's root too.
        self._roots = ((root, above), (beside, PurePosixPath("/")))

    def get(self, url: str) -> bytes | None:
        """The bytes saved of an address; None where there are none: what it holds is unknown."""
        parts = urlsplit(url)
        path = PurePosixPath(unquote(parts.path) or "/")
        if parts.hostname != self._host or path.suffix.lower() not in _KINDS:
            return None
        for root, above in self._roots:
            if path.is_relative_to(above):
                body = _within(root, root / path.relative_to(above))
                if body is not None:
                    return body
        return None


def _within(root: Path, file: Path) -> bytes | None:
    try:
        real = file.resolve()
        if not real.is_relative_to(root.resolve()) or not real.is_file() or real.stat().st_size > _LARGEST:
            return None
        return real.read_bytes()
    except (OSError, ValueError):
        return None
