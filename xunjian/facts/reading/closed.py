"""Whether a page says, in place of its content, that its visitor may not see it."""

import re

from xunjian.facts.reading.article import ArticleReading
from xunjian.facts.reading.items import ListReading
from xunjian.html.lines import Flow, Line
from xunjian.html.regions import Region
from xunjian.model.page import Closing

_NETS = r"(?:校内|内网|校园|内部网|局域网|政务[内外]?网|办公网|本校|本单位|单位内部|指定(?:IP|ip|网络|地址))"
_SEE = r"(?:访问|浏览|查看|阅读|打开)"
_RANGE = re.compile(
    rf"(?:仅限|只限|仅供|限于|只允许|仅允许|只能|仅能|限)(?:[于在由用从通过]|通过)?{_NETS}[^。;!]{{0,14}}{_SEE}"
    rf"|(?:IP|ip|Ip)(?:地址)?[^。;!]{{0,40}}(?:不在|不属于|未在|并非|不是|没有|不被|未被)"
    rf"[^。;!]{{0,16}}(?:范围|{_SEE}|允许|许可|授权|网段|校内|地址|列表|内)"
    rf"|(?:IP|ip|Ip)(?:地址)?[^。;!]{{0,30}}(?:被限制|受限|被拒绝|被禁止|无权|不允许|禁止){_SEE}?"
    rf"|(?:地址|来源|网段|网络)[^。;!]{{0,12}}不在[^。;!]{{0,10}}(?:允许|许可|授权|{_SEE})"
    rf"|(?:校外|外网|外部网络)(?:用户|IP|ip|地址|网络)?[^。;!]{{0,6}}(?:无法|不能|禁止|不可|无权|不允许){_SEE}"
    rf"|(?:拒绝|禁止|不允许)(?:校外|外网)[^。;!]{{0,6}}{_SEE}"
    r"|(?:address|ip|network)\b[^.]{0,30}\bnot (?:allowed|permitted|authorized|in the allowed)",
)
_LOG_IN = r"(?:登录|登陆)"
_LOGIN = re.compile(
    rf"(?:请|需要?|须|必须|应)(?:您|你)?(?:先|在)?[^。,;!]{{0,8}}{_LOG_IN}[^。,;!]{{0,8}}(?:{_SEE}|继续|阅览|方可|才能|后)"
    rf"|{_LOG_IN}(?:之?后|以后)?(?:才能|才可|方可|方能|可|再)[^。,;!]{{0,8}}(?:{_SEE}|继续|阅览)"
    rf"|{_LOG_IN}(?:之?后|以后)(?:{_SEE}|可见|继续)"
    rf"|(?:您|你|用户)(?:还|尚)?(?:未|没有){_LOG_IN}|尚未{_LOG_IN}"
    rf"|(?:只|仅)(?:对|向|限|供)[^。,;!]{{0,6}}(?:注册|{_LOG_IN}|会员|认证)[^。,;!]{{0,6}}(?:开放|可见|{_SEE})"
)
_PERMISSION = re.compile(
    rf"(?:没有|无|不具备|缺少|未获得?|不具有)[^。,;!]{{0,8}}(?:{_SEE}|阅览)[^。,;!]{{0,10}}(?:权限|权利|授权)"
    rf"|(?:没有|无)(?:权限?){_SEE}|{_SEE}权限(?:不足|不够|受限)"
)
_PATTERNS = ((_RANGE, Closing.RANGE), (_PERMISSION, Closing.PERMISSION), (_LOGIN, Closing.LOGIN))
_ELSEWHERE = (
    Region.FOOT | Region.NAV | Region.CRUMB | Region.SIDE | Region.FRIENDS | Region.HIDDEN | Region.PAGER
)
_LONGEST_LINE = 90
_REST = 100
"""Characters: a page that says more of its own than this shows something."""
_WORDS = ("访问", "开放", "范围", "登录", "登陆", "权限", "浏览", "查看", "阅读", "address", "network")


def read_closed(flow: Flow, article: ArticleReading, rows: ListReading) -> tuple[Closing, str] | None:
    """What the page tells its visitor and the words; None where it shows its content.

    An article of some length about access, a list, a notice beside content are none.
    """
    if (
        (rows.dated >= 2 and not article.dateline.strong)
        or article.plain > _REST + _LONGEST_LINE
        or article.article.attachments
    ):
        return None
    for line in flow.holding(*_WORDS):
        if len(line.folded) > _LONGEST_LINE or line.region & _ELSEWHERE or line.plain * 2 < len(line.text):
            continue
        if (closing := closing_of(line.folded)) is not None:
            dated = article.dateline.strong  # then it is known which lines are the body
            rest = article.plain - line.plain if dated else _own(flow, line)
            return None if rest > _REST else (closing, line.text)
    return None


def closing_of(text: str) -> Closing | None:
    """What a folded text tells its visitor."""
    return next((closing for pattern, closing in _PATTERNS if pattern.search(text)), None)


def _own(flow: Flow, notice: Line) -> int:
    """Characters that the page shows besides the notice, without links, head and foot."""
    return sum(
        line.plain
        for line in flow.lines
        if line is not notice and not line.region & (_ELSEWHERE | Region.TOP | Region.SHARE)
    )
