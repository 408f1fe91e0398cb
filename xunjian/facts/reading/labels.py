"""Page labels (国办发〔2017〕47号, 附件): meta elements of fixed names, in any case and order."""

from collections.abc import Mapping

from lxml.html import HtmlElement

from xunjian.html.text import squeeze

STANDARD = (
    "SiteName",
    "SiteDomain",
    "SiteIDCode",
    "ColumnName",
    "ColumnDescription",
    "ColumnKeywords",
    "ColumnType",
    "ArticleTitle",
    "PubDate",
    "ContentSource",
    "Keywords",
    "Author",
    "Description",
    "Image",
    "Url",
)
_BY_LOWER = {name.lower(): name for name in STANDARD}


def read_labels(tree: HtmlElement) -> Mapping[str, str]:
    """Labels present, by standard spelling; empty values kept. Of doubles the first that says something."""
    labels: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = _BY_LOWER.get((meta.get("name") or "").strip().lower())
        if name is None:
            continue
        value = squeeze(meta.get("content"))
        if value or name not in labels:
            if labels.get(name):
                continue
            labels[name] = value
    return labels
