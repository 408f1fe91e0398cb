"""Broken targets and such as only look broken, at drawn places."""

from dataclasses import replace

from xunjian.testing import defects
from xunjian.testing.generated.draw import Draw, silent
from xunjian.testing.planting import Promise, Where, file_of, place, story_of
from xunjian.testing.site import Site
from xunjian.testing.spec import Answer, Claim, File, FileFault, Placed, State

_TOPICS = (
    "优化营商环境", "乡村振兴", "文明城市创建", "政府开放日", "网络安全宣传周", "防汛抗旱", "双拥工作",
    "节能降耗",
    "人口普查", "法治政府建设", "质量强县", "放管服改革", "全民阅读", "食品安全", "消防宣传月", "禁毒宣传",
    "健康教育", "秋季征兵", "创业大赛", "农产品展销", "扫黑除恶", "森林防火", "志愿服务", "无偿献血",
)  # fmt: skip
_PATHS = (
    "zt/{n}/", "ztzl/{y}zt{n}/index.html", "special/{n}/index.htm", "subject/{y}/{n}.html",
    "old/web/{n}.aspx",
    "attach/page{n}.jsp?id={y}", "html/{y}/{n}/", "n{n}/c{y}.shtml",
)  # fmt: skip
_SITES = ("招商网", "人才网", "旅游网", "图书馆", "博物馆", "气象局", "供水公司", "公交集团", "第一中学")
_SAYS = (
    "<h2>您访问的页面不存在或已被删除</h2><p>请检查地址是否正确，或返回首页。</p>",
    "<h1>404</h1><p>抱歉，您要查看的内容走丢了，3秒后自动返回首页。</p>",
    "<p>该信息已被删除或尚未审核，暂时无法查看。</p>",
    "<h3>系统提示</h3><p>参数错误，没有找到相关记录！</p>",
    "<h1>Not Found</h1><p>The requested URL was not found on this server.</p>",
    "<p>出错了！您请求的文件不存在，<a href='/'>点击返回</a>。</p>",
    "<div>页面找不到了，可能的原因：一、网址有误；二、页面已经删除。</div>",
    "<h2>温馨提示</h2><p>您所访问的栏目已下线，给您带来不便，敬请谅解。</p>",
)
_LINK_WORDS = ("相关文件", "原文链接", "旧版专栏", "点击查看", "办事流程图", "报名入口", "查看原文")
_FILES = (
    "名单",
    "申报表",
    "实施细则",
    "汇总表",
    "评分标准",
    "目录",
    "登记表",
    "附件",
    "任务分解表",
    "公示表",
)
_EXTENSIONS = ("pdf", "doc", "docx", "xls", "xlsx", "wps", "zip", "rar", "ofd", "ppt", "txt", "csv")


class _Paths:
    """Addresses of which none is used twice."""

    def __init__(self, draw: Draw) -> None:
        self._draw, self._turn = draw, draw.number(10, 60)

    def next(self) -> str:
        self._turn += self._draw.number(1, 9)
        form = self._draw.pick(_PATHS)
        return self._draw.spec.prefix + form.format(n=self._turn, y=2019 + self._turn % 7)

    def picture(self) -> str:
        self._turn += 1
        return f"{self._draw.spec.prefix}images/{2019 + self._turn % 7}/banner{self._turn}.jpg"


def _forms(draw: Draw, *forms: str) -> tuple[str, ...]:
    """Ways of linking; a picture that answers with a page of words is another matter and left out."""
    return forms if draw.spec.not_found == 200 else (*forms, "img")


def _at(path: str) -> Where:
    def subject(site: Site) -> str:
        return site.hosts.absolute(path)

    return subject


def home_links(draw: Draw, count: int) -> None:
    """Links of the home page to what is gone, fails, loops, refuses, or lies on a dead site."""
    paths = _Paths(draw)
    topics = draw.some(_TOPICS, count)
    for topic in topics:
        form = draw.pick(_forms(draw, "href", "href", "href", "onclick", "option", "area"))
        kind = draw.pick(("gone", "gone", "state", "other", "closed", "outside"))
        to = paths.picture() if form == "img" else paths.next()
        check = "links.soft_404" if draw.spec.not_found == 200 else "links.home"
        if kind == "state":
            state = draw.pick((State.ERROR, State.LOOP, State.TO_GONE, State.RESET))
            draw.spec = replace(draw.spec, answers=(*draw.spec.answers, Answer(to, state, title=topic)))
            check = check if state is State.TO_GONE else "links.home"
        elif kind != "gone":
            number = draw.number(1, 900)
            to = {"other": f"other:/lost/{number}/", "closed": f"closed:/x{number}/"}.get(kind, to)
            check = check if kind == "outside" else "links.home"
            topic = draw.spec.short + draw.pick(_SITES) if kind != "outside" else topic
        draw.spec = place(draw.spec, Placed("home", topic, to, form))
        draw.promises.append(Promise(check, subject=_at(to)))


def other_sites_in_doubt(draw: Draw, count: int) -> None:
    """Other sites that forbid us, or answer 503: for a person to judge."""
    for turn in range(count):
        to = f"/member{turn}/{draw.number(1, 99)}/"
        state = draw.pick((State.FORBIDDEN, State.ERROR))
        title = draw.spec.short + draw.pick(_SITES)
        draw.spec = place(draw.spec, Placed("home", title, f"other:{to}"))
        draw.spec = replace(draw.spec, answers=(*draw.spec.answers, Answer(to, state, "other", title)))
        draw.promises.append(Promise("links.home", "review", _at(f"other:{to}")))


def inner_links(draw: Draw, articles: int, placed: int) -> None:
    """Articles that are still listed and do not answer, and links in pages to what is gone."""
    states = (State.GONE, State.GONE, State.ERROR, State.FORBIDDEN, State.RESET, State.LOOP, State.TO_GONE)
    soft = draw.spec.not_found == 200
    for _ in range(articles):
        slug, state = draw.pick(draw.inner_lists()), draw.pick(states)
        story = draw.add(slug, replace(draw.story("plain", low=40, high=170), state=state))
        gone = soft and state in (State.GONE, State.TO_GONE)
        draw.promises.append(
            Promise("links.soft_404" if gone else "links.inner", subject=story_of(story.key))
        )
    paths = _Paths(draw)
    for _ in range(placed):
        to, form = paths.next(), draw.pick(_forms(draw, "href", "href", "onclick", "option"))
        to = paths.picture() if form == "img" else to
        where = _inner_page(draw)
        draw.spec = place(draw.spec, Placed(where, draw.pick(_LINK_WORDS), to, form))
        draw.promises.append(Promise("links.soft_404" if soft else "links.inner", subject=_at(to)))


def _inner_page(draw: Draw) -> str:
    """A column's page or that of one of its articles."""
    column = draw.spec.column(draw.pick(draw.inner_lists()))
    sound = [story for story in column.stories if story.state is State.SOUND and story.paragraphs]
    if sound and draw.number(0, 1):
        return f"article:{draw.pick(sound).key}"
    return f"column:{column.slug}"


def external_links(draw: Draw, count: int) -> None:
    """Links of inner pages to other sites: gone, dead, and such as refuse us."""
    for turn in range(count):
        number = draw.number(1, 900)
        kind = ("gone", "closed", "refuses")[turn % 3]
        to = f"closed:/y{number}/" if kind == "closed" else f"other:/away{turn}/{number}.html"
        title = draw.spec.short + draw.pick(_SITES)
        if kind == "refuses":
            state = draw.pick((State.FORBIDDEN, State.ERROR))
            away = Answer(to.removeprefix("other:"), state, "other", title)
            draw.spec = replace(draw.spec, answers=(*draw.spec.answers, away))
        form = draw.pick(("href", "href", "onclick"))
        draw.spec = place(draw.spec, Placed(_inner_page(draw), title, to, form))
        status = "review" if kind == "refuses" else "fail"
        draw.promises.append(Promise("links.external", status, _at(to)))


def sound_externals(draw: Draw, count: int) -> None:
    """Decoys: links of inner pages to other sites that are there."""
    for turn in range(count):
        to, title = f"/site{turn}/{draw.number(1, 99)}.html", draw.spec.short + draw.pick(_SITES)
        draw.spec = replace(
            place(draw.spec, Placed(_inner_page(draw), title, f"other:{to}")),
            answers=(*draw.spec.answers, Answer(to, State.SOUND, "other", title)),
        )
        draw.say(Claim("links.external", "silent", "home", about="sound other site", to=f"other:{to}"))


def soft_404s(draw: Draw, count: int) -> None:
    """Links to error pages that answer 200, each in words of its own; some are articles of the list."""
    paths = _Paths(draw)
    for says in draw.some(_SAYS, count):
        if not draw.number(0, 2):
            story = replace(draw.story("plain", low=40), state=State.SOFT_404)
            draw.add(draw.pick(draw.inner_lists()), story)
            draw.promises.append(Promise("links.soft_404", subject=story_of(story.key)))
            continue
        to = paths.next()
        where = draw.pick(("home", _inner_page(draw)))
        answer = Answer(
            to, State.SOFT_404, title=draw.pick(("错误页", "提示信息", draw.spec.name)), says=says
        )
        draw.spec = replace(
            place(draw.spec, Placed(where, draw.pick(_LINK_WORDS), to)),
            answers=(*draw.spec.answers, answer),
        )
        draw.promises.append(Promise("links.soft_404", subject=_at(to)))


def attachments(draw: Draw, count: int) -> None:
    """Attachments that are missing, empty, error pages, or of another kind than they say."""
    faults = (FileFault.MISSING, FileFault.EMPTY, FileFault.HTML, FileFault.WRONG_KIND)
    for turn in range(count):
        fault = faults[turn % len(faults)]
        kinds = (
            _EXTENSIONS if fault is not FileFault.WRONG_KIND else ("pdf", "docx", "xlsx", "zip", "doc", "xls")
        )
        good = tuple(
            File(f"附件{n}：{draw.pick(_FILES)}", draw.pick(_EXTENSIONS)) for n in range(1, draw.number(1, 3))
        )
        bad = File(f"附件{len(good) + 1}：{draw.pick(_FILES)}", draw.pick(kinds), fault)
        slug = draw.pick(draw.lists())
        story = draw.add(slug, replace(draw.story("notice"), files=(*good, bad)))
        draw.promises.append(Promise("links.attachment", subject=file_of(story.key, len(good))))


# -- decoys


def sound_targets(draw: Draw, count: int) -> None:
    """Pages that answer slowly, refuse HEAD or end well after redirects; and addresses that are no links."""
    odd = (State.SLOW, State.NO_HEAD, State.CHAIN, State.CHAIN)
    names = {State.SLOW: "slow answer", State.NO_HEAD: "HEAD refused", State.CHAIN: "three redirects"}
    for turn in range(count):
        state, at_home = odd[turn % len(odd)], turn % 2 == 0
        slug = draw.pick(draw.spec.panels if at_home else draw.inner_lists())
        check = "links.home" if at_home else "links.inner"
        story = draw.story("notice", low=1 if at_home else 20, high=2 if at_home else 90)
        draw.add(slug, replace(story, state=state, claims=silent(check, names[state])))
    raw = (
        "mailto:xxgk@example.invalid",
        "tel:0999-6123456",
        "javascript:void(0);",
        "#main",
        "weixin://dl/chat",
    )
    for address in draw.some(raw, 3):
        draw.spec = place(draw.spec, Placed("home", "联系我们", address, "raw"))
        draw.say(Claim("links.home", "silent", "home", about="no link", to=address))
    for address in ("https://beian.miit.gov.cn/", "https://bszs.conac.cn/sitename?method=show"):
        draw.spec = place(draw.spec, Placed("home", "备案信息", address, "raw"))
        draw.say(Claim("links.home", "silent", "home", about="identity service", to=address))


def sound_files(draw: Draw, count: int) -> None:
    """Sound attachments: of rare kinds, with Chinese names in GBK."""
    for turn in range(count):
        ext = _EXTENSIONS[(turn * 5 + draw.number(0, 11)) % len(_EXTENSIONS)]
        gbk = turn % 2 == 0
        claim = silent("links.attachment", "GBK address" if gbk else f"sound {ext}", on="file")
        draw.add(
            draw.pick(draw.lists()),
            replace(
                draw.story("notice"),
                files=(File(f"附件：{draw.pick(_FILES)}", ext, gbk_path=gbk),),
                claims=claim,
            ),
        )


_TALK = (
    "关于整治网站“无法访问”“页面不存在”问题的通报", "404路公交线路临时调整公告",
    "关于“找不到页面”等错误提示优化情况的说明",
    "系统升级期间可能出错的提示", "G404高速公路出口施工通告", "关于清理已删除信息残留链接的通知",
)  # fmt: skip


def talk_of_errors(draw: Draw, count: int) -> None:
    """Articles about missing pages are no missing pages."""
    for title in draw.some(_TALK, count):
        said = (
            "检查中发现，有的网页打开后显示“404”“您访问的页面不存在或已被删除”“系统出错”，群众意见较大。",
            "请各单位逐条核对，属于链接失效的及时修复，属于信息已删除的同步撤下列表，并于本月底前报送整改情况。",
        )
        story = replace(draw.story("notice", title), paragraphs=(*said, *draw.writer.paragraphs(1)))
        claims = silent(("links.soft_404", "content.blank_page"), "talks of missing pages")
        draw.add(draw.pick(draw.lists()), replace(story, claims=claims))


def column_redirects(draw: Draw, count: int) -> None:
    """A column's page links to an old address that redirects for ever, or to what is not there."""
    for slug in draw.some(draw.inner_lists(), count):
        state = draw.pick((State.LOOP, State.TO_GONE))
        to = f"{draw.spec.prefix}old/{slug}{draw.number(1, 99)}/"
        if state is State.TO_GONE and draw.spec.not_found == 200:
            state = State.LOOP
        draw.plant(defects.redirect(f"column:{slug}", to, state, draw.pick(_LINK_WORDS)))
