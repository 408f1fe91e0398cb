"""site.error_report: the home page leads to 我为政府网站找错."""

from collections.abc import Iterator

from checks.site._home import judge_entry
from xunjian.model.finding import Finding
from xunjian.model.site import Home
from xunjian.plugin import check

CLAUSE = "《政府网站发展指引》（国办发〔2017〕47号）附件关于“我为政府网站找错”监督举报平台入口的规定"


@check("site.error_report", title="“我为政府网站找错”入口", clause=CLAUSE)
def error_report_entry(home: Home) -> Iterator[Finding]:
    """看首页有没有“我为政府网站找错”入口。

    文字、图片、脚本写出的和框架里的入口都算。首页引用的脚本或框架没有读到、其中可能有入口的，未能判定。
    """
    yield from judge_entry(home, home.page.reading.footer.error_report, "“我为政府网站找错”入口", CLAUSE)
