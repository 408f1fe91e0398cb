"""The items that 国办发〔2017〕47号 asks of every page's foot. Comments were dropped by the parser."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice, pairwise

from lxml.html import HtmlElement

from xunjian.facts.reading.badges import Marks, read_error_report, read_party_badge
from xunjian.facts.reading.source import Source, host_of
from xunjian.facts.reading.zones import Zones
from xunjian.html.graft import Grafted, shown_address
from xunjian.html.lines import Line, as_printed
from xunjian.html.regions import Region
from xunjian.html.text import fold, squeeze
from xunjian.model.page import Footer, Reading

_PLACE = "京津沪渝冀豫云滇辽黑湘皖鲁新苏浙赣鄂桂甘陇晋蒙陕秦吉闽贵黔粤青藏川蜀宁琼港澳台国"
_HALF = {
    code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_ICP = re.compile(
    rf"(?:[{_PLACE}]\s?|\([{_PLACE}]\)\s?|(?<![A-Za-z]))(?:ICP|\(ICP\))"
    r"\s?[备证]\s?(?:案|字)?\s?(?:编?号)?\s?(?:第|号)?\s?:?\s?\d(?:\s?\d){4,9}(?:\s?号)?"
    r"(?:\s?[-–—]\s?\d{1,3}(?!\d)(?:\s?号)?)?",
    re.I,
)
_POLICE = re.compile(
    rf"(?P<full>[{_PLACE}][\u4e00-\u9fff]?\s?公(?:安)?(?:网)?(?:安)?备\s?(?:案)?\s?(?:编?号)?\s?:?\s?"
    r"\d(?:\s?\d){10,13}(?!\d)(?:\s?号)?"
    r"|[\u4e00-\u9fff]公备\s?:?\s?\d{11,14}(?!\d)(?:\s?号)?)"
    r"|公安(?:机关|部门|部)?(?:网安|联网|网站)?备案(?:证)?(?:编|序)?号?\s?[::]?\s?(?P<number>\d(?:\s?\d){10,13})(?!\d)"
)
_RECORD_CODE = re.compile(r"(?:recordcode|code)=(\d{11,14})(?!\d)", re.I)
_SITE_CODE = re.compile(
    r"(?:标\s?识\s?(?:代|编)?\s?码|网站标识号|网站识别码)\s?(?:为|是)?\s?[::(】\]]?\s?(?P<code>[a-z]{2}\s?\d{8}|\d(?:\s?\d){9})(?![\da-z])",
    re.I,
)
_SPONSOR = re.compile(
    r"(?:主管\s?[、/]?\s?)?主\s?办\s?(?:(?:单\s?位\s?(?=[、/及和]))?[、/及和]\s?(?:承\s?办|协\s?办|维\s?护|管\s?理|主\s?管))?\s?(?:单\s?位|机关|机构|方)?\s?"
    r"(?:[::]|(?<=单位)[】\]]|(?<=单位)(?=\s?[\u4e00-\u9fff]))\s?"
)
_SPONSOR_LABEL = re.compile(r"(?:网站|本站)?主\s?办\s?(?:单位|机关|机构|方)?\s?:?")
_SPONSOR_CELL = re.compile(r"^(?:网站|本站)?主\s?办\s(?=[\u4e00-\u9fff]{4})")
"""主办 and the office in two cells of a row."""
_SPONSOR_AFTER = re.compile(
    r"(?:^|[\s|::。;>])(?:(?:本|此)?(?:网站|网|站)由)?(?P<name>[\u4e00-\u9fff、()·]{4,40}?)\s?主\s?办(?!单位|[::])(?=$|[\s|。;,、])"
)
_PARTY = re.compile(r"(?:^|[\s|::。;>])(?P<name>中共[\u4e00-\u9fff]{2,20}委(?:员会)?)\s$")
"""A party committee, named with a blank before the government: both are the sponsor."""
_COPYRIGHT = re.compile(r"版权(?:所有)?\s?(?:[::©]|归)?\s?(?=[\u4e00-\u9fff])")
_HOLDER_BEFORE = re.compile(
    r"(?:^|[\s|:;。>©\d])(?P<name>[\u4e00-\u9fff()·、]{4,40}?)\s?(?:网站\s?)?版权所有(?!\s?[::])"
)
_NAME_END = re.compile(
    r"[|;。,©]|承\s?办|协\s?办|主办|主\s?管(?=\s?(?:单\s?位|机关|部门)?\s?[::])|地\s?址|电\s?话|邮\s?编|版权|技术支持|运行(?=维护|管理|单位|\s?[::])|维护|备案|标识码|网站标识|政府网站|ICP|联系|运维|运营|制作|管理(?:单位|[::])|开办|邮箱|传真|Copyright|"
    rf"[{_PLACE}]公网安备|(?:\d{{3,}})",
    re.I,
)
_BODY_NAME = re.compile(
    r"(?:政府|委员会|[局厅部委办院室会馆站所校署行社团队处]|中心|集团|公司|大学|学院|街道|乡|镇)$"
)
_BEHIND = re.compile(r"\s*[(（][^()（）]*[)）]\s*$")
_PHONE = (
    r"(?:(?<!\d)\+?86\s?[-–—]?\s?\(?0?\d{2,3}\)?\s?[-–—]?\s?\d{7,8}|\(?0\d{2,3}\)?\s?[-—–]{0,2}\s?\d{7,8}(?:[-—转]\d{1,5})?|0\d{2,3}[-—]\d{5}(?!\d)|[48]00[-—]?\d{3}[-—]?\d{4}"
    r"|1[3-9]\d{9}|\d{7,8}(?:-\d{1,4})?|(?<!\d)1[0-2]\d{3}(?!\d))(?!\d)"
)
_CONTACT = re.compile(
    rf"(?:电\s?话|热线|联系方式|联系我们|联系人|tel\.?|咨询|值班)(?P<gap>[^\d]{{0,14}}?)(?P<phone>{_PHONE})",
    re.I,
)
_LONGEST_NAME = 200
_ANY_PHONE = re.compile(_PHONE)
_BARE_PHONE = re.compile(r"(?<![\d-])(?P<phone>\(?0\d{2,3}\)?[-—–]{1,2}\d{7,8})(?![\d-])")
_MOST_SPONSORS = 40
"""Places on one line that are looked at; what repeats the word more often is no foot."""
_FOOT_LIKE = re.compile(r"foot|bottom|copy|dibu|bottem|yejiao|beian", re.I)
_ALSO_FAX = re.compile(r"^\s?(?:[(&/、,及和兼]|暨)\s?传\s?真\s?\)?")
"""电话(传真), 电话/传真: one number for both."""
_OTHERS_PHONE = re.compile(r"广告|推广|技术(?:支持|维护|服务)|传真|运维|开发|建设单位|举报|供应商")


def read_footer(
    source: Source, zones: Zones, body: tuple[int, int], grafted: Grafted, marks: Marks
) -> Footer:
    """Looks in the foot first, then in the rest of the page; never in an article's body or in list rows."""
    lines = source.flow.lines
    foot = [lines[index] for index in sorted(zones.foot) if not body[0] <= index < body[1]]
    rest = [
        line
        for line in lines
        if not line.region & (Region.NAV | Region.CRUMB)
        and len(line.text) < 300
        and not body[0] <= line.index < body[1]
        and line.index not in zones.foot
    ]
    icp = _number(_ICP, source.flow.holding("icp"), foot, rest)
    police = _number(_POLICE, source.flow.holding("备"), foot, rest) or _police_link(source, body)
    code = _number(_SITE_CODE, source.flow.holding("码", "标识"), foot, rest)
    pictures = _picture_texts(source, body)
    footer = Footer(
        icp=icp or _from_words(_ICP, pictures),
        police=police or _from_words(_POLICE, pictures),
        site_code=code or _from_words(_SITE_CODE, pictures),
        sponsor=_sponsor(foot)
        or _sponsor([line for line in rest if line.index > body[1]] if source.flow.holding("办") else [])
        or _sponsor_picture(pictures),
        contact=_contact(foot) or _from_words(_CONTACT, pictures),
        party_badge=read_party_badge(marks),
        error_report=read_error_report(source, marks),
        copyright_holder=_holder(foot),
    )
    return _with_unread(footer, source, grafted, zones)


def _where(line: Line) -> str:
    if line.region & Region.FRAME:
        return "页脚框架"
    if line.region & Region.SCRIPT:
        return "页脚脚本"
    return "页脚文字"


def _value(match: re.Match[str], printed: str = "") -> str:
    """The number as written, digits and Latin letters in half width alone.

    `printed`: the text searched, with its own characters (ICP備, 公网安备：…), where letters line up.
    """
    groups = match.groupdict()
    if groups.get("code"):
        return "".join(groups["code"].split())  # compared with the register
    chosen: str | int = next((name for name in ("full", "number", "phone") if groups.get(name)), 0)
    if len(printed) == len(match.string):
        return _paired(squeeze(printed[match.start(chosen) : match.end(chosen)].translate(_HALF)))
    return _paired(squeeze(match[chosen]))


def _paired(words: str) -> str:
    """Without a bracket at an edge whose other half is not there: 办公室(0599-1234567)."""
    opened, closed = (sum(words.count(sign) for sign in signs) for signs in ("(（", ")）"))
    if opened > closed:
        words = words.removeprefix("(").removeprefix("（")
    elif closed > opened:
        words = words.removesuffix(")").removesuffix("）")
    return words


def _number(pattern: re.Pattern[str], holding: list[Line], *runs: Iterable[Line]) -> Reading | None:
    """The first number in the runs; `holding`: the lines with the word that no such number goes without."""
    held = {line.index for line in holding}
    if not held:
        return None
    for run in runs:
        previous: Line | None = None
        for line in run:
            here = line.index in held
            if here and (found := pattern.search(line.folded)):
                return Reading(_value(found, line.text), _where(line), line.text[:200])
            if previous is not None and (here or previous.index in held) and len(previous.folded) < 80:
                # A label and its number may stand in two blocks.
                joined = f"{previous.folded} {line.folded}"
                if previous.folded and len(joined) < 160 and (found := pattern.search(joined)):
                    printed = f"{as_printed(previous)} {as_printed(line)}"
                    return Reading(_value(found, printed), _where(line), squeeze(joined)[:200])
            previous = line
    return None


def _picture_texts(source: Source, body: tuple[int, int]) -> list[tuple[str, str]]:
    """Words of pictures (alt, title) outside the body, with where."""
    texts: list[tuple[str, str]] = []
    for line in source.flow.lines:
        if body[0] <= line.index < body[1]:
            continue
        for image in line.images:
            for name in ("alt", "title"):
                words = squeeze(image.get(name))
                if len(words) > 3:
                    texts.append((words, f"图片 {name}"))
        for anchor in line.anchors:
            if len(anchor.title) > 8:
                texts.append((squeeze(anchor.title), "链接 title"))
    return texts


def _from_words(pattern: re.Pattern[str], texts: list[tuple[str, str]]) -> Reading | None:
    for words, where in texts:
        if found := pattern.search(fold(words)):
            return Reading(_value(found, words), where, words[:200])
    return None


def _police_link(source: Source, body: tuple[int, int]) -> Reading | None:
    for anchor in source.flow.anchors:
        href = anchor.href
        if "beian" in href and not body[0] <= anchor.line < body[1] and (found := _RECORD_CODE.search(href)):
            return Reading(found[1], "备案链接", href[:200])
    return None


def _sponsor(lines: list[Line]) -> Reading | None:
    for position, line in enumerate(lines):
        if "办" not in line.folded:
            continue
        printed = as_printed(line)
        for found in islice(_SPONSOR.finditer(line.folded), _MOST_SPONSORS):
            near = slice(found.end(), found.end() + _LONGEST_NAME)
            name = _name(printed[near], line.folded[near])
            if not name and position + 1 < len(lines) and found.end() >= len(line.folded):
                following = lines[position + 1]
                name = _name(as_printed(following), following.folded)
                name = name if _BODY_NAME.search(_BEHIND.sub("", name)) else ""
            if name:
                return Reading(name, _where(line), line.text[:200])
        if cell := _SPONSOR_CELL.match(line.folded):
            name = _name(printed[cell.end() :], line.folded[cell.end() :])
            if _BODY_NAME.search(name):
                return Reading(name, _where(line), line.text[:200])
    for line, following in pairwise(lines):
        label = line.folded.strip()
        if _SPONSOR_LABEL.fullmatch(label) and (name := _name(as_printed(following), following.folded)):
            if label.rstrip(" :").endswith("办") and _BODY_NAME.search(name) is None:
                continue
            return Reading(name, _where(line), f"{line.text} {following.text}"[:200])
    for line in lines:
        if "办" not in line.folded or len(line.folded) >= 200:
            continue
        if after := _SPONSOR_AFTER.search(line.folded):
            party = _PARTY.search(line.folded, 0, after.start("name"))
            begin = party.start("name") if party else after.start("name")
            name = as_printed(line)[begin : after.end("name")]
            return Reading(squeeze(name), _where(line), line.text[:200])
    return None


def _sponsor_picture(texts: list[tuple[str, str]]) -> Reading | None:
    for words, where in texts:
        folded = fold(words)
        if found := _SPONSOR.search(folded):
            name = _name(
                words[found.end() :] if len(words) == len(folded) else folded[found.end() :],
                folded[found.end() :],
            )
            if name:
                return Reading(name, where, words[:200])
        if (after := _SPONSOR_AFTER.search(folded)) and _BODY_NAME.search(after["name"]):
            return Reading(after["name"], where, words[:200])
    return None


def _holder(lines: list[Line]) -> Reading | None:
    for line in lines:
        if found := _COPYRIGHT.search(line.folded):
            name = _name(as_printed(line)[found.end() :], line.folded[found.end() :])
            if _BODY_NAME.search(_BEHIND.sub("", name)):  # 版权所有 翻印必究 names nobody
                return Reading(name, _where(line), line.text[:200])
        before = _HOLDER_BEFORE.search(line.folded) if "版权" in line.folded else None
        if before is not None and _BODY_NAME.search(before["name"]):
            name = as_printed(line)[before.start("name") : before.end("name")]
            return Reading(squeeze(name), _where(line), line.text[:200])
    return None


def _name(printed: str, folded: str) -> str:
    """The office named at the beginning of a text; a blank goes on only to another office."""
    lead = len(folded) - len(folded.lstrip(" :"))
    end = _NAME_END.search(folded, lead)
    stop = end.start() if end else len(folded)
    name = ""
    for piece in printed[lead:stop].strip().split(" "):
        if name and not (_BODY_NAME.search(piece) and _BODY_NAME.search(name)):
            break
        name = f"{name} {piece}".strip()
    name = _paired(name.strip(" :：-—、【[").lstrip(")）").rstrip("(（"))
    return name if 2 <= len(name) <= 60 else ""


def _contact(lines: list[Line]) -> Reading | None:
    weak: Reading | None = None
    for line in lines:
        begin = 0
        for found in _CONTACT.finditer(line.folded):
            before = line.folded[begin : found.start()] + _ALSO_FAX.sub("", found["gap"])
            before = _ANY_PHONE.split(before)[-1]
            begin = found.end()
            if not _OTHERS_PHONE.search(before):
                return Reading(_value(found, line.text), _where(line), line.text[:200])
        if (
            weak is None
            and (bare := _BARE_PHONE.search(line.folded))
            and not _OTHERS_PHONE.search(line.folded)
        ):
            weak = Reading(_value(bare, line.text), _where(line), line.text[:200])
    return weak or _contact_apart(lines)


def _contact_apart(lines: list[Line]) -> Reading | None:
    """The word 联系电话 on one line, the number on the next."""
    for line, following in pairwise(lines):
        if len(line.folded) < 30 and len(following.folded) < 40:
            found = _CONTACT.search(f"{line.folded} {following.folded}")
            if found and not _OTHERS_PHONE.search(found.string[: found.start("phone")]):
                return Reading(
                    squeeze(found["phone"]), _where(following), f"{line.text} {following.text}"[:200]
                )
    return None


def _with_unread(footer: Footer, source: Source, grafted: Grafted, zones: Zones) -> Footer:
    """Adds what may hold a missing item and was not available."""
    items = (
        footer.icp,
        footer.police,
        footer.site_code,
        footer.sponsor,
        footer.contact,
        footer.party_badge,
        footer.error_report,
    )
    if all(items):
        return footer
    unread = tuple(dict.fromkeys(_unread(source, grafted.unread)))
    if not unread:
        return footer
    return Footer(
        footer.icp,
        footer.police,
        footer.site_code,
        footer.sponsor,
        footer.contact,
        footer.party_badge,
        footer.error_report,
        unread,
        footer.copyright_holder,
    )


def _unread(source: Source, elements: Iterable[HtmlElement]) -> Iterator[str]:
    own = host_of(source.url).removeprefix("www.")
    for el in elements:
        url = source.address(shown_address(el))
        host = host_of(url)
        if not url or any(known in host for known in ("conac.cn", "zfwzgl", "beian")):
            continue
        if _is_foot_like(url) or (host.removeprefix("www.") == own and not _in_head(el)):
            yield url


@lru_cache(maxsize=2048)
def _is_foot_like(url: str) -> bool:
    return _FOOT_LIKE.search(url) is not None


def _in_head(el: HtmlElement) -> bool:
    return next(el.iterancestors("head"), None) is not None
