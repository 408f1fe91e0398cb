"""What goes into the form of a run: items for a person, what the program found, what was given before."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from xunjian.app.assess_limits import awaits_person, limit_words
from xunjian.catalog import load_catalog
from xunjian.html.private import mask_text
from xunjian.model.assessment import AssessmentEntry
from xunjian.model.audit import Audit, AuditEvidence, AuditFinding, AuditIndicator
from xunjian.model.finding import Status
from xunjian.packs.item import Item
from xunjian.packs.load import LoadedPack
from xunjian.packs.rule import Given, Veto
from xunjian.packs.words import plain, rule_words
from xunjian.reports.assessment_form import CLEAR, VETOED, FormHead, FormLine

_SHOWN = 5
"""Findings told of one item."""


def form_head(audit: Audit) -> FormHead:
    pack = audit.pack
    return FormHead(
        unit_name=audit.unit.name,
        unit_id=audit.unit.id,
        run_id=audit.run.id,
        pack=f"{pack.id}@{pack.version}",
        pack_title=pack.title or pack.id,
        as_of=audit.run.as_of.isoformat(),
    )


def form_lines(
    audit: Audit, loaded: LoadedPack, standing: Mapping[str, AssessmentEntry], *, every: bool = False
) -> Iterator[FormLine]:
    """Lines of the items that a person decides for this unit, in the order of the pack. `every`: of those too
    that a check decides by itself, for the unit's own score (Q20)."""
    indicators = {each.id: each for each in audit.indicators}
    findings = {each.id: each for each in audit.findings}
    for leaf in loaded.pack.leaves():
        indicator = indicators.get(leaf.id)
        claimed = every and leaf.check is not None and not isinstance(leaf.rule, Veto)
        if indicator is None or not (awaits_person(leaf) or claimed):
            continue
        entry = standing.get(leaf.id)
        if indicator.status == "not_applicable" and entry is None:
            continue
        found = _found(leaf, indicator, audit, loaded, findings)
        if entry is not None and not entry.holds(audit.run.as_of):
            found = "\n".join(filter(None, (_before(entry), found)))
            entry = None
        yield _line(leaf, indicator, found, entry)


def _line(leaf: Item, indicator: AuditIndicator, found: str, entry: AssessmentEntry | None) -> FormLine:
    manual = leaf.manual
    ask = leaf.confirm or (manual.ask if manual else "由程序判定，只写自评分。")
    if manual is not None and manual.evidence:
        ask += "（给分须附佐证）"
    said = entry.said if entry else None
    return FormLine(
        item_id=leaf.id,
        title=leaf.title,
        above=" › ".join(indicator.path),
        way=("线索" if leaf.confirm else "自动") if leaf.check else "人工",
        full=plain(leaf.points) if leaf.points is not None else "",
        rule=limit_words(leaf)
        if isinstance(leaf.judged_by, Given)
        else f"{rule_words(leaf, load_catalog().checks)}；{limit_words(leaf)}",
        ask=ask,
        found=mask_text(found),
        self_points="" if said is None or said.self_points is None else plain(said.self_points),
        points=_given(said.points, said.vetoed) if said else "",
        exempt=(said.not_applicable_reason or "") if said else "",
        link=said.link if said else "",
        person=said.person if said else "",
        note=said.note if said else "",
        veto=isinstance(leaf.rule, Veto),
    )


def _given(points: Decimal | None, vetoed: bool | None) -> str:
    if vetoed is not None:
        return VETOED if vetoed else CLEAR
    return "" if points is None else plain(points)


def _before(entry: AssessmentEntry) -> str:
    """What an entry said that counts no more."""
    said = entry.said
    given = _given(said.points, said.vetoed) or said.not_applicable_reason or "未评"
    state = "已撤回" if entry.withdrawn else f"有效期至 {entry.until}，不适用于本次"
    return f"上次评分：{given}（{said.person}，{said.day}，{state}）"


def _found(
    leaf: Item,
    indicator: AuditIndicator,
    audit: Audit,
    loaded: LoadedPack,
    findings: Mapping[str, AuditFinding],
) -> str:
    """What the check of an item found, or why it found nothing."""
    if leaf.check is None:
        return ""
    seen = [findings[each] for each in indicator.finding_ids if each in findings]
    if seen:
        lines = [f"{at}. {each.message}{each.subject.url}" for at, each in enumerate(seen[:_SHOWN], 1)]
        more = [f"另有 {len(seen) - _SHOWN} 处，见问题清单。"] if len(seen) > _SHOWN else []
        return "\n".join([f"程序发现 {len(seen)} 处：", *lines, *more])
    params = loaded.params[leaf.id].model_dump(mode="json")
    for check in audit.checks:
        # The same check of an item for other types of unit is not owed; this item's is the other one.
        owed = check.status is not Status.NOT_APPLICABLE
        if owed and check.check == leaf.check and check.parameters == params:
            notes = [f"{note.message}{_address(note.evidence)}" for note in check.notes[:_SHOWN]]
            return "\n".join(notes) or check.reason
    return ""


def _address(evidence: tuple[AuditEvidence, ...]) -> str:
    return next((each.url for each in evidence if each.url), "")
