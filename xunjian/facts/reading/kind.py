"""What a page is, told from what stands on it: home, column, article, search or other. No list of hosts."""

import re
from collections import Counter
from dataclasses import dataclass

from xunjian.facts.reading.article import ArticleReading
from xunjian.facts.reading.emptiness import list_is_empty
from xunjian.facts.reading.filled_in import is_filled_in
from xunjian.facts.reading.forms import form_of
from xunjian.facts.reading.items import ListReading
from xunjian.facts.reading.login import is_login
from xunjian.facts.reading.own_home import is_home_of_its_menu
from xunjian.facts.reading.source import Source, folded, path_of
from xunjian.html.kept import kept
from xunjian.html.text import compact
from xunjian.html.tree import first_words
from xunjian.html.urls import leads_nowhere
from xunjian.model.page import PageKind

_ROOT = re.compile(r"^/(?:(?:index|default|main|home)(?:_?\w{0,4})?\.\w{2,6})?$", re.I)
_ERROR = re.compile(
    r"(?:页面|网页|文件|内容|信息|栏目|文章|地址|资源|链接)(?:已经?)?"
    r"(?:不存在|未找到|没有找到|找不到|无法找到|不可用|走丢|被(?:管理员)?删除|已删除|已失效|已下架)(?![时的])"
    r"|(?:找不到|未找到|没有找到)(?:您|你|该|这|相关)?.{0,12}(?:页面|网页|文件|信息|内容)"
    r"|(?:已被?删除|已下线)(?:或|,|。|$)|(?:网站|系统|服务器?)(?:正在)?(?:维护|升级)(?:中|,|。|$)"
    r"|(?:服务器|系统|程序|页面|访问)(?:内部|发生|出现)?(?:错误|异常|出错)|域名(?:出售|(?:可|待)?转让|已过期|到期)"
    r"|(?:page|file|object)?\s?not\s+found|\b404\b|\b50[0234]\b\s*(?:error|错误|bad|service|internal|gateway)"
    r"|\b403\s+forbidden|server error|forbidden|bad gateway|access denied",
    re.I,
)
_ERROR_NEEDS = (
    *(
        "存在",
        "找到",
        "找不到",
        "不可用",
        "走丢",
        "删除",
        "失效",
        "下线",
        "下架",
        "维护",
        "升级",
        "错误",
        "异常",
    ),
    *("出错", "域名", "found", "404", "50", "forbidden", "server error", "gateway", "access denied"),
)
_ERROR_TITLE = re.compile(
    r"^\W*(?:4\d\d|50\d)\b|not found|找不到|不存在|出错|错误页|错误提示|^error|页面丢失|无法访问|^提示信息$",
    re.I,
)
_SEARCH_TITLE = re.compile(
    r"搜索结果|检索结果|站内搜索|全站搜索|全文检索|高级搜索|高级检索|^搜索|^检索|智能搜索|信息检索|search\s*results?",
    re.I,
)
_SEARCH_WORDS = re.compile(
    r"(?:共|约)?(?:找到|检索到|搜索到|查询到).{0,30}?(?:条|个|项)(?:相关)?(?:结果|信息|记录)?|相关结果(?:约)?\s*\d+|搜索结果\s*[::]|搜索(?:用时|耗时)|抱歉.{0,12}(?:没有|未)(?:找到|搜索到)"
)
_SEARCH_PATH = re.compile(
    r"(?:^|/)(?:(?:to|do|j|full|intell|site)?[-_]?search\w{0,14}|so|was5|query|s)(?:[/.;]|$)", re.I
)
_MAP = re.compile(r"网站地图|站点地图|网站导航|sitemap|site\s*map", re.I)
_NO_ITEMS = re.compile(
    r"暂无(?:相关)?(?:信息|内容|数据|文章|记录|资料)|没有(?:相关|任何)?(?:信息|内容|数据|记录)|无相关(?:信息|数据|内容)|栏目(?:正在)?建设中|内容(?:正在)?(?:建设|更新|完善)中|no\s+data",
    re.I,
)
_BYLINE = re.compile(
    r"(?:浏览|阅读|点击|访问)(?:次|量|数|人)|字\s?[体号]\s?[::]|(?:作者|编辑|责编|摄影|审核)\s?[::]"
)
_HUB_TITLE = re.compile(r"(?:信息公开目录|专栏|专题|频道|栏目)$")
_HEADINGS = {"h1", "h2", "h3", "h4"}
_WEEK = re.compile(
    r"(?:星期|周)?日\s*(?:星期|周)?一\s*(?:星期|周)?二\s*(?:星期|周)?三\s*(?:星期|周)?四\s*(?:星期|周)?五\s*(?:星期|周)?六|一\s*二\s*三\s*四\s*五\s*六\s*日|sun\s*mon\s*tue",
    re.I,
)
_DAY_NUMBER = re.compile(r"(?<!\d)(?:[1-9]|[12]\d|3[01])(?!\d)")
_FILLS = re.compile(
    r"\$\s*\.\s*(?:ajax|get|post|getJSON)\b|XMLHttpRequest|\bfetch\s*\(|axios|dataproxy|\bjpage\b|v-for|ng-repeat|new\s+Vue\b|createApp\s*\(|ReactDOM|__NUXT__|webpackJsonp|\.load\s*\(\s*['\"]|loadData|getList\b|layui\.use|template\s*\(|juicer|ajaxGet",
    re.I,
)
_MOUSTACHE = re.compile(r"\{\{[^{}]{1,80}\}\}")
_MOUNT = {"app", "root", "__next", "__nuxt", "q-app", "main-app"}
_ARTICLE_PATH = re.compile(
    r"/t20\d{6}_\d+|/content[_/]\d+|/art/\d|art_\d+|/c/20\d\d|/info/\d+/\d+|/20\d{4}/|/20\d\d-?/?\d\d/|article|/detail|[?&](?:id|articleid|infoid|docid)=|/[0-9a-f]{20,}\.|/[a-z_-]{0,8}\d{4,}\.s?html?$|/post_\d+",
    re.I,
)
_ARTICLE_QUERY = re.compile(r"[?&]\w{0,3}(?:news|article|info|doc|content)_?id=\w", re.I)
_LIST_PATH = re.compile(r"/$|/(?:index|list|default|col)[\w-]*\.\w+$|/list|/node_|/column", re.I)


@dataclass(frozen=True, slots=True)
class Judgement:
    kind: PageKind
    reason: str
    is_frame: bool = False
    is_login: bool = False
    is_error: bool = False
    is_shell: bool = False
    is_calendar: bool = False
    error_quote: str = ""
    list_is_empty: bool = False


def judge_kind(
    source: Source,
    article: ArticleReading,
    rows: ListReading,
    breadcrumb: tuple[str, ...],
    trail_line: int | None,
    has_next: bool,
    is_home: bool,
) -> Judgement:
    """Weighs what speaks for an article and for a list; pages of another nature are told first."""
    text_chars = sum(len(line.text) for line in source.flow.lines)
    is_frame = _is_frame(source, text_chars, is_home)
    error = "" if is_home and text_chars > 300 else _error_quote(source, article, rows, text_chars)
    if error:
        return Judgement(PageKind.OTHER, "说明自己出错", is_frame, is_error=True, error_quote=error)
    calendar = _is_calendar(source, article, rows)
    login = not is_home and is_login(source, article, rows, text_chars, breadcrumb, trail_line)
    shell = _is_shell(source, article, rows, text_chars)
    if is_home:
        return Judgement(PageKind.HOME, "被指明为首页", is_frame, is_shell=shell and not rows.all)
    if login or calendar:
        return Judgement(
            PageKind.OTHER, "登录页" if login else "日历页", is_frame, is_login=login, is_calendar=calendar
        )
    if _is_search(source):
        return Judgement(PageKind.SEARCH, "搜索页")
    for_article, why_article = _article_weight(source, article, rows, breadcrumb)
    for_list, why_list = _list_weight(source, article, rows, breadcrumb, has_next)
    root = _ROOT.match(path_of(source.url)) is not None and "?" not in source.url
    named = not root and not breadcrumb and not has_next and is_home_of_its_menu(source)
    if (root or named) and not _surely_article(source, article) and (len(rows.all) >= 3 or not breadcrumb):
        return Judgement(
            PageKind.HOME,
            "菜单“首页”指向本页" if named else "站点根地址",
            is_frame,
            is_shell=shell and not rows.all,
        )
    if _MAP.search(source.document_title) or (breadcrumb and _MAP.search(breadcrumb[-1])):
        return Judgement(PageKind.OTHER, "网站地图", is_frame)
    if for_article > for_list and for_article >= 3:
        return Judgement(PageKind.ARTICLE, why_article, is_frame, is_shell=False)
    if for_list < 2 and for_article >= 3:
        return Judgement(PageKind.ARTICLE, why_article, is_frame)
    kind = PageKind.COLUMN if for_list >= 2 else PageKind.OTHER
    why = why_list if for_list >= 2 else "没有列表、标题和路径"
    if kind is PageKind.COLUMN and not has_next and is_filled_in(source, rows):
        return Judgement(PageKind.OTHER, "供填写的表单", is_frame)
    empty = not rows.main and list_is_empty(source)
    shell = shell and not rows.main and not empty
    return Judgement(kind, why, is_frame, is_shell=shell, list_is_empty=empty)


def _surely_article(source: Source, article: ArticleReading) -> bool:
    line = article.dateline
    if source.labels.get("ArticleTitle") and (line.strong or source.labels.get("PubDate")):
        return True
    return article.headline.lines is not None and line.strong and (line.source_said or article.plain > 100)


def _article_weight(
    source: Source, article: ArticleReading, rows: ListReading, breadcrumb: tuple[str, ...]
) -> tuple[int, str]:
    weight, why = 0, []
    labels, line = source.labels, article.dateline
    title = labels.get("ArticleTitle", "")
    if title and title not in {labels.get("ColumnName", ""), labels.get("SiteName", "")}:
        weight += 4
        why.append("ArticleTitle")
    if labels.get("PubDate") and title:
        weight += 1
    if line.strong:
        weight += 4
        why.append("发布时间或来源")
        if _tells_its_document(source, article, breadcrumb):
            weight += 4  # whatever lists stand beside it
            why.append("题下发布时间和来源")
    elif _under_title(source, article):
        weight += 6
        why.append("题下日期")
    elif line.source_said or line.published is not None:
        weight += 1
    if article.article.fields:
        weight += 2
        why.append("索引号表")
    if article.plain >= 150:
        weight += 2
        why.append("正文")
    elif article.plain >= 60 and article.headline.lines is not None and not rows.main:
        weight += 1
        why.append("标题和正文")
    strays = len(rows.main) <= 1 and line.strong  # one link of the text beside a day of the text
    if (strays or not rows.main) and _bears_own_title(source, article, breadcrumb):
        weight += 2
        why.append("标题不同于栏目")
    if not title and rows.dated < 2 and article.headline.lines is not None and (form := form_of(source)):
        weight += 5
        why.append(form)
    if article.plain >= 600:
        weight += 1
    if not rows.main and _is_text_only(source, article) and not is_filled_in(source, rows):
        weight += 4  # 概况, 职能: a text where lists stand elsewhere
        why.append("有正文而无列表")
    if article.article.attachments and article.headline.lines is not None and line.published is not None:
        weight += 1
    path = path_of(source.url)
    if (_ARTICLE_PATH.search(path) or _ARTICLE_QUERY.search(source.url)) and not _LIST_PATH.search(path):
        weight += 2
    if article.plain >= 150 and rows.dated == 0:
        weight += 1
    return weight, "、".join(why) or "地址"


def _bears_own_title(source: Source, article: ArticleReading, breadcrumb: tuple[str, ...]) -> bool:
    """Whether the document is named by a heading that is not its column: a guide, a letter."""
    title = article.headline
    if len(breadcrumb) < 2 or title.lines is None or title.el is None or title.el.tag not in _HEADINGS:
        return False
    name = compact(folded(title.text))
    return (
        len(name) >= 4
        and compact(folded(source.document_title)).startswith(name)
        and name not in {compact(folded(entry)) for entry in breadcrumb}
    )


def _is_text_only(source: Source, article: ArticleReading) -> bool:
    """Whether a text without links stands under the heading that names the document."""
    title = article.headline
    if article.plain < 80 or title.lines is None or title.el is None:
        return False
    if not compact(folded(source.document_title)).startswith(compact(folded(title.text))):
        return False
    return sum(bool(line.anchors) for line in source.flow.lines[slice(*article.body)]) <= 2


def _tells_its_document(source: Source, article: ArticleReading, breadcrumb: tuple[str, ...]) -> bool:
    """Whether right under the title, which the document bears and no column does, stand day and source."""
    title, line = article.headline, article.dateline
    if title.lines is None or line.published is None or not line.source_said:
        return False
    name = compact(folded(title.text))
    return (
        line.line in range(title.lines[1], title.lines[1] + 2)
        and len(name) >= 6
        and compact(folded(source.document_title)).startswith(name)
        and name not in {compact(folded(entry)) for entry in breadcrumb}
    )


def _under_title(source: Source, article: ArticleReading) -> bool:
    """Whether right under the title, which the document bears too, one line tells of date and of readers."""
    title, line = article.headline, article.dateline
    if title.lines is None or line.published is None or line.line != title.lines[1] + 1:
        return False
    if not folded(source.document_title).startswith(folded(title.text)) or len(compact(title.text)) < 6:
        return False
    told = source.flow.lines[line.line]
    return _BYLINE.search(told.folded) is not None and all(
        leads_nowhere(anchor.href) for anchor in told.anchors
    )


def _list_weight(
    source: Source, article: ArticleReading, rows: ListReading, breadcrumb: tuple[str, ...], has_next: bool
) -> tuple[int, str]:
    weight, why = 0, []
    if rows.dated >= 3:
        weight += 5
        why.append(f"{rows.dated} 行带日期的列表")
    elif rows.dated:
        weight += 2 + rows.dated
        why.append("带日期的列表")
    elif len(rows.main) >= 3:
        weight += 3
        why.append("列表")
    elif rows.main:
        weight += 1 + (_HUB_TITLE.search(compact(folded(source.document_title))) is not None)
    if rows.dated > 8:
        weight += 2
    if has_next:
        weight += 3
        why.append("分页")
    labels = source.labels
    if labels.get("ColumnName") and not labels.get("ArticleTitle"):
        weight += 2
        why.append("ColumnName")
    if len(breadcrumb) >= 2:
        weight += 1
        why.append("路径")
        if article.plain < 60 and not article.dateline.strong:
            weight += 1
    if _LIST_PATH.search(path_of(source.url)):
        weight += 1
    without = source.flow.holding("无", "没有", "中", "data")
    if any(_NO_ITEMS.search(line.folded) for line in without if len(line.text) < 60):
        weight += 1
        why.append("暂无信息")
    return weight, "、".join(why)


def _error_quote(source: Source, article: ArticleReading, rows: ListReading, text_chars: int) -> str:
    title = folded(source.document_title)
    if text_chars > 1500 or rows.dated >= 2 or source.labels.get("ArticleTitle"):
        return ""
    if article.dateline.strong and article.plain > 100:
        return ""
    if found := _ERROR_TITLE.search(title):
        return source.document_title[max(0, found.start() - 20) : found.end() + 40]
    for line in source.flow.holding(*_ERROR_NEEDS):
        # What a link says is a title, not a message.
        if line.plain >= 4 and len(line.text) <= 120 and _ERROR.search(line.folded):
            if text_chars > 600 and len(line.text) > 40:
                continue
            return line.text
    return ""


def _is_search(source: Source) -> bool:
    title = folded(source.document_title)
    path = path_of(source.url)
    in_path = _SEARCH_PATH.search(path) is not None
    if _SEARCH_TITLE.search(title):
        return True
    told = source.flow.holding("到", "结果", "搜索")
    words = any(_SEARCH_WORDS.search(line.folded) for line in told if len(line.text) < 120)
    return ("?" in source.url and (words or in_path)) or (words and in_path)


def _is_frame(source: Source, text_chars: int, is_home: bool) -> bool:
    if any(True for _ in source.tree.iter("frameset")):
        return True
    return not is_home and not source.document_title and not source.labels and text_chars < 800


def _is_calendar(source: Source, article: ArticleReading, rows: ListReading) -> bool:
    """A page that is little more than the days of a month."""
    if rows.dated >= 2 or article.dateline.strong or article.plain > 300:
        return False
    if not source.flow.holding("一", "sun"):
        return False
    joined = source.flow.folded.replace("\n", " ")
    week = _WEEK.search(joined)
    if week is None:
        return False
    days = Counter(_DAY_NUMBER.findall(joined[week.start() : week.start() + 400]))
    return sum(1 for day in range(1, 29) if days[str(day)]) >= 24


def _is_shell(source: Source, article: ArticleReading, rows: ListReading, text_chars: int) -> bool:
    """Whether a script fills in what a reader comes for: nothing is there, and something fetches it."""
    if rows.main or rows.all[2:] or article.plain >= 60 or article.dateline.strong:
        return False
    return has_filler(source, text_chars)


def has_filler(source: Source, text_chars: int) -> bool:
    """Whether the page holds something that may fill it once a browser shows it."""
    if text_chars < 40 and any(isinstance(el.tag, str) and "-" in el.tag for el in source.tree.iter()):
        return True  # an element that a script defines: <app-root>
    for el in source.tree.iter("div", "main", "body"):
        if (el.get("id") or "").lower() in _MOUNT and not compact(first_words(el, 400))[40:]:
            return True
        if el.get("ng-app") is not None or el.get("data-reactroot") is not None:
            return True
    if any(_MOUSTACHE.search(line.text) for line in source.flow.holding("{{")):
        return True
    if any(
        el.get(name)
        for el in source.tree.iter("li", "tr", "div", "a", "ul", "tbody")
        for name in ("v-for", "ng-repeat", "data-bind", "data-ajax", "data-url")
    ):
        return True
    return any(_fills(script) for script in source.scripts)


@kept
def _fills(script: str) -> bool:
    """Whether a script fetches what it shows."""
    return _FILLS.search(script) is not None
