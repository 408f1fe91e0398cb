# ruff: noqa: E501  HTML stands here as such systems write it: its lines stay whole
"""Letters of the public in the many forms that mailboxes have: sound, late, without a field, unanswered."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from xunjian.testing.generated.draw import Draw, silent
from xunjian.testing.spec import Claim

_MATTERS = (
    ("公交站台遮雨棚破损", "人民路公交站台的遮雨棚坏了两个月，下雨天没法等车，请尽快维修。"),
    ("咨询灵活就业参保", "我是灵活就业人员，想问养老保险按什么基数缴，可以补缴吗？"),
    ("小区二次供水水压不足", "东湖小区六楼以上经常没水，尤其是晚上，请帮助协调解决。"),
    ("咨询生育登记办理", "夫妻双方户口不在一地，生育登记应该在哪里办，要带什么？"),
    ("反映夜间施工噪声", "北门工地夜里十二点还在打桩，孩子睡不着，希望管一管。"),
    ("建议增设过街天桥", "实验小学门口车流量大，建议修一座过街天桥或者设红绿灯。"),
    ("咨询农机补贴", "今年买了一台收割机，请问补贴怎样申请，什么时候能到账？"),
    ("反映路灯不亮", "柳河路从桥头到菜场一段路灯全部不亮，老人出行不安全。"),
)
_ANSWERS = (
    "您好！来信收悉。经核实，情况属实，已督促有关单位整改，目前已处理完毕，感谢您的监督。",
    "网民您好，您咨询的事项可以到政务服务中心综合窗口办理，请携带本人有效证件，工作日受理。",
    "您好，您提出的建议我们已列入明年计划，届时将公开征求附近居民意见，谢谢您的关心。",
    "尊敬的网友：经现场查看，设备老化是主要原因，现已更换，预计本周内恢复正常。",
)
_OFFICES = (
    "交通运输局",
    "人力资源和社会保障局",
    "住房和城乡建设局",
    "卫生健康局",
    "城市管理局",
    "农业农村局",
)


@dataclass(frozen=True, slots=True)
class _Letter:
    """What is shown; an empty field is not, of `answer` its place is empty."""

    title: str
    question: str
    asked: str
    answer: str
    answered: str
    office: str
    state: str = "已答复"


def _days(draw: Draw) -> Callable[[date], str]:
    """One way of writing days."""
    form = draw.pick(
        ("{:%Y-%m-%d}", "{:%Y-%m-%d} 09:21:05", "{:%Y年%m月%d日}", "{:%Y/%m/%d} 16:40", "{:%Y.%m.%d}")
    )
    return lambda day: form.format(day)


# -- layouts


def _ledger(letter: _Letter) -> str:
    rows = (
        ("信件编号", "XJ" + "".join(sign for sign in letter.asked if sign.isdigit())[:8]),
        ("信件标题", letter.title),
        ("来信日期", letter.asked), ("信件内容", letter.question), ("办理情况", letter.state),
        ("答复单位", letter.office), ("答复日期", letter.answered), ("答复意见", letter.answer),
    )  # fmt: skip
    shown = ((name, value) for name, value in rows if value or name == "答复意见")
    body = "".join(f"<tr><td width=120>{name}</td><td>{value}</td></tr>" for name, value in shown)
    return f"<table width=100% border=1>{body}</table>"


def _wide(letter: _Letter) -> str:
    first = (("提交时间", letter.asked), ("答复时间", letter.answered), ("答复部门", letter.office))
    head = "".join(f"<th>{name}</th><td>{value}</td>" for name, value in first if value)
    return (
        f"<table border=1><tr>{head}</tr><tr><th>诉求内容</th><td colspan=5>{letter.question}</td></tr>"
        f"<tr><th>答复内容</th><td colspan=5>{letter.answer}</td></tr></table>"
    )


def _list(letter: _Letter) -> str:
    rows = (
        ("写信时间", letter.asked), ("来信内容", letter.question), ("处理状态", letter.state),
        ("回复单位", letter.office), ("回复时间", letter.answered), ("回复内容", letter.answer),
    )  # fmt: skip
    shown = ((name, value) for name, value in rows if value or name == "回复内容")
    return "<ul class=mail>" + "".join(f"<li><b>{name}：</b>{value}</li>" for name, value in shown) + "</ul>"


def _talk(letter: _Letter) -> str:
    """Two boxes, as forums have them."""
    asked = f"<span>提问时间：{letter.asked}</span>" if letter.asked else ""
    state = f"<em>{letter.state}</em>" if not letter.answer else ""
    head = "".join(
        f"<span>{name}：{value}</span> "
        for name, value in (("回复单位", letter.office), ("回复时间", letter.answered)) if value
    )  # fmt: skip
    return (
        f'<div class="wen"><h3>网友提问</h3>{asked}<p>{letter.question}</p>{state}</div>'
        f'<div class="da"><h3>官方回复</h3>{head}<p>{letter.answer}</p></div>'
    )


def _words(letter: _Letter) -> str:
    lines = (
        ("咨询人", "王**"), ("咨询时间", letter.asked), ("咨询内容", letter.question),
        ("办理状态", letter.state),
        ("承办单位", letter.office), ("办结时间", letter.answered), ("答复内容", letter.answer),
    )  # fmt: skip
    shown = ((name, value) for name, value in lines if value or name == "答复内容")
    return "".join(f"<p>{name}：{value}</p>" for name, value in shown)


_LAYOUTS = (_ledger, _wide, _list, _talk, _words)

_LATE = (23, 30, 40, 75)
"""Days after which an answer is late, whatever holidays lie between."""
_FIELDS = {"asked": "留言时间", "answered": "答复时间", "office": "答复单位", "answer": "答复内容"}


def _sound(draw: Draw, asked: date, answered: date) -> _Letter:
    write = _days(draw)
    title, question = draw.pick(_MATTERS)
    return _Letter(
        title,
        question,
        write(asked),
        draw.pick(_ANSWERS),
        write(answered),
        draw.spec.short + draw.pick(_OFFICES),
    )


def _post(draw: Draw, letter: _Letter, day: date, claims: tuple[Claim, ...]) -> None:
    slug = next(slug for slug in ("xzxx", "jzxx", "zxjd") if draw.has(slug))
    block = draw.pick(_LAYOUTS)(letter)
    title = f"{letter.title}（{draw.number(100, 999)}）"
    story = draw.story("letter", title, paragraphs=0)
    draw.add(slug, replace(story, day=day, blocks=(block,), claims=claims))


def late(draw: Draw, count: int) -> None:
    """Answered long after five working days."""
    for turn in range(count):
        asked = draw.day(90, 170)
        wait = _LATE[turn % 4]
        letter = _sound(draw, asked, asked + timedelta(days=wait))
        _post(draw, letter, asked, (Claim("interaction.reply_time", about=f"{wait} days"),))


def without(draw: Draw, count: int) -> None:
    """Answered, and one of the four fields is not shown."""
    names = list(_FIELDS)
    for turn in range(count):
        name = names[turn % len(names)]
        asked = draw.day(90, 170)
        letter = _sound(draw, asked, asked)
        bare = {
            "asked": replace(letter, asked=""),
            "answered": replace(letter, answered=""),
            "office": replace(letter, office=""),
            "answer": replace(letter, answer=""),
        }[name]
        claim = Claim("interaction.reply_fields", mentions=_FIELDS[name], about=name)
        _post(draw, bare, asked, (claim,))


def unanswered(draw: Draw, count: int) -> None:
    """Open for weeks: late; for more than three months: unanswered as well."""
    states = ("处理中", "未回复", "待答复", "办理中", "已受理")
    for turn in range(count):
        long = turn % 2 == 0
        asked = draw.day(110, 170) if long else draw.day(25, 60)
        letter = replace(
            _sound(draw, asked, asked), answer="", answered="", office="", state=draw.pick(states)
        )
        late = Claim("interaction.reply_time", mentions="仍未答复", about=letter.state)
        old = (Claim("interaction.unanswered", about=letter.state),) if long else ()
        _post(draw, letter, asked, (late, *old))


_CHECKS = ("interaction.reply_time", "interaction.reply_fields", "interaction.unanswered")


def in_time(draw: Draw, count: int) -> None:
    """Decoys: answered on the last day, over a holiday with its make-up days, or asked yesterday."""
    cases = (
        (date(2026, 9, 28), date(2026, 10, 10), "fifth working day after National Day"),
        (date(2026, 9, 30), date(2026, 10, 13), "fifth working day, asked before the holiday"),
        (date(2026, 6, 1), date(2026, 6, 8), "fifth working day after a weekend"),
        (date(2026, 4, 30), date(2026, 5, 11), "fifth working day after Labour Day"),
        (date(2026, 7, 3), date(2026, 7, 10), "Friday to Friday"),
    )
    for asked, answered, about in draw.some(
        [each for each in cases if each[1] <= draw.spec.as_of], count - 1
    ):
        if (asked.year, asked.month) in draw.shut:
            continue
        _post(draw, _sound(draw, asked, answered), asked, silent(_CHECKS, about))
    asked = draw.spec.as_of - timedelta(days=1)
    waiting = replace(_sound(draw, asked, asked), answer="", answered="", office="", state="处理中")
    _post(draw, waiting, asked, silent(_CHECKS, "asked yesterday"))


def no_letters(draw: Draw, count: int) -> None:
    """Decoys: pages in a mailbox that are no letters or owe nothing."""
    slug = next(slug for slug in ("xzxx", "jzxx", "zxjd") if draw.has(slug))
    pages = (
        ("来信须知", "<p>来信应当一事一信，写明联系方式。我们将在5个工作日内答复，节假日顺延。</p>"),
        ("关于邻里纠纷的来信", "<p>来信时间：2026-03-02</p><p>该信件涉及个人隐私，不予公开。</p><p>状态：已办结</p>"),
        ("在线访谈：医保政策问答", "<p>访谈时间：2026年3月5日</p><p>嘉宾：县医疗保障局负责人</p><p>主持人：门诊报销比例是多少？</p>"
         "<p>嘉宾：按医院等级有所不同。</p>"),
        ("2026年第一季度信件办理情况统计", "<p>本季度共收到来信126件，办结125件，按时答复率99%，未答复1件正在办理。</p>"),
    )  # fmt: skip
    for title, block in draw.some(pages, count):
        story = draw.story("letter", title, low=60, high=160, paragraphs=0)
        draw.add(slug, replace(story, blocks=(block,), claims=silent(_CHECKS, f"no letter: {title}")))
