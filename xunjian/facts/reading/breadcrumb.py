"""The trail 当前位置:首页 > 新闻 > 通知公告."""

import re
from itertools import pairwise

from xunjian.facts.reading.own_home import HOME_NAME
from xunjian.facts.reading.source import Source, folded, host_of, path_of
from xunjian.html.dates import first_date
from xunjian.html.lines import Line, as_printed
from xunjian.html.regions import Region

_LEAD = re.compile(
    r"(?:您?(?:当前|现在|目前)?(?:所在|所处)?的?(?:当前)?位置(?:是|在)?|您(?:现在|当前|目前)?(?:所在|在)的?(?:位置|栏目|页面)(?:是)?"
    r"|当前(?:位置|栏目|页面)(?:是)?|(?:所在|现在)位置|位置导航|浏览路径)\s*[::]?\s*"
)
_CUT = re.compile(
    r"\s*(?:[-=]{0,2}[>＞»›→≫▷▸❯⟩]+|&gt;|(?<=\S)\s*[/／∕|\\｜丨](?=\s*\S)|\s+[·•](?=\s+\S)|::|\s[-—]{1,3}\s)\s*"
)
_SIGN = re.compile(r"[^\w\s]{1,3}")
_ONLY_SIGNS = re.compile(r"[-=>》▷▸❯⟩→/|\\»›]+")
_POINTS = re.compile(r"[>»›→]")
_ROOT = re.compile(r"/(?:(?:index|default|main)\.\w{2,6})?", re.I)
_ASIDE = re.compile(r"[\[【(（]?\s*(?:字\s?[号体]|打印|关闭|返回|发布时间|今天|分享)")
_BAR = re.compile(r"[|｜丨]")
_OF_HOME = re.compile(r"首\s*页|主页|^home$", re.I)
"""Words that speak of the home page, whatever stands around them."""
_MOST = 12
_OWN_NAME = 12
_MOST_LINKS = 6
_CURRENT = re.compile(r"nav[-_]?(?:current|cur)(?![a-z])|(?:current|cur)[-_]?nav(?![a-z])", re.I)


def read_breadcrumb(source: Source) -> tuple[tuple[str, ...], int | None]:
    """The entries as printed and the number of the trail's last line; no entries where there is no trail.

    Marks that line as the trail, whatever its class says.
    """
    trail, last = _find(source)
    if last is not None:
        line = source.flow.lines[last]
        line.region |= Region.CRUMB
        for anchor in line.anchors:
            anchor.region |= Region.CRUMB
    return trail, last


def _find(source: Source) -> tuple[tuple[str, ...], int | None]:
    lines = source.flow.lines
    weak: tuple[tuple[str, ...], int] | None = None
    for line in source.flow.holding("位置", "您", "当前", "浏览路径"):
        found = _LEAD.search(line.folded)
        if (
            found is None
            or found.start() > 6
            or line.region & (Region.FOOT | Region.PAGER)
            or len(line.text) > 200
        ):
            continue
        trail, last = _from(line, found.end(), lines)
        trail = _parted(trail, lines[line.index : last + 1])
        trail = _told(trail, line if last == line.index else lines[last])
        if trail and (_OF_HOME.search(trail[0]) or line.region & Region.CRUMB or len(trail) > 1):
            source.notes["breadcrumb"] = f"第 {line.index + 1} 行“{line.text[:40]}”"
            return trail, last
        if trail and weak is None and found.group().rstrip().endswith((":", "是")):
            weak = trail, last
    by_region = _from_region(source)
    if by_region[0] or weak is not None:
        return by_region if by_region[0] else weak or ((), None)
    return _by_name(source)


def _by_name(source: Source) -> tuple[tuple[str, ...], int | None]:
    """Links side by side without any sign, in a part that its class calls the current of the navigation."""
    for line in source.flow.holding("页"):
        if not 2 <= len(line.anchors) <= _MOST_LINKS or line.plain or not line.region & Region.NAV:
            continue
        first = line.anchors[0]
        above = [first.el.getparent(), line.el]
        if HOME_NAME.match(folded(first.text)) and any(
            el is not None and el.tag in {"div", "p", "span"} and _CURRENT.search(el.get("class") or "")
            for el in above
        ):
            source.notes["breadcrumb"] = f"第 {line.index + 1} 行，路径区域"
            return tuple(anchor.text for anchor in line.anchors), line.index
    return (), None


def _from(line: Line, after: int, lines: list[Line]) -> tuple[tuple[str, ...], int]:
    rest = _without_echo(line, as_printed(line))[after:].strip()
    last = line.index
    if len(rest) < 2:
        # The trail stands on lines of its own: a list, or blocks.
        pieces: list[str] = []
        for nearby in lines[line.index + 1 : line.index + 1 + _MOST]:
            if (
                not nearby.text
                or len(nearby.text) > 60
                or (nearby.region & Region.CRUMB) < (line.region & Region.CRUMB)
            ):
                break
            if not pieces and not _OF_HOME.search(nearby.folded.split(">")[0]):
                break
            if pieces and not (nearby.region & Region.CRUMB) and not _follows(nearby, lines):
                break
            pieces.append(as_printed(nearby))
            last = nearby.index
        rest = " > ".join(pieces)
    return _entries(rest), last


def _follows(line: Line, lines: list[Line]) -> bool:
    """Whether a line is a sign, or a link right behind a line that is one."""
    if _ONLY_SIGNS.fullmatch(line.folded):
        return True
    before = lines[line.index - 1].folded
    return bool(_ONLY_SIGNS.fullmatch(before)) and len(line.anchors) == 1 and line.plain == 0


def _from_region(source: Source) -> tuple[tuple[str, ...], int | None]:
    """A part of the page that its class names a trail and that begins at the home page."""
    lines = source.flow.lines
    run: list[Line] = []
    for line in lines:
        if line.region & Region.CRUMB and not line.region & Region.FOOT:
            run.append(line)
            continue
        if run and _of_run(run, source):
            break
        run = []
    trail = _of_run(run, source)
    if not trail:
        homes = source.flow.holding("页", "home")
        run = next(([line] for line in homes if _looks_like_trail(line)), [])
        trail = _of_run(run, source)
    if not trail:
        return (), None
    source.notes["breadcrumb"] = f"第 {run[0].index + 1} 行，路径区域"
    return trail, run[-1].index


def _looks_like_trail(line: Line) -> bool:
    """首页 > 新闻 > 通知公告 without any word before it."""
    if _BAR.search(line.folded):
        return False  # links side by side: a navigation
    parts = _CUT.split(line.folded.lstrip(">» "))
    return 2 <= len(parts) <= 8 and len(line.folded) < 120 and HOME_NAME.match(parts[0].strip()) is not None


def _of_run(run: list[Line], source: Source) -> tuple[str, ...]:
    if not run or len(run) > _MOST:
        return ()
    text = " > ".join(_without_echo(line, as_printed(line)) or _pictured(line) for line in run)
    found = _LEAD.match(text)
    trail = _told(_parted(_entries(text[found.end() :] if found else text), run), run[-1])
    if len(trail) >= 2 and (any(_OF_HOME.search(entry) for entry in trail[:2]) or _from_root(run, source)):
        return trail
    return ()


def _from_root(run: list[Line], source: Source) -> bool:
    """Whether the first link of a trail that a sign parts leads to the site's own first page."""
    first = next((anchor for line in run for anchor in line.anchors), None)
    if first is None or not any(_POINTS.search(line.folded) for line in run):
        return False
    url = source.address(first.href)
    return host_of(url) == host_of(source.url) and _ROOT.fullmatch(path_of(url)) is not None


def _told(trail: tuple[str, ...], line: Line) -> tuple[str, ...]:
    """The entries where one sign of any kind stands between all links; none with a day or tools behind it."""
    anchors = [anchor for anchor in line.anchors if anchor.text]
    if len(trail) == 1 and len(anchors) > 1 and trail[0].startswith(anchors[0].text):
        text = line.text
        gaps = [text[one.end : two.start].strip() for one, two in pairwise(anchors)]
        if len(set(gaps)) == 1 and _SIGN.fullmatch(gaps[0]):
            rest = text[anchors[-1].end :].removeprefix(gaps[0]).strip(" -—")
            trail = (*(anchor.text for anchor in anchors), *([rest] if rest else ()))
    if trail and anchors and trail[-1] != anchors[-1].text and trail[-1].startswith(anchors[-1].text):
        aside = trail[-1][len(anchors[-1].text) :].strip()
        day = first_date(aside)
        if _ASIDE.match(aside) or (day is not None and day.start <= 1):
            trail = (*trail[:-1], anchors[-1].text)
    return trail


def _pictured(line: Line) -> str:
    """The name of a picture link that stands alone: the little house of the home page."""
    return line.anchors[0].name if len(line.anchors) == 1 else ""


def _begins(rest: str, names: list[str], at: int) -> bool:
    """Whether words begin with a link: a blank, the next link or nothing stands behind it.

    Behind the last link the name of the page itself may stand, parted from it by a picture.
    """
    if not rest.startswith(names[at]):
        return False
    behind = rest[len(names[at]) :]
    if not behind or behind[0] == " ":
        return True
    if at + 1 < len(names):
        return behind.startswith(names[at + 1])
    return 2 <= len(behind) <= _OWN_NAME


def _parted(trail: tuple[str, ...], run: list[Line]) -> tuple[str, ...]:
    """The entries where pictures, or signs of styles, part the links and no sign is left in the words."""
    names = [anchor.text for line in run for anchor in line.anchors if anchor.text]
    if len(names) < 2 or len(trail) > len(names) + 1:
        return trail
    parted: list[str] = []
    for entry in trail:
        rest, pieces = entry, list[str]()
        while names and rest:
            at = next((n for n in range(len(names)) if _begins(rest, names, n)), None)
            if at is None:
                break
            pieces.append(names[at])
            rest = rest[len(names[at]) :].strip()
            del names[: at + 1]
        parted += [*pieces, *([rest] if rest else [])] if len(pieces) > 1 else [entry]
    return tuple(parted[:_MOST])


def _without_echo(line: Line, text: str) -> str:
    """The trail without a heading that repeats its last entry on the same line."""
    if line.anchors:
        name = line.anchors[-1].text
        if len(name) > 1 and text.endswith(f"{name} {name}"):
            return text[: -len(name) - 1]
    return text


def _entries(text: str) -> tuple[str, ...]:
    pieces = [piece.strip(" :：·-—[]【】|") for piece in _CUT.split(text)]
    return tuple(piece for piece in pieces if piece and len(piece) <= 60)[:_MOST]
