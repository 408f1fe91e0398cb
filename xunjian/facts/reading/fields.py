"""Label and value pairs at the head of published documents: 索引号, 文号, 发布机构 …"""

import re
from collections.abc import Mapping

from xunjian.facts.reading.field_pairs import pairs_at
from xunjian.facts.reading.headline import Headline
from xunjian.facts.reading.source import Source
from xunjian.facts.reading.zones import Zones

_AT_LEAST = re.compile(
    r"索引号|信息索引|索取号|文号|[发公]文字号|文件[编字]号|发布机构|发文机关|主题分类|信息分类|公开类|成文日期|生成日期|主题词"
)
_LONGEST = 120
_STANDARD = {
    **dict.fromkeys(("信息索引号", "索引号码", "信息索引", "索取号"), "索引号"),
    **dict.fromkeys(("发文字号", "公文字号", "文件编号", "文件字号"), "文号"),
}
"""Labels that say the same; the value is kept under both names."""


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
        following = window[position + 1] if position + 1 < len(window) else None
        for name, value in pairs_at(line, following):
            if value:
                fields.setdefault(name, value[:_LONGEST])
                if name in _STANDARD:
                    fields.setdefault(_STANDARD[name], value[:_LONGEST])
    return fields if any(_AT_LEAST.search(name) for name in fields) else {}
