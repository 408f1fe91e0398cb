"""What an answer says besides its body: its code, where it leads, and the cookies that it gives."""

from urllib.parse import urljoin

from crawler.hosts import Host
from crawler.net.answer import Answer
from xunjian.html.urls import resolve

_NOT_MODIFIED = 304
_MOST_COOKIES, _LONGEST_COOKIE = 40, 4096


def code_of(answer: Answer) -> str:
    """The code of an answer; `redirect_self` (the ladder's alone) where it leads to its own address, and
    something changes on the way: a cookie is given, or the address gets a session id."""
    status = answer.status
    if 200 <= status < 300:
        return "ok"
    if status == _NOT_MODIFIED:
        return "protocol"  # of a condition that we did not set, or whose page we no longer have
    if 300 <= status < 400:
        target = location_of(answer)
        if target is None:
            return "bad_redirect"
        changes = target == answer.url and ("set-cookie" in answer.headers or bool(way_of(answer)))
        return "redirect_self" if changes else "redirect"
    return f"http_{status}" if status >= 400 else "protocol"


def location_of(answer: Answer) -> str | None:
    """Absolute, canonical target of a redirect; raw bytes (GBK) are kept as they came."""
    raw = _location(answer)
    return resolve(answer.url, raw) if raw else None


def way_of(answer: Answer) -> str:
    """The target of a redirect just as it was written, with the session id that we know addresses without
    (`/(S(…))/`, `;jsessionid=`); empty where it is the address that was asked for."""
    try:
        way = urljoin(answer.url, _location(answer).replace(" ", "%20")).partition("#")[0]
    except ValueError:
        return ""
    return way if way != answer.url and way.startswith(("http://", "https://")) else ""


def _location(answer: Answer) -> str:
    raw = answer.headers.get("location", b"").partition(b"\n")[0].strip()
    return "".join(chr(byte) if byte < 128 else f"%{byte:02X}" for byte in raw)


def take_cookies(answer: Answer, host: Host) -> None:
    """Keep the cookies of an answer for what is asked of its host later."""
    fill_jar(host.cookies, answer)


def fill_jar(jar: dict[str, str], answer: Answer) -> None:
    """Add the cookies of an answer, up to a limit."""
    for line in answer.headers.get("set-cookie", b"").split(b"\n"):
        name, _, value = line.partition(b";")[0].decode("latin-1").partition("=")
        if name.strip() and len(jar) < _MOST_COOKIES and len(line) < _LONGEST_COOKIE:
            jar[name.strip()] = value.strip()
