"""The words, signs and number forms that every report shares (look.md)."""

import math
import re
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from pydantic import JsonValue

from xunjian.model.audit import Audit, AuditIndicator, AuditRun, AuditScore, IndicatorStatus
from xunjian.model.finding import STATUS_WORDS, EvidenceKind, Status, SubjectKind
from xunjian.model.score import Way
from xunjian.model.unit import UNIT_TYPE_NAMES

_ZONE = ZoneInfo("Asia/Shanghai")

INDICATOR_WORDS: Mapping[IndicatorStatus, str] = {
    **{IndicatorStatus(status.value): words for status, words in STATUS_WORDS.items()},
    IndicatorStatus.PARTIAL: "✘ 部分得分",
}
WAY_WORDS: Mapping[Way, str] = {
    "review": "待人工确认",
    "person": "待人工评分",
    "material": "待报送材料",
    "unknown": "未能判定",
    "rank": "待比较名次",
    "linked": "待关联指标",
}
SUBJECT_WORDS: Mapping[SubjectKind, str] = {
    "site": "网站",
    "page": "页面",
    "link": "链接",
    "column": "栏目",
    "article": "文章",
    "attachment": "附件",
    "message": "信件",
}
EVIDENCE_WORDS: Mapping[EvidenceKind, str] = {
    "http": "访问记录",
    "snapshot": "网页存证",
    "text": "页面文字",
    "screenshot": "截图",
    "dns": "域名解析",
    "tls": "证书",
    "browser": "浏览器记录",
    "computation": "计算过程",
}
_OPTION_WORDS: Mapping[str, str] = {
    "max_pages": "页数限额",
    "concurrency": "同时请求数",
    "delay": "请求间隔",
    "resolve": "指定地址",
    "browser": "使用浏览器",
}
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean_text(text: str) -> str:
    """Text without the control characters that neither XML nor a reader can bear."""
    return _CONTROL.sub("", text)


def write_number(value: float) -> str:
    """At most two decimals, half up, none that say nothing: 5, 0.5, 78.25."""
    return _trim(_half_up(value, 2))


def _half_up(value: float, places: int) -> str:
    return f"{Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"


def write_signed(value: float) -> str:
    """With its sign, and as many decimals as it has: +5, −0.125; 0 where it is nothing."""
    text = f"{Decimal(repr(abs(value))):f}".rstrip("0").rstrip(".") if value % 1 else f"{abs(value):.0f}"
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{text}"


def write_points(value: float) -> str:
    """Points with their unit: 3.5 分."""
    return f"{write_number(value)} 分"


def write_percent(share: float) -> str:
    """A share between 0 and 1; rounded down, so that 100% is said only of the whole."""
    return f"{math.floor(round(share * 100, 6))}%"


def write_interval(score: AuditScore) -> str:
    """`78.5–91.0 分` while anything is pending, else `78.5 分`; both ends with as many decimals."""
    low, high = (_trim(_half_up(end, score.places)) for end in (score.lowest, score.highest))
    if low == high:
        return f"{low} 分"
    decimals = max(len(text.partition(".")[2]) for text in (low, high))
    return f"{_half_up(score.lowest, decimals)}–{_half_up(score.highest, decimals)} 分"


def write_grade(score: AuditScore) -> str:
    """The grade, 待定, or nothing where the indicator system gives none."""
    return score.grade or ("待定" if score.graded else "")


def write_unofficial(score: AuditScore) -> str:
    """The warning that a score needs while values in use are unconfirmed; empty where it is official."""
    if not score.unconfirmed:
        return ""
    return f"测算分，非正式得分：有 {score.unconfirmed} 处分值或依据没有与文件原文核对。"


def _trim(text: str) -> str:
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def write_pending(audit: Audit) -> str:
    """What keeps the score open: `12 项待人工确认，3 项未能判定`; empty where nothing does."""
    counted = Counter(way for entry in audit.indicators if (way := way_of(entry)) is not None)
    return "，".join(f"{counted[way]} 项{words}" for way, words in WAY_WORDS.items() if counted[way])


def way_of(entry: AuditIndicator) -> Way | None:
    """Who or what decides an indicator that is open; None where it is not."""
    if entry.way is not None:
        return entry.way
    return (
        "review"
        if entry.status is IndicatorStatus.REVIEW
        else ("unknown" if entry.status is IndicatorStatus.UNKNOWN else None)
    )


def write_moment(moment: datetime | str | None) -> str:
    """Day and time in China, to the minute; text that is no time is given back as it is."""
    if moment is None:
        return ""
    if isinstance(moment, str):
        try:
            return write_moment(datetime.fromisoformat(moment))
        except ValueError:
            return clean_text(moment)
    local = moment.astimezone(_ZONE) if moment.tzinfo else moment
    return local.strftime("%Y-%m-%d %H:%M")


def write_span(run: AuditRun) -> str:
    """From when to when a run took place; the day is said once where it is one day."""
    start, end = write_moment(run.started_at), write_moment(run.finished_at)
    return f"{start} 至 {end[11:] if end[:10] == start[:10] else end}"


def without_verdict(reason: str) -> str:
    """A reason without the state that the reader sees before it."""
    return re.sub("(^|。) ?(?:未能判定[:：]|(?=共有 ))", r"\1", reason)


def write_option(name: str, value: JsonValue) -> tuple[str, str]:
    """An option of a run in words; the value is empty where the option says nothing."""
    word = _OPTION_WORDS.get(name, name)
    if isinstance(value, bool):
        return word, "是" if value else "否"
    if isinstance(value, dict):
        return word, "；".join(f"{key} → {target}" for key, target in value.items())
    if isinstance(value, list):
        return word, "、".join(map(str, value))
    shown = "" if value is None else str(value)
    return word, f"{shown} 秒" if name == "delay" else shown


def unit_type_name(unit_type: str) -> str:
    return UNIT_TYPE_NAMES.get(unit_type, unit_type)


def state_words(status: Status | IndicatorStatus, way: Way | None = None) -> str:
    """Sign and word of a state: `✘ 不通过`; of an open indicator, whom it waits for: `◐ 待人工评分`."""
    words = INDICATOR_WORDS[IndicatorStatus(status.value)]
    return f"{words[0]} {WAY_WORDS[way]}" if way and status is IndicatorStatus.REVIEW else words
