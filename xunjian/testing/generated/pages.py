"""What single pages say: nothing, only a picture, a notice in place of a text, wrong words, hidden spam."""

import re
from dataclasses import replace

from xunjian.testing.generated.draw import Draw, silent
from xunjian.testing.planting import Promise, story_of
from xunjian.testing.spec import Claim, File

_DOCUMENTS = (
    "关于公布{office}便民服务网点的公告", "关于{matter}有关事项的通知", "{matter}实施方案",
    "{year}年{matter}结果公示",
    "关于印发{matter}管理办法的通知", "{office}{matter}人员名单公示", "关于{matter}项目中标结果的公告",
)  # fmt: skip
_OFFICES = ("县教育局", "县民政局", "县水利局", "县医疗保障局", "县农业农村局")
_MATTERS = (
    "夏季供水调度",
    "校车管理",
    "公益性岗位招聘",
    "农机安全检验",
    "地质灾害防治",
    "保障性住房分配",
    "河湖清理",
)


def _title(draw: Draw, form: str = "") -> str:
    return (form or draw.pick(_DOCUMENTS)).format(
        office=draw.pick(_OFFICES), matter=draw.pick(_MATTERS), year=draw.spec.as_of.year
    ) + draw.pick(("", "", f"（第{draw.number(2, 9)}批）"))


def blank(draw: Draw, count: int) -> None:
    """Articles with a title and a day, and nothing else."""
    for _ in range(count):
        story = draw.story("notice", paragraphs=0)
        draw.add(draw.pick(draw.lists()), story)
        draw.promises.append(Promise("content.blank_page", subject=story_of(story.key)))


def little_content(draw: Draw, count: int) -> None:
    """Decoys: a film, a file, a table, a line or a framed document is content."""
    table = "<table border=1><tr><td>序号</td><td>名称</td></tr><tr><td>1</td><td>东湖公园</td></tr></table>"
    forms: tuple[tuple[str, dict[str, object]], ...] = (
        ("宣传短片：{matter}", {"video": True}),
        ("{office}公共服务事项目录", {"files": (File("公共服务事项目录", "pdf"),)}),
        ("{matter}一览表", {"blocks": (table,)}),
        ("关于{matter}热线受理时间的说明", {"paragraphs": ("自下月起全天受理。",)}),
        ("一图读懂{matter}", {"pictures": 1}),
        ("{matter}现场照片", {"pictures": 3}),
    )
    for form, fields in draw.some(forms, count):
        bare = replace(draw.story("plain", _title(draw, form), paragraphs=0), **fields)  # type: ignore[arg-type]
        claims = silent(
            ("content.blank_page", "content.picture_only"), f"little, not nothing: {next(iter(fields))}"
        )
        draw.add(draw.pick(draw.lists()), replace(bare, claims=claims))


def only_pictures(draw: Draw, count: int) -> None:
    """Disclosures that are one picture or some, with at most a word beside them."""
    for turn in range(count):
        words: tuple[str, ...] = () if turn % 3 else (draw.pick(("点击查看大图", "详见下图", "（附图）")),)
        story = replace(
            draw.story("notice", _title(draw), paragraphs=0), paragraphs=words, pictures=draw.number(1, 4)
        )
        claim = Claim("content.picture_only", "review", about=story.title)
        draw.add(draw.pick(draw.lists()), replace(story, claims=(claim,)))


def right_pictures(draw: Draw, count: int) -> None:
    """Decoys: pictures meant to be pictures, or with a text or file beside them."""
    file = File("附件：名单", "xlsx")
    for turn in range(count):
        if turn % 3 == 0:
            story = replace(draw.story("notice", _title(draw, "图解：{matter}")), paragraphs=(), pictures=2)
        elif turn % 3 == 1:
            story = replace(draw.story("notice", _title(draw)), pictures=1)
        else:
            story = replace(draw.story("notice", _title(draw)), paragraphs=(), pictures=1, files=(file,))
        draw.add(
            draw.pick(draw.lists()),
            replace(
                story, claims=silent("content.picture_only", ("meant to be one", "text", "file")[turn % 3])
            ),
        )


_CLOSED = (
    "对不起，您的IP地址不在允许访问的范围内。",
    "该信息请登录后查看。",
    "本页面仅限校内网络访问，校外用户请使用VPN。",
    "您没有权限查看此信息，请联系管理员。",
    "此内容只对注册用户开放，请先登录。",
    "抱歉，您无权访问该页面！",
    "仅限政务内网访问，您所在的网络无法查看。",
    "请您登录后再浏览本文内容。",
    "您的访问来源不在授权范围内，禁止访问。",
)


def closed(draw: Draw, count: int) -> None:
    """Articles of public columns that show a notice in place of their text."""
    for notice in draw.some(_CLOSED, count):
        story = replace(draw.story("notice", _title(draw)), paragraphs=(notice,))
        draw.add(draw.pick(draw.lists()), replace(story, claims=(Claim("content.restricted", about=notice),)))


_OPEN = (
    ("关于规范电子资源访问的通知", "图书馆电子资源仅限馆内网络访问，馆外读者请登录后查看。"),
    ("网上办事大厅用户注册须知", "办理事项前请先登录，未登录用户只能查看办事指南，没有权限提交申请。"),
    ("关于调整政务内网访问策略的通知", "自本月起，业务系统只允许指定IP地址访问，禁止访问无关网站。"),
    ("招聘报名系统操作说明", "报名人员登录后查看审核结果，如提示无权访问，请核对账号。"),
)


def talk_of_access(draw: Draw, count: int) -> None:
    """Decoys: articles about who may read what are open themselves."""
    for title, said in draw.some(_OPEN, count):
        story = draw.story("notice", title)
        told = (said, *story.paragraphs, *draw.writer.paragraphs(2))
        claims = silent("content.restricted", "talks of access")
        draw.add(draw.pick(draw.lists()), replace(story, paragraphs=told, claims=claims))


_WRONG = (
    ("人名政府", "经{place}人名政府同意，现予以公布。"),
    ("牢计使命", "全体干部要牢计使命，把各项工作抓实抓好。"),
    ("政务工开", "进一步推进政务工开，方便群众查询。"), ("乡村振新", "为乡村振新提供坚实保障。"),
    ("营商环镜", "持续优化营商环镜，减少办事环节。"), ("党风联政", "加强党风联政建设，严格落实责任。"),
    ("行政复意", "对决定不服的，可以依法申请行政复意。"), ("审记局", "由县审记局负责解释。"),
    ("疫情防空", "做好冬季疫情防空各项准备。"), ("布署", "会议对下一步工作作了布署。"),
    ("贯彻落时", "要认真贯彻落时会议精神。"), ("精神文名", "深入开展群众性精神文名创建活动。"),
    ("自然资原", "由县自然资原主管部门组织验收。"), ("人民检查院", "县人民检查院派员参加。"),
    ("信仿局", "由县信仿局归口受理。"), ("农业农材", "具体事项请咨询农业农材部门。"),
    ("国家发展与改革委员会", "按照国家发展与改革委员会的要求执行。"),
)  # fmt: skip


def wrong_words(draw: Draw, count: int) -> None:
    """Fixed names written wrong: in the text, in a table, in the title and so in lists too."""
    for turn, (word, sentence) in enumerate(draw.some(_WRONG, count)):
        story = draw.story("notice")
        sentence = sentence.format(place=draw.spec.short)
        claim = Claim("content.wrong_expression", mentions=word, about=word)
        if turn % 4 == 0:
            story = replace(story, title=f"{sentence[:-1].replace('，', '')}的通知")
        elif turn % 4 == 1:
            story = replace(
                story, blocks=(f"<table border=1><tr><td>备注</td><td>{sentence}</td></tr></table>",)
            )
        else:
            story = replace(story, paragraphs=(*story.paragraphs, sentence))
        draw.add(draw.pick(draw.inner_lists()), replace(story, claims=(claim,)))


_RIGHT = (
    "现将拟录用人员名单公布署名如下，请相互转告。", "排版时请注意：“人名政府”应为“人民政府”。",
    "将“乡村振新”改为“乡村振兴”，将“布署”改为“部署”。", "请以本人名义参加报名，姓名政审一并办理。",
    "本次评选由各村民小组自行布置署名。", "勘误：原文“审记局”系“审计局”之误写。",
)  # fmt: skip


def right_words(draw: Draw, count: int) -> None:
    """Decoys: right words that hold a wrong one, and texts that explain a mistake."""
    for sentence in draw.some(_RIGHT, count):
        story = draw.story("notice")
        claims = silent("content.wrong_expression", sentence)
        draw.add(
            draw.pick(draw.lists()), replace(story, paragraphs=(*story.paragraphs, sentence), claims=claims)
        )


_SALES = (
    "时时彩",
    "澳门新葡京",
    "百家乐",
    "真人娱乐",
    "六合彩",
    "老虎机",
    "北京赛车",
    "棋牌游戏",
    "代写论文",
    "毕业证办理",
)
_HIDINGS = (
    '<div style="position:absolute;left:-9999px">{links}</div>',
    '<div style="display:none">{links}</div>',
    '<marquee height="1" width="1" scrollamount="3000">{links}</marquee>',
    '<div style="position: absolute; top: -999px;">{links}</div>',
    '<span style="font-size:0;line-height:0">{links}</span>',
    '<div style="height:1px;width:1px;overflow:hidden">{links}</div>',
    '<div style="text-indent:-9999px">{links}</div>',
)
_JUNK = ("samp", "legend", "kbd", "acronym", "sub", "dfn", "var", "bdo")


def spam(draw: Draw, count: int) -> None:
    """Foreign content put into articles and hidden: links, words, strings of empty tags."""
    for turn, hiding in enumerate(draw.some(_HIDINGS, count)):
        words = draw.some(_SALES, 4)
        base = draw.number(100, 999)
        links = " ".join(
            f'<a href="http://www.tg{base + n}-site.invalid/">{word}</a>' for n, word in enumerate(words)
        )
        block = hiding.format(links=links)
        if turn == 2:
            block = f'<p style="display:none">{" ".join(words[:3])} 投注平台 送彩金</p>'
        elif turn == 3:
            block = "".join(f'<{tag} id="x{base}"></{tag}>' for tag in draw.some(_JUNK, 5))
        story = draw.story("notice")
        claim = Claim("content.hidden_spam", about=block[:60])
        draw.add(draw.pick(draw.lists()), replace(story, blocks=(*story.blocks, block), claims=(claim,)))


_HARMLESS = (
    '<ul style="display:none"><li><a href="#a">游戏规则</a></li><li><a href="#b">贷款指引</a></li></ul>',
    '<span style="position:absolute;left:-9999px">已进入正文，按回车键阅读</span>',
    '<div style="display:none">警方提醒：远离百家乐、时时彩等网络赌博，发现线索请举报。</div>',
    "<p>县公安局通报打击“澳门赌场”“六合彩”等网络赌博违法犯罪情况。</p>",
    '<div style="display:none">站长统计 今日访问1286</div>',
    '<div id="tab2" style="display:none">{column:rsxx|人事}{column:gkzd|制度}</div>',
    "<p>福利彩票公益金使用情况：体育彩票、福利彩票公益金共筹集120万元。</p>",
)


def harmless_hidden(draw: Draw, count: int) -> None:
    """Decoys: menus that show on hover, words for screen readers, counters, articles on crime."""
    for block in draw.some(_HARMLESS, count):
        slugs = re.findall(r"\{column:(\w+)", block)
        if not draw.has(*slugs):
            continue
        story = draw.story("notice")
        claims = silent("content.hidden_spam", block[:50])
        draw.add(draw.pick(draw.lists()), replace(story, blocks=(block,), claims=claims))
