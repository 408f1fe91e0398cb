"""T7: the foot is a picture: its alt, title and name tell what it shows; nothing is guessed beyond them."""

import pytest

from tests.test_traps.pages import foot_of, inspect, listing, trs
from xunjian.facts.page import read_page


def foot(markup: str) -> dict[str, object]:
    return foot_of(inspect(trs(listing(), foot=markup)))


@pytest.mark.parametrize(
    ("markup", "name", "value"),
    [
        ("<img src=foot.jpg alt='浙ICP备11223344号-1'>", "icp", "浙ICP备11223344号-1"),
        ("<img src=foot.jpg title='浙公网安备33079902000017号'>", "police", "浙公网安备33079902000017号"),
        ("<a href='/' title='网站标识码：3307990002'><img src=bsm.png></a>", "site_code", "3307990002"),
        (
            "<img src=foot.jpg alt='主办单位：岚溪县人民政府办公室 网站标识码：3307990002'>",
            "site_code",
            "3307990002",
        ),
        ("<img src=foot.jpg alt='主办单位：岚溪县人民政府办公室 承办'>", "sponsor", "岚溪县人民政府办公室"),
        ("<img src=foot.jpg alt='联系电话：0579-88112233'>", "contact", "0579-88112233"),
        ("<a href='#'><img src='/images/jiucuo.png'></a>", "error_report", True),
        ("<img src='/i/x1.png' alt='我为政府网站找错'>", "error_report", True),
        ("<img src='/i/x2.png' alt='党政机关网站标识'>", "party_badge", True),
        ("<img src='/conac_red.png'>", "party_badge", True),
    ],
)
def test_t07_words_and_names_of_pictures(markup: str, name: str, value: object) -> None:
    assert foot(markup)[name] == value


@pytest.mark.parametrize(
    "markup",
    [
        "<img src='/images/foot.jpg'>",
        "<img src='/images/foot.jpg' alt='页脚'>",
        "<img alt='' src='bottom.gif' usemap=#m>",
    ],
)
def test_t07_a_picture_that_says_nothing(markup: str) -> None:
    seen = foot(markup)
    assert {name: value for name, value in seen.items() if value} == {}


def test_t07_a_picture_of_the_text_is_no_foot() -> None:
    body = (
        "<p>"
        + "各乡镇要落实责任，加强野外火源管理。" * 12
        + "</p><img src='a.jpg' alt='某公司网站，浙ICP备99887766号'>"
    )
    page = trs(
        f"<h1>关于森林防火的通知</h1><p>发布时间：2024-03-12　来源：岚溪县林业局</p><div>{body}</div>",
        foot="<p>版权所有</p>",
    )
    assert read_page(page.encode(), "http://www.lanxi.gov.cn/a/t20240312_1.html").footer.icp is None
