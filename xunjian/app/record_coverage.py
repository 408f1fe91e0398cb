"""How much of a site a crawl saw, as audit.json tells it."""

from collections import Counter
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from xunjian.app.next_step import next_step
from xunjian.facts.coverage import cut_in_words, fault_in_words, reason_in_words
from xunjian.facts.fetches import is_redirect
from xunjian.model.audit import AuditCoverage, AuditCut, AuditReason, AuditShield, AuditUnseen
from xunjian.model.observation import Fetch, Outcome, Role, Snapshot
from xunjian.model.unit import host_of

_MAX_UNSEEN = 20
_GONE = (404, 410)
_MUCH = 10
"""A site that forbids one page in so many or more is to be asked to open them."""


def coverage_record(snapshot: Snapshot, mostly_unseen: str = "") -> AuditCoverage:
    """Counts of addresses in scope; redirects are steps on the way and are not counted."""
    counts = dict.fromkeys(Outcome, 0)
    targets = rendered = unrendered = 0
    unseen: list[Fetch] = []
    for fetch in snapshot.fetches():
        if fetch.role is Role.RENDERED:
            rendered += fetch.outcome is Outcome.OK
            unrendered += fetch.outcome is not Outcome.OK
        elif fetch.role is Role.TARGET:
            targets += 1
        elif fetch.role is Role.PAGE and not is_redirect(fetch):
            counts[fetch.outcome] += 1
            if fetch.outcome is not Outcome.OK:
                unseen.append(fetch)
    why = partial(_why, broken_rules=_broken_rules(snapshot))
    browser = snapshot.plan.browser
    shut = sum(fetch.code == "robots" for fetch in unseen)
    # Not in the order of their coming: two looks at the same site are to say the same.
    shown = sorted(unseen, key=lambda fetch: (fetch.depth, fetch.url))[:_MAX_UNSEEN]
    return AuditCoverage(
        planned=sum(counts.values()),
        read=counts[Outcome.OK],
        blocked=counts[Outcome.BLOCKED],
        failed=counts[Outcome.FAILED],
        unknown=counts[Outcome.UNKNOWN],
        targets=targets,
        rendered=rendered,
        unrendered=unrendered,
        browser_failed=not rendered and _browser_failed(snapshot, unrendered),
        browser=Path(browser).stem.capitalize() if browser else None,
        cut=tuple(_cuts(snapshot)),
        unseen=tuple(AuditUnseen(url=fetch.url, reason=why(fetch)) for fetch in shown),
        reasons=tuple(
            AuditReason(reason=reason, count=count)
            for reason, count in sorted(
                Counter(map(why, unseen)).items(), key=lambda each: (-each[1], each[0])
            )
        ),
        mostly_unseen=mostly_unseen or None,
        next_step=next_step(snapshot, shut=shut * _MUCH >= max(1, sum(counts.values()))) or None,
        shields=tuple(_shields(snapshot)),
        user_agent=snapshot.plan.user_agent,
    )


def pages_looked_at(snapshot: Snapshot) -> frozenset[str] | None:
    """Pages that were read or are gone; None where none was left out, whoever is to blame for it."""
    pages = [fetch for fetch in snapshot.fetches() if fetch.role is Role.PAGE]
    seen = frozenset(each.url for each in pages if each.outcome is Outcome.OK or each.status in _GONE)
    return None if len(seen) == len(pages) else seen


def _browser_failed(snapshot: Snapshot, unrendered: int) -> bool:
    """Whether there was something to open in the browser, and it never opened anything."""
    looks = [*snapshot.observations("paint"), *snapshot.observations("render")]
    return bool(looks or unrendered) and all(each.data.get("error") for each in looks)


def _broken_rules(snapshot: Snapshot) -> dict[str, str]:
    """Hosts whose robots.txt forbids all because it was in trouble itself: why nothing of them was seen."""
    return {
        each.key: f"robots.txt 返回 {each.data.get('status')}，按规定本次不抓取"
        for each in snapshot.observations("robots")
        if each.data.get("rule") == "forbidden"
    }


def _why(fetch: Fetch, broken_rules: Mapping[str, str]) -> str:
    if fetch.code == "robots" and host_of(fetch.url) in broken_rules:
        return broken_rules[host_of(fetch.url)]
    return fault_in_words(fetch) if fetch.outcome is Outcome.FAILED else reason_in_words(fetch)


def _shields(snapshot: Snapshot) -> list[AuditShield]:
    """Hosts of the unit that a shield stands before; another site's shield is not the unit's to open."""
    if snapshot.meta.get("finish_detail") == "http_403":
        host = host_of(snapshot.plan.home_url)
        return [AuditShield(host=host, name="首页就拒绝访问（403）", count=_refusals(snapshot))]
    return [
        AuditShield(host=each.key, name=str(each.data.get("name", "")), count=_whole(each.data.get("count")))
        for each in snapshot.observations("shield")
        if each.key in snapshot.plan.hosts
    ]


def _refusals(snapshot: Snapshot) -> int:
    return sum(attempt.status == 403 for fetch in snapshot.fetches(Role.PAGE) for attempt in fetch.attempts)


def _cuts(snapshot: Snapshot) -> list[AuditCut]:
    return [
        AuditCut(
            reason=cut_in_words(each.key),
            count=_whole(each.data.get("count")),
            examples=_texts(each.data.get("examples")),
        )
        for each in snapshot.observations("cut")
    ]


def _whole(value: object) -> int:
    return int(value) if isinstance(value, int | float) else 0


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(each) for each in value) if isinstance(value, list | tuple) else ()
