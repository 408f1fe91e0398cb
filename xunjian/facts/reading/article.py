"""An article: its body, what is in it, what hangs on it."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import unquote

from xunjian.facts.reading.body import (
    ATTACHMENT_END,
    Body,
    count_images,
    count_videos,
    count_words,
    find_body,
)
from xunjian.facts.reading.dateline import Dateline, read_dateline
from xunjian.facts.reading.fields import read_fields
from xunjian.facts.reading.headline import Headline, find_headline
from xunjian.facts.reading.source import Source, path_of
from xunjian.facts.reading.zones import Zones
from xunjian.html.dates import first_date
from xunjian.html.flow import Region
from xunjian.html.text import squeeze
from xunjian.model.page import Article, Attachment

_ATTACHMENT_NAME = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|wps|et|dps|ofd|zip|rar|7z|csv|txt)\s*(?:[)）]|$)", re.I
)
_DOWNLOAD = re.compile(r"down(?:load)?|attach|fujian|getfile|filedown", re.I)
_QUOTE = 120


@dataclass(frozen=True, slots=True)
class ArticleReading:
    """`body`: first line and line after the last of the body; (0, 0) where none was found."""

    article: Article
    headline: Headline
    dateline: Dateline
    body: tuple[int, int]
    plain: int
    """Characters of the body that are no links."""


def read_article(source: Source, zones: Zones) -> ArticleReading:
    """Reads the page as if it were an article; whether it is one is decided by its kind."""
    first = read_dateline(source, zones, None)
    headline = find_headline(source, zones, first.line if first.strong else None)
    dateline = read_dateline(source, zones, headline.lines[1] if headline.lines else None)
    if headline.lines is None and dateline.line is not None:
        headline = find_headline(source, zones, dateline.line)
    body = find_body(source, zones, headline, dateline)
    lines = [
        line for line in source.flow.lines[body.span[0] : body.span[1]] if line.index not in dateline.lines
    ]
    plain = count_words(lines)
    published, where = _published(dateline, source)
    attachments = _attachments(source, zones, body, headline)
    article = Article(
        title=headline.text,
        published=published,
        published_where=where,
        written=dateline.written,
        source=_source(dateline, source),
        body_chars=plain,
        images=count_images(lines),
        videos=count_videos(body),
        attachments=attachments,
        fields=read_fields(source, zones, headline, body.span),
        body_quote=squeeze(" ".join(line.text for line in lines))[:_QUOTE] if plain else "",
    )
    return ArticleReading(article, headline, dateline, body.span, plain)


def _published(dateline: Dateline, source: Source) -> tuple[date | datetime | None, str]:
    if dateline.published is not None:
        return dateline.published, dateline.published_where
    label = first_date(source.labels.get("PubDate", ""))
    return (label.value, "meta PubDate") if label else (None, "")


def _source(dateline: Dateline, source: Source) -> str | None:
    if dateline.source_said:
        return dateline.source
    return source.labels.get("ContentSource") or None if source.labels.get("ArticleTitle") else None


def _attachments(source: Source, zones: Zones, body: Body, headline: Headline) -> tuple[Attachment, ...]:
    """Files that the page offers itself, in page order; each address once."""
    first, last = body.reach
    begin = headline.lines[0] if headline.lines else first
    found: dict[str, Attachment] = {}
    for anchor in source.flow.anchors:
        if (
            not begin <= anchor.line < last
            or anchor.line in zones.foot
            or anchor.region & (Region.NAV | Region.SIDE)
        ):
            continue
        href = anchor.href.strip()
        named = _ATTACHMENT_NAME.search(anchor.text) is not None
        if not (
            ATTACHMENT_END.search(unquote(href))
            or named
            or (_DOWNLOAD.search(path_of(href)) and "附件" in anchor.text)
        ):
            continue
        url = source.address(href)
        title = anchor.text or anchor.title or unquote(href.rsplit("/", 1)[-1])
        found.setdefault(url or title, Attachment(title, url))
    return tuple(found.values())
