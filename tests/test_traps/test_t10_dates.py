"""T10: dates in every spelling; years from the address; document numbers, years and serials are no dates."""

import pytest

from tests.test_traps.pages import ARTICLE, dated, inspect, story, trs

TITLES = (
    "关于开展夏季防汛检查的通知",
    "岚溪县召开全县安全生产工作会议",
    "县级非遗名录公布",
    "征地补偿安置公告",
)
DAY = "2021-12-15"
SHAPES = {
    "right": "<li><a href='./a{n}.html'>{title}</a><span>{day}</span></li>",
    "left": "<li><i>{day}</i><a href='./a{n}.html'>{title}</a></li>",
    "bare": "<li>·<a href='./a{n}.html'>{title}</a> {day}</li>",
    "cell": "<tr><td><a href='./a{n}.html'>{title}</a></td><td>{day}</td></tr>",
    "in-the-link": "<li><a href='./a{n}.html'><em>{day}</em>{title}</a></li>",
    "definition": "<dl><dt><a href='./a{n}.html'>{title}</a></dt><dd>{day}</dd></dl>",
}


def listed(days: list[str], shape: str = SHAPES["right"], titles: tuple[str, ...] = TITLES) -> str:
    rows = "".join(
        shape.format(n=n, title=title, day=day)
        for n, (title, day) in enumerate(zip(titles, days, strict=True))
    )
    return trs(
        {"<tr": f"<table>{rows}</table>", "<dl": f"<div>{rows}</div>"}.get(shape[:3], f"<ul>{rows}</ul>")
    )


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
@pytest.mark.parametrize(
    "written",
    [
        "2021-12-15",
        "2021/12/15",
        "2021.12.15",
        "2021\\12\\15",
        "[2021-12-15]",
        "【2021-12-15】",
        "2021—12—15",
        "2021 - 12 - 15",
        "2021年12月15日",
        "2021年 12月 15日",
        "２０２１年１２月１５日",
        "２０２１－１２－１５",
        "二〇二一年十二月十五日",
        "二○二一年十二月十五日",
        "2021-12-15 08:30",
        "2021-12-15 08:30:12",
        "2021-12-15T08:30:00",
        "2021年12月15日 8时30分",
        "2021-12-15　星期三",
        "發布時間：2021年12月15日",
        "发布日期:2021-12-15 浏览次数:2031",
        "<b>15</b><br>2021-12",
        "<b>15</b><em>2021.12</em>",
        "<b>12-15</b><em>2021</em>",
    ],
)
def test_t10_a_day_of_a_list(written: str, shape: str) -> None:
    assert dated(inspect(listed([written] * 4, shape))) == [(title, DAY) for title in TITLES]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("二０二一年十月二十日", "2021-10-20"),
        ("(2021/2/5)", "2021-02-05"),
        ("20211215", DAY),
        ("2021年1月31日", "2021-01-31"),
    ],
)
def test_t10_other_days_of_a_list(written: str, day: str) -> None:
    assert dated(inspect(listed([written] * 4))) == [(title, day) for title in TITLES]


@pytest.mark.parametrize(
    "written",
    ["2021-13-45", "2021-02-30", "0000-00-00", "2021年", "2021年12月", "201941", "99999999", "待定", "下载"],
)
def test_t10_what_is_no_day(written: str) -> None:
    assert dated(inspect(listed([written] * 4))) == [(title, None) for title in TITLES]


@pytest.mark.parametrize(
    ("address", "written", "day"),
    [
        ("/xw/2023/1/11/art_{}.html", "[01-11]", "2023-01-11"),
        ("/xw/202301/t20230130_{}.html", "01-30", "2023-01-30"),
        ("/xw/20230130/{}.html", "01/30", "2023-01-30"),
        ("/xw/2023-01/30/content_{}.htm", "1月30日", "2023-01-30"),
        ("/xw/202212/t20221230_{}.html", "01-03", "2023-01-03"),
        ("/xw/202301/t20230102_{}.html", "12-30", "2022-12-30"),
        ("/xw/content_{}.html", "01-30", None),
        ("/xw/202301/t20230130_{}.html", "", None),
    ],
)
def test_t10_the_year_comes_from_the_address(address: str, written: str, day: str | None) -> None:
    shape = f"<li><a href='{address.format('10{n}')}'>{{title}}</a><span>{{day}}</span></li>"
    assert dated(inspect(listed([written] * 4, shape))) == [(title, day) for title in TITLES]


@pytest.mark.parametrize(
    "title",
    [
        "关于印发岚政发〔2021〕5号文件的通知",
        "岚政办发[2021]12号",
        "岚政发(2021)12号关于节能工作的通知",
        "岚发改〔2019〕4-1号批复",
        "2021年第12-15号公告",
        "岚溪县2021年12月财政收支情况",
        "2021-2025年岚溪县教育规划",
        "“12·15”火灾事故调查报告",
        "第201941号提案答复",
        "12-15岁青少年疫苗接种公告",
    ],
)
def test_t10_numbers_in_titles_are_no_dates(title: str) -> None:
    titles = (title, *TITLES[1:])
    assert dated(inspect(listed([""] * 4, titles=titles))) == [(each, None) for each in titles]
    days = [f"2022-03-0{n}" for n in range(4, 0, -1)]
    assert dated(inspect(listed(days, titles=titles))) == list(zip(titles, days, strict=True))


def test_t10_numbers_of_documents_in_a_column_of_their_own() -> None:
    rows = "".join(
        f"<tr><td>{n}</td><td>岚政发〔2021〕{n}号</td><td><a href='c{n}.html'>{t}</a></td><td>2022年3月{n}日</td></tr>"
        for n, t in enumerate(TITLES, start=1)
    )
    page = trs(f"<table><tr><th>序号</th><th>文号</th><th>标题</th><th>发布日期</th></tr>{rows}</table>")
    assert dated(inspect(page)) == [(title, f"2022-03-0{n}") for n, title in enumerate(TITLES, start=1)]


@pytest.mark.parametrize(
    ("info", "published", "source"),
    [
        ("发布日期：2021年12月15日 来源：县应急管理局 浏览次数：20", DAY, "县应急管理局"),
        ("發布時間：2021-12-15 來源：嵐溪新聞", DAY, "嵐溪新聞"),
        ("２０２１年１２月１５日　来源：岚溪新闻", DAY, "岚溪新闻"),
        ("日期：二〇二一年十二月十五日", DAY, None),
        ("2021-12-15 来源：岚溪新闻 责任编辑：某某", DAY, "岚溪新闻"),
        ("发布时间：2021-12-15 08:30:15 【字体：大 中 小】", f"{DAY}T08:30", None),
        ("信息来源：县应急管理局 发布时间：2021/12/15 15:02", f"{DAY}T15:02", "县应急管理局"),
        ("发布时间：<span>2021</span>年<span>12</span>月<span>15</span>日", DAY, None),
        ("<script>document.write('发布时间：2021-12-15')</script>", DAY, None),
        ("【发布时间：2021-12-15】【来源：岚溪新闻】", DAY, "岚溪新闻"),
        ("文号：岚政发〔2021〕5号　发布时间：2022-01-04", "2022-01-04", None),
        ("文号：岚政发〔2021〕5号", None, None),
        ("来源：岚溪新闻 发布时间：", None, "岚溪新闻"),
        ("今天是2024年3月1日 星期五 发布时间：2021-12-15", DAY, None),
        ("发布时间：2021-12-15 截止时间：2022-01-31", DAY, None),
    ],
)
def test_t10_the_day_of_an_article(info: str, published: str | None, source: str | None) -> None:
    seen = inspect(
        trs(story(info=info, title="岚溪县召开全县安全生产工作会议")),
        ARTICLE.replace("202403/t20240312_", "c"),
    )
    assert (seen["published"], seen["source"]) == (published, source)
    assert seen["title"] == "岚溪县召开全县安全生产工作会议"
