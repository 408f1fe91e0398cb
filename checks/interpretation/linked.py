"""interpretation.linked: policies and their interpretations lead to each other."""

from collections.abc import Iterator

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
from xunjian.model.interpretation import Interpretations, Pair, Tie
from xunjian.model.site import ColumnTree, Coverage
from xunjian.model.unit import DEPARTMENTS, GOVERNMENTS
from xunjian.plugin import check, fail, ok, unknown

CLAUSE = "国办秘函〔2019〕19号 解读关联；政策解读评估指标3.3.3“解读与文件相互关联”"


@check(
    "interpretation.linked",
    title="政策与解读互相链接",
    clause=CLAUSE,
    unit_types=GOVERNMENTS | DEPARTMENTS,
    classes={"policy": "政策没有链接到解读", "interpretation": "解读没有链接到政策"},
)
def interpretations_are_linked(
    found: Interpretations, columns: ColumnTree, coverage: Coverage, params: PairParams
) -> Iterator[Finding]:
    """看政策文件和它的解读是否互相有链接：解读页没有链接到政策，或者政策页没有链接到解读，都不通过，两个方向分开报。

    按标题、文号、书名号里的名称和页面上的链接，把解读与本网站上本单位发布的政策文件对应起来，只核对对应得上的。
    解读国家、省级或其他单位文件的，转载的，没有配解读的政策，都不在此项。链接可以在正文、附件、相关信息里，可以是
    图片或脚本链接；只链接到解读栏目的不算。同一文件在几处发布的，任何一处有链接即可；一份政策有几篇解读的，链接到
    其中一篇即可。页面没有读到、链接由脚本算出而读不懂的，未能判定。
    """
    seen = not_seen(columns, coverage, params.columns)
    if not found.pairs:
        yield no_pairs(found, seen)
        return
    doubts = []
    clean = True
    judged: set[str] = set()
    for pair in found.pairs:
        for tie, start in ((pair.to_policy, pair.interpretation), (pair.to_interpretation, pair.policy)):
            if tie is Tie.LINKED or start.url in judged:
                continue
            clean = False
            if tie is Tie.UNSEEN:
                doubts.append(f"{named(start)}（{start.url}）{pair.why_unseen}")
                continue
            judged.add(start.url)
            yield _unlinked(pair, policy=start is pair.policy)
    if doubts:
        yield unknown(undecided(doubts))
    elif clean and seen:
        yield unknown(undecided([f"看到的 {len(found.pairs)} 对政策和解读都互相有链接，但{seen}"]))
    elif clean:
        quote = "；".join(f"{pair.policy.title} ←→ {pair.interpretation.title}" for pair in found.pairs[:20])
        proof = Evidence("computation", columns.home_url, quote=quote)
        yield ok(f"核对了 {len(found.pairs)} 对政策和解读，都互相有链接。", proof)


def _unlinked(pair: Pair, *, policy: bool) -> Finding:
    start, end = (pair.policy, pair.interpretation) if policy else (pair.interpretation, pair.policy)
    what = ("政策文件", "解读") if policy else ("解读", "政策文件")
    return fail(
        subject_of(start),
        cited(f"{what[0]}{named(start)}的页面没有链接到它的{what[1]}{named(end)}（{end.url}）", CLAUSE),
        shown(start),
        shown(end),
        matched(pair),
        expected=f"页面上有到{what[1]}的链接",
        observed=f"看过页面上全部 {len(start.copies[0].page.reading.all_links)} 个链接，没有指向{what[1]}的",
        signature="policy" if policy else "interpretation",
        kind="policy" if policy else "interpretation",
        column=start.copies[0].column or COLUMN,
    )
