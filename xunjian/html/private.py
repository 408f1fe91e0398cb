"""Numbers that name a citizen: found with proof (check digits), never kept or told unmasked.

Precision before recall: an identity number must have a region, a day of birth and its check digit (GB
11643-1999); a bank card its issuer and its check digit (ISO/IEC 7812-1, Luhn).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PrivateKind(StrEnum):
    IDENTITY = "identity"
    BANK_CARD = "bank_card"
    MOBILE = "mobile"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where such a number stands in a text; `masked`: the only form that may be told."""

    kind: PrivateKind
    start: int
    end: int
    masked: str


_NUMBER = re.compile(
    r"(?<![0-9A-Za-z*＊×])[1-9][0-9](?:[ \-]?[0-9]){12,17}(?:[ \-]?[Xx])?(?![0-9A-Za-z*＊×])"
)
_MOBILE = re.compile(r"(?<![0-9A-Za-z\-])1[3-9][0-9]{9}(?![0-9A-Za-z\-])")
_NO_CITIZEN = re.compile(
    r"(?:信用代码|机构代码|索引号|流水号|订单号|受理号|案号|文号|编号|编码|条码|批次号|许可证号|合同号)[^0-9A-Za-z]{0,6}$"
)
_EXAMPLE = re.compile(r"(?:例如|示例|样例|比如|格式[为如是]?)[^0-9A-Za-z]{0,8}$")
_PROVINCES = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
"""GB/T 2260, and the numbers of residents from Taiwan, Hong Kong and Macao."""
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_YEARS = range(1900, 2050)
_CARD_LENGTHS = range(16, 20)
_BEFORE = 24
_CARD_WORDS = re.compile(r"卡号|银行卡|一卡通|社保卡|账号|帐号|账户|帐户|开户")
_CORPORATE = re.compile(r"对公|保证金|收款单位|缴款|基本户|公司|财政专户|户名")


def is_identity_number(text: str) -> bool:
    """Whether 18 characters are a citizen's identity number with its check digit right."""
    text = text.upper()
    if len(text) != 18 or not text[:17].isdecimal() or not _PROVINCES.match(text):
        return False
    try:
        born = date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return False
    if born.year not in _YEARS:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(text, _WEIGHTS, strict=False))
    return _CHECKS[total % 11] == text[17]


def is_bank_card(text: str) -> bool:
    """Whether digits are a UnionPay card (issuer 62…) with its check digit right."""
    if len(text) not in _CARD_LENGTHS or not text.isdecimal() or not text.startswith("62"):
        return False
    total = 0
    for place, digit in enumerate(reversed(text)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 * (value > 9)
    return total % 10 == 0


def mask(text: str) -> str:
    """The first three and the last two characters; so many stars as there were others."""
    return text[:3] + "*" * (len(text) - 5) + text[-2:]


def find_spots(text: str, *, around: str = "") -> Iterator[Spot]:
    """Identity numbers and bank cards in a line of folded text.

    `around`: what else the page says: a card counts only where somebody speaks of cards or accounts, and of
    no office's account.
    """
    for hit in _NUMBER.finditer(text):
        bare = hit[0].replace(" ", "").replace("-", "")
        before = text[max(0, hit.start() - _BEFORE) : hit.start()]
        if _NO_CITIZEN.search(before) or _EXAMPLE.search(before):
            continue
        if is_identity_number(bare):
            yield Spot(PrivateKind.IDENTITY, hit.start(), hit.end(), mask(bare))
        elif is_bank_card(bare) and _speaks_of_cards(text, around):
            yield Spot(PrivateKind.BANK_CARD, hit.start(), hit.end(), mask(bare))


def find_mobiles(text: str) -> Iterator[Spot]:
    """Mobile numbers in a line; whose they are is for the caller to find out."""
    for hit in _MOBILE.finditer(text):
        yield Spot(PrivateKind.MOBILE, hit.start(), hit.end(), mask(hit[0]))


def mask_text(text: str) -> str:
    """A text with identity numbers and bank cards masked: for whatever is shown, logged or exported."""
    out, at = [], 0
    for hit in _NUMBER.finditer(text):
        bare = hit[0].replace(" ", "").replace("-", "")
        if is_identity_number(bare) or is_bank_card(bare):
            out += [text[at : hit.start()], mask(bare)]
            at = hit.end()
    return "".join((*out, text[at:])) if out else text


def mask_spots(text: str, spots: tuple[Spot, ...]) -> str:
    """A line with these spots masked."""
    for spot in sorted(spots, key=lambda each: -each.start):
        text = text[: spot.start] + spot.masked + text[spot.end :]
    return text


def _speaks_of_cards(text: str, around: str) -> bool:
    if _CORPORATE.search(text):
        return False
    return _CARD_WORDS.search(text) is not None or _CARD_WORDS.search(around) is not None
