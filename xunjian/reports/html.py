"""`report.html`: one file, read from disk, without script and without anything from elsewhere."""

import base64
import hashlib
from functools import cache
from pathlib import Path
from urllib.parse import quote, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from xunjian.model.audit import Audit, AuditIndicator
from xunjian.model.mark import VERDICT_WORDS
from xunjian.reports import words
from xunjian.reports.advice import Advice
from xunjian.reports.ledger import CONFIDENCE_WORDS
from xunjian.reports.losses import lost_points
from xunjian.reports.score_bar import draw_score_bar
from xunjian.reports.tree import Branch
from xunjian.reports.view import LINKS_PER_INDICATOR, anchor_of, view_audit

_TEMPLATES = Path(__file__).resolve().parent / "templates"


def is_web(url: str) -> bool:
    """Whether an address may become a link: nothing but http and https ever does."""
    try:
        return urlsplit(url).scheme in ("http", "https")
    except ValueError:
        return False


def link_to_file(path: str) -> str:
    """Relative address of a file beside the report."""
    return quote(path)


def shorten(text: str, most: int = 400) -> str:
    """Quotes and lists stay readable; the stored bytes hold the rest."""
    text = words.clean_text(text).strip()
    return text if len(text) <= most else text[:most].rstrip() + "……"


def is_branch(node: Branch | AuditIndicator) -> bool:
    return isinstance(node, Branch)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        number=words.write_number,
        points=words.write_points,
        percent=words.write_percent,
        moment=words.write_moment,
        span=words.write_span,
        state=words.state_words,
        interval=words.write_interval,
        grade=words.write_grade,
        signed=words.write_signed,
        file=link_to_file,
        clean=words.clean_text,
        short=shorten,
    )
    environment.tests.update(web=is_web, branch=is_branch)
    environment.globals.update(
        lost=lost_points,
        anchor=anchor_of,
        subject_words=words.SUBJECT_WORDS,
        verdict_words=VERDICT_WORDS,
        evidence_words=words.EVIDENCE_WORDS,
        links_per_indicator=LINKS_PER_INDICATOR,
    )
    return environment


@cache
def _style() -> tuple[Markup, str]:
    """The style sheet and the source expression that lets it, and it alone, through the policy."""
    text = (_TEMPLATES / "report.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")
    return Markup(text), f"'sha256-{digest}'"


def render_html(audit: Audit, advice: Advice | None = None) -> str:
    """The report as text of one HTML file; with what to mend first, where that is known."""
    style, style_source = _style()
    template = _environment().get_template("report.html.j2")
    return template.render(
        view=view_audit(audit, advice),
        audit=audit,
        style=style,
        style_source=style_source,
        options=[
            pair for pair in (words.write_option(*each) for each in audit.run.options.items()) if pair[1]
        ],
        bar=draw_score_bar(audit.score),
        pending_words=words.write_pending(audit),
        unofficial=words.write_unofficial(audit.score),
        confidence_words=CONFIDENCE_WORDS,
        unit_type=words.unit_type_name(audit.unit.type),
    )
