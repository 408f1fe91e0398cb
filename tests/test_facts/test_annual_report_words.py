"""Figures that the words of a report say twice: what does not agree is told, with both sides."""

import pytest

from xunjian.facts.annual_report.narrative import narrative_relations
from xunjian.facts.annual_report.source import make_source
from xunjian.facts.annual_report.titles import is_foreign, is_near, is_report, year_of
from xunjian.model.annual_report import Comparison


def said(*lines: str) -> list[Comparison]:
    return list(narrative_relations(make_source(lines).paragraphs))


WRONG = {
    "rate": ("共受理申请450件，比2019年的600件下降了25.6%。", "增减幅度", "-25%"),
    "direction": ("新收申请80件，比上年的100件增长20%。", "增减幅度", "-20%"),
    "again": (
        "除例外事项外，其余830个事项全部上网。这835个事项中，已进驻大厅的700个。",
        "前后一致",
        "830个事项",
    ),
    "kinds": (
        "共收到政府信息公开申请100件。从内容看，涉及征地30件、规划20件、教育25件和其他20件。",
        "分类合计",
        "合计 95",
    ),
    "ways": (
        "共收到政府信息公开申请100件。其中，当面申请30件，传真申请1件，网络申请49件，信函申请19件。",
        "分类合计",
        "合计 99",
    ),
    "share": (
        "共收到申请400件。其中网络申请200件，占50%；信函申请100件，占25%；当面申请90件，占22.5%；传真申请10件，占3.1%。",
        "占比",
        "2.5%",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_does_not_agree_is_told_with_both_sides(case: str) -> None:
    text, rule, true = WRONG[case]
    wrong = [each for each in said(text) if not each.holds]
    assert [each.rule for each in wrong] == [rule]
    assert true in wrong[0].left + wrong[0].right
    assert wrong[0].left
    assert wrong[0].right


SOUND = {
    "rounded": ("受理申请456件，比2019年的598件下降了23.7%。"),
    "cut off": ("受理申请457件，比上年的598件下降23.5%。"),
    "no base": ("受理申请456件，同比下降25.6%。"),
    "year is no base": ("受理申请456件，比2019年下降25.6%。"),
    "round numbers": ("发布信息1.2万条，比上年的1.1万条增长8%。"),
    "other units": ("发布信息120条，比上年的100篇增长8%。"),
    "again the same": ("其余830个事项全部上网。这830个事项中，已进驻大厅的700个。"),
    "again a sum": ("市级12个部门、县级30个部门已上线。这42个部门每月更新。"),
    "again other things": ("全县12个部门参加。这3个问题要抓紧整改。"),
    "some kinds": (
        "共收到政府信息公开申请100件。从内容看，主要涉及征地30件、规划20件、教育25件和其他类别20件。"
    ),
    "kinds of what is settled": (
        "共收到政府信息公开申请32件，目前已办结28件，其中，维持13件，纠正4件，其他11件。"
    ),
    "part of it": ("共收到政府信息公开申请100件。其中，市级30件，县级12件，镇级5件。"),
    "ten thousands": ("主动公开信息8.2万条，其中网站6.75万条，微博4250条，微信1900条，其他8350条。"),
    "shares of something else": (
        "办件总量850件，其中甲类100件，占同类的40%；乙类20件，占同类的9%；丙类5件，占同类的77%。"
    ),
    "shares that are rounded": (
        "审批397项。其中当场办结271项，占68%；承诺60项，占15%；咨询52项，占13%；其余14项，占4%。"
    ),
    "what became of them": (
        "共收到政府信息公开申请100件。其中，予以公开40件，部分公开5件，不予公开10件，其他处理5件。"
    ),
    "another set": "重点推进5个方面工作，围绕这3个方面抓落实。",
    "share without comma": ("全文网办事项达到357项，占事项总数的26%。"),
}


@pytest.mark.parametrize("case", SOUND)
def test_what_agrees_or_cannot_be_told_is_left_alone(case: str) -> None:
    assert [each for each in said(SOUND[case]) if not each.holds] == []


@pytest.mark.parametrize(
    ("title", "year", "foreign"),
    [
        ("2025年政府信息公开工作年度报告", 2025, False),
        ("云江县人民政府2025年政府信息公开工作年度报告", 2025, False),
        ("云江縣2025年度政府信息公開工作年度報告", 2025, False),
        ("关于公布《云江县人民政府2025年政府信息公开年报》", 2025, False),
        ("江海省云江县2024年政府信息公开工作年度报告", 2024, False),
        ("云江县财政局2025年政府信息公开工作年度报告", 2025, True),
        ("石桥镇人民政府2025年政府信息公开工作年度报告", 2025, True),
        ("2024-2025学年信息公开年度报告", 2025, False),
        ("2024/2025学年度信息公开工作年度报告", 2025, False),
        ("2024—25学年信息公开年度报告", 2025, False),
        ("２０２５年度政府信息公开年报", 2025, False),
        ("2025年度报告", 2025, False),
        ("附件1：2025年政府信息公开工作年度报告", 2025, False),
        ("云江2025年政府信息公开工作年度报告", 2025, False),
    ],
)
def test_titles_of_reports(title: str, year: int, foreign: bool) -> None:
    assert is_report(title)
    assert year_of(title) == year
    assert is_foreign(title, "云江县人民政府") is foreign


@pytest.mark.parametrize(
    "title",
    [
        "关于做好2025年政府信息公开工作年度报告编制工作的通知",
        "一图读懂2025年政府信息公开工作年度报告",
        "2025年政府网站工作年度报表",
        "2025年法治政府建设年度报告",
        "2025年度部门决算公开报告",
        "云江县领导调研年报工作",
        "2025年政府信息公开指南",
    ],
)
def test_titles_of_something_else(title: str) -> None:
    assert not is_report(title)


def test_a_notice_that_may_hold_the_report_is_near() -> None:
    assert is_near("关于印发2025年政府信息公开工作年度报告的通知")
    assert not is_near("2025年法治政府建设年度报告")


def test_a_department_is_not_its_government() -> None:
    assert not is_foreign("云江县人民政府2025年政府信息公开工作年度报告", "云江县人民政府门户网站")
    assert is_foreign("云江县财政局2025年政府信息公开工作年度报告", "云江县人民政府门户网站")
    assert is_foreign("枫林市2025年政府信息公开工作年度报告", "枫林市财政局")
    assert not is_foreign("市财政局2025年政府信息公开工作年度报告", "枫林市财政局")
    assert not is_foreign("我局2025年政府信息公开工作年度报告", "枫林市财政局")
    assert not is_foreign("某局2025年政府信息公开工作年度报告", "127.0.0.1:8080")
