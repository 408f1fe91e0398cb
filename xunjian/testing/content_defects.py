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
