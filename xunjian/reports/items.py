"""Lists of failing items for other programs and for reading: CSV, JSON, HTML."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from xunjian.reports.rows import HEADINGS, FailingRow
from xunjian.reports.xlsx import Head

_FORMULA = tuple("=+-@\t\r＝＋－＠")
"""What a spreadsheet program may take for the beginning of a formula."""


def render_csv(rows: Sequence[FailingRow]) -> str:
    """With the mark that makes office programs read it as UTF-8; no cell can be a formula."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(HEADINGS)
    for row in rows:
        writer.writerow([str(row.number), *(guard(text) for text in cells(row)[1:])])
    return "\ufeff" + buffer.getvalue()


def guard(text: str) -> str:
    """Text that stays text: `=HYPERLINK(…)` gets an apostrophe in front."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def render_json(rows: Sequence[FailingRow], origins: Sequence[tuple[str, str]]) -> str:
    """A list of items; `origins` gives unit id and run id of each row."""
    items = [
        {"unit_id": unit, "run": run} | asdict(row) for row, (unit, run) in zip(rows, origins, strict=True)
    ]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def render_html(rows: Sequence[FailingRow], head: Head) -> str:
    """One self-contained page, to be read and printed."""
    folder = Path(__file__).with_name("templates")
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    template = environment.get_template("items.html.j2")
    return template.render(headings=HEADINGS, rows=[cells(row) for row in rows], head=head)


def cells(row: FailingRow) -> tuple[str, ...]:
    """The texts of a row, in the order of the headings."""
    return (
        str(row.number),
        row.unit,
        row.indicator,
        row.check,
        row.message,
        row.url,
        "\n".join(row.found_on),
        row.clause,
        row.evidence,
        "、".join(row.departments),
        row.due,
        row.state,
    )
