"""site.accessibility_entry: the home page leads to a version for the old and the disabled."""

from collections.abc import Iterator
from dataclasses import replace

from checks._words import cited, cut
from checks.site._home import judge_entry
from xunjian.model.browser import EntryClick
from xunjian.model.finding import Evidence, Finding, Status, Subject
from xunjian.model.site import Home
from xunjian.plugin import check, review, stored

CLAUSE = "《互联网应用适老化及无障碍改造专项行动方案》（工信部信管〔2020〕200号）及政府网站信息无障碍要求"
ENTRY = "无障碍或适老化入口"


@check("site.accessibility_entry", title="无障碍与适老化入口", clause=CLAUSE)
def accessibility_entry(home: Home, click: EntryClick) -> Iterator[Finding]:
    """看首页有没有无障碍、适老化或长者版入口，有一个即通过。

    文字、图片、脚本写出的入口都算。有浏览器时点击这个入口：打开了页面或页面有变化的通过，并附点击后的截图；
    没有变化，或打开的是错误页的，待人工确认；不能确定的只看入口。首页引用的脚本或框架没有读到、其中可能有
    入口的，未能判定。
    """
    reading = home.page.reading.accessibility_entry
    if reading is not None and click.effect is False:
        said = f"首页有{ENTRY}“{cut(reading.value)}”，但{click.seen}，请人工确认"
        yield review(
            Subject("site", home.page.reading.url, title=ENTRY),
            cited(said, CLAUSE),
            *_proof(home, click),
            stored(home.page.fetch, reading.quote or reading.value),
            expected="点击入口后出现工具栏，或打开无障碍、适老化版本",
            observed=click.seen,
            signature="no_effect",
        )
        return
    for finding in judge_entry(home, reading, ENTRY, CLAUSE):
        if finding.status is Status.PASS and click.effect:
            said = f"{finding.message.removesuffix('。')}，点击后{click.seen}。"
            yield replace(finding, message=said, evidence=(*finding.evidence, *_proof(home, click)))
        else:
            yield finding


def _proof(home: Home, click: EntryClick) -> tuple[Evidence, ...]:
    told = Evidence("browser", home.page.fetch.url, quote=f"点击“{cut(click.words)}”：{click.seen}")
    return (told, click.screen) if click.screen is not None else (told,)
