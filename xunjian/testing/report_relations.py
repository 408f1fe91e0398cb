"""Defects and decoys of annual reports: across their parts, with last year's, with offices below."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from xunjian.testing.annual_reports import LAST_WORDS, Report, html_report, report_of
from xunjian.testing.planting import Defect, Planted, add_stories, plant, rewrite
from xunjian.testing.report_defects import COLUMN, PRESENCE, SUMS, old_report
from xunjian.testing.spec import Claim, PortalSpec, Story
from xunjian.testing.tree import Grower

_SUMMED = "本报告根据各乡镇、各部门政府信息公开年度报告汇总编制。"
_MATTERS = (
    *(
        "财政预决算",
        "重大项目",
        "公共资源配置",
        "社会救助",
        "食品药品监管",
        "环境保护",
        "义务教育",
        "医疗卫生",
    ),
    *("安全生产", "征地补偿", "乡村振兴", "城市更新", "就业创业", "住房保障", "市场监管", "公共法律服务"),
    *("养老服务", "公共文化", "涉农补贴", "交通出行", "税费优惠", "科技创新", "基层减负", "营商环境"),
)


def _change(
    number: int, change: Callable[[Report], Report], words: Callable[[str], str], *claims: Claim
) -> Defect:
    """A report of the column, newest first, with other figures and other words."""

    def changed(story: Story) -> Story:
        assert story.day is not None
        report = change(report_of(story.key // 1000, story.day.year - 1))
        return replace(story, blocks=(words(html_report(report)),), files=())

    return rewrite(COLUMN, number, changed, *claims)


def _same(text: str) -> str:
    return text


def _with_fee(report: Report) -> Report:
    return replace(report, fee="12.50")


def fee_without_words(number: int) -> Defect:
    """X-1: fees were taken, and the last part says 无."""
    claim = Claim(SUMS, "review", mentions="第六部分", about="X-1")
    return _change(number, _with_fee, lambda body: body.replace(LAST_WORDS, "无。"), claim)


def rules_where_none_are_made(number: int) -> Defect:
    """T2-4b: a county or an office below tells of rules (规章)."""
    claim = Claim(SUMS, "review", mentions="规章", about="T2-4b")
    return _change(number, lambda report: replace(report, rules=(0, 0, 4)), _same, claim)


def another_period(years: int = 1) -> Defect:
    """X-6: the newest report says that its figures are of an earlier year."""

    def defect(spec: PortalSpec) -> Planted:
        day = spec.column(COLUMN).stories[0].day
        assert day is not None
        right, wrong = f"{day.year - 1}年", f"{day.year - 1 - years}年"
        period = "{0}1月1日至{0}12月31日"
        claim = Claim(PRESENCE, "review", mentions=wrong, about="X-6")

        def change(story: Story) -> Story:
            blocks = (each.replace(period.format(right), period.format(wrong)) for each in story.blocks)
            return replace(story, blocks=tuple(blocks))

        return rewrite(COLUMN, 0, change, claim)(spec)

    return defect


def copied_report(spec: PortalSpec) -> Planted:
    """X-4: but for its numbers the newest report says what the one before said."""
    claim = Claim(PRESENCE, "review", mentions="与上一年度报告", about="X-4")
    return plant(spec, _long(0, 0, claim), _long(1, 0))


def own_words(spec: PortalSpec) -> Planted:
    """A decoy: two long reports that share a third of their sentences, as standing phrases are."""
    return plant(spec, _long(0, 0), _long(1, 8))


def _long(number: int, turn: int, *claims: Claim) -> Defect:
    """Many words on some matters out of all, told from `turn`."""
    told = (_MATTERS * 2)[turn : turn + 16]
    verbs = ("逐项梳理事项清单", "压实部门责任", "开展专题培训", "组织座谈走访", "运用图解和短视频作出说明")

    def sentence(at: int, matter: str) -> str:
        done = "、".join((verbs[(at + turn) % 5], verbs[(at * 2 + turn) % 5]))
        counts = f"全年公开信息{31 + at * 7 + number}条，回应关切{3 + at}次，{matter}目录更新{at + 2}轮"
        return f"<p>围绕{matter}领域，{done}，{counts}。</p>"

    said = "".join(sentence(at, matter) for at, matter in enumerate(told))
    return _change(number, lambda report: report, _adding(said), *claims)


def _adding(lines: str) -> Callable[[str], str]:
    """More paragraphs at the end of the first part."""
    return lambda body: body.replace("<p><strong>二、", f"{lines}<p><strong>二、", 1)


def summed_report(offices: Sequence[str], times: int) -> Defect:
    """X-5: the newest report says that it sums up its offices, which told more. `times` 0: a decoy."""

    def defect(spec: PortalSpec) -> Planted:
        day = spec.column(COLUMN).stories[0].day
        assert day is not None
        grower, year = Grower(spec.as_of, 980, spec.name), day.year - 1
        below = []
        for at, office in enumerate(offices):
            report = report_of(980 + at, year)
            rows = tuple(tuple(times * each for each in row) for row in report.applications)
            report = replace(report, applications=rows, disputes=(0,) * 15, words=())
            title = f"{spec.short}{office}{year}年政府信息公开工作年度报告"
            day = date(year + 1, 2, 3 + at)
            below.append(Story(grower.key(), title, day, office, blocks=(html_report(report),)))
        claims = (Claim(SUMS, "review", mentions=offices[0], about="X-5"),) if times else ()
        summed = _change(0, lambda report: replace(report, words=(_SUMMED, *report.words)), _same, *claims)
        planted = summed(spec)
        return replace(planted, spec=add_stories(planted.spec, COLUMN, *below))

    return defect


def more_settled_than_came(year: int, carried: int = 3) -> Defect:
    """S-11: four applications more are settled than came in, and so many were carried over."""
    said = "上年结转" if carried < 4 else ""
    return old_report(
        year, "2014-2018", {"22": 62, "23": 60}, said, words=f"上年结转{carried}件。", status="review"
    )


# -- decoys


def fee_with_words(number: int) -> Defect:
    """Fees were taken, and the last part says more than 无."""
    return _change(number, _with_fee, lambda body: body.replace(LAST_WORDS, "本年度无其他需要报告的事项。"))


def told_in_other_words(number: int) -> Defect:
    """Figures said of some office, some month, two years or two outcomes: none is of the whole table."""

    lines = (
        "一季度收到政府信息公开申请4件，县自然资源局收到政府信息公开申请6件。",
        "近三年共收到政府信息公开申请300余件；予以公开、部分公开或不予公开共90件。",
        "其中作为被申请人的行政复议1件，一审行政诉讼1件。",
        "全年办理建议80件、提案120件，比上年的160件增长25%。",
    )
    return _change(number, lambda report: report, _adding("".join(f"<p>{line}</p>" for line in lines)))
