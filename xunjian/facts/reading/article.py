"""An article: its body, what is in it, what hangs on it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from xunjian.facts.reading.body import count_images, count_videos, count_words, find_body
from xunjian.facts.reading.dateline import Dateline, read_dateline, read_told
from xunjian.facts.reading.fields import read_fields
from xunjian.facts.reading.file_links import find_files
from xunjian.facts.reading.headline import Headline, find_headline
from xunjian.facts.reading.letters import Letter, read_letter
from xunjian.facts.reading.source import Source
from xunjian.facts.reading.zones import Zones
from xunjian.html.dates import first_date
from xunjian.html.text import squeeze
from xunjian.model.page import Article

_PUBLISHED = ("发布日期", "发布时间", "公开日期")
_WRITTEN = ("成文日期", "成文时间", "生成日期", "生成时间", "发文日期", "印发日期")
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
    told = read_told(source.flow, zones)
    first = read_dateline(source, zones, told, None)
    letter = read_letter(source, zones) if not (first.strong and first.published is not None) else None
    near = first.line if first.strong else letter.line if letter is not None else None
    headline = letter.title if letter is not None and letter.title else find_headline(source, zones, near)
    dateline = read_dateline(source, zones, told, headline.lines[1]) if headline.lines else first
    if headline.lines is None and dateline.line is not None:
        headline = find_headline(source, zones, dateline.line)
    if letter is not None and not (dateline.strong and dateline.published is not None):
        dateline = _of_letter(letter, dateline)
    body = find_body(source, zones, headline, dateline)
    lines = [
        line for line in source.flow.lines[body.span[0] : body.span[1]] if line.index not in dateline.lines
    ]
    plain = count_words(lines)
    fields = read_fields(source, zones, headline, body.span)
    published, where = _published(dateline, source, fields)
    attachments = find_files(source, zones, body, headline)
    article = Article(
        title=headline.text,
        published=published,
        published_where=where,
        written=dateline.written or _day_of(fields, _WRITTEN),
        source=_source(dateline, source),
        body_chars=plain,
        images=count_images(lines),
        videos=count_videos(body),
        attachments=attachments,
        fields=fields,
        body_quote=squeeze(" ".join(line.text for line in lines))[:_QUOTE] if plain else "",
    )
    return ArticleReading(article, headline, dateline, body.span, plain)


def _of_letter(letter: Letter, dateline: Dateline) -> Dateline:
    """A letter bears the day it was written, where no day of publication is told."""
    return replace(
        dateline,
        published=letter.day,
        published_where=f"第 {letter.line + 1} 行“{letter.quote}”",
        line=letter.line,
        lines=dateline.lines | {letter.line},
        strong=True,
    )


def _published(
    dateline: Dateline, source: Source, fields: Mapping[str, str]
) -> tuple[date | datetime | None, str]:
    if dateline.published is not None:
        return dateline.published, dateline.published_where
    for name in _PUBLISHED:
        if (found := first_date(fields.get(name, ""))) is not None:
            return found.value, f"字段“{name}”"
    label = first_date(source.labels.get("PubDate", ""))
    return (label.value, "meta PubDate") if label else (None, "")


def _day_of(fields: Mapping[str, str], names: tuple[str, ...]) -> date | None:
    found = (first_date(fields.get(name, "")) for name in names)
    return next((each.day for each in found if each is not None), None)


def _source(dateline: Dateline, source: Source) -> str | None:
    if dateline.source_said:
        return dateline.source
    return source.labels.get("ContentSource") or None if source.labels.get("ArticleTitle") else None
