"""Addresses: one spelling for each, and what a raw `href` means on a page.

Covers the traps of standards.md §7: gateways (T23), session ids (T26), `\\` as separator, blanks and
line breaks in an address, full-width `：//`, `http:///` (T29). Nothing here decides whether an address
is wanted.
"""

import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote, urljoin, urlsplit

_DEFAULT_PORTS = {"http": "80", "https": "443"}
_PLAIN = re.compile(
    r"https?://[a-z0-9.-]+(?<!\.)(?::(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}))?/[A-Za-z0-9/_.~=&?,:@!$'()*+-]*"
)
"""Already in the one spelling, except for what `_needs_work` looks for."""
_UNSAFE = re.compile(r"[^A-Za-z0-9/_.~%=&?;,:@!$'()*+|^-]")
_HEX = re.compile(r"%([0-9A-Fa-f]{2})")
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PATH_SESSION = re.compile(
    r";(?:jsessionid|phpsessid|sid)=[^/?;]*|/\((?:[A-Z]\([0-9a-z_-]{16,}\)|[0-9a-z]{24})\)(?=/)",
    re.IGNORECASE,
)
_SESSION_NAME = re.compile(
    r"(?:jsessionid|phpsessid|aspsessionid\w*|session_?id|sessid|cfid|cftoken)", re.IGNORECASE
)
_MAYBE_SESSION = re.compile(r"s|sid", re.IGNORECASE)
_SESSION_VALUE = re.compile(r"(?=.*\d)[0-9A-Za-z-]{16,}")
_CLOCK_NAME = re.compile(r"timestamp|randid|rand|random|rnd|nocache|_t|_", re.IGNORECASE)
_MAYBE_CLOCK = re.compile(r"[rtv]|ts|time", re.IGNORECASE)
_MOMENT = re.compile(r"0?\.\d{4,}|1[3-9]\d{11}")
"""A random fraction, or a moment in milliseconds: no day, page or version looks like it."""
_CLOCK_VALUE = re.compile(r"0?\.\d+|\d{6,}")
_QUICK_SESSION = re.compile(
    r"sess|sid=|[?&]s=|cf(?:id|token)|rand|rnd|timestamp|nocache|[?&](?:_|[rtv]=|ts=|time=)", re.IGNORECASE
)
_BLANKS = " \t\r\n\f\v\u3000\u00a0\u200b\u200c\u200d\ufeff"
_INNER = str.maketrans("", "", "\t\r\n\u200b\ufeff")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_WIDE_SCHEME = re.compile(r"^(https?)[:：][/／\\]{2}", re.IGNORECASE)
_SLASHES = re.compile(r"^(https?):[/\\]*", re.IGNORECASE)
_NO_AUTHORITY = re.compile(r"https?:(?![/\\]{2})", re.IGNORECASE)
_GATEWAY = re.compile(
    r"^(https?)://[^/?#]+/gate/(?:big5|b5|gb5?|tc|hk|tw)/(?:https?:/{0,2})?"
    r"((?:[a-z0-9-]+\.)+(?:cn|com|net|org|gov|edu|mil|info|hk|mo|tw|\d{1,3})(?::\d+)?(?=[/?#]|$))",
    re.IGNORECASE,
)
"""A gateway that turns a site into traditional characters: a mirror, whose pages are the site's own (T23)."""
_SCRIPT = re.compile(r"\s*javascript(?::|$)", re.IGNORECASE)
_NOWHERE = re.compile(rf"\s*(?:$|#)|{_SCRIPT.pattern}", re.IGNORECASE)
_KEPT = "".join(chr(code) for code in range(33, 127))
_SIMPLE_NAME = re.compile(r"(?!\.)[A-Za-z0-9_][A-Za-z0-9_.~/-]*")


def canonical(url: str) -> str | None:
    """The one spelling of an absolute http(s) address, or None where it is none.

    Lower-case scheme and host (IDN as punycode), no default port, user or fragment, no session id, dot
    segments resolved, percent-encoding in upper case and only where needed. What a path's bytes mean (GBK
    or UTF-8) is left as written.
    """
    if "/gate/" in url:
        url = _GATEWAY.sub(r"\1://\2", url)
    if _PLAIN.fullmatch(url) and "/." not in url and not _needs_work(url):
        return url
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS or not host:
        return None
    name = _host_name(host)
    if name is None:
        return None
    if port is not None and str(port) != _DEFAULT_PORTS[scheme]:
        name = f"{name}:{port}"
    path = _escape(_PATH_SESSION.sub("", parts.path)) or "/"
    if "/." in path:
        path = urlsplit(urljoin(f"{scheme}://h{path}", path)).path or "/"
    query = _drop_sessions(_escape(parts.query)) if parts.query else ""
    return f"{scheme}://{name}{path}?{query}" if query else f"{scheme}://{name}{path}"


def runs_script(href: str) -> bool:
    """Whether an address runs a script in place of leading anywhere by itself."""
    return _SCRIPT.match(href) is not None


def leads_nowhere(href: str) -> bool:
    """Whether a raw address leaves its reader on the page: none at all, `#…`, or a script."""
    return _NOWHERE.match(href) is not None


def resolve(base: str, raw: str) -> str | None:
    """What a raw attribute value means on a page: a canonical address, or None where it is no link.

    None for `mailto:`, `tel:`, `javascript:`, `data:` and other schemes, for `#…` and for nothing.
    """
    if _SIMPLE_NAME.fullmatch(raw) and "/." not in raw and "//" not in raw:
        folder = _folder(base)
        if folder is not None:
            return folder + raw
    raw = raw.strip(_BLANKS)
    if not raw or raw[0] == "#":
        return None
    if "#" in raw or not raw.isprintable():
        raw = raw.translate(_INNER).partition("#")[0].rstrip(_BLANKS)
    if raw[:1] == "/" and raw[1:2] not in ("/", "\\"):
        return _from_root(_origin(base), raw)
    if raw[:1] != "?" and (folder := _folder(base)) is not None:
        return _from_folder(folder, raw)
    return _absolute(base, raw)


def in_charset(raw: str, charset: str) -> str:
    """An address as a page of this charset sends it: a query's characters in the page's own bytes (T30)."""
    if raw.isascii() or "?" not in raw or charset.startswith("utf"):
        return raw
    path, _, query = raw.partition("?")
    try:
        return f"{path}?{quote(query, safe=_KEPT, encoding=charset)}"
    except (UnicodeEncodeError, LookupError):
        return raw


@lru_cache(maxsize=8192)
def _from_folder(folder: str, raw: str) -> str | None:
    return _absolute(folder, raw)


@lru_cache(maxsize=8192)
def _from_root(origin: str, raw: str) -> str | None:
    return canonical(origin + _slashed(raw))


def _absolute(base: str, raw: str) -> str | None:
    raw = unicodedata.normalize("NFKC", raw) if raw[:1] in "ｈＨ" else _WIDE_SCHEME.sub(r"\1://", raw)
    scheme = _SCHEME.match(raw)
    if scheme is not None:
        word = scheme[1].lower()
        if word not in _DEFAULT_PORTS:
            # `www.a.gov.cn:8080/x` without a scheme is a relative path to a browser as well: no link.
            return None
        if base.startswith(f"{word}:") and _NO_AUTHORITY.match(raw):
            raw = raw[len(word) + 1 :]  # `http:/a.html` on a page of http is a path, to a browser too
        else:
            url = _of_absolute(_slashed(raw))
            return _like(base, url) if "/gate/" in raw and url else url
    if not raw.strip("/\\") and len(raw) > 1:
        return None
    try:
        return canonical(urljoin(base, _slashed(raw)))
    except ValueError:
        return None


def _like(base: str, url: str) -> str:
    """A page of the own host reached through a gateway is asked for as the others are: by http or https."""
    one, two = urlsplit(base), urlsplit(url)
    if one.netloc.removeprefix("www.") != two.netloc.removeprefix("www."):
        return url
    return f"{one.scheme}://{url.partition('://')[2]}"


@lru_cache(maxsize=8192)
def _of_absolute(raw: str) -> str | None:
    return canonical(_SLASHES.sub(lambda match: f"{match[1].lower()}://", raw))


@lru_cache(maxsize=64)
def _origin(base: str) -> str:
    parts = urlsplit(base)
    return f"{parts.scheme}://{parts.netloc}"


@lru_cache(maxsize=256)
def _folder(base: str) -> str | None:
    """The folder that plain names are added to; None where that is not so simple."""
    clean = canonical(base)
    return None if clean is None else clean.partition("?")[0].rpartition("/")[0] + "/"


def _slashed(raw: str) -> str:
    if "\\" not in raw:
        return raw
    path, mark, query = raw.partition("?")
    return path.replace("\\", "/") + mark + query


def _needs_work(url: str) -> bool:
    if ":" in url[6:]:
        authority = url.split("/", 3)[2]
        if ":" in authority and authority.rpartition(":")[2] in ("80", "443"):
            return True
    if "/(" in url and _PATH_SESSION.search(url):
        return True
    return "?" in url and (url.endswith("?") or _QUICK_SESSION.search(url) is not None)


def _host_name(host: str) -> str | None:
    host = host.rstrip(".").translate({0x3002: ".", 0xFF0E: "."})
    if ":" in host:
        return f"[{host}]"
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            return None
    host = host.lower()
    return host if host and re.fullmatch(r"[a-z0-9._-]+", host) else None


def _escape(text: str) -> str:
    if "%" in text:
        text = _BARE_PERCENT.sub("%25", text)
        text = _HEX.sub(_unescape_plain, text)
    return _UNSAFE.sub(_percent, text) if _UNSAFE.search(text) else text


def _unescape_plain(match: re.Match[str]) -> str:
    value = int(match[1], 16)
    return chr(value) if value in _UNRESERVED else f"%{match[1].upper()}"


def _percent(match: re.Match[str]) -> str:
    try:
        octets = match[0].encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # half of a surrogate pair, as a script may write it
        return "%EF%BF%BD"
    return "".join(f"%{byte:02X}" for byte in octets)


def _drop_sessions(query: str) -> str:
    if _QUICK_SESSION.search(f"?{query}") is None:
        return query
    return "&".join(pair for pair in query.split("&") if not _is_session(*pair.partition("=")[::2]))


def _is_session(name: str, value: str) -> bool:
    if _SESSION_NAME.fullmatch(name):
        return True
    if _MAYBE_SESSION.fullmatch(name):
        return _SESSION_VALUE.fullmatch(value) is not None
    if _MAYBE_CLOCK.fullmatch(name):
        return _MOMENT.fullmatch(value) is not None
    return _CLOCK_NAME.fullmatch(name) is not None and _CLOCK_VALUE.fullmatch(value) is not None
