"""What a crawl asked of the search, and what came of it, out of its observations."""

from collections.abc import Iterator, Mapping

from xunjian.model.observation import Fetch, Outcome, Role, Snapshot
from xunjian.model.search import OBSERVED, Answered, Ask


def read_answers(snapshot: Snapshot) -> tuple[Answered, ...]:
    """In the order in which they were asked. An ask that a stop cut short is none."""
    return tuple(_answers(snapshot))


def _answers(snapshot: Snapshot) -> Iterator[Answered]:
    for observation in snapshot.observations(OBSERVED):
        data = observation.data
        ask = Ask.model_validate(data["ask"])
        yield Answered(ask, _fetch(data, observation.at), str(data.get("picture") or ""))


def _fetch(data: Mapping[str, object], at: str) -> Fetch:
    status, size, seconds, sha256 = (data.get(name) for name in ("status", "size", "seconds", "sha256"))
    return Fetch(
        url=str(data["url"]),
        role=Role.PROBE,
        outcome=Outcome(str(data["outcome"])),
        code=str(data["code"]),
        status=status if isinstance(status, int) else None,
        content_type=str(data.get("content_type") or ""),
        size=size if isinstance(size, int) else 0,
        truncated=bool(data.get("truncated")),
        sha256=str(sha256) if sha256 else None,
        fetched_at=at,
        seconds=seconds if isinstance(seconds, float) else 0.0,
    )
