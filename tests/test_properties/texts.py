"""Pages made for the property tests, and every text of what is read off one."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from hypothesis import strategies as st

from xunjian.model.page import PageReading

URL = "http://www.example.cn/tz/202112/t20211215_1.html"
TITLE = "关于做好政府信息公开工作的通知"
ICP, CODE = "京ICP备12345678号", "1234560001"
FOOT = (
    '<div class="footer"><p>主办单位：某市人民政府办公室 联系电话：010-12345678</p>'
    f"<p>{ICP} 网站标识码：{CODE}</p></div>"
)
PARAGRAPH = "<p>各区人民政府，各有关部门：为进一步做好工作，现将有关事项通知如下，请认真组织实施。</p>"
ROW = '<li><a href="t20211215_2.html">关于开展检查工作的通知</a><span>2021-12-15</span></li>'
CODECS = ("utf-8", "gbk", "gb18030", "big5", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig")

tags = st.sampled_from(
    (
        *("div", "table", "tr", "td", "font", "a", "span", "b", "ul", "li", "select", "option", "iframe"),
        *("form", "svg", "p", "h1", "nav", "script", "style", "textarea", "title", "head", "body", "html"),
        *("template", "noscript", "frameset", "frame", "object", "button", "dl", "dt", "dd", "map", "area"),
        *("plaintext", "main", "section", "center"),
    )
)
words = st.one_of(
    st.sampled_from(
        (TITLE, "来源：某局", "发布时间：2021-12-15", "首页 > 通知", "下一页", "<!--", "-->", "<%", "&#0;")
    ),
    st.sampled_from(
        ("document.write('<p>", "')", "if(", "else ", "var a=[{", "\\ud800", "&#xD800;", "²", "〔2021〕")
    ),
    st.sampled_from(
        ('"', "'", "<", ">", "&", "=", "http://[", "//", "javascript:", "\x00", "\ufeff", "（", "】", "\n")
    ),
    st.text(max_size=20),
)
attributes = st.builds(
    lambda name, value: f' {name}="{value}"',
    st.sampled_from(
        ("href", "src", "class", "id", "onclick", "title", "content", "style", "width", "name", "action")
    ),
    words,
)
pieces = st.one_of(
    words,
    st.builds(lambda tag, held: f"<{tag}{''.join(held)}>", tags, st.lists(attributes, max_size=3)),
    st.builds(lambda tag: f"</{tag}>", tags),
)
pages = st.lists(pieces, max_size=60).map("".join)


def article(paragraphs: int = 3) -> str:
    """A notice with trail, title, date line, text and foot."""
    return (
        f'<html><head><title>{TITLE}</title></head><body><div class="crumb">当前位置：<a href="/">首页</a> '
        f'&gt; <a href="/tz/">通知公告</a></div><h1>{TITLE}</h1>'
        f"<p>发布时间：2021-12-15 来源：某市人民政府办公室</p>"
        f"<div class='content'>{PARAGRAPH * paragraphs}</div>{FOOT}</body></html>"
    )


def listing(rows: int = 12) -> str:
    """A column with dated rows."""
    return f"<html><head><title>通知公告</title></head><body><ul>{ROW * rows}</ul>{FOOT}</body></html>"


def texts_of(value: object) -> Iterator[str]:
    """Every string in a value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for pair in value.items():
            yield from texts_of(pair)
    elif isinstance(value, (tuple, list)):
        for each in value:
            yield from texts_of(each)
    elif is_dataclass(value):
        for each in fields(value):
            yield from texts_of(getattr(value, each.name))


def is_sound(reading: PageReading) -> bool:
    """Whether all that was read can be written down: no half of a surrogate pair, no NUL."""
    return all("\0" not in text and text.encode("utf-8") is not None for text in texts_of(reading))
