"""What the characters of an address may be written in besides (T30)."""

import re
from urllib.parse import quote_from_bytes, unquote_to_bytes, urlsplit, urlunsplit

_ESCAPED_HIGH = re.compile(r"%[89A-Fa-f][0-9A-Fa-f]")


def other_encoding(url: str) -> str | None:
    """The address with its non-ASCII path in the other of UTF-8 and GBK (T30); None where there is none."""
    parts = urlsplit(url)
    if not _ESCAPED_HIGH.search(parts.path):
        return None
    steps = [unquote_to_bytes(step) for step in parts.path.split("/")]
    try:
        if any(_in_utf8(step) for step in steps):  # steps in GBK stay: a page may write its folder plainly
            turned = [step.decode().encode("gb18030") if _in_utf8(step) else step for step in steps]
        else:
            turned = [step.decode("gb18030").encode() for step in steps]
    except UnicodeError:
        return None
    path = "/".join(quote_from_bytes(step, safe="~!$&'()*+,;=:@%") for step in turned)
    return urlunsplit(parts._replace(path=path)) if path != parts.path else None


def _in_utf8(step: bytes) -> bool:
    if step.isascii():
        return False
    try:
        step.decode()
    except UnicodeDecodeError:
        return False
    return True
