"""Budgets and final accounts of a portal: whole ones, and what may be missing from them."""

from dataclasses import replace
from datetime import date

from xunjian.testing.documents import docx_of
from xunjian.testing.planting import Defect, Planted, Promise, change_column, home_of
from xunjian.testing.spec import Claim, Column, File, PortalSpec, Story

CHECK = "disclosure.budget"
ELEMENTS = ("年预算", "年决算", "“三公”经费说明", "预决算表格")
"""Words by which a report names what is missing."""

_EXPLAINED = (
    "<p>“三公”经费情况说明：因公出国（境）费0万元，公务接待费比上年减少0.3万元，"
    "主要原因是厉行节约、压减支出。</p>"
)
_HEAD = ("项目", "本年数（万元）", "上年数（万元）")
_LINES = (("基本支出", "812.40", "790.15"), ("项目支出", "236.00", "251.80"), ("合计", "1048.40", "1041.95"))
_TABLE = (
    "<table border=1>"
    + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in (_HEAD, *_LINES))
    + "</table>"
)


def with_accounts(column: Column, as_of: date, body: str = "") -> Column:
    """The column with the papers that are due: the newest budget and final accounts, then older ones."""
    budget = as_of.year - (as_of <= date(as_of.year, 4, 30))
    final = as_of.year - 1 - (as_of <= date(as_of.year, 10, 31))
    papers = [
        (date(budget, 4, 3), f"{body}{budget}年部门预算公开"),
        (date(final + 1, 9, 15), f"{body}{final}年度部门决算公开"),
        (date(budget - 2, 4, 8), f"{body}{budget - 2}年部门预算公开"),
    ]
    papers.sort(reverse=True)
    blocks = (_EXPLAINED, _TABLE)
    stories = zip(column.stories, papers, strict=True)
    return replace(
        column,
        stories=tuple(replace(story, title=title, day=day, blocks=blocks) for story, (day, title) in stories),
    )


def _lacking(missing: str, about: str, keep: bool, *blocks: str) -> Defect:
    def defect(spec: PortalSpec) -> Planted:
        def spoil(story: Story) -> Story:
            day = story.day
            if not keep and "决算" in story.title and day is not None:
                # The accounts of a year long past: those that are due are not there.
                day = date(day.year - 3, day.month, day.day)
                year = int("".join(mark for mark in story.title if mark.isdigit()))
                return replace(story, title=story.title.replace(str(year), str(year - 3)), day=day)
            return replace(story, files=(), blocks=blocks) if keep else story

        claim = Claim(CHECK, on="home", mentions=missing, about=about)

        def change(column: Column) -> Column:
            rows = sorted(map(spoil, column.stories), key=lambda s: s.day or spec.as_of, reverse=True)
            return replace(column, stories=tuple(rows), claims=(*column.claims, claim))

        promise = Promise(CHECK, subject=home_of, mentions=missing)
        return Planted(change_column(spec, "yjs", change), (promise,))

    return defect


def without_explanation() -> Defect:
    return _lacking(ELEMENTS[2], "no explanation of 三公经费", True, _TABLE)


def without_tables() -> Defect:
    return _lacking(ELEMENTS[3], "no tables", True, _EXPLAINED)


def old_final_accounts() -> Defect:
    return _lacking(ELEMENTS[1], "final accounts of years ago", False)


def in_attachments(spec: PortalSpec) -> Planted:
    """A decoy: the pages say nothing, all of it stands in their attachments."""
    content = docx_of(["“三公”经费增减变化原因说明：与上年持平。", [_HEAD, *_LINES]])

    def change(column: Column) -> Column:
        file = File("部门预决算公开文本", "docx", content=content)
        rows = (replace(story, blocks=(), files=(file,)) for story in column.stories)
        return replace(column, stories=tuple(rows))

    return Planted(change_column(spec, "yjs", change))
