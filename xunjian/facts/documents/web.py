"""A web page under a file's name, as old systems export tables, and plain text."""

from xunjian.facts.documents.limits import EMPTY, MOST_CHARACTERS, TOO_LARGE
from xunjian.html.decode import decode_html
from xunjian.html.flow import read_flow
from xunjian.html.grids import read_grids
from xunjian.html.tree import parse_html
from xunjian.model.document import Document


def read_web(body: bytes) -> Document:
    """Never raises."""
    tree = parse_html(decode_html(body).text)
    text = "\n".join(line.text for line in read_flow(tree).lines)
    unread = TOO_LARGE if len(text) > MOST_CHARACTERS else "" if text.strip() else EMPTY
    return Document("html", text[:MOST_CHARACTERS], read_grids(tree), unread)


def read_plain(body: bytes) -> Document:
    """Never raises."""
    text = decode_html(body, "text/plain").text
    unread = TOO_LARGE if len(text) > MOST_CHARACTERS else "" if text.strip() else EMPTY
    return Document("text", text[:MOST_CHARACTERS], unread=unread)
