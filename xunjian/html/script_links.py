"""Addresses that scripts lead to: `location.href=…`, `window.open(…)`, written links, paging scripts.

No script is run. A string counts only where it is clearly an address: what is assigned to a location or
handed to an opener, the `href` of written markup, a whole literal that ends like a page, and the pages that
a paging script counts up. Glued strings (`"a" + id + ".html"`) and template placeholders never count (T28,
T4, issue 3 §1).
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from xunjian.html.kept import kept

PAGE_SUFFIX = r"\.(?:s?html?|jspx?|aspx?|php|do|action|jhtml|xhtml|cgi)"
_HINTS = ("location", "open", "navigate", "href", "url", "link", "htm", "page")
"""One of these, in small letters, stands in any script that leads somewhere."""
_COMMENTS = re.compile(
    r"(?P<kept>\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*')|/\*.*?(?:\*/|\Z)|(?<!:)//[^\n]*|<!--.*?-->",
    re.DOTALL,
)
_MOST_OPEN = 50
"""Openings of HTML comments behind the last end of one; a script with more is made to be slow."""
_LITERAL = r"(?P<q>[\"'])(?P<url>(?:\\.|(?!(?P=q))[^\\\n<>]){1,2000})(?P=q)"
_ALONE = r"\s*(?![\s+.\[])"
_GO = re.compile(
    r"(?:\b(?:location|locationHref)(?:\s*\.\s*href)?\s*=(?!=)|\blocation\s*\.\s*(?:replace|assign)\s*\(|"
    r"\bwindow\s*\.\s*(?:open|navigate)\s*\(|(?<![\w.])open(?:_?(?:url|win|window|page|link))?\s*\()\s*"
    + _LITERAL
    + _ALONE,
    re.IGNORECASE,
)
_WRITTEN = re.compile(
    r"(?<![.\w])href\s*=\s*\\?(?P<q>[\"'])(?P<url>[^\"'<>\\]{1,2000})\\?(?P=q)(?!\s*\+)", re.IGNORECASE
)
_PAGE_LITERAL = re.compile(
    r"(?P<before>(?:[+.]|[=!]=)\s*)?"
    + r"(?P<q>[\"'])(?P<url>[^\"'\\\s<>+{}$,;()|]{1,1000}"
    + PAGE_SUFFIX
    + r"(?:\?[^\"'\\\s<>+{}$]*)?)(?P=q)"
    r"(?P<after>\s*\+)?",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b\w{0,40}(?:open|go|jump|link|redirect|href|forward|skip|url|page|show|view|detail|read|turn|down)\w{0,40}\s*\(\s*"
    r"(?P<q>[\"'])(?P<url>(?![^\"']*\.(?:jpe?g|png|gif|bmp|js|css)\b)(?:https?://|\.{0,2}/)(?!/)[^\"'\\\s<>+{}$;]{1,1000})(?P=q)\s*(?=[,)])",
    re.IGNORECASE,
)
"""A function of the page's own that is handed an address, told by its name and by the address's slash."""
_NAME_OF = re.compile(r"(?<![\w$])([A-Za-z_$][\w$]{0,60})\s{0,9}[=:]\s{0,9}$")
_GLUED = re.compile(
    r"\+\s*+(?P<behind>[A-Za-z_$][\w$]*+)"
    r"|(?<![\w$])(?P<before>[A-Za-z_$][\w$]*+)\s*+(?=\+(?![+=]|\s*[\"'][?#]))"
)
_IN_MARKUP = re.compile(r"=\s*\\?[\"']{1,2}\s*$")
"""What stands before a name that is written into an attribute whole: `"<a href='" + url`."""
_NEAR = 80
_FILE_LITERAL = re.compile(
    r"(?P<q>[\"'])(?P<url>[^\"'\\\s<>+{}$,;()|]{1,1000}\.(?:pdf|docx?|xlsx?|pptx?|wps|et|ofd|ceb|zip|rar|7z))(?P=q)(?!\s*\+)",
    re.IGNORECASE,
)
_FAVOURITE = re.compile(r"\b(?:set_?homepage|add_?favorite|addpanel)\w*\s*\([^()]*\)", re.IGNORECASE)
"""What puts an address into a browser's settings; it opens nothing."""
_STATIC = re.compile(r"\.(?:s?html?|jhtml|xhtml)(?:\?|$)", re.IGNORECASE)
"""Suffixes that make a bare string a page; `list.do` and the like mostly are asked in passing."""
_PLACEHOLDER = re.compile(r"\[\w+\]|\{\{|\$\{|<%|%>|\}\}|\[\[|@\{|\{[%#$\w]|['\"+]|#\{")
_CREATE_PAGE = re.compile(
    r"\b\w{0,40}page\w{0,40}\s*\(\s*[\"']?(?P<total>\d{1,5})[\"']?\s*,\s*[\"']?(?P<current>\d{1,5})[\"']?\s*,"
    r"(?:\s*\d+\s*,)?\s*[\"'](?P<name>[\w./-]{1,200}?)[\"']\s*,\s*[\"']\.?(?P<ext>\w{2,6})[\"']",
    re.IGNORECASE,
)
_PAGER = re.compile(r"\bPager\w*\s*\(\s*\{(?P<body>[^{}]{1,500})\}", re.IGNORECASE)
_PAIR = re.compile(r"[\"']?(?P<key>\w+)[\"']?\s*:\s*[\"']?(?P<value>[\w./-]+)[\"']?")
_MAX_PAGES = 2000
# Lists that stand in a page as data: a record with a title and an address is a row that the page will show.
_RECORD = re.compile(r"\{[^{}]{1,4000}\}")
_RECORD_TITLE = re.compile(
    r"[\"']?\b(?:title|name|subject|headline|bt|(?:doc|info|article|news)_?title)[\"']?\s*:\s*[\"']",
    re.IGNORECASE,
)
_RECORD_ADDRESS = re.compile(
    r"[\"']?\b(?:url|link|href|(?:doc|info|article|page|news|link)_?(?:pub)?_?url|puburl)[\"']?\s*:\s*"
    r"(?P<q>[\"'])(?P<url>(?:https?://|\.{0,2}/)[^\"'\\\s<>]{1,2000})(?P=q)",
    re.IGNORECASE,
)


@kept
def addresses_in_script(text: str) -> tuple[str, ...]:
    """Raw addresses that an inline script leads to, doubles included; kept, for templates repeat theirs."""
    small = text.lower()
    return tuple(_addresses(text, small)) if any(hint in small for hint in _HINTS) else ()


def _addresses(text: str, small: str) -> Iterator[str]:
    text = without_comments(text).replace("\\/", "/").replace('\\"', '"').replace("\\'", "'")
    found: list[Iterator[re.Match[str]]] = []
    if "location" in small or "open" in small or "navigate" in small:
        found.append(_GO.finditer(text))
    if "href" in small:
        found.append(_WRITTEN.finditer(text))
    if "htm" in small:
        found.append(_static(text))
    if "{" in small:
        found.append(_records(text))
    for match in chain.from_iterable(found):
        url = match["url"].replace("&amp;", "&")
        if _is_address(url):
            yield url
    if "page" in small:
        yield from pages_counted(text)


def without_comments(text: str) -> str:
    """A script without its comments, strings left as they are."""
    text = _unhidden(text)
    if text.count("<!--", text.rfind("-->") + 1) > _MOST_OPEN:
        text = text.replace("<!--", " ")
    return _COMMENTS.sub(lambda match: match["kept"] or " ", text)


def _unhidden(text: str) -> str:
    """Without the comment signs that hide a script from the browsers of long ago."""
    text = text.strip()
    if text.startswith("<!--"):
        text = text.partition("\n")[2]
    return text[:-3].rstrip().removesuffix("//") if text.endswith("-->") else text


@lru_cache(maxsize=8192)
def addresses_in_handler(text: str) -> tuple[str, ...]:
    """Raw addresses in an event attribute or a `javascript:` address."""
    if "'" not in text and '"' not in text:
        return ()
    if "avorite" in text or "omepage" in text.lower() or "addPanel" in text:
        text = _FAVOURITE.sub(" ", text)
    found = chain(_GO.finditer(text), _CALLED.finditer(text), _FILE_LITERAL.finditer(text), _alone(text))
    return tuple(match["url"] for match in found if _is_address(match["url"]))


def pages_counted(text: str) -> Iterator[str]:
    """The further pages of a list that a paging script builds: `createPageHTML(5, 0, "index", "html")`."""
    for match in _CREATE_PAGE.finditer(text):
        yield from _count(int(match["total"]), match["name"], match["ext"])
    for match in _PAGER.finditer(text):
        values = {pair["key"].lower(): pair["value"] for pair in _PAIR.finditer(match["body"])}
        total = next(
            (values[key] for key in ("size", "pagecount", "totalpage", "total", "pages") if key in values), ""
        )
        name = values.get("prefix", values.get("name", ""))
        ext = values.get("suffix", values.get("ext", ""))
        if total.isdecimal() and name and ext:
            yield from _count(int(total), name, ext)


def _count(total: int, name: str, ext: str) -> Iterator[str]:
    ext = ext.lstrip(".")
    for number in range(1, min(total, _MAX_PAGES)):
        yield f"{name}_{number}.{ext}"


def _records(text: str) -> Iterator[re.Match[str]]:
    for record in _RECORD.finditer(text):
        address = _RECORD_ADDRESS.search(record[0])
        if address is not None and _RECORD_TITLE.search(record[0]) is not None:
            yield address


def _static(text: str) -> Iterator[re.Match[str]]:
    return (match for match in _alone(text) if _STATIC.search(match["url"]))


def _alone(text: str) -> Iterator[re.Match[str]]:
    glued: frozenset[str] | None = None
    for match in _PAGE_LITERAL.finditer(text):
        if match["before"] or match["after"] or match["url"].startswith((".htm", ".shtm", ".jsp")):
            continue
        named = _NAME_OF.search(text[max(0, match.start() - _NEAR) : match.start()])
        if named is not None:
            glued = _glued_names(text) if glued is None else glued
            if named[1] in glued:
                continue
        yield match


def _glued_names(text: str) -> frozenset[str]:
    """Names that a script glues to something else, so that what they hold is half an address.

    A query or a fragment behind one, or the attribute of written markup around it, leaves it whole.
    """
    return frozenset(
        match["behind"] or match["before"]
        for match in _GLUED.finditer(text)
        if not (match["behind"] and _IN_MARKUP.search(text[max(0, match.start() - 9) : match.start()]))
    )


def _is_address(url: str) -> bool:
    url = url.strip()
    if not url or url.startswith(("#", "javascript:", "about:")) or _PLACEHOLDER.search(url):
        return False
    if url.lower().startswith(("http:", "https:")):
        return "." in url or "localhost" in url
    return "/" in url or "." in url or "?" in url
