"""site.render: the home page shows itself in a real browser."""

from collections.abc import Iterator

from checks._seen import undecided
from checks._words import cited, cut
from xunjian.model.browser import ABOUT_US, Lost, Painted
from xunjian.model.finding import Evidence, Finding, Subject
from xunjian.plugin import check, fail, ok, unknown

CLAUSE = "《政府网站发展指引》（国办发〔2017〕47号）关于页面在主流浏览器中正常显示的规定"

_NAMED = 3


@check("site.render", title="首页在浏览器中的显示", clause=CLAUSE)
def home_is_shown(painted: Painted) -> Iterator[Finding]:
    """看真实的浏览器打开首页的样子：一片空白的不通过，首页本身返回错误的不通过，本站脚本取不到或不能运行的也不通过。

    空白指看不到文字、图片和控件，或整页只有一种颜色，隔几秒再看仍是如此。本站脚本取不到，以逐级重试后仍然
    失败为准；脚本内容不是脚本（如返回的是错误页）的同样处理。其他网站的脚本、图片、字体和统计代码取不到，
    脚本运行中抛出错误但页面照常显示，都不算问题。没有使用浏览器，或页面空白而有内容没有取全的，未能判定。
    """
    faults = list(_faults(painted))
    proof = [_seen(painted), *([painted.screen] if painted.screen is not None else [])]
    if faults:
        signature, said = faults[0][0], "；".join(words for _, words in faults)
        yield fail(
            Subject("page", painted.url, title="首页"),
            cited(f"首页在浏览器中不能正常显示：{said}", CLAUSE),
            *proof,
            expected="首页在浏览器中显示出内容，本站的脚本都能取到并运行",
            observed=said,
            signature=signature,
        )
    elif painted.status >= 400:
        yield unknown(
            undecided([f"浏览器打开首页时对方返回 {painted.status}，可能只是针对本程序"]), None, *proof
        )
    elif painted.blank:
        yield unknown(undecided([f"首页在浏览器中是空白的，但{_doubt(painted)}"]), None, *proof)
    else:
        yield ok(f"首页在浏览器中显示正常，可见文字 {painted.chars} 个。", *proof)


def _faults(painted: Painted) -> Iterator[tuple[str, str]]:
    """Signature and words of what is proven; the gravest first."""
    if painted.status in ABOUT_US:
        return
    if painted.status >= 400:
        yield "document", f"首页返回 {painted.status}"
    elif painted.blank and not _doubt(painted):
        yield "blank", "打开后一片空白"
    scripts = [each for each in painted.lost if each.own and each.kind == "script" and each.confirmed]
    if scripts:
        yield "script", f"本站的脚本取不到（{_named(scripts)}）"
    lost = {each.url for each in painted.lost}
    broken = [each for each in painted.thrown if each.unread and each.url not in {"", painted.url, *lost}]
    if broken:
        first = broken[0]
        yield "script", f"本站的脚本不能运行（{first.url}，{cut(first.message, 80)}）"


def _doubt(painted: Painted) -> str:
    """Why a visitor might see more than we did; empty where nothing speaks for it."""
    ours = [each for each in painted.lost if each.is_ours]
    if ours:
        return f"有内容没有取到（{_named(ours)}）"
    return "" if painted.seconds is not None else "没有等到全部载入"


def _named(lost: list[Lost]) -> str:
    shown = "、".join(f"{each.url} {_code(each)}".strip() for each in lost[:_NAMED])
    return shown if len(lost) <= _NAMED else f"{shown}等 {len(lost)} 个"


def _code(lost: Lost) -> str:
    return f"返回 {lost.code[5:]}" if lost.code.startswith("http_") else ""


def _seen(painted: Painted) -> Evidence:
    parts = [
        f"可见文字 {painted.chars} 个，图片和控件 {painted.media} 个",
        f"{painted.seconds:.1f} 秒后全部载入（含本程序的访问间隔）" if painted.seconds is not None else "",
        f"没有取到的内容 {len(painted.lost)} 个：{_named(list(painted.lost))}" if painted.lost else "",
        f"脚本错误 {len(painted.thrown)} 个：{cut(painted.thrown[0].message, 80)}" if painted.thrown else "",
    ]
    at = painted.screen.fetched_at if painted.screen is not None else None
    return Evidence("browser", painted.url, painted.status, at, quote="；".join(filter(None, parts)))
