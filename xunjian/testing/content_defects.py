"""Defects and decoys of what single pages say: pictures without words, closed pages, wrong words, spam."""

from dataclasses import replace

from xunjian.testing.planting import Defect, Planted, rewrite
from xunjian.testing.spec import Claim, PortalSpec, Story


def only_a_picture(slug: str, number: int, title: str = "关于公布便民服务网点的公告") -> Defect:
    """A disclosure that is a picture and nothing else."""
    return rewrite(
        slug,
        number,
        lambda story: replace(
            story, title=title, paragraphs=(), blocks=(), files=(), video=False, pictures=1
        ),
        Claim("content.picture_only", "review"),
    )


def pictures_of_their_own(slug: str, number: int) -> Defect:
    """What is meant to be a picture: an explanation in one, and a notice whose text stands beside it."""

    def decoy(spec: PortalSpec) -> Planted:
        explained = rewrite(
            slug,
            number,
            lambda story: replace(
                story, title="图解：城乡居民医保缴费怎么办", paragraphs=(), blocks=(), files=(), pictures=2
            ),
        )
        beside = rewrite(slug, number + 1, lambda story: replace(story, pictures=1))
        return Planted(beside(explained(spec).spec).spec)

    return decoy


_RANGE_NOTICE = "对不起，您的IP地址不在允许访问的范围内。"
_LOGIN_NOTICE = "该信息请登录后查看。"


def closed_to_some(slug: str, number: int, notice: str = _RANGE_NOTICE) -> Defect:
    """An article in a public column that shows a notice in place of its text."""
    return rewrite(
        slug,
        number,
        lambda story: replace(
            story, paragraphs=(notice,), blocks=(), files=(), video=False, pictures=0, number=""
        ),
        Claim("content.restricted", about=notice),
    )


def closed_to_guests(slug: str, number: int) -> Defect:
    return closed_to_some(slug, number, _LOGIN_NOTICE)


def talk_of_access(slug: str, number: int) -> Defect:
    """An article about who may read what is open itself."""

    def change(story: Story) -> Story:
        text = (
            "为保护版权，图书馆电子资源仅限校内网络访问，校外读者请登录后查看。",
            "本通知所附目录向社会公布，任何人都可以查看。各单位要做好说明工作，对群众提出的问题及时答复，"
            "不得以没有访问权限为由推诿。办理过程中遇到的情况，请与办公室联系，电话见页面底部。"
            "本通知自印发之日起施行，此前的有关规定与本通知不一致的，以本通知为准，请遵照执行。",
        )
        return replace(story, title="关于规范电子资源访问的通知", paragraphs=text)

    return rewrite(slug, number, change)


def wrong_word(slug: str, number: int, *, title: bool = False) -> Defect:
    """A fixed name written wrong: in the text, or in the title, so that lists show it too."""

    def change(story: Story) -> Story:
        if title:
            return replace(story, title="关于转发上级人名政府有关通知的公告")
        return replace(story, paragraphs=(*story.paragraphs, "全体干部要牢计使命，把各项工作抓实抓好。"))

    word = "人名政府" if title else "牢计使命"
    return rewrite(slug, number, change, Claim("content.wrong_expression", mentions=word))


def right_words(slug: str, number: int) -> Defect:
    """Right words that hold a wrong one, and a text that explains a mistake."""
    text = (
        "现将通过名单公布署名如下，请相互转告。",
        "排版时请注意：“人名政府”应为“人民政府”，“布署”应为“部署”。",
    )
    return rewrite(slug, number, lambda story: replace(story, paragraphs=(*story.paragraphs, *text)))


def _away(*words: str) -> str:
    return " ".join(f'<a href="http://www.tg{n}-site.invalid/">{word}</a>' for n, word in enumerate(words))


_SPAM = {
    "links": f'<div style="position:absolute;left:-9999px">{_away("澳门新葡京", "时时彩", "代写论文")}</div>',
    "none": f'<div style="display:none">{_away("网站优化", "毕业证代办", "私服发布", "减肥产品")}</div>',
    "marquee": f'<marquee height="0" width="3" scrollamount="9999">{_away("百家乐")}</marquee>',
    "words": '<p style="font-size:0">北京赛车 幸运飞艇 投注平台</p>',
    "junk": "".join(f'<{tag} id="q8xk2"></{tag}>' for tag in ("samp", "legend", "kbd", "acronym")),
}


def put_in_spam(slug: str, number: int, how: str) -> Defect:
    """Foreign content hidden in an article. `how`: links, none, marquee, words or junk."""
    return rewrite(
        slug,
        number,
        lambda story: replace(story, blocks=(*story.blocks, _SPAM[how])),
        Claim("content.hidden_spam", about=how),
    )


def hidden_and_harmless(slug: str, number: int) -> Defect:
    """A menu that shows on hover, words for readers of the screen, a hidden counter, an article on crime."""
    block = (
        '<ul style="display:none"><li><a href="#yx">游戏规则</a></li><li><a href="#dk">贷款指引</a></li></ul>'
        '<span style="position:absolute;left:-9999px">已进入正文，按回车键阅读</span>'
        '<div style="display:none">警方提醒：远离百家乐、时时彩等网络赌博，发现线索请举报。</div>'
        "<p>县公安局通报打击“澳门赌场”“六合彩”等网络赌博违法犯罪情况。</p>"
    )
    return rewrite(slug, number, lambda story: replace(story, blocks=(*story.blocks, block)))
