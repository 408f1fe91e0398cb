"""The fact: what came of looking for things with the site's own search."""

from xunjian.facts.error_words import ErrorWords
from xunjian.facts.lexicon import Lexicon
from xunjian.facts.reads import Reader
from xunjian.facts.search.answers import read_answers
from xunjian.facts.search.draw import draw_titles
from xunjian.facts.search.forms import SearchBox
from xunjian.facts.search.lookup import Lookup
from xunjian.facts.search.places import Places
from xunjian.facts.search.verdict import WayResult, judge_way
from xunjian.facts.search.ways import SearchWish, Way, answers_of, next_asks, ways_of
from xunjian.model.observation import Snapshot
from xunjian.model.search import Ask, Shown, SiteSearch, is_of_same_government
from xunjian.model.site import FactValues, Home, Unavailable
from xunjian.model.unit import host_of

_GONE = ("http_404", "http_410")


def read_search(snapshot: Snapshot, facts: FactValues, lexicon: Lexicon) -> SiteSearch | Unavailable:
    """What is known of the search by what a snapshot holds. Pure."""
    places = _places(snapshot, facts, lexicon)
    if isinstance(places, Unavailable):
        return places
    best: tuple[Way, WayResult] | None = None
    for number, way in enumerate(ways_of(places)):
        answers = answers_of(places.answers, number)
        if not answers:
            break
        result = judge_way(way.box, answers, snapshot.body, places.scripts())
        if best is None or (_rank(result), not way.by_browser) < (_rank(best[1]), not best[0].by_browser):
            best = way, result
    if not places.boxes and best is None:
        return _without_box(places)
    box = places.boxes[0] if best is None else best[0].box
    where = _where(places, box)
    if best is None:
        return SiteSearch(where, reason=_why_not_asked(places, box))
    where += "，在浏览器中试用" if best[0].by_browser else ""
    return SiteSearch(where, best[1].trials, best[1].nonsense)


def plan_asks(snapshot: Snapshot, facts: FactValues, lexicon: Lexicon, wish: SearchWish) -> tuple[Ask, ...]:
    """What to ask of the search now; nothing where all is known that can be. Pure."""
    places = _places(snapshot, facts, lexicon)
    return () if isinstance(places, Unavailable) else next_asks(places, wish)


def _places(snapshot: Snapshot, facts: FactValues, lexicon: Lexicon) -> Places | Unavailable:
    home = facts.get(Home)
    if not isinstance(home, Home):
        return home if isinstance(home, Unavailable) else Unavailable("未能判定：首页没有读到")
    index = Lookup(snapshot)
    reader = Reader(snapshot, index, ErrorWords(lexicon.soft404))
    return Places(snapshot, home, facts, reader, index, read_answers(snapshot))


def _rank(result: WayResult) -> int:
    """All found before something surely missing before what nobody knows."""
    shown = {trial.shown for trial in result.trials}
    if shown == {Shown.FOUND}:
        return 0
    if Shown.MISSING in shown:
        return 1
    return 2 if Shown.ANYWAY in shown else 3


def _without_box(places: Places) -> SiteSearch:
    hosts = places.snapshot.plan.hosts
    foreign = [url for url in places.entries if not is_of_same_government(url, hosts)]
    if foreign:
        return SiteSearch(reason=f"检索由其他机关的平台提供（{host_of(foreign[0])}），未代为试用")
    for url in places.entries:
        fetch, readable = places.entry(url)
        if fetch is not None and fetch.code in _GONE:
            continue
        if readable:
            return SiteSearch(f"检索页 {url}", reason="检索页上没有读到搜索框，可能由脚本生成")
        return SiteSearch(f"检索页 {url}", reason="首页链接的检索页没有读到")
    if places.home.page.reading.site_search:
        return SiteSearch(reason="首页有输入框，没有读懂是不是检索")
    if places.other_pages:
        return SiteSearch(reason=f"首页没有检索，页面 {places.other_pages[0]} 上有输入框，没有读懂是不是检索")
    if not places.entries and places.hint:
        return SiteSearch(reason=f"首页上可能有由脚本打开的搜索（{places.hint}），没有读到搜索框")
    return SiteSearch(absent=True)


def _why_not_asked(places: Places, box: SearchBox) -> str:
    plan = places.snapshot.plan
    if box.captcha:
        return "检索需要输入验证码"
    if not box.scripted and not is_of_same_government(box.action, plan.hosts):
        return f"检索由其他机关的平台提供（{host_of(box.action)}），未代为试用"
    if box.scripted and plan.browser is None:
        return "搜索框由脚本驱动，本次没有用浏览器"
    if not draw_titles(places.facts, plan.seed, plan.as_of, count=1, days=SearchWish().days):
        return "没有可供检索的标题（须已读到、发布满规定天数且不与其他标题相近）"
    return "本次采集没有试用检索"


def _where(places: Places, box: SearchBox) -> str:
    page = "首页" if box.page == places.home.page.fetch.url else f"页面 {box.page} "
    if box.opener:
        return f"{page}上点开的搜索框"
    if box.scripted:
        return f"{page}的搜索框（由脚本驱动）"
    return f"{page}的搜索框（提交到 {box.action.partition('?')[0]}）"
