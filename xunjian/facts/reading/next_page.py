"""The next page of a list: a link, a link by script, or a paging script (createPageHTML, Pager({…}))."""

import re

from lxml.html import HtmlElement

from xunjian.facts.reading.page_choice import next_by_choice
from xunjian.facts.reading.page_numbers import next_by_number
from xunjian.facts.reading.source import Source, folded
from xunjian.html.kept import kept
from xunjian.html.lines import Anchor
from xunjian.html.regions import Region
from xunjian.html.script_links import addresses_in_handler
from xunjian.html.tree import first_words
from xunjian.html.urls import leads_nowhere, resolve, runs_script

_NEXT = re.compile(r"^[\s\[【(]*(?:下\s*一?\s*页|后\s*一?\s*页|下页|next(?:\s*page)?)[\s>»›\]】)]*$", re.I)
_NEXT_SIGN = re.compile(r"^\s*(?:>|»|›|>>)\s*$")
_NEXT_CLASS = re.compile(r"(?:^|[\s_-])next(?:page)?(?:$|[\s_-])", re.I)
_NEXT_PICTURE = re.compile(
    r"(?:^|/)(?:page_?)?(?:next(?:_?page)?|xia_?yi?_?ye?|xyy)\.(?:gif|png|jpe?g|svg)", re.I
)
_IN_CALL = re.compile(
    r"""(?:location(?:\.href)?\s*=\s*|window\.open\s*\(|encodeURI\s*\(|assign\s*\(|replace\s*\()\s*(?:encodeURI\s*\()?\s*['"]([^'"]+)['"]""",
    re.I,
)
_CREATE = re.compile(
    r"\b(?:createPage\w*|create_?page_?html\w*|makePage\w*|pageHTML|showPage\w*|initPage\w*)\s*\(([^()]{3,200})\)",
    re.I,
)
_DEFINED = re.compile(r"function\s*$")
_PAGER = re.compile(r"\b\w{0,40}pag\w{0,40}\s*\(\s*\{([^{}]{5,600})\}", re.I)
_PAIR = re.compile(r"""['"]?(\w+)['"]?\s*:\s*(?:['"]([^'"]*)['"]|(-?\d+))""")
_TOTAL = ("size", "total", "totalpage", "totalpages", "pagecount", "countpage", "pages", "totalpagecount")
_CURRENT = ("current", "currentpage", "curpage", "pageindex", "currindex", "index", "pageno", "page")
_PREFIX = ("prefix", "pagename", "name", "filename", "basename")
_SUFFIX = ("suffix", "ext", "pageext", "extension")
_STRING = re.compile(r"""^\s*['"](.*)['"]\s*$""")
_NAME = re.compile(r"[A-Za-z_$][\w$]*")
_LARGEST = 200_000
_PURL = re.compile(r"""\bpurl\s*=\s*["']([^"'\s<>]{1,200})["']""")
_MOST_PAGES = re.compile(r"\bmaxPageNum\w*\s*=\s*(\d{1,6})\s*;")
_PAGE_NAME = re.compile(r"\bpageName\s*=\s*(\d{1,6})\s*;")
_NAMED_PAGE = re.compile(r"""purl\s*\+\s*["']_["']\s*\+\s*\w+\s*\+\s*["']\.html""")


def read_next_page(source: Source) -> str | None:
    """The address of the next page, or None where there is none."""
    return (
        _by_link(source)
        or _by_button(source)
        or next_by_choice(source)
        or _by_script(source)
        or _counted_down(source)
        or next_by_number(source)
        or _by_relation(source)
    )


def _by_link(source: Source) -> str | None:
    # Links that stand in the page come before those that a script writes.
    for anchor in sorted(source.flow.anchors, key=lambda anchor: bool(anchor.region & Region.SCRIPT)):
        text = folded(anchor.text or anchor.title or _of_pictures(anchor.el))
        if len(text) > 12 or not (
            _NEXT.match(text)
            or (_NEXT_SIGN.match(text) and _pages(anchor, source))
            or (not text and (_is_arrow(anchor) or _is_arrow_picture(anchor.el)))
        ):
            continue
        if anchor.computed:
            continue
        href = anchor.href.strip()
        handler = " ".join(filter(None, (anchor.el.get("onclick"), href if runs_script(href) else "")))
        url = None if leads_nowhere(href) else resolve(source.base, href)
        if url is None and (call := _IN_CALL.search(handler)):
            url = resolve(source.base, call[1])
        if url is None:
            for name in ("data-href", "data-url", "tagname"):
                if value := anchor.el.get(name):
                    url = resolve(source.base, value)
        if url is None and handler:
            led = next(iter(addresses_in_handler(handler)), "")
            url = resolve(source.base, led) if led else None
        if url is not None and url != source.url:
            source.notes["next_page"] = f"“{text}”链接"
            return url
    return None


def _pages(anchor: Anchor, source: Source) -> bool:
    """Whether a sign such as `>` turns pages: it stands in a pager, or behind page numbers."""
    if anchor.region & Region.PAGER:
        return True
    beside = source.flow.lines[anchor.line].anchors if anchor.line < len(source.flow.lines) else []
    return sum(folded(other.text).isdecimal() for other in beside) >= 2


def _is_arrow(anchor: Anchor) -> bool:
    """A link of a pager that shows but a sign set by its class `next`."""
    return bool(anchor.region & Region.PAGER) and _NEXT_CLASS.search(anchor.el.get("class") or "") is not None


def _is_arrow_picture(link: HtmlElement) -> bool:
    """Whether a link shows but a picture that its file calls the next page."""
    return len(link) > 0 and any(_NEXT_PICTURE.search(image.get("src") or "") for image in link.iter("img"))


def _by_relation(source: Source) -> str | None:
    """`<link rel="next">` in the head."""
    for el in source.tree.iter("link"):
        if (el.get("rel") or "").lower() == "next" and (url := resolve(source.base, el.get("href") or "")):
            source.notes["next_page"] = "link rel=next"
            return url if url != source.url else None
    return None


def _by_button(source: Source) -> str | None:
    for button in source.tree.iter("button", "input"):
        handler = button.get("onclick")
        if handler and (call := _IN_CALL.search(handler)):
            words = (first_words(button, 40) if button.tag == "button" else button.get("value")) or ""
            url = resolve(source.base, call[1]) if _NEXT.match(folded(words)) else None
            if url is not None and url != source.url:
                source.notes["next_page"] = f"“{words.strip()}”按钮"
                return url
    return None


def _by_script(source: Source) -> str | None:
    for script in source.scripts:
        for creates, text, arguments in _paging_calls(script):
            url = _from_create(arguments, source) if creates else _from_pager(arguments, source)
            if url:
                source.notes["next_page"] = f"分页脚本 {text[:60]}"
                return url
    return None


def _counted_down(source: Source) -> str | None:
    """Pages numbered from the oldest on, as a script links them: after the first comes the last but one."""
    for script in source.scripts:
        if (told := _count_down(script)) is not None:
            most, name = told
            source.notes["next_page"] = f"倒数分页脚本，共 {most} 页"
            return resolve(source.base, name)
    return None


@kept
def _count_down(script: str) -> tuple[int, str] | None:
    """How many pages a script counts down from, and the name of the next."""
    if "maxPageNum" not in script or len(script) > _LARGEST:
        return None
    prefix = _PURL.search(script)
    most = max((int(found) for found in _MOST_PAGES.findall(script)), default=0)
    at = [int(found) for found in _PAGE_NAME.findall(script)]
    number = ((at[-1] if at else 0) or most) - 1
    if prefix is None or number < 1 or not _NAMED_PAGE.search(script):
        return None
    return most, f"{prefix[1]}_{number}.html"


@kept
def _paging_calls(script: str) -> tuple[tuple[bool, str, str], ...]:
    """Calls of paging functions: whether createPageHTML, the call, its arguments."""
    if "age" not in script or len(script) > _LARGEST:
        return ()
    creates = [
        (True, call.group(), _filled_in(call[1], script[: call.start()]))
        for call in _CREATE.finditer(script)
        if not _DEFINED.search(script[: call.start()][-12:]) and not _commented(script, call.start())
    ]
    pagers = [
        (False, call.group(), call[1])
        for call in _PAGER.finditer(script)
        if not _commented(script, call.start())
    ]
    return (*creates, *pagers)


def _commented(script: str, at: int) -> bool:
    """Whether a place in a script stands behind `//` or within a block comment."""
    line = script[script.rfind("\n", 0, at) + 1 : at]
    return re.search(r"(?<!:)//", line) is not None or script.rfind("/*", 0, at) > script.rfind("*/", 0, at)


def _filled_in(arguments: str, before: str) -> str:
    """Arguments with the numbers and words that variables were given before."""

    def value(name: re.Match[str]) -> str:
        given = re.findall(rf"""(?<![\w$.]){re.escape(name[0])}\s*=\s*(\d+|"[^"\n]*"|'[^'\n]*')""", before)
        return given[-1] if given else name[0]

    return ",".join(
        _NAME.sub(value, each) if _NAME.fullmatch(each.strip()) else each for each in arguments.split(",")
    )


def _of_pictures(anchor: HtmlElement) -> str:
    if len(anchor) == 0:
        return ""
    return " ".join(image.get("alt") or image.get("title") or "" for image in anchor.iter("img"))


def _from_create(arguments: str, source: Source) -> str | None:
    """createPageHTML(pages, current, "index", "html"), or with an element's id before it."""
    values = [re.sub(r"""^['"](\d+)['"]$""", r"\1", value.strip()) for value in arguments.split(",")]
    numbers = [int(value) for value in values if re.fullmatch(r"\d+", value)]
    strings = [found[1] for value in values if (found := _STRING.match(value))]
    # With an element's id in front pages are counted from 1, else from 0.
    from_one = bool(values) and _STRING.match(values[0]) is not None and len(strings) >= 3
    strings = strings[1:] if from_one else strings
    if len(numbers) < 2 or len(strings) < 2 or numbers[1] >= numbers[0] - (not from_one):
        return None
    return _numbered(numbers[1], strings[0], strings[1], source)


def _from_pager(settings: str, source: Source) -> str | None:
    pairs = {name.lower(): text or number for name, text, number in _PAIR.findall(settings)}
    total = next((pairs[name] for name in _TOTAL if pairs.get(name, "").isdecimal()), "")
    current = next((pairs[name] for name in _CURRENT if pairs.get(name, "").isdecimal()), "")
    prefix = next((pairs[name] for name in _PREFIX if pairs.get(name)), "")
    suffix = next((pairs[name] for name in _SUFFIX if pairs.get(name)), "")
    if not (total and current and prefix and suffix) or int(current) >= int(total) - 1:
        return None
    return _numbered(int(current), prefix, suffix, source)


def _numbered(current: int, name: str, ending: str, source: Source) -> str | None:
    """index_1.html after index.html, as static publishing numbers them."""
    return resolve(source.base, f"{name}_{current + 1}.{ending.lstrip('.')}")
