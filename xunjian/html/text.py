"""Words as they are compared: one width, one script, one kind of blank."""

import re
import unicodedata
from functools import lru_cache
from itertools import islice

import opencc

_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
# What NFKC leaves of the radicals that converted documents carry in place of characters (⻚ for 页).
_RADICALS = str.maketrans(
    "⻚⻔⺠⻓⻅⻋⻢⻛⻜⻝⻥⻦⻨⻩⻬⻮⻰⻉⻘戶", "页门民长见车马风飞食鱼鸟麦黄齐齿龙贝青户"
)
_FLOODS = {0xFDFA: " ", 0xFDFB: " "}
"""Signs that NFKC turns into a sentence each; no page of ours needs their words."""
_ODD = re.compile("[⻚⻔⺠⻓⻅⻋⻢⻛⻜⻝⻥⻦⻨⻩⻬⻮⻰⻉⻘戶]")

_SYLLABLE = (
    r"(?:[zcs]h?|[bpmfdtnlgkhjqxryw])?"
    r"(?:i(?:ang?|ao|ong|ng|[aeun])?|u(?:ang?|ai|[aeino])?|a(?:ng|[ino])?|e(?:ng|[inr])?|o(?:ng|u)?|ve?)"
)
# The bracket comes first: it is looked for quickly, and most pages have few behind Chinese characters.
_PINYIN = (
    re.compile(rf"\((?<=[\u3400-\u9fff]\(){_SYLLABLE}\)"),
    re.compile(rf"（(?<=[\u3400-\u9fff]（){_SYLLABLE}）"),
)


def whole(text: str) -> str:
    """Halves of surrogate pairs, as scripts and JSON write them, joined; a half alone is dropped."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return text


@lru_cache(maxsize=1)
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def squeeze(text: str | None) -> str:
    """One blank for every run of white space (U+3000 and U+00A0 included), none at the ends."""
    if not text:
        return ""
    return " ".join((text if text.isascii() else _INVISIBLE.sub("", text)).split())


def compact(text: str | None) -> str:
    """Without any blank."""
    if not text:
        return ""
    if text.isprintable():
        return text.replace(" ", "")  # the only blank that is; and nothing invisible is
    return "".join(_INVISIBLE.sub("", text).split())


def without_pinyin(text: str) -> str:
    """Without the pinyin that respun copies put behind characters: 政(zheng)府(fu); one alone is a word."""
    if "(" not in text and "（" not in text:
        return text
    hits = sum(1 for pattern in _PINYIN for _ in islice(pattern.finditer(text), 2))
    if hits >= 2:
        for pattern in _PINYIN:
            text = pattern.sub("", text)
    return text


def normalise(text: str) -> str:
    """Half-width digits, letters and punctuation (NFKC) with radicals mended; length may change."""
    if text.isascii():
        return text
    if "︰" in text or "∶" in text:  # NFKC makes two full stops of the one and leaves the other
        text = text.replace("︰", ":").replace("∶", ":")
    text = unicodedata.normalize("NFKC", text.translate(_FLOODS) if "\ufdfa" in text else text)
    return text.translate(_RADICALS) if _ODD.search(text) else text


def fold(text: str) -> str:
    """For matching only: NFKC, radicals mended, traditional characters made simplified. Blanks are kept."""
    if text.isascii():
        return text
    folded: str = _converter().convert(normalise(text))
    return folded
