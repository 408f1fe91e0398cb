"""A page taken apart: decoded, parsed, what scripts write and frames show put in, as lines."""

from dataclasses import dataclass

from lxml.html import HtmlElement

from xunjian.facts.reading.breadcrumb import read_breadcrumb
from xunjian.facts.reading.labels import read_labels
from xunjian.facts.reading.source import Source
from xunjian.facts.reading.zones import Zones, find_zones
from xunjian.html.bounds import bound
from xunjian.html.decode import Decoded, decode_html
from xunjian.html.flow import read_flow
from xunjian.html.graft import Grafted, Resource, graft
from xunjian.html.handlers import open_handlers
from xunjian.html.links import Outgoing, extract_all
from xunjian.html.text import squeeze
from xunjian.html.tree import parse_html


@dataclass(frozen=True, slots=True)
class OpenedPage:
    """`outgoing`: what the page as served leads to; `left_out`: characters that were not read."""

    source: Source
    zones: Zones
    breadcrumb: tuple[str, ...]
    trail_line: int | None
    outgoing: Outgoing
    grafted: Grafted
    decoded: Decoded
    left_out: int


def open_page(body: bytes, url: str, content_type: str, resource: Resource | None) -> OpenedPage:
    """Takes a page apart. Never raises for any bytes. `resource` as in read_page."""
    decoded = decode_html(body, content_type)
    bounded = bound(decoded.text)
    tree = parse_html(bounded.text)
    outgoing = extract_all(tree, url, decoded.charset)
    grafted = graft(tree, outgoing.base, resource)
    open_handlers(tree)
    source = Source(
        url=url,
        base=outgoing.base,
        tree=tree,
        flow=read_flow(tree),
        labels=read_labels(tree),
        document_title=_document_title(tree),
        scripts=grafted.scripts,
        charset=decoded.charset,
    )
    breadcrumb, trail_line = read_breadcrumb(source)
    zones = find_zones(source.flow, trail_line)
    return OpenedPage(source, zones, breadcrumb, trail_line, outgoing, grafted, decoded, bounded.left_out)


def _document_title(tree: HtmlElement) -> str:
    for el in tree.iter("title"):
        text = squeeze(el.text)
        if text:
            return text
    return ""
