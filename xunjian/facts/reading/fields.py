"""Label and value pairs at the head of published documents: 索引号, 文号, 发布机构 …"""

import re
from collections.abc import Mapping

from xunjian.facts.reading.headline import Headline
from xunjian.facts.reading.source import Source
from xunjian.facts.reading.zones import Zones
from xunjian.html.flow import Line, as_printed

_NAMES = (
    "索引号|信息索引|索取号|统一编号|发文字号|文件编号|文号|发布机构|发文机关|发文机构|发布单位|发文单位|信息来源|公开主体|制发机关|责任部门|承办单位"
    "|成文日期|生成日期|发文日期|印发日期|发布日期|公开日期|发布时间|生效日期|实施日期|失效日期|废止日期|主题分类|信息分类|体裁分类|组配分类|服务对象分类|所属主题|分类"
    "|主题词|关键词|有效性|时效性|公开类型|公开类别|公开方式|公开范围|公开时限|公开责任部门|信息名称|标题|名称|内容概述|文件类型|文件状态|状态"
)
_LABEL = re.compile(
    r"(?:^|(?<=[\s\]】|]))[\[【]?(?P<name>"
    + "|".join(" ?".join(name) for name in _NAMES.split("|"))
    + r")[\]】]?\s?(?P<sign>:)?\s?"
)
_AT_LEAST = re.compile(
    r"索引号|信息索引|索取号|文号|发文字号|发布机构|发文机关|主题分类|信息分类|公开类|成文日期|生成日期|主题词"
)
_LONGEST = 120


def read_fields(source: Source, zones: Zones, headline: Headline, body: tuple[int, int]) -> Mapping[str, str]:
    """The pairs, from any table or list above the body; empty where no such head is there."""
    fields: dict[str, str] = {}
    lines = source.flow.lines
    near = headline.lines[0] if headline.lines else body[0]
    window = [
        line
        for line in lines[max(0, near - 30) : max(body[0], near) + 15]
        if line.text and line.index not in zones.foot
    ]
    for position, line in enumerate(window):
        for name, value in _pairs(line):
            if not value and position + 1 < len(window):
                following = window[position + 1]
                if len(following.text) <= _LONGEST and not _LABEL.match(following.folded):
                    value = following.text
            if value:
                fields.setdefault(name, value[:_LONGEST])
    return fields if any(_AT_LEAST.search(name) for name in fields) else {}


def _pairs(line: Line) -> list[tuple[str, str]]:
    if len(line.text) > 600:
        return []
    marks = [
        mark
        for mark in _LABEL.finditer(line.folded)
        if mark["sign"] or line.el.tag in {"tr", "td", "th", "li", "dt", "dd"}
    ]
    printed = as_printed(line)
    pairs = []
    for mark, following in zip(marks, [*marks[1:], None], strict=False):
        end = following.start() if following is not None else len(line.folded)
        pairs.append((mark["name"].replace(" ", ""), printed[mark.end() : end].strip(" :：|[]【】")))
    return pairs
