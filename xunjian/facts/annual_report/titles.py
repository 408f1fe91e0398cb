"""Titles of annual reports: whether it is one, of which year, of whose office."""

import re

from xunjian.html.text import compact, fold

_REPORT = re.compile(
    r"(?:信息|政务)公开.{0,8}(?:年度?报告|年报|工作报告)|(?:年度?报告|年报).{0,6}(?:信息|政务)公开"
    r"|^(?:关于)?.{0,20}20\d\d年?(?:学?年?度?)(?:工作)?(?:年?报告|年报)$"
)
_NOT_ONE = re.compile(
    r"通知|通报|解读|图解|一图|报送|编制|编写|模板|格式|培训|会议|评估|考核|整改|意见|清单|指标|要点|工作方案|制度|办法|规定"
    r"|网站.{0,4}(?:工作)?(?:年度)?(?:工作)?(?:报表|年报表)|法治政府|统计公报|统计年报|审计|决算|质量年度|就业质量|环境状况|财务"
)
_NEAR = re.compile(r"(?:信息|政务)公开.{0,12}(?:年度?报告|年报)")
_YEAR = re.compile(r"(20\d\d)(?:年?[-—–~至/](20)?(\d\d))?\s*(?:学年度?|年度?|$|[^\d])")
_PERIOD = re.compile(r"(20\d\d)年1月1日(?:起)?(?:至|到|-|—|–|~)+(?:20\d\d年)?12月31日")
_IN_TEXT = re.compile(r"(20\d\d)年度?.{0,12}(?:信息|政务)公开(?:工作)?年度报告")
_BARE = re.compile(r"20\d\d年?度?(?:工作)?(?:报告|年报|年度报告)?(?:全文|正文)?(?:\.\w{2,4})?")
_SPLIT = re.compile(r"20\d\d|政府信息|信息公开|政务公开|年度报告")
_LEAD = re.compile(r"^(?:关于|公布|发布|印发|公开|[\[《【“(].{0,6}[\])】]|[《“\"'\[【])+")
_TAIL = re.compile(r"(?:关于)?(?:公布|发布|印发|公开)?的?[《“\"'\[【(]*$")
_GOVERNMENT = re.compile(r"(?:人民政府)?(?:办公[室厅])?$|政府(?:办公?[室厅]?)?$")
_SITE = re.compile(r"(?:政务|公众|公共)?(?:信息|门户|官方)*(?:网站|官网|网)$")
"""What the name of a site has after the name of its office."""
_OFFICE = re.compile(
    "(?:局|委|办|厅|院|中心|镇|乡|街道|处|队|所|站|会|公司|集团|学校|大学|中学|小学|馆|台|政府|办公[室厅]|[省市县区州盟旗])$"
)
_OURS = frozenset(
    (
        "本局",
        "我局",
        "本单位",
        "我单位",
        "本机关",
        "我县",
        "我市",
        "本市",
        "本县",
        "我校",
        "学校",
        "全县",
        "全市",
    )
)


def is_report(title: str) -> bool:
    """Whether a title is that of a report itself, not of something about reports."""
    return ("报" in title or "報" in title) and _is_report(compact(fold(title)))


def _is_report(title: str) -> bool:
    return _REPORT.search(title) is not None and _NOT_ONE.search(title) is None


def is_report_column(name: str) -> bool:
    """Whether a column is the one of the reports."""
    return ("报" in name or "報" in name) and re.search("年报$|年度报告$", compact(fold(name))) is not None


def is_bare(title: str) -> bool:
    """Whether a title is a year and hardly more: 2025年, 2025年度报告全文."""
    return _BARE.fullmatch(compact(fold(title))) is not None


def is_near(title: str) -> bool:
    """Whether a title speaks of a report and may hold it (通知 that prints it, 解读)."""
    return ("报" in title or "報" in title) and _NEAR.search(compact(fold(title))) is not None


def year_of(title: str, text: str = "") -> int:
    """The year a report is on; of a school year the one in which it ends; 0 where nothing tells it."""
    for pattern, where in ((_YEAR, fold(title)), (_PERIOD, "".join(text.split())), (_IN_TEXT, text)):
        match = pattern.search(where)
        if match is not None:
            first = int(match[1])
            if pattern is _YEAR and match[3]:
                last = int(f"20{match[3]}")
                return last if 0 <= last - first <= 1 else first
            return first
    return 0


def office_of(title: str) -> str:
    """The office that a title names in front of the year; empty where it names none."""
    return _TAIL.sub("", _LEAD.sub("", _SPLIT.split(compact(fold(title)))[0])).strip("的·:-—_")


def is_foreign(title: str, unit: str) -> bool:
    """Whether a title names another office than the unit. A title without a name is the unit's own."""
    head = office_of(title)
    own = _SITE.sub("", compact(fold(unit)))
    if len(head) < 2 or head in _OURS or not re.search(r"[\u4e00-\u9fff]", own):
        return False
    if not _OFFICE.search(head):
        return False
    one, two = _GOVERNMENT.sub("", head), _GOVERNMENT.sub("", own)
    if not one or two.endswith(one) or one.endswith(two):
        return False
    # 云江 is 云江县; but 云江县 is not 云江县财政局.
    return not (one in two and _GOVERNMENT.sub("", own) != own)
