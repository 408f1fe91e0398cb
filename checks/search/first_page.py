"""search.first_page: the site's own search finds its own items, on the first result page."""

from collections.abc import Iterator, Sequence

from pydantic import Field

from checks._seen import home_gap, undecided
from checks._words import cited, cut, names
from xunjian.model.finding import Evidence, Finding, Subject
from xunjian.model.search import Shown, SiteSearch, Trial
from xunjian.model.site import Home
from xunjian.plugin import CheckParams, check, fail, ok, review, stored, unknown

CLAUSE = "《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）搜索功能"


class Params(CheckParams):
    titles: int = Field(default=4, ge=1, le=10, description="随机抽取的标题数（条）")
    days: int = Field(
        default=3, ge=0, le=365, description="只抽取发布满这些天的信息，避免检索还没有收录（天）"
    )


@check("search.first_page", title="站内检索", clause=CLAUSE)
def first_result_page(home: Home, search: SiteSearch, params: Params) -> Iterator[Finding]:
    """看网站自己的检索，能不能在结果第一页查到网站自己发布的信息。

    从已读到、发布满规定天数、标题不与别的信息相近的信息里，按运行的随机种子抽取规定数目的标题，逐一填入
    网站的搜索框提交。结果第一页没有其中任何一个标题的，或者首页上没有任何检索的，不通过。标题被截断、加了
    高亮标记的，按链接文字和链接地址认；每一页都有的导航和推荐不算检索结果。

    另用一个没有意义的词检索作对照。不管查什么都列出同样内容的，或者查没有意义的词也列出信息的，待人工确认。

    检索要求验证码、由其他机关的平台提供、被 robots.txt 禁止、出错或没有应答，搜索框或结果由脚本生成而本次
    没有浏览器，或者没有足够的标题可抽的，未能判定。
    """
    if search.absent:
        yield from _absent(home)
        return
    if search.reason or not search.trials:
        at = f"{search.where}：" if search.where else ""
        yield unknown(undecided([at + (search.reason or "没有试用检索")]), None, stored(home.page.fetch))
        return
    missing = _of(search, Shown.MISSING)
    anyway = _of(search, Shown.ANYWAY)
    unread = _of(search, Shown.UNKNOWN)
    if missing:
        yield fail(
            _site(home),
            cited(
                f"站内检索结果第一页没有{names([trial.title for trial in missing])}，"
                f"共试用 {len(search.trials)} 个标题",
                CLAUSE,
            ),
            *_evidence(missing, search.nonsense),
            expected="检索网站已发布信息的标题，结果第一页有该信息",
            observed=f"{search.where}，{_seen(missing)}",
        )
    elif anyway:
        yield review(
            _site(home),
            cited(
                f"站内检索的结果与检索词无关：{_word(search)}"
                f"也列出{names([trial.title for trial in anyway])}，请人工确认检索是否有效",
                CLAUSE,
            ),
            *_evidence(anyway, search.nonsense),
            expected="检索结果随检索词变化，没有意义的词查不到信息",
            observed=f"{search.where}，检索不同的词，结果页列出同样的标题",
        )
    for trial in unread:
        yield unknown(
            undecided([f"检索“{cut(trial.query)}”：{trial.reason}"]), None, *_evidence([trial], None)
        )
    if missing or anyway or unread:
        return
    if search.nonsense is not None and search.nonsense.shown is Shown.FOUND:
        yield review(
            _site(home),
            cited(
                f"检索没有意义的词“{search.nonsense.query}”，结果页仍列出信息，请人工确认检索是否有效",
                CLAUSE,
            ),
            *_evidence([search.nonsense], None),
            expected="没有意义的词查不到信息",
            observed=f"{search.where}，检索没有意义的词，结果页列出了别的信息，也没有提示没有结果",
            signature="nonsense",
        )
        return
    found = len(search.trials)
    if found < params.titles:
        reason = f"可供试用的标题只有 {found} 个，都能检索到，但不足 {params.titles} 个"
        yield unknown(undecided([reason]), None, *_evidence(search.trials, None))
        return
    said = names([trial.title for trial in search.trials])
    yield ok(
        f"{search.where}，{found} 个标题都在检索结果第一页：{said}。",
        *_evidence(search.trials, search.nonsense),
    )


def _absent(home: Home) -> Iterator[Finding]:
    if doubt := home_gap(home):
        reason = f"首页已读到的部分没有检索，但{doubt}"
        yield unknown(undecided([reason]), None, stored(home.page.fetch))
        return
    yield fail(
        _site(home),
        cited("网站没有站内检索，首页没有搜索框，也没有通往检索页的链接", CLAUSE),
        stored(home.page.fetch),
        expected="首页有站内检索",
        observed="首页的表单、输入框和链接中都没有检索，其他页面也没有",
        signature="absent",
    )


def _of(search: SiteSearch, shown: Shown) -> list[Trial]:
    return [trial for trial in search.trials if trial.shown is shown]


def _site(home: Home) -> Subject:
    return Subject("site", home.page.reading.url, title="站内检索")


def _word(search: SiteSearch) -> str:
    return f"检索没有意义的词“{search.nonsense.query}”" if search.nonsense is not None else "检索别的词"


def _seen(missing: Sequence[Trial]) -> str:
    said = [
        f"检索“{cut(trial.query, 24)}”{('：' + trial.reason) if trial.reason else '没有找到'}"
        for trial in missing
    ]
    return "；".join(said)


def _evidence(trials: Sequence[Trial], nonsense: Trial | None) -> Iterator[Evidence]:
    """Each result page with its query, and the screenshot where a browser opened it."""
    for trial in (*trials, *([nonsense] if nonsense is not None else [])):
        if trial.fetch is None:
            continue
        yield stored(trial.fetch, f"检索词：{trial.query}")
        if trial.picture:
            at = trial.fetch.fetched_at or None
            yield Evidence(
                "screenshot", trial.fetch.url, trial.fetch.status, at, trial.picture, f"检索词：{trial.query}"
            )
