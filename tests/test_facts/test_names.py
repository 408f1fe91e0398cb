"""Names of columns: what is surely the same, what a person should look at, what is another column."""

import pytest

from xunjian.facts.lexicon import Lexicon
from xunjian.facts.names import Matcher

SURE = 90.0
DOUBTFUL = 75.0


@pytest.fixture(scope="module")
def matcher(lexicon: Lexicon) -> Matcher:
    return Matcher(lexicon.columns)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("政府信息公开指南", "政府信息公开指南"),
        ("政府信息公开指南", "信息公开指南"),
        ("政府信息公开指南", "政府信息公開指南"),
        ("政府信息公开指南", "政府信息公开 指南"),
        ("政府信息公开指南", "某某县人民政府信息公开指南"),
        ("政府信息公开指南", "政府信息公开指南（2024年版）"),
        ("政府信息公开制度", "信息公开制度"),
        ("法定主动公开内容", "法定主动公开"),
        ("政府信息公开年报", "政府信息公开年度报告"),
        ("政府信息公开年报", "政府信息公開工作年度報告"),
        ("依申请公开", "信息公开申请"),
        ("依申请公开", "依申请公开专栏"),
        ("依申请公开", "依申请公开(12)"),
        ("预决算", "预决算信息公开专栏"),
        ("预决算", "财政预决算"),
        ("预决算", "县级财政预决算"),
        ("预决算", "预决算及三公经费"),
        ("预决算", "預決算公開"),
        ("双随机", "双随机、一公开"),
        ("双随机", "“双随机、一公开”监管"),
        ("政策解读", "政策解读专栏"),
        ("政策解读", "政策文件及解读"),
        ("政策解读", "解讀"),
        ("通知公告", "公示公告"),
        ("通知公告", "通 知 公 告"),
        ("通知公告", "通知／公告"),
        ("通知公告", "部门通知公告"),
        ("通知公告", "通知公告栏"),
        ("互动交流", "政民互动"),
        ("互动交流", "公众参与"),
        ("互动交流", "互动交流平台"),
        ("就业", "就业信息"),
        ("一网通办", "一网通办专栏"),
    ],
)
def test_same(matcher: Matcher, asked: str, found: str) -> None:
    assert matcher.score(asked, found) >= SURE


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("预决算", "部门预算"),
        ("预决算", "财政资金"),
        ("预决算", "2024年部门预决算"),
        ("政府信息公开年报", "年报"),
        ("政府信息公开年报", "2023年政府信息公开年报"),
        ("法定主动公开内容", "主动公开目录"),
        ("依申请公开", "依申请公开指南"),
        ("通知公告", "公示"),
        ("互动交流", "领导信箱"),
        ("互动交流", "镇长信箱"),
        ("互动交流", "在线留言"),
        ("政策解读", "解读回应"),
        ("双随机", "双随机抽查结果公示"),
    ],
)
def test_for_a_person(matcher: Matcher, asked: str, found: str) -> None:
    assert DOUBTFUL <= matcher.score(asked, found) < SURE


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("领导信息", "领导信箱"),
        ("政策解读", "政策文件"),
        ("政策解读", "媒体解读"),
        ("政府信息公开指南", "政府信息公开制度"),
        ("政府信息公开指南", "办事指南"),
        ("政府信息公开指南", "政府信息公开"),
        ("政府信息公开年报", "统计年报"),
        ("政府信息公开年报", "政府工作报告"),
        ("法定主动公开内容", "依申请公开"),
        ("依申请公开", "主动公开"),
        ("预决算", "财政局"),
        ("双随机", "双公示"),
        ("通知公告", "招标公告"),
        ("通知公告", "任前公示"),
        ("互动交流", "文化交流"),
        ("政务公开", "政务服务"),
        ("通知公告", "县人民政府关于印发通知公告管理办法的通知公告及其说明"),
        ("预决算", ""),
        ("预决算", "……"),
    ],
)
def test_another(matcher: Matcher, asked: str, found: str) -> None:
    assert matcher.score(asked, found) < DOUBTFUL


def test_no_name_answers_to_two_required_columns(matcher: Matcher, lexicon: Lexicon) -> None:
    """A sure match of one required name must not be a sure match of another."""
    required = [
        "政府信息公开指南",
        "政府信息公开制度",
        "法定主动公开内容",
        "政府信息公开年报",
        "依申请公开",
        "预决算",
        "双随机",
        "政策解读",
        "通知公告",
        "互动交流",
    ]
    for name in required:
        for other in lexicon.columns.names[name].same:
            sure = [each for each in required if matcher.score(each, other) >= SURE]
            assert sure == [name], other
