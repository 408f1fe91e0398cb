"""What `pack lint` says of a pack without faults: sums against what is printed, then warnings."""

from collections.abc import Iterator

from xunjian.app.packs import open_pack
from xunjian.packs.schema import Pack
from xunjian.packs.totals import points_of
from xunjian.packs.words import plain


def lint_pack(reference: str) -> Iterator[str]:
    """Lines to print. Raises ConfigError at the first fault."""
    loaded = open_pack(reference)
    count = sum(1 for _ in loaded.pack.leaves())
    yield f"“{loaded.pack.title}”没有发现错误：{count} 项指标。"
    yield from _sums(loaded.pack)
    if loaded.warnings:
        yield f"留意 {len(loaded.warnings)} 处："
        yield from (f"- {warning}" for warning in loaded.warnings)


def _sums(pack: Pack) -> Iterator[str]:
    for kind in pack.unit_types:
        if kind in pack.graded_only:
            yield f"{kind}：只评等次。"
            continue
        printed = pack.total.get(kind) if isinstance(pack.total, dict) else pack.total
        score, bonus = (points_of(pack.items, kind, role) for role in ("score", "bonus"))
        text = f"{kind}：各项合计 {plain(score)} 分"
        if any(item.weight for item in pack.items):
            text = f"{kind}：各组按权重折算，满分 {plain(pack.full or 100)} 分"
        elif printed is not None:
            text += f"，原文总分 {plain(printed)} 分" + ("" if printed == score else "，不一致")
        yield text + (f"；另有加分 {plain(bonus)} 分。" if bonus else "。")
