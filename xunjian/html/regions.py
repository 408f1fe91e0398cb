"""Parts of a page by the names that templates give them: foot, navigation, trail, side, pager and so on."""

import re
from functools import lru_cache

SCRIPT_MARK = "data-xunjian-script"
"""On wrappers of what a script wrote; its value says which."""
WRITTEN_CLASS = "xunjian-written"
"""The class of such wrappers."""
FRAME_MARK = "data-xunjian-frame"
"""On wrappers of what a frame shows."""


class Region:
    """Parts of a page, told from tags, classes and ids. Plain bits: an enum costs a fifth of the reading."""

    NONE = 0
    FOOT = 1
    NAV = 2
    CRUMB = 4
    SIDE = 8
    PAGER = 16
    HIDDEN = 32
    SHARE = 64
    SCRIPT = 128
    FRAME = 256
    FRIENDS = 512
    TOP = 1024


BY_STATE = Region.HIDDEN | Region.SCRIPT | Region.FRAME
"""What an element passes on to all inside it."""
BY_NAME = ~BY_STATE
# The most text that is no link, and the most lines, that a part of this name can hold. Templates call whole
# pages `page`, `position` or `nav-content`.
LIMITS = (
    (Region.CRUMB, 160, 14),
    (Region.PAGER, 160, 40),
    (Region.NAV, 200, 400),
    (Region.SHARE, 120, 30),
    (Region.FRIENDS, 300, 300),
    (Region.TOP, 400, 400),
    (Region.SIDE, 1500, 200),
)
LISTED = 3
"""So many links with the length of a title make a part a list, whatever its name says."""
ROW_LINES = 16
"""The most lines of one row: a title, its day, and what a hidden box tells of it."""
TITLE_CHARS = 12
_TAG_REGION = {
    "footer": Region.FOOT,
    "nav": Region.NAV,
    "aside": Region.SIDE,
}
_FOOT = re.compile(
    r"foot|(?<!border)(?<!border[-_])(?<!margin)(?<!margin[-_])(?<!padding)(?<!padding[-_])bottom"
    r"|copy_?-?right|banquan|beian|dibu|yejiao|conac|(?:^|[\s_-])(?:bq|dibu|db|copy)(?:$|[\s_-])",
    re.I,
)
_NAV = re.compile(
    r"(?<!crumb)(?<!crumb-)(?<!crumb_)(?:nav(?!ig?ator)|menu|daohang|(?:^|[\s_-])dh\d?(?:$|[\s_-]))", re.I
)
_CRUMB = re.compile(
    r"crumb|position(?![-_](?:relative|absolute|static|fixed|sticky))|location|dqwz|cur(?:rent)?[-_]?(?:path|loc|mb|pos)|weizhi|(?:^|[\s_-])(?:dz|place|path|wz|loc|addr)(?:$|[\s_-])",
    re.I,
)
_SIDE = re.compile(
    r"side(?!\w*search)|(?:^|[\s_-])(?:hot|rank|phb|related?|recommend|tuijian)|hot_?list|ranking|rightlist",
    re.I,
)
_PAGER = re.compile(
    r"(?:^|[\s_-])(?:page[rs]?(?![_-](?:title|tit|head(?:er|ing)?|top|name|content|con|main|wrap(?:per)?|body|container|inner|section)(?:$|[\s_-]))|paging|pagination|fenye|turnpage|flip|pagelist|page_?(?:bar|num|div|nav))(?:$|[\s_\d-])",
    re.I,
)
_SHARE = re.compile(r"share|(?:^|[\s_-])(?:print|fontsize(?!\d)|font_?zoom|switchsize|bdshare)", re.I)
_FRIENDS = re.compile(r"friend|(?:^|[\s_-])(?:yqlj|youqing|wzlj|links?)(?:$|[\s_-])", re.I)
_TOP = re.compile(r"(?:^|[\s_-])(?:header|top|topbar|head|logo)(?:$|[\s_-])|^(?:header|top)", re.I)
_NO_SHOW = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_PATTERNS = (
    (_FOOT, Region.FOOT),
    (_NAV, Region.NAV),
    (_SIDE, Region.SIDE),
    (_PAGER, Region.PAGER),
    (_SHARE, Region.SHARE),
    (_FRIENDS, Region.FRIENDS),
    (_TOP, Region.TOP),
)
_NUMBER = re.compile(r"\d+")
_HIDE = frozenset({"hide", "hidden"})
_WHOLE = frozenset({"html", "body"})
"""No part of a page: their classes (`webplus-page`, `nav-open`) speak of all of it."""


def region_of(tag: str, attributes: list[tuple[str, str]]) -> int:
    """What an element's tag, class, id and style say of it."""
    class_ = id_ = ""
    state = Region.NONE
    for name, value in attributes:
        if name == "class":
            class_ = value
        elif name == "id":
            id_ = value
        elif name == "style":
            if _NO_SHOW.search(value):
                state |= Region.HIDDEN
        elif name == SCRIPT_MARK:
            state |= Region.SCRIPT
        elif name == FRAME_MARK:
            state |= Region.FRAME
    # Ids are counted up, one for each paragraph: without their numbers they are few.
    return _named(tag, class_, _NUMBER.sub("0", id_) if id_ else "") | state


@lru_cache(maxsize=8192)
def state_of(class_: str | None, style: str | None) -> int:
    """What the class and style of an element inside a line pass on to all inside it."""
    state = Region.NONE
    if class_ and _HIDE & set(class_.split()):
        state |= Region.HIDDEN
    if class_ == WRITTEN_CLASS:
        state |= Region.SCRIPT
    if style and _NO_SHOW.search(style):
        state |= Region.HIDDEN
    return state


@lru_cache(maxsize=8192)
def _named(tag: str, class_: str, id_: str) -> int:
    region = _TAG_REGION.get(tag, Region.NONE)
    if (not class_ and not id_) or tag in _WHOLE:
        return region
    names = f"{class_} {id_}"
    if _CRUMB.search(names):
        return region | Region.CRUMB
    for pattern, part in _PATTERNS:
        if pattern.search(names):
            region |= part
    if _HIDE & set(class_.split()):
        region |= Region.HIDDEN
    return region
