"""One availability round: every registered unit's home page is looked at once, and what came of it kept."""

import asyncio
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from crawler.net.names import Names
from crawler.probes.availability import Sampler
from crawler.shield import Shields
from storage.availability import drop_samples, save_samples
from storage.database import open_database
from xunjian.app.contact import own_user_agent
from xunjian.app.register import select_units
from xunjian.errors import UsageError
from xunjian.model.availability import Sample
from xunjian.model.observation import Outcome
from xunjian.model.unit import Unit
from xunjian.paths import config_dir

_KEPT_DAYS = 92


@dataclass(frozen=True, slots=True)
class ProbeRequest:
    """Whom to look at. `witnesses`: sites that only show whether the line of this machine is open."""

    group: str | None = None
    witnesses: tuple[str, ...] = ()
    allow_private: bool = False
    database: str | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """What a round saw, in the order of the register."""

    samples: tuple[tuple[Unit, Sample], ...]

    @property
    def counts(self) -> Counter[Outcome]:
        return Counter(sample.outcome for _, sample in self.samples)


def run_round(request: ProbeRequest) -> Round:
    """Look at the units' home pages and keep the samples. Raises UsageError, ConfigError or StorageError."""
    for url in request.witnesses:
        if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
            raise UsageError(f"--witness 的值“{url}”不是网址。", "应写作 https://www.example.com/。")
    engine = open_database(request.database)
    units = select_units(engine, request.group)
    urls = list(dict.fromkeys(unit.home_url for unit in units))
    shields = Shields((config_dir() / "lexicon" / "shield.yaml").read_text(encoding="utf-8"))
    agent = own_user_agent()

    async def look() -> dict[str, Sample]:
        sampler = Sampler(Names({}, allow_private=request.allow_private), shields, agent)
        return dict(await sampler.round(urls, request.witnesses))

    seen = asyncio.run(look())
    samples = tuple((unit, seen[unit.home_url]) for unit in units)
    save_samples(engine, samples)
    drop_samples(engine, datetime.now(UTC) - timedelta(days=_KEPT_DAYS))
    return Round(samples)
