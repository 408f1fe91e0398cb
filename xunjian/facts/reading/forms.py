"""Pages that show one thing as a form, without date and source: a letter with its reply, a service guide."""

import re

from xunjian.facts.reading.source import Source
from xunjian.html.regions import Region

_QUESTION = re.compile(
    r"(?:信件|来信|写信|咨询|留言|问题|诉求|投诉|提问|建议|反映)\s?(?:内容|正文|详情|描述)\s?(?:[::]|\s|$)"
)
_ANSWER = re.compile(
    r"(?:答复|回复|办理|处理|反馈|受理)\s?(?:内容|正文|结果|情况|意见|单位|部门)\s?(?:[::]|\s|$)"
)
_GUIDE = re.compile(
    r"(?:[一二三四五六七八九十\d]{1,2}[、.)]\s?|[【(])?"
    r"(?P<name>事项名称|事项类型|实施主体|实施机关|实施依据|设定依据|法律依据|办理依据|受理条件|申请条件|办理条件"
    r"|申请材料|申报材料|所需材料|办理材料|办理流程|办事流程|办理程序|办理地点|受理地点|办公地点|办理时间|办公时间|受理时间"
    r"|办理时限|承诺时限|法定时限|办结时限|承诺办结时限|法定办结时限|收费标准|收费依据|是否收费|咨询电话|咨询方式"
    r"|监督投诉电话|监督电话|投诉电话|服务对象|办理方式|办理机构|受理机构|受理部门|责任科室)\s?(?:[::】)]|\s|$)"
)
_LETTER_WORDS = ("内容", "正文", "详情", "描述")
_GUIDE_WORDS = (
    "依据",
    "条件",
    "材料",
    "流程",
    "程序",
    "地点",
    "时间",
    "时限",
    "收费",
    "电话",
    "事项",
    "实施",
)
_FOREIGN = Region.NAV | Region.CRUMB | Region.PAGER | Region.SIDE | Region.FOOT
_ENOUGH = 4


def form_of(source: Source) -> str:
    """What form a page is: 来信和答复, 办事指南, or "" where it is none."""
    asked = [line for line in _beginning(source, _LETTER_WORDS) if _QUESTION.match(line)]
    if len(asked) == 1 and any(
        _ANSWER.match(line) for line in _beginning(source, ("答复", "回复", "办理", "处理", "反馈", "受理"))
    ):
        return "来信和答复"
    named = (_GUIDE.match(line) for line in _beginning(source, _GUIDE_WORDS))
    return "办事指南" if len({found["name"] for found in named if found}) >= _ENOUGH else ""


def _beginning(source: Source, words: tuple[str, ...]) -> list[str]:
    """Lines of the page's own part that have one of the words, folded, without bullets."""
    return [
        line.folded[:40].lstrip(" ·•*")
        for line in source.flow.holding(*words)
        if line.plain and not line.region & _FOREIGN
    ]
