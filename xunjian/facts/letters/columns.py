"""Which columns publish letters of the public, told by their names."""

import re
from collections.abc import Iterable

from xunjian.html.text import compact, fold
from xunjian.model.page import PageReading
from xunjian.model.site import Column

_LETTERS = re.compile(
    r"信箱|邮箱|咨询|留言|问政|互动|来信|信件|写信|选登|提问|我要问|问答|有问必答|诉求|建言|网友|网民|民声|民意|直通车|回音壁|回复|答复|答疑"
)
_OTHERS = re.compile(
    r"访谈|直播|征集|调查|投票|问卷|信访|举报|纪检|监察|监督|统计|月报|通报|12345|热线|须知|指南|说明|制度|规定|办法|流程|常见|热点|知识|政策问答|问答库"
    r"|智能|机器人|法律咨询|心理|专家|公司|机构|解读|提案|议案|新闻发布|回应关切|依申请|人大|政协|代表|委员"
)
"""What else lies under 互动交流: interviews, surveys, petitions, statistics, catechisms."""


def is_letters(name: str) -> bool:
    """Whether a column of this name publishes letters, or may."""
    folded = fold(compact(name))
    return bool(_LETTERS.search(folded)) and not is_other(folded)


def is_other(name: str) -> bool:
    """Whether a name is that of another kind of exchange, which these rules leave out."""
    return bool(_OTHERS.search(fold(compact(name))))


def letter_columns(columns: Iterable[Column]) -> tuple[Column, ...]:
    return tuple(
        column
        for column in columns
        if is_letters(column.name) and not any(is_other(name) for name in column.path)
    )


def stands_in_letters(reading: PageReading) -> bool:
    """Whether a page says of itself that it lies in such a column."""
    names = (*reading.breadcrumb, reading.labels.get("ColumnName", ""))
    return any(is_letters(name) for name in names) and not any(is_other(name) for name in names)
