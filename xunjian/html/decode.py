"""Bytes to text. A parser never gets raw bytes: what a page declares of itself is only a hint."""

import codecs
import re
from dataclasses import dataclass

_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,20})""", re.I)
_HEADER = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{2,20})""", re.I)

# The most frequent characters of official Chinese, simplified and traditional: a right decoding is full of
# them, a wrong one has hardly any.
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形"
    "相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展"
    "五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战"
    "先回则任取据处府信息公开网站办务服通知告领导局县市省委政策首页"
    "這個為來時們會對發過說產種後學經進等電裡實體當從業應開還與關後長統組見計別農區強決戰則處務網頁導縣動點"
)
_GB = {"gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "cp936", "chinese", "csgb2312", "hz-gb-2312"}
_BIG5 = {"big5", "big5-hkscs", "big5hkscs", "x-x-big5", "cn-big5", "csbig5"}
_SAMPLE = 60_000
_FEW, _MENDABLE = 400, 2_000_000
_FOREIGN = {"utf-8": "gb18030", "gb18030": "utf-8"}
_RUN = {
    "utf-8": re.compile(rb"[\x80-\xff]+"),
    # The second byte of a GBK character may be a letter, right behind a high byte.
    "gb18030": re.compile(rb"(?:[\x80-\xff][@-~]?)+"),
}


@dataclass(frozen=True, slots=True)
class Decoded:
    """`charset` is what the bytes are; `declared` what header or meta say (lower case, may be wrong)."""

    text: str
    charset: str
    declared: str = ""


def decode_html(body: bytes, content_type: str = "") -> Decoded:
    """Decodes a page: byte order mark, strict UTF-8 (even when cut at its end), then the least bad.

    Never raises; bytes that fit nothing become U+FFFD.
    """
    declared = declared_charset(body, content_type)
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if body.startswith(mark):
            marked = body[len(mark) :]
            if name == "utf-8" and _strict(marked, name) is None:
                return _least_bad(marked, declared)  # a mark that a template left before text of another kind
            return Decoded(_lenient(marked, name), name, declared)
    if wide := _utf16_without_mark(body):
        return Decoded(_lenient(body, wide), wide, declared)
    utf8 = _strict(body, "utf-8")
    if utf8 is not None and not _may_be_chance(body, declared):
        return Decoded(utf8, "utf-8", declared)
    return _least_bad(body, declared)


def declared_charset(body: bytes, content_type: str = "") -> str:
    """What the header, else the page's meta, says; lower case, "" if nothing does."""
    if found := _HEADER.search(content_type):
        return found.group(1).lower()
    if meta := _DECLARED.search(body[:8192]):
        return meta.group(1).decode("ascii", "replace").lower()
    return ""


def _strict(body: bytes, codec: str) -> str | None:
    """The text if every byte fits; an unfinished character at the very end is dropped."""
    try:
        return codecs.getincrementaldecoder(codec)().decode(body, final=False)
    except (UnicodeDecodeError, UnicodeError):
        return None


def _lenient(body: bytes, codec: str) -> str:
    """The text with U+FFFD for what does not fit; an unfinished character at the very end is dropped."""
    return codecs.getincrementaldecoder(codec)("replace").decode(body, final=False)


def _may_be_chance(body: bytes, declared: str) -> bool:
    """A handful of GBK bytes can look like UTF-8 by chance; only doubted where the page says so itself."""
    if declared not in _GB and declared not in _BIG5:
        return False
    return sum(byte > 127 for byte in body[:_SAMPLE]) <= 12


def _utf16_without_mark(body: bytes) -> str | None:
    head = body[:400]
    if len(head) < 8 or b"\0" not in head:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > half * 0.4 and even < half * 0.1:
        return "utf-16-le"
    if even > half * 0.4 and odd < half * 0.1:
        return "utf-16-be"
    return None


def _least_bad(body: bytes, declared: str) -> Decoded:
    best: tuple[float, str, str] | None = None
    for codec, name, hint in (
        ("gb18030", "gb18030", declared in _GB),
        ("utf-8", "utf-8", declared in {"utf-8", "utf8"}),
        ("big5hkscs", "big5", declared in _BIG5),
    ):
        text = _strict(body, codec)
        if text is None:
            text = _lenient(body, codec)
        score = _badness(text) - (0.03 if hint else 0.0) - (0.01 if codec == "gb18030" else 0.0)
        if best is None or score < best[0]:
            best = (score, name, text)
    assert best is not None
    text = best[2]
    if best[1] in _FOREIGN and 0 < text.count("\ufffd") <= _FEW and len(body) <= _MENDABLE:
        text = _mended(body, best[1], text)
    return Decoded(text, best[1], declared)


def _mended(body: bytes, charset: str, text: str) -> str:
    """The text with runs of bytes of the other charset (mostly the name of a file) read in that one (T30)."""

    def read(run: re.Match[bytes]) -> str:
        for codec in (charset, _FOREIGN[charset]):
            try:
                return run[0].decode(codec)
            except UnicodeDecodeError:
                continue
        return run[0].decode(charset, "replace")

    parts: list[str] = []
    last = 0
    for run in _RUN[charset].finditer(body):
        parts += (body[last : run.start()].decode("ascii", "replace"), read(run))
        last = run.end()
    parts.append(body[last:].decode("ascii", "replace"))
    mended = "".join(parts)
    return mended if mended.count("\ufffd") < text.count("\ufffd") else text


def _badness(text: str) -> float:
    beyond = [character for character in text[:_SAMPLE] if ord(character) > 127]
    if not beyond:
        return 0.0
    broken = sum(character == "\ufffd" for character in beyond)
    odd = sum("\ue000" <= character <= "\uf8ff" or character < "\u00a0" for character in beyond)
    common = sum(character in _COMMON for character in beyond)
    return (20 * broken + 5 * odd - common) / len(beyond)
