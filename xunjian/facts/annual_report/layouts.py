"""The tables of each format as data: rows and columns by the words that name them (standards.md §3.3–3.7)."""

import re
from dataclasses import dataclass

LEAD = r"^(?:[一二三四五六七八九十]+[、.:]|\([一二三四五六七八九十]+\)|\(?\d{1,2}[、.)]|其中:?|[:、.])*"


@dataclass(frozen=True, slots=True)
class Line:
    """One row or column: its key, its name for people, the words that tell it."""

    key: str
    name: str
    pattern: re.Pattern[str]


def _line(key: str, name: str, words: str) -> Line:
    return Line(key, name, re.compile(LEAD + words))


APPLICANTS = (
    Line("person", "自然人", re.compile("自然人")),
    Line("business", "商业企业", re.compile("商业企业|^企业$")),
    Line("science", "科研机构", re.compile("科研")),
    Line("welfare", "社会公益组织", re.compile("公益")),
    Line("law", "法律服务机构", re.compile("法律服务")),
    Line("other", "其他", re.compile("^其[他它](?:组织)?$")),
    Line("total", "总计", re.compile("^[总合]计$")),
)
ORGANISATIONS = ("business", "science", "welfare", "law", "other")


def _row(key: str, name: str, words: str) -> Line:
    return Line(key, name, re.compile(words))


APPLICATION_ROWS = (
    _row("new", "一、本年新收政府信息公开申请数量", "本年(?:度)?新收"),
    _row("carried", "二、上年结转政府信息公开申请数量", "上(?:一)?年(?:度)?结转"),
    _row("open", "（一）予以公开", "予以公开"),
    _row("part", "（二）部分公开", "部分公开"),
    _row("secret", "（三）1.属于国家秘密", "属于国家秘密"),
    _row("forbidden", "（三）2.其他法律行政法规禁止公开", "其他法律"),
    _row("safety", "（三）3.危及“三安全一稳定”", "危及"),
    _row("third", "（三）4.保护第三方合法权益", "保护第三方"),
    _row("internal", "（三）5.属于三类内部事务信息", "属于三类内部|属于内部事务"),
    _row("process", "（三）6.属于四类过程性信息", "属于四类过程|属于过程性"),
    _row("file", "（三）7.属于行政执法案卷", "属于行政执法案卷"),
    _row("query", "（三）8.属于行政查询事项", "属于行政查询"),
    _row("absent", "（四）1.本机关不掌握相关政府信息", "本(?:行政)?机关不掌握"),
    _row("make", "（四）2.没有现成信息需要另行制作", "没有现成"),
    _row("unclear", "（四）3.补正后申请内容仍不明确", "补正后申请"),
    _row("petition", "（五）1.信访举报投诉类申请", "信访"),
    _row("repeat", "（五）2.重复申请", "重复申请"),
    _row("printed", "（五）3.要求提供公开出版物", "要求提供公开出版物"),
    _row("mass", "（五）4.无正当理由大量反复申请", "无正当理由大量"),
    _row("confirm", "（五）5.要求行政机关确认或重新出具已获取信息", "要求行政机关确认"),
    _row("silent", "（六）1.申请人无正当理由逾期不补正", "申请人无正当理由逾期不补正"),
    _row("unpaid", "（六）2.申请人逾期未按收费通知要求缴纳费用", "申请人逾期未按收费"),
    _row("rest", "（六）其他处理", "其[他它]处理|(?:^|[.、)])其[他它]$"),
    _row("done", "（七）总计", "[总合]计$"),
    _row("next", "四、结转下年度继续办理", "结转下(?:一)?年"),
)
"""`rest` is the one line 其他处理 in the format of 2019, and 3.其他 below that head in the one of 2021."""
REFUSED = ("secret", "forbidden", "safety", "third", "internal", "process", "file", "query")
IMPOSSIBLE = ("absent", "make", "unclear")
UNTREATED = ("petition", "repeat", "printed", "mass", "confirm")
ELSE = ("silent", "unpaid", "rest")
ONLY_2021 = frozenset(("silent", "unpaid"))
OUTCOMES = ("open", "part", *REFUSED, *IMPOSSIBLE, *UNTREATED, *ELSE)

DISPUTE_ENDS = (
    Line("kept", "结果维持", re.compile("结果维持|^维持$")),
    Line("corrected", "结果纠正", re.compile("结果纠正|^纠正$")),
    Line("other", "其他结果", re.compile("其[他它]结果")),
    Line("pending", "尚未审结", re.compile("尚未审结|^未审结$")),
    Line("total", "总计", re.compile("^[总合]计$")),
)
DISPUTE_KINDS = (
    Line("review", "行政复议", re.compile("^行政复议")),
    Line("direct", "未经复议直接起诉", re.compile("未经复议")),
    Line("after", "复议后起诉", re.compile("复议后")),
)

DISCLOSED_2021 = (
    (_line("rules", "规章", "规章$"), ("made", "ended", "valid")),
    (_line("norms", "行政规范性文件", "(?:行政)?规范性文件$"), ("made", "ended", "valid")),
    (_line("licences", "行政许可", "行政许可$"), ("decided",)),
    (_line("penalties", "行政处罚", "行政处罚$"), ("decided",)),
    (_line("coercion", "行政强制", "行政强制$"), ("decided",)),
    (_line("fees", "行政事业性收费", "行政事业性收费$"), ("money",)),
)
DISCLOSED_2019 = (
    (_line("rules", "规章", "规章$"), ("made", "new", "public")),
    (_line("norms", "规范性文件", "(?:行政)?规范性文件$"), ("made", "new", "public")),
    (_line("licences", "行政许可", "行政许可$"), ("before", "change", "decided")),
    (_line("services", "其他对外管理服务事项", "其他对外管理"), ("before", "change", "decided")),
    (_line("penalties", "行政处罚", "行政处罚$"), ("before", "change", "decided")),
    (_line("coercion", "行政强制", "行政强制$"), ("before", "change", "decided")),
    (_line("fees", "行政事业性收费", "行政事业性收费$"), ("before", "change")),
    (_line("purchases", "政府集中采购", "政府集中采购$"), ("count", "money")),
)
DISCLOSED_NAMES = {
    "made": "本年制发件数", "ended": "本年废止件数", "valid": "现行有效件数", "decided": "处理决定数量",
    "money": "金额", "new": "本年新公开数量", "public": "对外公开总数量", "before": "上一年项目数量",
    "change": "本年增/减", "count": "采购项目数量",
}  # fmt: skip
