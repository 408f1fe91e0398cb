"""site.render: the home page shows itself in a real browser."""

from collections.abc import Iterator

from checks._seen import undecided
from checks._words import cited, cut
from xunjian.model.browser import ABOUT_US, Lost, Painted
from xunjian.model.finding import Evidence, Finding, Subject
from xunjian.plugin import check, fail, ok, review, unknown

CLAUSE = "《政府网站发展指引》（国办发〔2017〕47号）关于页面在主流浏览器中正常显示的规定"

_NAMED = 3
_EXPECTED = "首页在主流浏览器中都显示出内容，本站的脚本都能取到并运行"


@check("site.render", title="首页在浏览器中的显示", clause=CLAUSE)
def home_is_shown(painted: Painted) -> Iterator[Finding]:
    """看真实的浏览器打开首页的样子：一片空白的不通过，首页本身返回错误的不通过，本站脚本取不到或不能运行的也不通过。

    有 Firefox 的，同样的内容用 Chromium 和 Firefox 各显示一次：一个能显示而另一个一片空白的，不通过，附两张
    截图；其中有内容没有取全的，待人工确认。没有 Firefox 的，只凭 Chromium 判断，并写明只用一种浏览器看过。

    空白指看不到文字、图片和控件，或整页只有一种颜色，隔几秒再看仍是如此。本站脚本取不到，以逐级重试后仍然
    失败为准；脚本内容不是脚本（如返回的是错误页）的同样处理。其他网站的脚本、图片、字体和统计代码取不到，
    脚本运行中抛出错误但页面照常显示，都不算问题。没有使用浏览器，或页面空白而有内容没有取全的，未能判定。
    """
    proof = [*_seen(painted), *(_seen(painted.second) if painted.second is not None else ())]
    home = Subject("page", painted.url, title="首页")
    faults = list(_faults(painted))
    if faults:
        signature, said = faults[0][0], "；".join(words for _, words in faults)
        yield fail(
            home,
            cited(f"首页在浏览器中不能正常显示：{said}", CLAUSE),
            *proof,
            expected=_EXPECTED,
            observed=said,
            signature=signature,
        )
    elif (said := _differs(painted)) and painted.status < 400:
        yield review(
            home,
            cited(f"首页在不同的浏览器中显示不一样：{said}；有内容没有取全，请人工确认", CLAUSE),
            *proof,
            expected=_EXPECTED,
            observed=said,
            signature="differs",
        )
    elif painted.status >= 400:
        yield unknown(
            undecided([f"浏览器打开首页时对方返回 {painted.status}，可能只是针对本程序"]), None, *proof
        )
    elif painted.blank:
        yield unknown(undecided([f"首页在浏览器中是空白的，但{_doubt(painted)}"]), None, *proof)
    else:
        yield ok(f"首页在浏览器中显示正常，可见文字 {painted.chars} 个（{_lookers(painted)}）。", *proof)


def _faults(painted: Painted) -> Iterator[tuple[str, str]]:
    """Signature and words of what is proven; the gravest first."""
    if painted.status in ABOUT_US:
        return
    if painted.status >= 400:
        yield "document", f"首页返回 {painted.status}"
    elif painted.blank and not _doubt(painted):
        yield "blank", _differs(painted) or "打开后一片空白"
    elif not painted.blank and _differs(painted) and painted.second and not _doubt(painted.second):
        yield "blank_second", _differs(painted)
    scripts = [each for each in painted.lost if each.own and each.kind == "script" and each.confirmed]
    if scripts:
        yield "script", f"本站的脚本取不到（{_named(scripts)}）"
    lost = {each.url for each in painted.lost}
    broken = [each for each in painted.thrown if each.unread and each.url not in {"", painted.url, *lost}]
    if broken:
        first = broken[0]
        yield "script", f"本站的脚本不能运行（{first.url}，{cut(first.message, 80)}）"


def _differs(painted: Painted) -> str:
    """Which browser shows the page and which shows nothing; empty where they agree, or one alone looked."""
    second = painted.second
    if second is None or second.blank == painted.blank or second.status >= 400:
        return ""
    shows, blank = (second, painted) if painted.blank else (painted, second)
    return f"在 {blank.engine} 中打开后一片空白，在 {shows.engine} 中能显示内容"


def _lookers(painted: Painted) -> str:
    if painted.second is not None:
        return f"{painted.engine} 和 {painted.second.engine} 都看过"
    return f"只用 {painted.engine} 看过" + (f"，{painted.alone}" if painted.alone else "")


def _doubt(painted: Painted) -> str:
    """Why a visitor might see more than we did; empty where nothing speaks for it."""
    if painted.doubts:
        return f"有内容没有取到（{_named(list(painted.doubts))}）"
    return "" if painted.seconds is not None else "没有等到全部载入"


def _named(lost: list[Lost]) -> str:
    shown = "、".join(f"{each.url} {_code(each)}".strip() for each in lost[:_NAMED])
    return shown if len(lost) <= _NAMED else f"{shown}等 {len(lost)} 个"


def _code(lost: Lost) -> str:
    return f"返回 {lost.code[5:]}" if lost.code.startswith("http_") else ""


def _seen(painted: Painted) -> Iterator[Evidence]:
    parts = [
        f"{painted.engine}：可见文字 {painted.chars} 个，图片和控件 {painted.media} 个",
        f"{painted.seconds:.1f} 秒后全部载入（含本程序的访问间隔）" if painted.seconds is not None else "",
        f"没有取到的内容 {len(painted.lost)} 个：{_named(list(painted.lost))}" if painted.lost else "",
        f"脚本错误 {len(painted.thrown)} 个：{cut(painted.thrown[0].message, 80)}" if painted.thrown else "",
    ]
    at = painted.screen.fetched_at if painted.screen is not None else None
    yield Evidence("browser", painted.url, painted.status, at, quote="；".join(filter(None, parts)))
    if painted.screen is not None:
        yield painted.screen
