"""interpretation.timely: interpretations come out within days of their policies."""

from collections.abc import Iterator
from datetime import date

from pydantic import Field

from checks._seen import undecided
from checks._words import cited
from checks.interpretation._pairs import (
    COLUMN,
    PairParams,
    matched,
    named,
    no_pairs,
    not_seen,
    shown,
    subject_of,
)
from xunjian.model.finding import Evidence, Finding
from xunjian.model.interpretation import Document, Interpretations, Pair
from xunjian.model.site import ColumnTree, Coverage
from xunjian.model.unit import DEPARTMENTS, GOVERNMENTS
from xunjian.plugin import check, fail, ok, review, unknown

CLAUSE = "政策解读评估指标3.2.2“解读与文件同步公开”（3日内，按自然日计）"

_YEAR = 366


class Params(PairParams):
    days: int = Field(default=3, ge=0, description="解读最迟在政策发布后几天内发布（天，自然日，含当天）")


@check("interpretation.timely", title="政策解读及时", clause=CLAUSE, unit_types=GOVERNMENTS | DEPARTMENTS)
def interpretations_are_timely(
    found: Interpretations, columns: ColumnTree, coverage: Coverage, params: Params
) -> Iterator[Finding]:
    """看解读是不是在政策发布后 3 天（按参数，自然日）内发布：晚于这一天的不通过，正好第 3 天仍算及时。

    政策的日期取它在本网站的发布日期，只有成文日期的，晚了也只作待人工确认。解读先于政策或与政策同日发布的算及时；
    政策在几处发布或重新发布的，对其中一次及时即可。一份政策已有及时的解读，后来又补充的解读待人工确认；相隔一年以上的，
    可能是另一年度的文件，也待人工确认。
    只核对能与本单位政策对应的解读；两个日期缺一个的，未能判定。
    """
    seen = not_seen(columns, coverage, params.columns)
    if not found.pairs:
        yield no_pairs(found, seen)
        return
    doubts, timely = [], []
    late: list[tuple[Pair, int, bool]] = []
    for pair in found.pairs:
        day = pair.interpretation.first
        days = [each for each in pair.policy.days if each is not None]
        bases = days or ([pair.policy.written] if pair.policy.written else [])
        if day is None or not bases:
            doubts.append(f"{named(pair.interpretation if day is None else pair.policy)}没有写日期")
            continue
        taken = min(_taken(day, base) for base in bases)
        if taken > params.days:
            late.append((pair, taken, bool(days)))
        else:
            timely.append(pair)
    prompt = {pair.policy.url for pair in timely}
    for pair, taken, sure in late:
        yield _late(pair, taken, params.days, sure=sure, prompt=pair.policy.url in prompt)
    if doubts:
        yield unknown(undecided(doubts))
    elif seen and not late:
        yield unknown(undecided([f"看到的 {len(timely)} 篇解读都及时，但{seen}"]))
    elif not late:
        quote = "；".join(
            f"{pair.interpretation.title}：{pair.policy.first} → {pair.interpretation.first}"
            for pair in timely[:20]
        )
        proof = Evidence("computation", columns.home_url, quote=quote)
        yield ok(f"核对了 {len(timely)} 篇解读，都在政策发布后 {params.days} 天内发布。", proof)


def _taken(day: date, base: date) -> int:
    return max(0, (day - base).days)


def _late(pair: Pair, taken: int, limit: int, *, sure: bool, prompt: bool) -> Finding:
    interpretation, policy = pair.interpretation, pair.policy
    said = f"解读{named(interpretation)}发布于 {interpretation.first}，"
    said += _of_policy(policy, taken, sure)
    if prompt:
        said += "；这份政策已有及时发布的解读，请人工确认后发的这一篇是否要求及时"
    if taken > _YEAR:
        said += "；相隔一年以上，请人工确认解读的是不是这一份政策"
    make = fail if sure and not prompt and taken <= _YEAR else review
    return make(
        subject_of(interpretation),
        cited(said, CLAUSE),
        shown(interpretation),
        shown(policy),
        matched(pair),
        expected=f"在政策发布后 {limit} 天内（含第 {limit} 天）发布",
        observed=f"政策发布后第 {taken} 天发布" if sure else f"成文日期后第 {taken} 天发布",
        signature="late",
        column=interpretation.copies[0].column or COLUMN,
    )


def _of_policy(policy: Document, taken: int, sure: bool) -> str:
    if sure:
        return f"政策{named(policy)}发布于 {policy.first}，相隔 {taken} 天"
    return f"政策{named(policy)}只看到成文日期 {policy.written}，相隔 {taken} 天，请人工核对政策的发布日期"
