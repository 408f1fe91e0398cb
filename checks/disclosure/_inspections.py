"""What the publications of random inspection are: which title is which, and what a list must have."""

import re
from collections.abc import Iterable

from checks.disclosure._plain import plain
from xunjian.model.document import Table

LIST, PLAN, RESULT, HANDLING = "随机抽查事项清单", "抽查计划", "抽查结果", "查处结果"
ELEMENTS = (LIST, PLAN, RESULT, HANDLING)

_RANDOM = r"(?:双随机|随机抽查|随机检查|部门联合抽查|抽查)"
_ANYWHERE = {
    LIST: re.compile(
        r"随机[^,。]{0,16}(?:清单|事项目录|事项表)|抽查[^,。]{0,8}(?:事项)?(?:清单|事项目录|事项表)|双随机[^,。]{0,16}清单"
    ),
    PLAN: re.compile(_RANDOM + r"[^,。]{0,20}(?:计划|工作方案|工作安排|任务表)|计划[^,。]{0,6}抽查"),
    RESULT: re.compile(
        _RANDOM + r"[^,。]{0,24}(?:结果|情况)|(?:双随机|随机抽查|随机检查)[^,。]{0,20}(?:公示|公告|通报)"
    ),
    HANDLING: re.compile(
        _RANDOM + r"[^,。]{0,24}(?:查处|处理|处置|处罚|整改)|(?:查处|处理|整改)[^,。]{0,8}抽查"
    ),
}
_INSIDE = {
    LIST: re.compile(r"清单|事项目录|事项表"),
    PLAN: re.compile(r"计划|工作方案|工作安排|任务表"),
    RESULT: re.compile(r"结果|情况|公示|公告|通报"),
    HANDLING: re.compile(r"查处|处理|处置|处罚|整改"),
}
"""Inside the column itself the titles need not name it."""
_NEITHER = re.compile(
    r"名录|实施细则|管理办法|制度|(?:开展|做好|加强|组织|推进|规范)[^,。]*通知$|培训|部署|会议|召开|动员|解读|学习|责任清单|权力清单|问题清单|任务清单"
)
_COLUMN = re.compile(r"双随机|随机抽查")
_ELSEWHERE = re.compile(
    r"国家企业信用信息公示系统|(?:双随机|抽查)[^,。]{0,10}(?:平台|系统|网址)|互联网\+监管|行政检查公示平台"
)

HEADINGS = {
    "依据": re.compile(r"依据"),
    "对象": re.compile(r"对象|范围"),
    "内容": re.compile(r"内容"),
    "方式": re.compile(r"方式|方法|形式"),
    "比例": re.compile(r"比例|比率|数量"),
    "频次": re.compile(r"频次|频率|频度|次数|周期"),
}
_LONGEST_HEADING = 20
_HANDLED = re.compile(r"查处|处理|处置|处罚|整改")
_ACTED = re.compile(r"查处|处罚|责令|立案|整改|移送|经营异常名录")
_CLEAN = re.compile(r"未发现|无异常")
_AT_FAULT = re.compile(
    r"(?<!未)(?<!没有)(?<!无)发现[^,。;]{0,12}(?:问题|隐患)|(?<!不)存在[^,。;]{0,20}(?:问题|隐患|缺陷)|不合格|不符合|不达标|未通过"
)


def elements_of(title: str, *, inside: bool) -> frozenset[str]:
    """What an item of this title publishes. `inside`: it stands in the column of random inspection."""
    words = plain(title)
    if _NEITHER.search(words):
        return frozenset()
    found = {
        name for name in ELEMENTS if _ANYWHERE[name].search(words) or (inside and _INSIDE[name].search(words))
    }
    if RESULT in found and re.search(r"结果|情况", words) is None and found & {LIST, PLAN, HANDLING}:
        found.discard(RESULT)  # 抽查计划公示
    if {RESULT, HANDLING} <= found and not re.search(r"(?:抽查|检查)(?:的)?(?:结果|情况)", words):
        found.discard(RESULT)  # 抽查查处结果
    return frozenset(found)


def is_column(name: str) -> bool:
    return bool(_COLUMN.search(plain(name)))


def leads_elsewhere(words: str) -> bool:
    """Whether a link leads to a platform on which inspections are published."""
    return bool(_ELSEWHERE.search(plain(words)))


def lacking(tables: Iterable[Table], wanted: Iterable[str]) -> tuple[str, ...] | None:
    """The headings that no table with headings of a list has; None where no table is one."""
    best: tuple[str, ...] | None = None
    for table in tables:
        for grid in (table, table.turned()):
            for row in grid.rows[:6]:
                cells = [word for cell in row if len(word := plain(cell)) <= _LONGEST_HEADING]
                have = {name for name, rule in HEADINGS.items() if any(map(rule.search, cells))}
                if len(have) < 2:
                    continue
                missing = tuple(name for name in wanted if name not in have)
                if best is None or len(missing) < len(best):
                    best = missing
    return best


def handles(tables: Iterable[Table]) -> bool:
    """Whether a table of results has a column of what was done about them."""
    rows = (row for table in tables for row in table.rows[:4])
    return any(
        len(word := plain(cell)) <= _LONGEST_HEADING and _HANDLED.search(word) for row in rows for cell in row
    )


def talks_of_handling(text: str) -> bool:
    """Whether results tell what was done, or that there was nothing to be done."""
    words = plain(text)
    return bool(_ACTED.search(words) or (_CLEAN.search(words) and not _AT_FAULT.search(words)))


def year_in(title: str) -> int | None:
    """The year that a title names."""
    hit = re.search(r"(20\d\d)(?:年|-20)", plain(title))
    return int(hit[1]) if hit else None
