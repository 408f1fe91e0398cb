"""Whether a unit's home page opened: this time, and in the rounds of the days before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import ClassVar, Literal

from xunjian.model.moment import CHINA
from xunjian.model.observation import Fetch, Outcome
from xunjian.model.site import Fact, Need

_WORDS = {
    "dns": "域名无法解析",
    "refused": "拒绝连接",
    "reset": "连接被重置",
    "timeout": "15 秒内没有打开",
    "tls": "加密连接出错",
    "protocol": "返回的不是网页协议内容",
    "redirect": "重定向超过 10 次",
    "bad_redirect": "重定向地址错误",
    "empty": "没有返回内容",
    "shield": "返回验证页面",
    "login": "要求登录",
    "private_address": "是内网地址，未获准访问",
    "line": "当时没有别的网站打得开，可能是本机网络不通",
}


@dataclass(frozen=True, slots=True)
class Sample:
    """One look at a home page, redirects followed: one request for each address, no second try.

    `ok`: it was there, whole, within 15 s. `failed`: it was not, and the way there is known to have been
    open. `blocked`: a shield, a login or a refusal answered. `unknown`: our own line may be to blame.
    """

    at: datetime
    """When it began; aware."""
    outcome: Outcome
    code: str
    """As of a fetch; `line`: nothing was heard of any other site either."""
    status: int | None = None
    seconds: float = 0.0
    """Until the page was there, or until it was given up."""

    @property
    def day(self) -> date:
        """The day in Asia/Shanghai."""
        return self.at.astimezone(CHINA).date()

    @property
    def minute(self) -> str:
        """When, as people in China say it: `11-21 08:30`."""
        return f"{self.at.astimezone(CHINA):%m-%d %H:%M}"

    @property
    def words(self) -> str:
        """What was met, in Chinese; empty where the page was there."""
        if self.outcome is Outcome.OK:
            return ""
        if self.outcome is Outcome.UNKNOWN and self.code == "timeout":
            return "本机当时过忙"
        return _WORDS.get(self.code) or (f"返回 {self.status}" if self.status else "打不开")

    @property
    def counts(self) -> bool:
        """Whether it says something of the site."""
        return self.outcome in (Outcome.OK, Outcome.FAILED)


LookState = Literal["open", "failed", "unknown"]


@dataclass(frozen=True, slots=True)
class HomeLook:
    """The home page in the crawl itself, after the whole ladder of tries."""

    state: LookState
    words: str = ""
    """Chinese: what was met where it is not open."""
    fetches: tuple[Fetch, ...] = ()
    """From the home address to its end."""


@dataclass(frozen=True, slots=True)
class Availability(Fact):
    """`samples`: as copied into the snapshot before it was closed, the oldest first."""

    need: ClassVar[Need] = Need.HTTP
    look: HomeLook
    samples: tuple[Sample, ...] = ()

    def within(self, first: date, last: date) -> tuple[Sample, ...]:
        """The samples of the days from first to last, both included."""
        return tuple(each for each in self.samples if first <= each.day <= last)


def full_days(samples: Sequence[Sample], least: int) -> int:
    """Days with at least so many samples that count."""
    per_day: dict[date, int] = {}
    for each in samples:
        per_day[each.day] = per_day.get(each.day, 0) + each.counts
    return sum(count >= least for count in per_day.values())


def as_data(samples: Sequence[Sample]) -> dict[str, object]:
    """Samples as an observation keeps them."""
    rows = [
        [each.at.astimezone(UTC).isoformat(timespec="seconds"), each.outcome.value, each.code, each.status,
         round(each.seconds, 2)]
        for each in samples
    ]  # fmt: skip
    return {"samples": rows}
