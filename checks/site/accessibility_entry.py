"""site.accessibility_entry: the home page leads to a version for the old and the disabled."""

from collections.abc import Iterator

from checks.site._home import judge_entry
from xunjian.model.finding import Finding
from xunjian.model.site import Home
from xunjian.plugin import check

CLAUSE = "《互联网应用适老化及无障碍改造专项行动方案》（工信部信管〔2020〕200号）及政府网站信息无障碍要求"


@check("site.accessibility_entry", title="无障碍与适老化入口", clause=CLAUSE)
def accessibility_entry(home: Home) -> Iterator[Finding]:
    """看首页有没有无障碍、适老化或长者版入口，有一个即通过。

    文字、图片、脚本写出的入口都算。首页引用的脚本或框架没有读到、其中可能有入口的，未能判定。
    """
    yield from judge_entry(home, home.page.reading.accessibility_entry, "无障碍或适老化入口", CLAUSE)
