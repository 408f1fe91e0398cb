"""interpretation.forms: interpretations come in words, pictures and films."""

import re
from collections.abc import Iterator
from datetime import date

from pydantic import Field

from checks._months import months_from
from checks._seen import partly_read, undecided
from checks._words import cited, cut
from checks.interpretation._pairs import COLUMN, PairParams, not_seen
from xunjian.model.finding import Evidence, Finding, Subject
from xunjian.model.interpretation import Document, Interpretations
from xunjian.model.page import Article
from xunjian.model.site import Clock, ColumnTree, Coverage
from xunjian.model.unit import DEPARTMENTS, GOVERNMENTS
from xunjian.plugin import check, fail, ok, review, stored, unknown

CLAUSE = "政策解读评估指标3.3.4“三种以上形式解读”（文字、图片、视频）"
FORMS = ("文字", "图片", "视频")
_PICTURE = re.compile(r"一图|图解|图说|长图|漫画|海报|一张图|圖解|一圖")
_FILM = re.compile(r"视频|動畫|动画|动漫|短片|微课|直播|访谈|H5|音频|視頻", re.IGNORECASE)
_FILM_FILE = re.compile(r"\.(?:mp4|m3u8|flv|mov|webm|avi|wmv|mp3)(?:$|[?#])", re.IGNORECASE)
_PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|gif|bmp|webp|pdf)(?:$|[?#])", re.IGNORECASE)

_SENTENCE = 30
"""Characters by which a text without pictures and films says something."""


class Params(PairParams):
    minimum: int = Field(default=3, ge=1, le=3, description="至少要有几种形式（种）")
    months: int = Field(default=12, ge=1, description="看监测时间点之前多少个月内的解读（月）")
    characters: int = Field(default=100, ge=1, description="正文至少多少字才算文字解读（字）")


@check("interpretation.forms", title="政策解读形式", clause=CLAUSE, unit_types=GOVERNMENTS | DEPARTMENTS)
def interpretations_have_forms(
    found: Interpretations, columns: ColumnTree, coverage: Coverage, clock: Clock, params: Params
) -> Iterator[Finding]:
    """看最近 12 个月（按参数）的政策解读用了几种形式：文字、图片、视频，不足 3 种的不通过。

    正文达到字数的算文字（没有图片、视频、附件的，有 30 字即可），正文有图片（图标不算）的算图片，
    有视频、播放器的算视频。标题写着“一图读懂”“视频解读”而正文没有看到图片、视频的，
    以及期内解读不足 3 篇的，待人工确认。期内没有解读的、没有看全的，未能判定。
    """
    seen = not_seen(columns, coverage, params.columns)
    begin = months_from(clock.as_of, -params.months)
    within = [each for each in found.documents if _is_within(each, begin, clock.as_of)]
    undated = [each for each in found.documents if each.first is None]
    shown: dict[str, Document] = {}
    claimed: dict[str, Document] = {}
    for each in within:
        for form in FORMS:
            if _shows(each, form, params.characters):
                shown.setdefault(form, each)
            elif _claims(each, form):
                claimed.setdefault(form, each)
    said = "、".join(form for form in FORMS if form in shown) or "没有"
    proof = [
        stored(each.copies[0].page.fetch, f"{form}：{each.title} {each.first}")
        for form, each in shown.items()
    ]
    if len(shown) >= params.minimum:
        yield ok(
            f"最近 {params.months} 个月的 {len(within)} 篇解读用了{said}，共 {len(shown)} 种形式。", *proof
        )
        return
    hidden = [each for each in within if any(partly_read(copy.page) for copy in each.copies)]
    reasons = [seen, f"有 {len(undated)} 篇解读没有写日期" if undated else ""]
    reasons.append(f"有 {len(hidden)} 篇解读的内容没有读全" if hidden else "")
    if any(reasons):
        yield unknown(undecided(reasons))
        return
    if not within:
        yield unknown(f"未能判定：最近 {params.months} 个月没有看到政策解读，没有可以核对的样本。")
        return
    listed = "；".join(f"{each.title}（{_forms_of(each, params.characters)}）" for each in within[:20])
    proof.append(Evidence("computation", columns.home_url, quote=f"{len(within)} 篇解读：{listed}"))
    words = f"最近 {params.months} 个月的 {len(within)} 篇政策解读只有{said}形式"
    few = len(within) < params.minimum
    perhaps = {**claimed, **shown}
    if few:
        words += f"，解读本身不足 {params.minimum} 篇，请人工确认"
    elif len(perhaps) >= params.minimum:
        named = "、".join(f"“{cut(each.title)}”" for form, each in claimed.items() if form not in shown)
        words += f"，而{named}的标题写着图解或视频，正文没有看到，请人工确认"
    make = review if few or len(perhaps) >= params.minimum else fail
    yield make(
        Subject("site", columns.home_url, title=COLUMN),
        cited(words, CLAUSE),
        *proof,
        expected=f"文字、图片、视频至少 {params.minimum} 种",
        observed=f"{len(shown)} 种：{said}",
        column=COLUMN,
    )


def _is_within(document: Document, begin: date, end: date) -> bool:
    return any(day is not None and begin <= day <= end for day in document.days)


def _shows(document: Document, form: str, characters: int) -> bool:
    articles = [copy.article for copy in document.copies]
    if form == "文字":
        return any(each.body_chars >= characters or _is_words_alone(each) for each in articles)
    files = [file.url for each in articles for file in each.attachments]
    if form == "图片":
        drawn = any(each.images for each in articles)
        return drawn or (_claims(document, form) and any(map(_PICTURE_FILE.search, files)))
    links = [link.url for copy in document.copies for link in copy.page.reading.all_links]
    return any(each.videos for each in articles) or any(map(_FILM_FILE.search, (*files, *links)))


def _is_words_alone(article: Article) -> bool:
    """Whether an interpretation, though short, is nothing but words: no caption of a picture or a film."""
    if article.images or article.videos or article.attachments or article.body_chars < _SENTENCE:
        return False
    return not (_PICTURE.search(article.title) or _FILM.search(article.title))


def _claims(document: Document, form: str) -> bool:
    """Whether the title says so."""
    pattern = {"图片": _PICTURE, "视频": _FILM}.get(form)
    return pattern is not None and pattern.search(document.title) is not None


def _forms_of(document: Document, characters: int) -> str:
    return "、".join(form for form in FORMS if _shows(document, form, characters)) or "没有看到"
