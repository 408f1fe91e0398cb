"""Letters of the public as mailbox columns show them. Every name and matter is made up."""

from dataclasses import dataclass
from datetime import date, timedelta

LAYOUTS = ("table", "paragraphs", "definitions", "blocks")
_MATTERS = (
    "小区门口的路灯已经坏了半个月，晚上出行很不方便，希望尽快维修。",
    "想了解办理居住证需要带哪些材料，周末能不能办。",
    "村口的垃圾没有及时清运，气味很大，请有关部门处理。",
    "孩子今年上小学，户口不在本地，请问怎样报名？",
)
_ANSWERS = (
    "您好，您反映的情况已经收悉。经现场核实，设施确有损坏，现已安排人员维修完毕，感谢您的关注。",
    "您好，请携带身份证明和居住证明到户籍所在地的服务窗口办理，周六上午照常受理。",
    "您好，已责成保洁单位增加清运次数，并安排专人检查，欢迎继续监督。",
    "您好，报名时间和所需材料已在教育栏目公布，请按通知的要求办理。",
)
_OFFICES = ("住房和城乡建设局", "公安局", "城市管理局", "教育局")


@dataclass(frozen=True, slots=True)
class PlainLetter:
    """One letter; an empty field is not on its page (`answer`: an empty cell)."""

    asked: str
    answered: str
    office: str
    question: str
    answer: str
    state: str = "已回复"
    layout: str = "table"


def sound_letter(key: int, asked: date, last: date) -> PlainLetter:
    """A letter asked on that day and answered within one working day, at most on the day `last`."""
    answered = min(last, asked + timedelta(days=key % 2))
    clock = f" {8 + key % 9:02d}:{key * 7 % 60:02d}"
    turn = key % len(_MATTERS)
    return PlainLetter(
        asked=f"{asked:%Y-%m-%d}{clock if key % 3 else ''}",
        answered=f"{answered:%Y-%m-%d}{' 17:20' if key % 3 else ''}",
        office=_OFFICES[turn],
        question=_MATTERS[turn],
        answer=_ANSWERS[turn],
        layout=LAYOUTS[key % len(LAYOUTS)],
    )


def letter_html(letter: PlainLetter) -> str:
    """The letter in its layout."""
    made = {"table": _table, "paragraphs": _paragraphs, "definitions": _definitions, "blocks": _blocks}
    return made[letter.layout](letter)


def _table(letter: PlainLetter) -> str:
    rows = [(("来信人", "张**"), ("来信时间", letter.asked)), (("办理状态", letter.state),)]
    rows.append((("答复单位", letter.office), ("答复时间", letter.answered)))
    out = []
    for row in rows:
        cells = [f"<th>{label}</th><td>{value}</td>" for label, value in row if value]
        out.append(f"<tr>{''.join(cells)}</tr>" if cells else "")
    out.append(f'<tr><th>来信内容</th><td colspan="3">{letter.question}</td></tr>')
    out.append(f'<tr><th>答复内容</th><td colspan="3">{letter.answer}</td></tr>')
    return f'<table class="xj" border="1">{"".join(out)}</table>'


def _paragraphs(letter: PlainLetter) -> str:
    heads = (("留言时间", letter.asked), ("留言类型", "咨询"), ("当前状态", letter.state))
    tails = (("回复部门", letter.office), ("回复日期", letter.answered))
    return (
        f"<p>{_spans(heads)}</p><p>留言内容：{letter.question}</p><p>{_spans(tails)}</p>"
        f"<p>回复内容：{letter.answer}</p>"
    )


def _spans(fields: tuple[tuple[str, str], ...]) -> str:
    return "&nbsp;&nbsp;".join(f"<span>{label}：{value}</span>" for label, value in fields if value)


def _definitions(letter: PlainLetter) -> str:
    fields = (
        ("写信日期", letter.asked),
        ("信件内容", letter.question),
        ("处理状态", letter.state),
        ("办理单位", letter.office),
        ("办结时间", letter.answered),
        ("办理结果", letter.answer),
    )
    rows = "".join(
        f"<dt>{label}</dt><dd>{value}</dd>" for label, value in fields if value or label == "办理结果"
    )
    return f"<dl>{rows}</dl>"


def _blocks(letter: PlainLetter) -> str:
    asked = f'<span class="t">咨询时间：{letter.asked}</span>' if letter.asked else ""
    given = _spans((("答复时间", letter.answered), ("答复单位", letter.office)))
    state = f"<span>状态：{letter.state}</span>" if letter.state else ""
    return (
        f'<div class="ask"><h4>【咨询内容】</h4>{asked}<p>{letter.question}</p>{state}</div>'
        f'<div class="ans"><h4>【回复】</h4><p>{letter.answer}</p><div>{given}</div></div>'
    )
