"""Defects and decoys about annual reports."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from xunjian.testing.annual_reports import (
    Report,
    Rows,
    application_rows,
    blocks,
    html_report,
    html_table,
    pasted_table,
    report_of,
    text_lines,
    to_earlier,
)
from xunjian.testing.documents import docx_of, pdf_of, scan_of
from xunjian.testing.planting import (
    Defect,
    Planted,
    Promise,
    add_stories,
    change_column,
    change_story,
    claim_of_home,
    rewrite,
    story_of,
)
from xunjian.testing.spec import Claim, File, PortalSpec, Story
from xunjian.testing.statistics_tables import statistics_rows
from xunjian.testing.tree import Grower

COLUMN = "gknb"
PRESENCE = "disclosure.annual_report"
SUMS = "disclosure.annual_report_arithmetic"
_FORMS: Mapping[str, Callable[[Rows], str]] = {"html": html_table, "pasted": pasted_table}


def spoil_report(
    number: int, spoil: Callable[[Report], Report], mentions: str, *, form: str = "html", status: str = "fail"
) -> Defect:
    """One figure of a report is wrong. `number`: which of the column, newest first."""

    def change(story: Story) -> Story:
        assert story.day is not None
        report = spoil(report_of(story.key // 1000, story.day.year - 1))
        return replace(story, blocks=(_body(report, form),), files=_files(report, form))

    return rewrite(
        COLUMN, number, change, Claim(SUMS, status, mentions=mentions, about=f"wrong figure, {form}")
    )


def late_report(day: date) -> Defect:
    """The newest report came out on this day."""
    return rewrite(
        COLUMN, 0, lambda story: replace(story, day=day), Claim(PRESENCE, mentions=f"{day}", about="late")
    )


def lacking_report(*parts: int, mentions: str) -> Defect:
    """The newest report lacks parts, from 1, with their tables."""

    def change(story: Story) -> Story:
        assert story.day is not None
        report = report_of(story.key // 1000, story.day.year - 1)
        return replace(story, blocks=(html_report(report, leave_out=parts),))

    return rewrite(COLUMN, 0, change, Claim(PRESENCE, mentions=mentions, about=f"lacks {parts}"))


def drop_report(spec: PortalSpec) -> Planted:
    """The newest report is not there; the older ones are."""
    spec = change_column(spec, COLUMN, lambda column: replace(column, stories=column.stories[1:]))
    return claim_of_home(spec, Claim(PRESENCE, on="home", mentions="没有发布", about="missing"))


def scanned_report(spec: PortalSpec) -> Planted:
    """The newest report is a scan: what it says is not known."""

    def change(story: Story) -> Story:
        text = ("年度报告详见附件。",)
        return replace(
            story, paragraphs=text, blocks=(), files=(File("年度报告", "pdf", content=scan_of(3)),)
        )

    statuses = {**spec.statuses, PRESENCE: ("unknown",), SUMS: ("unknown",)}
    spec = replace(change_story(spec, COLUMN, 0, change), statuses=statuses)
    return Planted(spec, (Promise(PRESENCE, "unknown"), Promise(SUMS, "unknown")))


def old_report(
    year: int,
    generation: str,
    changed: Mapping[str, int],
    mentions: str,
    form: str = "html",
    *,
    words: str = "",
    status: str = "fail",
) -> Defect:
    """A report of an old format with one wrong figure; sound where nothing is changed or to be mentioned."""
    body = _FORMS[form](statistics_rows(generation, changed))
    body = f"<p>一、工作概述</p><p>全年工作有序开展。{words}</p>{body}"
    return _added(year, body, mentions if changed else "", generation, status=status)


def report_of_2019_format(year: int, spoil: Callable[[Report], Report], mentions: str, form: str) -> Defect:
    """A report in the format of 2019 with one wrong figure."""
    report = spoil(to_earlier(replace(report_of(77, year), words=())))
    return _added(year, _body(report, form), mentions, f"2019, {form}", _files(report, form))


# -- decoys


def attached_report(number: int, kind: str) -> Defect:
    """A report that stands in a file: docx or pdf."""

    def decoy(spec: PortalSpec) -> Planted:
        def change(story: Story) -> Story:
            assert story.day is not None
            report = report_of(story.key // 1000, story.day.year - 1)
            text = ("年度报告全文详见附件。",)
            return replace(story, paragraphs=text, blocks=(), files=_files(report, kind))

        return Planted(change_story(spec, COLUMN, number, change))

    return decoy


def other_writing(number: int, write: Callable[[int], str]) -> Defect:
    """Numbers of a report in full width, with separators, empty for 0 and so on."""

    def decoy(spec: PortalSpec) -> Planted:
        def change(story: Story) -> Story:
            assert story.day is not None
            report = report_of(story.key // 1000, story.day.year - 1)
            plain, other = html_table(application_rows(report)), html_table(application_rows(report, write))
            return replace(story, blocks=(html_report(report).replace(plain, other),))

        return Planted(change_story(spec, COLUMN, number, change))

    return decoy


def foreign_reports(offices: Sequence[str], year: int) -> Defect:
    """Reports of other offices in the same column, one of them with a wrong sum: theirs to mend."""

    def decoy(spec: PortalSpec) -> Planted:
        grower = Grower(spec.as_of, 960, spec.name)
        stories = []
        for at, office in enumerate(offices):
            report = report_of(960 + at, year)
            if not at:
                rows = [list(row) for row in report.applications]
                rows[2][0] += 5
                report = replace(report, applications=tuple(map(tuple, rows)))
            title = f"{spec.short}{office}{year}年政府信息公开工作年度报告"
            day = date(year + 1, 2, 3 + at)
            stories.append(Story(grower.key(), title, day, office, blocks=(html_report(report),)))
        return Planted(add_stories(spec, COLUMN, *stories))

    return decoy


# -- planting


def _body(report: Report, form: str) -> str:
    return html_report(report, _FORMS[form]) if form in _FORMS else "<p>年度报告全文详见附件。</p>"


def _files(report: Report, form: str) -> tuple[File, ...]:
    if form in _FORMS:
        return ()
    content = docx_of(blocks(report)) if form == "docx" else pdf_of([text_lines(report)])
    return (File(f"{report.year}年度报告", form, content=content),)


def _added(
    year: int, body: str, mentions: str, about: str, files: tuple[File, ...] = (), status: str = "fail"
) -> Defect:
    def defect(spec: PortalSpec) -> Planted:
        key = Grower(spec.as_of, 970, spec.name).key() + year % 100
        claims = (Claim(SUMS, status, mentions=mentions, about=about),) if mentions else ()
        title = f"{year}年政府信息公开工作年度报告"
        day = date(year + 1, 3, 12)
        story = Story(key, title, day, spec.name, files=files, blocks=(body,), claims=claims)
        promises = tuple(Promise(SUMS, status, story_of(key), mentions) for _ in claims)
        return Planted(add_stories(spec, COLUMN, story), promises)

    return defect
