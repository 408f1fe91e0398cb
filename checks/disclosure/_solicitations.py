"""Reading a 意见征集: whether a title is one, when it closes, and whether a text answers it."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from checks.disclosure._plain import plain

_MAY_SPEAK = re.compile("[征徵意建采採]")
"""Without one of these a title is neither call nor answer: asked first, as it is so of most."""
_CALL = re.compile(
    r"征求.{0,16}(?:意见|建议)|征集.{0,24}(?:意见|建议)|(?:意见|建议)(?:公开)?(?:征集|征询|征求)"
    r"|征询.{0,16}(?:意见|建议)|征求意见|(?:征求|征集)意见稿"
)
_ANSWER = re.compile(
    r"反馈(?!意见|方式|渠道|表)|结果|采纳|(?:意见|征集|征求|处理|收集|建议).{0,8}情况|情况(?:的)?(?:说明|公告|公示|通报)|意见.{0,4}汇总"
)
_WORKS = re.compile(
    r"作品|线索|标志|标识|logo|吉祥物|口号|征文|论文|照片|摄影|歌曲|文物|藏品|史料|问卷|调查|招标|投标|采购|中标",
    re.IGNORECASE,
)
"""What is asked for where it is no opinion; in the name of a draft it says nothing."""
_DRAFT = re.compile(
    r"《[^》]*》|(?:标志|标识|文物|藏品|史料|招标|投标|采购)[^,。《]{0,16}?"
    r"(?:办法|规定|规划|条例|细则|导则|标准|措施|意见稿|草案|方案)"
)
"""《户外标识导则》, 文物保护规划: the name of what opinions are asked on."""
_NO_CALL = re.compile(
    r"人大|人民代表|政协|政治协商|党组|民主生活|座谈|召开|听证会|论证会|研讨|解读|起草说明|编制说明|的函$|征求意见函"
    r"|国务院|国家[一-鿿]{2,8}(?:局|委|部|署)|财政部(?!门)|[一-鿿]{1,6}省[^，。]{0,12}[厅局委]"
    r"|省(?:政府|人民政府|委|级(?=部门|机关|有关|各))",
    re.IGNORECASE,
)
"""Other bodies' calls, reports on meetings, the papers beside a call."""

_DAY = r"(?:(?:(?P<{0}y>20\d\d)[年\-/.])?(?P<{0}m>\d{{1,2}})[月\-/.](?P<{0}d>\d{{1,2}})(?:日|号)?)"
_HOUR = (
    r"[,T]?(?:\(?(?:星期|周)[一二三四五六日天]\)?)?(?:[上下]午)?"
    r"(?:\d{1,2}(?:[:点时]\d{0,2})?(?::\d{2})?分?)?(?:下班)?"
)
_RANGE = re.compile(
    _DAY.format("a") + _HOUR + r"(?:起|开始)?[,，、]?(?:至|到|止|—|–|-|~|〜|--|——)+(?:结束时间[:为]?)?"
    r"(?:(?P<dy>20\d\d)[年\-/.])?(?:(?P<dm>\d{1,2})[月\-/.])?(?P<dd>\d{1,2})(?:日|号)?(?![\d年.:/])"
)
_UNTIL = re.compile(
    r"(?:截止|截至|终止|结束|到期|反馈|征集|征求意见|意见|公示|有效)(?:的)?(?:日期|时间|期限|日|期)?(?:截止|截至|结束)?(?:日期|时间|到|至|为|于|是|在)*[:]?"
    + _DAY.format("u")
)
_BEFORE = re.compile(_DAY.format("b") + _HOUR + r"(?:之|以)?(?:前|止)(?!年|期|来)")
_WITHIN = re.compile(
    r"(?:公告|公布|发布|公示|公开|即日|今日|刊登|登载|通告|本通知)(?:[^,。;]{0,10})?起(?P<n>\d{1,3})(?P<w>个?工作)?(?:个)?(?:日|天)|"
    r"(?:征集|征求意见|征集意见|公示|公开|意见反馈)(?:的)?(?:期限?|时间|时限)?(?:为|共|:)?(?P<n2>\d{1,3})(?P<w2>个?工作)?(?:个)?(?:日|天)|"
    r"请[^,。;]{0,10}?在(?P<n3>\d{1,3})(?P<w3>个?工作)?(?:个)?(?:日|天)(?:之|以)?内[^。;]{0,24}(?:意见|建议|反馈)"
)
_LONGEST = 200
"""Days that a call may stand open; a later day is one of the draft's own."""

_TAKEN = re.compile(
    r"(?:共|累计|总共|已|期间|我[局委办]|未|没有)[^。;将]{0,16}(?:收到|征集到|征求到|收集到|收集)[^。;]{0,30}(?:意见|建议|反馈|来信|留言)"
    r"|(?:收到|征集到|收集到)[^。;]{0,20}\d+(?:条|件|份|人次|封|个)|(?:无|没有|未有|未提出)(?:任何)?(?:反馈|修改|不同|公众)(?:意见|建议)"
    r"|(?:均|已|予以|部分|全部|未予|不予|未)采纳|采纳[^。;]{0,8}\d+条|\d+条[^。;]{0,8}采纳"
)
_PROMISE = re.compile(
    r"将(?:对|于|予|把|会|在|认真|及时|根据|按)|应当|应予|应在|如有|如对|如无|若|逾期|视为|届时|会(?:认真|及时)|收到[^,。]{0,16}后"
)
_TOLD = re.compile(r"收到|采纳|吸收|\d+(?:条|件|份|人|个)|(?:没有|未|无)[^。]{0,10}(?:意见|建议|异议)")
_HEADING = re.compile(
    r"^(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]*)?(?:意见|建议|征集|征求意见|公众意见|公开征求意见|办理)*"
    r"(?:结果(?:反馈|公布|公示|公开)?|反馈(?:结果|情况|内容)|(?:意见)?采纳(?:情况|结果)(?:反馈|说明)?|情况反馈|征集情况|意见反馈情况|征求意见情况)"
    r"(?:说明|公告)?[:]?(?P<rest>.*)$"
)
_SENTENCE = 8
_NOTHING = re.compile(
    r"^(?:暂无|尚无|无|暂未|未反馈|待反馈|未公布|待公布|尚未|没有|空|--*|/|征集中|进行中|暂时没有)"
)
_BARE = re.compile(
    r"^(?:点击)?(?:查看|详见)?(?:意见|建议|征集|征求|公众|公开|的|本次)*(?:结果|反馈|采纳|情况|说明|公布|公示|>|»)+$"
)
_FILLER = re.compile(
    r"关于|公开|面向|社会|公众|广泛|征求|征集|征询|意见稿|意见|建议|公告|公示|通告|通知|启事|的|向|对|就|结果|反馈|采纳|情况|说明"
    r"|草案|送审稿|修订稿|讨论稿|初稿|稿|[《》“”\"'()<>〈〉:,，。、.!…\-—_【】\[\]]"
)

_KIND = re.compile(
    r"20\d\d年|^[一-鿿]{0,4}?[县市区州盟旗](?:人民政府|政府)?(?:办公室)?|(?:实施|管理|工作|暂行|试行|行动|若干|具体)*(?:办法|方案|规定|细则|规划|条例|措施|计划)(?:试行|暂行)?$"
)
_TELLING = 2
"""Characters without which a name tells nothing apart."""


def is_call(title: str) -> bool:
    """Whether a title asks the public for opinions."""
    if not _MAY_SPEAK.search(title):
        return False
    words = plain(title)
    if _CALL.search(words) is None or _NO_CALL.search(words) or _WORKS.search(_DRAFT.sub("", words)):
        return False
    return not is_answer(title)


def is_answer(title: str) -> bool:
    """Whether a title tells what came in: 结果反馈, 采纳情况, 征集情况的说明."""
    if not _MAY_SPEAK.search(title):
        return False
    words = plain(title)
    outside = re.sub(r"《[^》]*》", "《》", words)
    return bool(_ANSWER.search(outside)) and bool(re.search(r"意见|建议|征集|征求|征询|采纳", outside))


def closing_day(text: str, published: date | None) -> date | None:
    """The latest day that the text gives as the end of the call; None where it gives none."""
    # "2026-05-01 00:00": without its blank the hour would run into the day.
    words = plain(re.sub(r"(?<=\d)[ \t\u3000\xa0]+(?=\d)", ",", text))
    days = [day for day in _ends(words, published) if day is not None]
    if published is not None:
        days = [
            day for day in days if published - timedelta(3) <= day <= published + timedelta(days=_LONGEST)
        ]
    return max(days, default=None)


def _ends(text: str, published: date | None) -> Iterator[date | None]:
    for hit in _RANGE.finditer(text):
        year = hit["dy"] or hit["ay"]
        yield _day(year, hit["dm"] or hit["am"], hit["dd"], published)
    for hit in _UNTIL.finditer(text):
        if not text[hit.end() :].startswith(("起", "至", "到", "-", "—", "~")):
            yield _day(hit["uy"], hit["um"], hit["ud"], published)
    for hit in _BEFORE.finditer(text):
        yield _day(hit["by"], hit["bm"], hit["bd"], published)
    for hit in _WITHIN.finditer(text):
        count = int(hit["n"] or hit["n2"] or hit["n3"])
        if published is not None:
            # Working days at their most: two holidays of a week each.
            most = count * 7 // 5 + 16 if hit["w"] or hit["w2"] or hit["w3"] else count
            yield published + timedelta(days=most)


def _day(year: str | None, month: str, day: str, published: date | None) -> date | None:
    if year is None and published is None:
        return None
    try:
        told = date(int(year or (published or date.min).year), int(month), int(day))
    except ValueError:
        return None
    # Without a year, a call of December may close in January.
    if year is None and published is not None and told < published - timedelta(days=60):
        return told.replace(year=told.year + 1) if (told.month, told.day) != (2, 29) else None
    return told


def tells_result(lines: Iterable[str]) -> bool:
    """Whether a page says what came in or what was taken up, and not only that it will."""
    rows = [plain(line) for line in lines]
    for place, row in enumerate(rows):
        for sentence in re.split(r"[。;!]", row):
            if _TAKEN.search(sentence) and not _PROMISE.search(sentence):
                return True
        heading = _HEADING.match(row)
        if heading is None:
            continue
        rest = heading["rest"] or (rows[place + 1] if place + 1 < len(rows) else "")
        if _TOLD.search(rest) and not _NOTHING.match(rest) and not _PROMISE.search(rest):
            return True
    return False


def result_place(lines: Iterable[str]) -> str:
    """`words` where a page has a place for the result with words that need not be one, `empty` where
    nothing stands in it, else no word."""
    rests = [hit["rest"] for line in lines if (hit := _HEADING.match(plain(line)))]
    if any(len(rest) >= _SENTENCE and not _NOTHING.match(rest) for rest in rests):
        return "words"
    return "empty" if rests else ""


def is_result_link(words: str) -> bool:
    """Whether the words of a link are a bare 结果反馈, 查看征集结果."""
    return bool(_BARE.match(plain(words)))


def stem(title: str) -> str:
    """What a call or its answer is about: the name in 《》 where there is one, else the title without the
    words of calling and answering."""
    words = plain(title)
    named = re.findall(r"《(.+?)》", words)
    core = _FILLER.sub("", max(named, key=len) if named else words)
    bare = _KIND.sub("", core)
    return bare if len(bare) >= _TELLING else core


def alike(one: str, other: str) -> float:
    """Share of the shorter stem's pairs of characters that the other has: 0 to 1."""
    pairs, more = _pairs(one), _pairs(other)
    if not pairs or not more:
        return 0.0
    return len(pairs & more) / min(len(pairs), len(more))


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}
