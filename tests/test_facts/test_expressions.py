"""Wrong expressions as a visitor sees them."""

import pytest

from xunjian.app.lexicon import load_lexicon
from xunjian.facts.page import read_page
from xunjian.facts.page_lists import PageLists
from xunjian.model.page import WrongExpression

LEXICON = load_lexicon()
LISTS = PageLists.of(LEXICON)


def read(inner: str, title: str = "某县") -> tuple[WrongExpression, ...]:
    html = f"<html><head><title>{title}</title></head><body>{inner}</body></html>"
    return read_page(html.encode(), "http://www.example.gov.cn/a/1.html", lists=LISTS).wrong


def words(inner: str, title: str = "某县") -> list[str]:
    return [each.word for each in read(inner, title)]


def test_what_it_says_with_the_right_form_and_the_words_around() -> None:
    (found,) = read("<p>本办法由县人名政府负责解释。</p>")
    assert (found.word, found.right, found.severity) == ("人名政府", "人民政府", "serious")
    assert found.quote == "本办法由县人名政府负责解释。"


def test_other_writing_is_the_same_word() -> None:
    assert words("<p>縣人名政府</p>") == ["人名政府"]
    assert words("<p>统一<b>布</b>署工作</p>") == ["布署"]
    assert words("<p>正文</p>", title="某县人名政府") == ["人名政府"]


def test_a_link_tells_where_it_leads() -> None:
    (found,) = read("<ul><li><a href='2.html'>县人名政府关于甲的通知</a></ul>")
    assert found.target == "http://www.example.gov.cn/a/2.html"


@pytest.mark.parametrize(
    "inner",
    [
        "<p>现将名单公布署名如下</p>",
        "<p>一併發布署期安排</p>",
        "<p>“布署”应为“部署”</p>",
        "<p>将“人名政府”更正为“人民政府”</p>",
        "<!-- 人名政府 -->",
        "<script>var a='人名政府'</script>",
        "<div style='display:none'>人名政府</div>",
        "<p>人民政府、人民检察院、社会主义核心价值观、部署</p>",
        "<p>来自新加坡、港澳台等国家和地区的客商</p>",
        "<p>引起社会注意，现代化建设</p>",
    ],
)
def test_what_is_right(inner: str) -> None:
    assert read(inner) == ()


def test_the_longest_word_is_told_alone() -> None:
    assert words("<p>最高人名检察院</p>") == ["人名检察院"]


def test_the_list_holds_together() -> None:
    """No right form is itself held for wrong, none is given twice."""
    listed = LEXICON.expressions.expressions
    assert len({each.word for each in listed}) == len(listed)
    for each in listed:
        assert read(f"<p>{each.right}</p>") == (), each.right
        assert each.word in words(f"<p>{each.word}</p>"), each.word
