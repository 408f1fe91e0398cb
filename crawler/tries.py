"""One rung of the ladder: what was done, and what came of it."""

from dataclasses import dataclass, replace

from crawler.net.answer import Answer, Fault
from xunjian.model.observation import Attempt, Outcome


@dataclass(frozen=True, slots=True)
class Try:
    """One rung: what was done and what came of it."""

    attempt: Attempt
    answer: Answer | None
    certain: bool = True
    wait: str = ""
    """The server asked for a pause: `later`, it gets it and is asked again; `never`, it is too long."""


def told(attempt: Attempt) -> Attempt:
    """As it is recorded: that an address leads to itself is of use to the ladder only."""
    code = attempt.code.removesuffix("_self")
    return attempt if code == attempt.code else replace(attempt, code=code)


def of_fault(method: str, at: str, seconds: float, fault: Fault) -> Try:
    return Try(Attempt(method, at, seconds, None, fault.code, fault.stage), None, certain=fault.certain)


def keep_better(tries: list[Try], second: Try, *, is_better: bool) -> None:
    """Record a further try; the better one is the last."""
    tries.insert(len(tries) if is_better else -1, second)


def outcome_of(last: Try) -> Outcome:
    """How a climb ended, by its last try."""
    code = last.attempt.code.removesuffix("_self")
    if code in ("ok", "redirect"):
        return Outcome.OK
    if code == "shield":
        return Outcome.BLOCKED
    if code in ("robots", "private_address", "not_fetched") or not last.certain:
        return Outcome.UNKNOWN
    return Outcome.FAILED


def is_settled(last: Try) -> bool:
    if last.attempt.method == "HEAD":
        return last.attempt.code in ("ok", "redirect", "private_address", "dns")
    return last.attempt.code in ("ok", "redirect", "shield", "private_address", "bad_redirect")
