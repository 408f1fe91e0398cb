"""What titles say: of a policy the names it goes by, of an interpretation what it explains, of both whose."""

import re
from functools import lru_cache

from xunjian.html.text import fold

_WORDS = (
    r"政策解读|文件解读|权威解读|专家解读|部门解读|视频解读|动画解读|音频解读|文字解读|图文解读|图片解读|漫画解读|深度解读"
    r"|一图读懂|一图看懂|一图了解|一图解读|一张图读懂|一张图看懂|图说政策|图解政策|政策图解|图解|图说|答记者问|政策问答|热点问答|问答"
    r"|政策说明|起草说明|编制说明|明白纸|政策解答|解答|解读"
)
_ROLE = re.compile(_WORDS)
_NO_ROLE = re.compile(
    r"解读(?:培训|会议?|活动|宣讲|发布会|工作|制度|机制|方案|目录|清单|栏目|专栏|员|能力|比赛|大赛|材料报送)"
    r"|(?:召开|举办|开展|组织|参加|(?:加强|做好)(?:政策|文件)?(?=解读)).{0,30}(?:解读|问答)|(?:解读|问答).{0,12}的(?:通知|意见|办法|函|公告|方案)$"
)
_DRAFT = re.compile(r"征求意见|意见稿|草案|公示|意见征集|征集|反馈|听证|送审稿|讨论稿")
_KIND = re.compile(
    r"(?:通知|意见|办法|规定|方案|细则|规划|决定|条例|公告|通告|措施|制度|批复|计划|预案|标准|目录|清单|要点|规则|规程|规范|指引|指南|政策|令|函)$"
)
_TAIL = re.compile(r"[(\[【〔](?![^)\]】〕]*(?:意见稿|草案))[^()\[\]【】]{0,30}[)\]】]$")
_QUOTE = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")
_ISSUED = re.compile(
    r"(?:关于)?(?:重新|联合|修订)?(?:印发|发布|公布|下发|颁布|实施)(.{4,90}?)的(?:通知|公告|通告|决定|函|批复|令)$"
)
_BARE_END = re.compile(
    rf"(?:的|之)?(?:{_WORDS})(?:之[一二三四五六七八九十\d]+|[一二三四五六七八九十\d]{{0,2}})$"
)
_BRACKETS = re.compile(rf"[(\[【][^()\[\]【】]{{0,12}}(?:{_WORDS})[^()\[\]【】]{{0,6}}[)\]】]")
_HEAD = re.compile(rf"^[^:|丨]{{0,12}}(?:{_WORDS})[^:|丨]{{0,4}}[:|丨!—\-]+")
_START = re.compile(rf"^(?:{_WORDS})")
_SIGNS = re.compile(r"[\W_]+")
_LEADS_IN = re.compile(r"^(?!.*关于)[^《:|丨]{2,16}[:|丨][^《]{0,10}《[^《》]+》[^《》]{0,8}$")
"""动漫说政策:《…办法》, 视频|《…办法》: not the document, something about it."""
_GENERIC = frozenset(("政府工作报告", "实施方案", "工作方案", "管理办法", "实施办法", "实施意见", "管理规定"))
_SHORTEST = 6
NUMBER = re.compile(
    r"([\u4e00-\u9fff]{2,12})\s*[〔\[(【]\s*((?:19|20)\d\d)\s*[〕\])】]\s*第?\s*0*(\d{1,4})\s*号"
)
_REGION = re.compile(r"^[\u4e00-\u9fff]{2,12}?(?:自治区|自治州|自治县|省|市|州|盟|县|区|旗|镇|乡|街道)")
_ABOVE = re.compile(
    r"^(?:转载|国务院|国办|中共中央|中央|中华人民共和国|中国政府网|中国人民银行|最高人民|全国人|全国政协|新华|人民日报|人民网|央视|经济日报|光明日报"
    r"|国家[\u4e00-\u9fff]{2,10}(?:局|委|委员会|办公室)(?:关于|等|$)"
    r"|(?:省|全省|国家|全国)(?=[《“\"])|省(?:委|政府|人民|级|直)|(?:省|自治区)[\u4e00-\u9fff]{1,9}(?:厅|局|委员会|委|办公室)(?:关于|等|办公室|$)"
    r"|(?!.*节省)[\u4e00-\u9fff]{2,6}?(?:省|自治区)"
    r"|[\u4e00-\u9fff、]{2,10}(?<!宣传)(?<!组织)(?<!统战)(?<!武装)(?<!工作)部(?:等|办公厅|关于|$|[一二三四五六七八九十]))"
)
_ISSUER = re.compile(
    r"^([\u4e00-\u9fff]{2,7}?(?:市|州|盟|县|区|旗))(?:人民政府|政府|人民代表|人大|委|办公|[\u4e00-\u9fff]{2,10}(?:局|委员会|办公室|厅)(?:关于|$|等))"
)

Key = tuple[str, str, str]
"""Of a document number: letters, year, number."""


def is_interpretation(title: str, *, listed: bool) -> bool:
    """`listed`: it stands in a column of interpretations, where all that is no policy itself is one."""
    words = fold(title)
    if _ROLE.search(words) and not _NO_ROLE.search(_QUOTE.sub("《》", words)):
        return True
    return listed and (_LEADS_IN.search(words) is not None or not looks_like_policy(title))


def is_draft(title: str) -> bool:
    """Of what is only asked about, or of what came in."""
    return _DRAFT.search(fold(title)) is not None


def looks_like_policy(title: str) -> bool:
    """Whether it ends as documents of offices do: 办法, 通知 …"""
    return _KIND.search(_tailless(fold(title).strip()).rstrip('》"”〉>')) is not None


def regions_of(unit: str) -> tuple[str, ...]:
    """`云江市白云区教育局` → the region with and without what lies above it, longest first."""
    found = _regions(unit)
    joined = ["".join(found[at:]) for at in range(len(found))]
    return tuple(sorted({*joined, *found}, key=lambda name: (-len(name), name)))


def _regions(unit: str) -> list[str]:
    """From the highest to the lowest."""
    found, rest = [], fold(unit)
    while hit := _REGION.match(rest):
        found.append(hit[0])
        rest = rest[hit.end() :]
    return found


def is_foreign(words: str, unit: str) -> bool:
    """Whether a title or a source names a body that is not this unit's: above it, or of another place."""
    text = fold(words).strip().lstrip('《“"【[(')
    own = _regions(unit)
    if own and own[-1] in text.partition("关于")[0].partition("《")[0]:
        return False
    if _ABOVE.match(text):
        return True
    issuer = _ISSUER.match(text)
    return issuer is not None and bool(own)


@lru_cache(maxsize=8192)
def names_of(title: str, regions: tuple[str, ...] = ()) -> frozenset[str]:
    """The names a document goes by: its title, without its issuer, and what it puts in force.

    Signs, blanks and the unit's own region do not count; traditional characters are simplified.
    """
    text = _tailless(NUMBER.sub("", fold(title)).strip())
    found = [text]
    if (about := text.find("关于")) > 0:
        found.append(text[about:])
    if (issued := _ISSUED.search(text)) and not text.startswith(("转发", "关于转发")):
        found += [issued[1], _tailless(issued[1].strip().strip('《》<>〈〉“”"'))]
    names = set()
    for each in found:
        name = _SIGNS.sub("", each)
        names |= {name, *(name.removeprefix(region) for region in (*regions, "我县", "我市", "我区"))}
    return frozenset(name for name in names if len(name) >= _SHORTEST and name not in _GENERIC)


def whole_of(title: str) -> str:
    """The title as it is compared with another page's: one script, no signs."""
    return _SIGNS.sub("", fold(title))


@lru_cache(maxsize=4096)
def explained_by(title: str, regions: tuple[str, ...] = ()) -> frozenset[str]:
    """The names of what an interpretation's title says it explains."""
    text = fold(title).strip()
    if quotes := quoted_in(text):
        return frozenset(name for quote in quotes for name in names_of(quote, regions))
    text = _BRACKETS.sub("", text).strip()
    text = _HEAD.sub("", text)
    text = _BARE_END.sub("", _START.sub("", text))
    names = names_of(text, regions)
    rest = text.removeprefix("关于").removeprefix("对")
    return names | names_of(rest, regions)


def quoted_in(text: str) -> tuple[str, ...]:
    """What stands between 《 and 》, outermost."""
    return tuple(dict.fromkeys(_QUOTE.findall(text)))


def numbers_in(text: str) -> frozenset[Key]:
    """The document numbers that a text names; the letters may have other words before them."""
    return frozenset((hit[1], hit[2], hit[3]) for hit in NUMBER.finditer(fold(text)))


def same_number(one: Key, named: Key) -> bool:
    """Whether a text's `named` number is the document's own."""
    return one[1:] == named[1:] and named[0].endswith(one[0])


def _tailless(text: str) -> str:
    """Without brackets at the end: (试行), (2026年修订), (云政办发〔2026〕5号)."""
    while (short := _TAIL.sub("", text).strip()) != text and short:
        text = short
    return text
