"""What one script holds in a variable and a later one writes stands on the page."""

from tests.test_facts.page_parts import LIST, TRAIL, page, read

HELD = """<script>
var menu = '';
menu += '<li><a href="/">首页</a></li>';
menu += '<li><a href="/gk/">信息公开</a></li>';
menu += '<li><a href="/fw/">办事服务</a></li>';
menu += '<li><a href="/hd/">互动交流</a></li>';
</script>"""
WRITES = "<nav><ul><script>document.write(menu);</script></ul></nav>"


def test_a_menu_held_by_an_earlier_script_is_read_where_it_is_written() -> None:
    reading = read(page(WRITES + TRAIL + LIST, head=HELD))
    assert [column.name for column in reading.columns] == ["首页", "信息公开", "办事服务", "互动交流"]


def test_fields_of_an_object_of_an_earlier_script_are_written_into_the_foot() -> None:
    held = "<script>site = {icp: '闽ICP备12345678号', office: '云溪县教育局'};</script>"
    writes = "document.write('<p>主办单位：' + site.office + '</p><p>' + site.icp + '</p>');"
    foot = f"<footer><script>{writes}</script></footer>"
    footer = read(page(TRAIL + LIST, head=held, foot=foot)).footer
    assert footer.icp is not None
    assert footer.icp.value == "闽ICP备12345678号"
    assert footer.sponsor is not None
    assert footer.sponsor.value == "云溪县教育局"


def test_what_no_script_writes_is_not_on_the_page() -> None:
    assert read(page(TRAIL + LIST, head=HELD)).footer.icp is not None
    other = HELD.replace("menu", "unused")
    assert "信息公开" not in [column.name for column in read(page(WRITES + TRAIL + LIST, head=other)).columns]


def test_an_own_value_comes_before_one_of_an_earlier_script() -> None:
    own = WRITES.replace("<script>", "<script>var menu = '<li><a href=\"/x/\">走进云溪</a></li>';")
    names = [column.name for column in read(page(own + TRAIL + LIST, head=HELD)).columns]
    assert "走进云溪" in names
    assert "信息公开" not in names
