"""What the checks of interpretations share: parameters, what was not seen, and how a pair is shown."""

from collections.abc import Sequence

from pydantic import Field

from checks._columns import ELSEWHERE
from checks._seen import gap, undecided
from checks._words import cut, quoted
from xunjian.model.finding import Evidence, Finding, Subject
from xunjian.model.interpretation import Document, Interpretations, Pair
from xunjian.model.site import ColumnKind, ColumnTree, Coverage
from xunjian.plugin import CheckParams, ColumnName, stored, unknown

COLUMN = "政策解读"


class PairParams(CheckParams):
    """Of every check that goes through interpretations."""

    columns: tuple[ColumnName, ...] = Field(
        default=("政策解读", "解读回应", "文件解读"),
        min_length=1,
        description="登载政策解读的栏目名称，没有读全时不作“通过”的结论",
    )


def not_seen(columns: ColumnTree, coverage: Coverage, names: Sequence[str]) -> str:
    """Why there may be more interpretations than were seen; empty where there are none."""
    if reason := gap(coverage):
        return f"没有看全：{reason}"
    matches = [match for asked in names for match in columns.find(asked) if match.sure]
    own = [match.column for match in matches if match.column and match.column.kind not in ELSEWHERE]
    for column in own:
        if column.kind is ColumnKind.UNREAD:
            return f"{quoted(column.name)}栏目没有读到：{column.reason.rstrip('。') or '原因不明'}"
        if column.unrendered:
            return f"{quoted(column.name)}栏目的列表由脚本生成，本次没有用浏览器打开"
        if not column.seen_whole:
            return f"{quoted(column.name)}栏目的列表没有读完"
    if matches and not own:
        return f"{quoted(matches[0].found)}设在别处（{matches[0].url}），本次没有读到其中的信息"
    return ""


def no_pairs(found: Interpretations, seen: str) -> Finding:
    """Without a pair there is nothing to judge."""
    if seen:
        return unknown(undecided([seen]))
    if not found.documents:
        return unknown("未能判定：网站上没有看到政策解读，没有可以核对的样本。")
    return unknown(
        undecided([f"看到 {len(found.documents)} 篇解读，都没有对应到本网站上本单位发布的政策文件"])
    )


def subject_of(document: Document) -> Subject:
    return Subject("article", document.url, title=document.title)


def shown(document: Document) -> Evidence:
    """Its stored page, with title and day."""
    day = document.first
    return stored(document.copies[0].page.fetch, f"{document.title}{f' {day}' if day else ''}")


def matched(pair: Pair) -> Evidence:
    """How the two were told to belong together."""
    quote = f"按{pair.by}对应：解读《{pair.interpretation.title}》——政策《{pair.policy.title}》"
    return Evidence("computation", pair.interpretation.url, quote=quote)


def named(document: Document) -> str:
    return quoted(cut(document.title))
