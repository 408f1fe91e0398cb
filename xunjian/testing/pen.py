"""Writes one page of a made-up portal and keeps a record of what it puts there."""

import html
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from xunjian.testing.site import Hosts, PageKind, PageRecord, Placing, TargetKind
from xunjian.testing.spec import ITEMS, Column, PortalSpec, Story

esc = html.escape


@dataclass(slots=True)
class Ledger:
    """What all pens of one portal have written so far."""

    spec: PortalSpec
    hosts: Hosts
    pages: list[PageRecord] = field(default_factory=list)
    placings: list[Placing] = field(default_factory=list)
    hot: tuple[tuple[str, str, date], ...] = ()
    """Address, title and day of what a sidebar shows."""


_LABELS: dict[PageKind, tuple[str, ...]] = {
    "home": ("SiteName", "SiteDomain", "SiteIDCode"),
    "column": ("ColumnName", "ColumnType"),
    "hub": ("ColumnName", "ColumnType"),
    "article": ("ArticleTitle", "PubDate", "ContentSource"),
}


_LINK = re.compile(r"\{(?:story:(\d+)|column:(\w+))\|([^}]*)\}")
_AWAY = re.compile(r'href="(http://[^"]+)"')
"""Links of a block that lead to other sites as they stand."""


@dataclass(slots=True)
class Pen:
    """One page. `path` starts with a slash; `style` says how addresses are written: relative or root."""

    ledger: Ledger
    path: str
    kind: PageKind
    column: Column | None = None
    story: Story | None = None
    style: str = "relative"

    @property
    def spec(self) -> PortalSpec:
        return self.ledger.spec

    @property
    def url(self) -> str:
        return self.ledger.hosts.own + self.path

    def absolute(self, target: str) -> str:
        """A path, `other:/path` or `closed:/path` as an absolute address."""
        return self.ledger.hosts.absolute(target)

    def to(self, target: str, text: str = "", kind: TargetKind = "page") -> str:
        """The address to write for a target, escaped; the placing is recorded."""
        absolute = self.absolute(target)
        self.ledger.placings.append(Placing(self.url, absolute, kind, text))
        return esc(self._written(target, absolute))

    def _written(self, target: str, absolute: str) -> str:
        if not target.startswith("/"):
            return absolute
        if self.style == "root":
            return target
        parts = urlsplit(target)
        folder = posixpath.dirname(urlsplit(self.path).path)
        near = posixpath.relpath(parts.path, folder or "/")
        if parts.path.endswith("/") and not near.endswith("/"):
            near += "/"
        near = near if near.startswith("../") else f"./{near}".replace("././", "./")
        return near + (f"?{parts.query}" if parts.query else "")

    def link(self, target: str, text: str, attributes: str = "") -> str:
        """An `<a>` element."""
        return f'<a href="{self.to(target, text)}"{attributes}>{esc(text)}</a>'

    def blocks(self, story: Story, stories: Mapping[int, str], columns: Mapping[str, str]) -> str:
        """The raw parts of an article, their links written and recorded, and the links to its partners."""

        def written(hit: re.Match[str]) -> str:
            return self.link(stories[int(hit[1])] if hit[1] else columns[hit[2]], hit[3])

        for target in (target for block in story.blocks for target in _AWAY.findall(block)):
            self.ledger.placings.append(Placing(self.url, target, "page"))
        return "".join(_LINK.sub(written, block) for block in story.blocks) + self._partners(story, stories)

    def _partners(self, story: Story, stories: Mapping[int, str]) -> str:
        """Links from a policy to its interpretations, and back, where the page has anything else on it."""
        filled = story.paragraphs or story.blocks or story.pictures or story.video or story.files
        others = [
            each
            for column in self.spec.walk()
            for each in column.stories
            if each.key in stories and (each.explains == story.key or each.key == story.explains)
        ]
        if not filled or not others or story.leads == "none":
            return ""
        word = "政策原文" if story.explains else "相关解读"
        leads = story.leads or ("box", "row", "line")[story.key % 3]
        links = [self._lead(leads, stories[each.key], each.title, word) for each in others]
        if leads == "row":
            return "".join(
                f'<table border="1"><tr><td>{word}</td><td>{link}</td></tr></table>' for link in links
            )
        if leads == "box":
            rows = "".join(f"<li>{link}</li>" for link in links)
            return f'<div class="related"><h4>{word}</h4><ul>{rows}</ul></div>'
        return "".join(f"<p>{word}：{link}</p>" for link in links)

    def _lead(self, leads: str, target: str, title: str, word: str) -> str:
        if leads == "picture":
            picture = self.picture(f"{self.spec.prefix}images/red.png", word)
            return f'<a href="{self.to(target)}">{picture}</a>'
        if leads == "script":
            address = self.to(target)
            return f'<a href="javascript:void(0)" onclick="window.open(\'{address}\')">{esc(title)}</a>'
        return self.link(target, title)

    def picture(self, target: str, alt: str = "") -> str:
        return f'<img src="{self.to(target, alt, "image")}" alt="{esc(alt)}">'

    def labels(self) -> tuple[tuple[str, str], ...]:
        """Meta names and values of this page, less what the spec leaves out."""
        values = [
            ("SiteName", self.spec.name),
            ("SiteDomain", urlsplit(self.ledger.hosts.own).netloc),
            ("SiteIDCode", self.spec.footer.values["site_code"]),
        ]
        if self.column is not None:
            kind = self.column.type or self.column.name
            values += [
                ("ColumnName", self.column.name),
                ("ColumnDescription", f"{self.spec.short}{self.column.name}"),
            ]
            values += [("ColumnKeywords", self.column.name), ("ColumnType", kind)]
        if self.story is not None:
            day = f"{self.story.day} {clock(self.story)}" if self.story.day else ""
            values += [("ArticleTitle", self.story.title), ("PubDate", day)]
            values += [("ContentSource", self.story.source or self.spec.name)]
        kind_name = "column" if self.kind == "hub" else self.kind
        gone = self.spec.labels_missing.get(kind_name, ())
        empty = self.spec.labels_empty.get(kind_name, ())
        return tuple((name, "" if name in empty else value) for name, value in values if name not in gone)

    def footer_item(self, item: str) -> str:
        """`how` this item stands on this page; `none` where it is left out."""
        footer = self.spec.footer
        slug = self.column.slug if self.column else ""
        names = {"article": "articles", "column": "columns", "hub": "columns", "home": "home"}
        where = {slug, names.get(self.kind, "others")} - {""}
        if where & set(footer.missing_on.get(item, ())):
            return "none"
        return footer.how.get(item, "text")

    def finish(self, *, title: str = "", blank: bool = False, reachable: bool = True) -> None:
        """Record the page as an ordinary page of the unit."""
        absent = frozenset(item for item in ITEMS if self.footer_item(item) in ("none", "comment"))
        owed = _LABELS.get(self.kind, ())
        present = {name for name, value in self.labels() if value}
        missing = tuple(name for name in owed if name not in present)
        slug = self.column.slug if self.column else ""
        record = PageRecord(self.url, self.kind, slug, title, absent, missing, blank, reachable)
        self.ledger.pages.append(record)

    def meta(self, close: str = ">") -> str:
        """The labels as meta elements."""
        return "\n".join(
            f'<meta name="{name}" content="{esc(value)}"{close}' for name, value in self.labels()
        )


def clock(story: Story) -> str:
    """The time of day an article was published, told from its number."""
    return f"{8 + story.key % 10:02d}:{story.key * 7 % 60:02d}"
