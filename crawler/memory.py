"""What a crawl remembers of its hosts beside its frontier, so that one that was killed goes on as it was.

A shield that was met stays met, a cookie that opened the way is kept, a host that asked for patience gets it
still; what robots.txt said and which shield answered is written down when it is learned, not at the end.
"""

import json
from datetime import UTC, datetime

from crawler.before import Before
from crawler.hosts import Host, Schedule
from crawler.robots import Robots
from storage.snapshot import SnapshotWriter
from xunjian.model.observation import Observation
from xunjian.model.unit import host_of


class Memory:
    """Writes down how hosts stand, whenever it changes."""

    def __init__(self, writer: SnapshotWriter, schedule: Schedule, robots: Robots, earlier: Before) -> None:
        self._writer = writer
        self._schedule = schedule
        self._robots = robots
        self._earlier = earlier
        self._rules_told = 0
        self._kept: dict[str, dict[str, object]] = {}

    def keep(self, host: Host) -> None:
        """To be called after every fetch, before its commit."""
        if len(self._robots.seen) != self._rules_told:
            self._tell_rules()
        state = self._state_of(host)
        before = self._kept.get(host.name)
        if state == before:
            return
        self._kept[host.name] = state
        self._writer.remember(host.name, json.dumps(state, ensure_ascii=False))
        if host.shielded and (before is None or host.shielded != before["shielded"]):
            data: dict[str, object] = {"name": host.shield, "count": host.shielded}
            self._writer.observe(Observation("shield", host.name, data, _now()))

    def close(self) -> None:
        """At the end of the walk: what was learned and belongs to no fetch."""
        self._tell_rules()
        for host in self._schedule.hosts():
            if host.shielded:
                self.keep(host)

    def recall(self) -> None:
        """Let the hosts stand as they did when the crawl was interrupted."""
        for name, state in self._writer.remembered():
            host = self._schedule.host(name)
            told = json.loads(state)
            _restore(host, told)
            if told.get("distrusted"):
                self._earlier.distrust(name)
            self._kept[name] = self._state_of(host)

    def _state_of(self, host: Host) -> dict[str, object]:
        return _state_of(host) | {"distrusted": host.name in self._earlier.distrusted}

    def _tell_rules(self) -> None:
        self._rules_told = len(self._robots.seen)
        for origin, rules in self._robots.seen.items():
            data: dict[str, object] = {"status": rules.status, "rule": rules.rule}
            if rules.pause:
                data["pause"] = rules.pause
            self._writer.observe(Observation("robots", host_of(origin), data, _now()))


def _state_of(host: Host) -> dict[str, object]:
    """What cannot be learned anew without asking the host for it. A pace is kept where it is slower."""
    return {
        # What died under way may live again; a shield is left alone.
        "blocked": host.blocked if host.blocked == "shield" else "",
        "shield": host.shield,
        "shields": host.shields,
        "shielded": host.shielded,
        "rested": round(host.rested, 1),
        "timeouts": host.timeouts if not host.answered else 0,
        "answered": host.answered,
        "cookies": dict(host.cookies),
        "cap": host.cap if host.cap < host.base_cap else 0,
        "delay": host.delay if host.delay > host.base_delay else 0.0,
    }


def _restore(host: Host, state: dict[str, object]) -> None:
    def number(key: str) -> float:
        value = state.get(key)
        return value if isinstance(value, int | float) else 0

    host.blocked, host.shield = str(state.get("blocked", "")), str(state.get("shield", ""))
    host.shields, host.shielded = int(number("shields")), int(number("shielded"))
    host.rested, host.timeouts = float(number("rested")), int(number("timeouts"))
    host.answered = bool(state.get("answered"))
    cookies = state.get("cookies")
    if isinstance(cookies, dict):
        host.cookies.update(cookies)
    if number("cap"):
        host.cap = min(host.cap, int(number("cap")))
    host.delay = max(host.delay, float(number("delay")))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
