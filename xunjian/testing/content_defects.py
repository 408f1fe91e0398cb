"""Defects and decoys of what single pages say: pictures without words, closed pages, wrong words, spam."""

from collections.abc import Callable
from dataclasses import replace

from xunjian.testing.planting import Defect, Planted, Promise, change_story, story_of
from xunjian.testing.spec import Claim, PortalSpec, Story


def _changed(slug: str, number: int, change: Callable[[Story], Story], *claims: Claim) -> Defect:
    def defect(spec: PortalSpec) -> Planted:
        def claimed(story: Story) -> Story:
            story = change(story)
            return replace(story, claims=(*story.claims, *claims))

        subject = story_of(spec.column(slug).stories[number].key)
        promises = tuple(Promise(claim.check, claim.status, subject, claim.mentions) for claim in claims)
        return Planted(change_story(spec, slug, number, claimed), promises)

    return defect


def only_a_picture(slug: str, number: int, title: str = "关于公布便民服务网点的公告") -> Defect:
    """A disclosure that is a picture and nothing else."""
    return _changed(
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
        explained = _changed(
            slug,
            number,
            lambda story: replace(
                story, title="图解：城乡居民医保缴费怎么办", paragraphs=(), blocks=(), files=(), pictures=2
            ),
        )
        beside = _changed(slug, number + 1, lambda story: replace(story, pictures=1))
        return Planted(beside(explained(spec).spec).spec)

    return decoy


_RANGE_NOTICE = "对不起，您的IP地址不在允许访问的范围内。"
_LOGIN_NOTICE = "该信息请登录后查看。"


def closed_to_some(slug: str, number: int, notice: str = _RANGE_NOTICE) -> Defect:
    """An article in a public column that shows a notice in place of its text."""
    return _changed(
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

    return _changed(slug, number, change)
