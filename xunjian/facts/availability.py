"""Whether the home page opened: in the crawl itself, and in the samples copied into the snapshot."""

from datetime import datetime

from xunjian.facts.coverage import chain_in_words
from xunjian.facts.fetches import Chain, Ending, FetchIndex, is_login_page
from xunjian.facts.home import FoundHome, sent_on
from xunjian.html.urls import canonical
from xunjian.model.availability import Availability, HomeLook, Sample
from xunjian.model.observation import Outcome, Snapshot
from xunjian.model.site import Unavailable
from xunjian.model.unit import Unit, host_of

_FAULTS = (Ending.FAULT, Ending.LOOP, Ending.TOO_MANY)


def read_availability(
    snapshot: Snapshot, index: FetchIndex, unit: Unit, home: FoundHome | Unavailable
) -> Availability:
    """The fact. Samples that are no samples are passed over: a snapshot may come from anywhere."""
    chain = index.follow(canonical(unit.home_url) or unit.home_url)
    samples: list[Sample] = []
    for observation in snapshot.observations("availability"):
        rows = observation.data.get("samples")
        if observation.key == unit.id and isinstance(rows, list):
            samples += (sample for row in rows if (sample := _sample(row)) is not None)
    samples.sort(key=lambda each: each.at)
    look = _look(chain, snapshot)
    if look.state == "open":
        look = _page_look(look, index, home, snapshot)
    return Availability(look, tuple(samples))


def _page_look(
    look: HomeLook, index: FetchIndex, home: FoundHome | Unavailable, snapshot: Snapshot
) -> HomeLook:
    """What came is to be a page, and not one that only sends its visitor on to what does not open."""
    if isinstance(home, Unavailable):
        return HomeLook("unknown", home.reason.removeprefix("未能判定："), look.fetches)
    onward = sent_on(home.page.reading)
    if onward is None or index.follow(onward).answer is not None:
        return look
    beyond = _look(index.follow(onward), snapshot)
    words = beyond.words if beyond.state == "unknown" else f"自动跳转到 {onward}，{beyond.words}"
    return HomeLook(beyond.state, words, (*look.fetches, *beyond.fetches))


def _look(chain: Chain, snapshot: Snapshot) -> HomeLook:
    words = chain_in_words(chain)
    if chain.ending in _FAULTS:
        doubt = _line_in_doubt(chain, snapshot)
        if doubt:
            return HomeLook("unknown", f"首页{words}，{doubt}，可能是本机网络不通", chain.fetches)
        return HomeLook("failed", words, chain.fetches)
    answer = chain.answer
    if answer is None:
        return HomeLook("unknown", f"首页没有看到（{words}）", chain.fetches)
    if is_login_page(answer):
        return HomeLook("unknown", "首页要求登录", chain.fetches)
    if answer.stage == "body":
        return HomeLook("unknown", "首页没有传完", chain.fetches)
    if not answer.size:
        return HomeLook("failed", "没有返回任何内容", chain.fetches)
    return HomeLook("open", "", chain.fetches)


def _line_in_doubt(chain: Chain, snapshot: Snapshot) -> str:
    """Why the line may have been cut here: nothing was heard of the host, nor of anybody else."""
    last = chain.last
    if last is None or last.status is not None:
        return ""
    if any(True for _ in snapshot.observations("line")):
        return "前后的可用性采样里别的网站也都打不开"
    host = host_of(last.url)
    name = host.partition(":")[0]
    told = snapshot.plan.resolve
    if last.code != "timeout" or last.stage != "connect" or host in told or name in told:
        return ""
    errors = {each.key: each.data.get("error") for each in snapshot.observations("dns")}
    return "本机也没有得到域名服务器答复" if errors.get(name) == "no_resolver" else ""


def _sample(row: object) -> Sample | None:
    if not isinstance(row, list) or len(row) != 5:
        return None
    at, outcome, code, status, seconds = row
    try:
        moment, ended = datetime.fromisoformat(str(at)), Outcome(str(outcome))
    except ValueError:
        return None
    if moment.tzinfo is None:
        return None
    known = status if isinstance(status, int) else None
    took = float(seconds) if isinstance(seconds, int | float) else 0.0
    return Sample(moment, ended, str(code), known, took)
