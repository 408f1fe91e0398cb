import pytest

from xunjian.facts.lexicon import Lexicon
from xunjian.facts.rhythm import rhythm_of
from xunjian.model.site import Rhythm


@pytest.mark.parametrize(
    ("name", "rhythm"),
    [
        ("政务动态", Rhythm.NEWS),
        ("工作动态", Rhythm.NEWS),
        ("要闻", Rhythm.NEWS),
        ("時政要聞", Rhythm.NEWS),
        ("图片新闻", Rhythm.NEWS),
        ("领导活动动态", Rhythm.NEWS),
        ("新闻发布会", Rhythm.OTHER),
        ("价格动态监测", Rhythm.OTHER),
        ("通知公告", Rhythm.NOTICE),
        ("公示公告", Rhythm.NOTICE),
        ("政策文件", Rhythm.NOTICE),
        ("行政规范性文件", Rhythm.NOTICE),
        ("县政府文件", Rhythm.NOTICE),
        ("双公示", Rhythm.OTHER),
        ("政策解读", Rhythm.OTHER),
        ("预决算", Rhythm.OTHER),
        ("建议提案", Rhythm.OTHER),
        ("人事任免", Rhythm.OTHER),
        ("历史专题", Rhythm.STATIC),
        ("机构职能", Rhythm.STATIC),
        ("领导之窗", Rhythm.STATIC),
        ("法规库", Rhythm.STATIC),
        ("政府信息公开指南", Rhythm.STATIC),
        ("政府信息公开制度", Rhythm.STATIC),
        ("县情概况", Rhythm.STATIC),
        ("领导信箱", Rhythm.OTHER),
        ("政府信息公开年报", Rhythm.OTHER),
    ],
)
def test_by_name(lexicon: Lexicon, name: str, rhythm: Rhythm) -> None:
    assert rhythm_of(name, lexicon.rhythm, 2026) is rhythm


def test_an_earlier_year_is_an_archive(lexicon: Lexicon) -> None:
    assert rhythm_of("2024年", lexicon.rhythm, 2026) is Rhythm.STATIC
    assert rhythm_of("2026", lexicon.rhythm, 2026) is Rhythm.OTHER
    for name in ("党史学习教育（2021年）", "2023年乡村振兴", "重点工作2025年度"):
        assert rhythm_of(name, lexicon.rhythm, 2026) is Rhythm.STATIC
    for name in ("2026年重点工作", "2025—2026学年信息", "招生2025—2026年"):
        assert rhythm_of(name, lexicon.rhythm, 2026) is Rhythm.OTHER


def test_below_a_static_column(lexicon: Lexicon) -> None:
    assert rhythm_of("预决算", lexicon.rhythm, 2026, ("法定主动公开内容",)) is Rhythm.OTHER
    assert rhythm_of("办公室", lexicon.rhythm, 2026, ("机构职能",)) is Rhythm.STATIC
    assert rhythm_of("通知公告", lexicon.rhythm, 2026, ("专题专栏",)) is Rhythm.NOTICE
    assert rhythm_of("政策解读", lexicon.rhythm, 2026, ("历史专题",)) is Rhythm.STATIC


def test_label_where_the_name_says_nothing(lexicon: Lexicon) -> None:
    assert rhythm_of("今日某县", lexicon.rhythm, 2026, (), "政务动态") is Rhythm.NEWS
    assert rhythm_of("通知公告", lexicon.rhythm, 2026, (), "政务动态") is Rhythm.NOTICE


@pytest.mark.parametrize(
    "name", ["公开年报", "财政预决算", "“双随机、一公开”", "政策解讀", "互动交流", "意见征集", "常务会议"]
)
def test_a_copied_label_does_not_make_every_column_news(lexicon: Lexicon, name: str) -> None:
    assert rhythm_of(name, lexicon.rhythm, 2026, (), "政务动态") is Rhythm.OTHER
