"""Private numbers on a page: what of it should have been masked before it was published."""

import re
from collections.abc import Iterator, Sequence

from xunjian.html.lines import Flow
from xunjian.html.private import Spot, find_mobiles, find_spots, mask_spots
from xunjian.model.page import PrivateValue

_LONG = re.compile(r"[0-9](?:[ \-]?[0-9]){10}")
"""What any of the numbers begins with; nearly all pages have none."""
_MOST = 20
_QUOTE = 60
_HEAD, _CELLS, _CELL = 6, 4, 14
"""Lines of a table's head; cells before a number; characters of a cell that holds one."""
_ROWS = 3
"""So many names with a mobile number beside them make a list."""
_LISTED = re.compile(
    r"低保|特困|救助|补贴|补助|困难|残疾|优抚|获奖|录取|拟录用|拟聘|面试|笔试|考试|考生|成绩|报名|中签|摇号|公租房|保障房|廉租|"
    r"申请人|户主|受益|受助|资助|奖学金|学生|危房|贫困|脱贫|搬迁|名单|名册|花名册"
)
_DUTY = re.compile(
    r"联系人|负责人|责任人|联络员|经办人|河长|湖长|林长|路长|网格|值班|窗口|领导|书记|主任|干部|监督员|咨询|办公电话|科室|"
    r"驻村|包保|专班|律师|安全员|管理员|志愿|调解员|辅导员|讲解员|队长"
)
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方"
    "白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符"
    "舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全"
)
_NAME = re.compile(
    rf"(?:^|[\s,、|:：;；（(0-9.．])([{_SURNAMES}][\u4e00-\u9fff]{{1,3}})(?=$|[\s,、|:：;；（(0-9])"
)


def find_private(flow: Flow) -> tuple[PrivateValue, ...]:
    """Private values of a page, at most 20, each masked."""
    if not _LONG.search(flow.folded):
        return ()
    return find_in_lines([line.folded for line in flow.lines], flow.folded)


def find_in_lines(lines: Sequence[str], whole: str) -> tuple[PrivateValue, ...]:
    """Private values of a text, at most 20, each masked. All folded; `whole`: all its lines."""
    if not _LONG.search(whole):
        return ()
    found = [*_sure(lines, whole), *_mobiles(lines, whole)]
    return tuple(found[:_MOST])


def _sure(lines: Sequence[str], whole: str) -> Iterator[PrivateValue]:
    for line in lines:
        if _LONG.search(line):
            yield from _values(line, tuple(find_spots(line, around=whole)))


def _mobiles(lines: Sequence[str], whole: str) -> Iterator[PrivateValue]:
    """Mobile numbers beside names in a list of citizens. A list of who is on duty is none."""
    if not _LISTED.search(whole):
        return
    rows: list[tuple[int, tuple[Spot, ...]]] = []
    names: set[str] = set()
    for at, line in enumerate(lines):
        spots = tuple(find_mobiles(line))
        if beside := _names_beside(lines, at, spots):
            rows.append((at, spots))
            names |= beside
    if len(names) < _ROWS or _is_duty_list(lines[max(0, rows[0][0] - _HEAD) : rows[-1][0] + 1]):
        return
    for at, spots in rows:
        yield from _values(lines[at], spots)


def _names_beside(lines: Sequence[str], at: int, spots: tuple[Spot, ...]) -> set[str]:
    """Personal names in the line, or in a cell before it where each cell is a line of its own. Of several
    numbers in one line each has the name that stands before it."""
    line = lines[at]
    if len(spots) > 1:
        begins = (0, *(spot.end for spot in spots))
        pieces = [line[begin : spot.start] for begin, spot in zip(begins, spots, strict=False)]
        return {found[1] for piece in pieces if (found := _NAME.search(piece))}
    if not spots:
        return set()
    before = range(at - 1, max(-1, at - 1 - _CELLS), -1)
    cells = [lines[place] for place in before] if len(line) <= _CELL else []
    for text in (line, *cells):
        if found := _NAME.search(text):
            return {found[1]}
    return set()


def _is_duty_list(lines: Sequence[str]) -> bool:
    """Whether head or rows say that these people can be called because of their office."""
    return any(_DUTY.search(line) for line in lines)


def _values(text: str, spots: tuple[Spot, ...]) -> Iterator[PrivateValue]:
    quote = mask_spots(text, spots)
    for spot in spots:
        at = max(0, min(spot.start - _QUOTE // 2, len(quote) - _QUOTE))
        yield PrivateValue(spot.kind.value, spot.masked, quote[at : at + _QUOTE])
