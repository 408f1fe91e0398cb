"""What is published once and is news, told from what rightly comes again or stands in several places."""

import re
from collections.abc import Sequence

from xunjian.model.page import Article

_HEAD = re.compile(
    r"(?:发布|更新|公开|成文|打印|浏览|点击|阅读|访问|来源|作者|编辑|责编|审核|字号|字体|分享)\S{0,4}[:：]"
)
"""Lines about the text rather than of it: their figures differ by rights."""
_AGAIN = re.compile(
    r"重发|重新[发公印]|再次[发公]|更正|勘误|修订|修正|补发|更新版|转载|往期|回顾|延期|继续有效|征集|招[聘募标]"
)
"""The title says that it is not new, or that it may rightly come again."""
_SAID = re.compile(r"重发|重新[发刊公印]|再次[发刊]|更正|勘误|补发|往期|旧文|曾于.{0,20}(?:发布|刊发|刊登)")
"""The text says so."""
_PERIODIC = re.compile(
    r"[日周月季年]报|值班|轮班|放假|安排表|排班|一览表|[名清]单|公示|通报|统计|情况表|天气|预[报警]|行情|价格|开放时间|停[水电气]"
    r"|第[\d〇零一二三四五六七八九十百]+[期号次批季届]|[\d〇零一二三四五六七八九十]+月|提[示醒]|倡议|温馨"
)
_STANDING = re.compile(
    r"(?:条例|办法|规定|细则|规程|章程|准则|标准|规范|法|规划|纲要|目录|指南|须知|流程|简介|概况|职责|职能|机构设置|分工|解读|问答|制度"
    r"|方案|预案|意见|决定|命令|批复|公约|介绍)(?:[(（【〔].*)?$"
)
"""Documents that rightly stand in several places: laws, rules, guides, introductions."""
_NUMBERED = ("文号", "发文字号", "文件编号", "发布文号")


def is_news(article: Article) -> bool:
    """Whether an article, by its title and fields, is published once."""
    if any(article.fields.get(name) for name in _NUMBERED):
        return False
    title = article.title.strip()
    return not (_AGAIN.search(title) or _PERIODIC.search(title) or _STANDING.search(title))


def says_again(body: Sequence[str]) -> bool:
    """Whether a text says at its beginning or end that it was published before."""
    return _SAID.search("\n".join((*body[:3], *body[-3:]))) is not None


def own_lines(body: Sequence[str]) -> str:
    """A text without the lines about it."""
    return "\n".join(line for line in body if not _HEAD.search(line))
