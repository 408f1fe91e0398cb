"""Vague clauses in what an applicant has to bring: 其他相关材料, 法律法规规定的其他材料, ……等材料."""

import re
from collections.abc import Iterator, Sequence

from checks.disclosure._guide_elements import MATERIALS, Section

_OTHER = r"其[他它]"
_THINGS = r"(?:材料|资料|证明文件|文件材料|文件|证明|手续)"
_BY_LAW = re.compile(
    rf"(?:法律|法规|规章|规定|政策|主管部门|审批机关|登记机关|受理机关|依法|有关部门)[^。；;：:]{{0,24}}"
    rf"{_OTHER}(?![^。；，、]{{0,6}}(?:单位|部门|机关|地区|规范性))[^。；;：:、，,]{{0,8}}(?:材料|资料|证明文件)"
    rf"|{_OTHER}(?:法律|法规|规定|依法|按规定|应当?(?:提交|提供|报送)|需要?(?:提交|提供|补充))[^。；;：:、，,]{{0,16}}{_THINGS}"
)
"""Vague wherever it stands in a guide."""
_LOOSE = re.compile(
    rf"{_OTHER}(?:相关|有关|必要|所需|需要|需|应当?|提交|提供|补充|要求|证明|申请|申报|佐证|辅助|的)*{_THINGS}"
    r"|等(?:相关|有关|证明|申请|申报|必要|所需|辅助|佐证|其他|的)*(?:材料|资料)(?=原件|复印件|[。；;，,、\s（(]|$)"
)
"""Vague in a list of what has to be brought."""
_DENIED = re.compile(
    r"不得|无需|无须|不需|不再|不用|不必|不要求|免于|免予|免交|免提交|禁止|取消|严禁|不收取|没有|除上述|除此"
)
_GIVEN = re.compile(r"\s*(?:[：:（(“]|是指|包括|指的是|如下|不|齐全|符合|进行|无[。；\s]*$)")
_ENDS = re.compile(r"[。；;！!？?\n]")


def vague_words(lines: Sequence[str], sections: Sequence[Section]) -> tuple[str, ...]:
    """The clauses, as they stand, each once."""
    found = [words for line in lines for words in _in(_BY_LAW, line)]
    loose = [
        words
        for section in sections
        if MATERIALS in section.elements
        for line in section.lines
        for words in _in(_LOOSE, line)
    ]
    return tuple(dict.fromkeys([*found, *(words for words in loose if not _known(words, found))]))


def _in(pattern: re.Pattern[str], line: str) -> Iterator[str]:
    for hit in pattern.finditer(line):
        before = _ENDS.split(line[: hit.start()])[-1]
        if _DENIED.search(before + hit[0]) or before.endswith("无") or _GIVEN.match(line[hit.end() :]):
            continue
        yield (before[-16:] + hit[0]).strip()


def _known(words: str, found: list[str]) -> bool:
    return any(words in each or each in words for each in found)
