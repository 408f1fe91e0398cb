"""What the checks of public letters share: which letters are judged, how one is shown, what was not seen."""

from datetime import date

from checks._seen import gap, undecided
from checks._words import cut
from xunjian.model.finding import Evidence, Finding, Subject
from xunjian.model.letters import Letter, Letters, Told
from xunjian.model.site import Coverage
from xunjian.plugin import not_applicable, stored, unknown


def public(letters: Letters) -> list[Letter]:
    """The letters that are published; one that is withheld owes nothing."""
    return [letter for letter in letters.letters if not letter.withheld]


def asked_day(letter: Letter) -> date | None:
    return letter.asked.day if letter.asked is not None else None


def answered_day(letter: Letter) -> date | None:
    return letter.answered.day if letter.answered is not None else None


def subject(letter: Letter) -> Subject:
    return Subject("message", letter.url, title=letter.title or None)


def name(letter: Letter) -> str:
    return f"留言“{cut(letter.title, 30) or letter.url}”"


def signature(letter: Letter) -> str:
    """Tells letters on one page apart."""
    if not letter.shared:
        return ""
    return f"{letter.title}:{letter.asked.words if letter.asked is not None else ''}"


def proof(letter: Letter, *told: Told | None) -> Evidence:
    """The stored page, with the lines that were read."""
    quotes = [each.quote for each in told if each is not None and each.quote]
    if letter.state:
        quotes.append(f"状态：{letter.state}")
    return stored(letter.page.fetch, cut("；".join(quotes), 160) or None)


def not_seen(letters: Letters, coverage: Coverage) -> list[str]:
    """Why there may be letters that were not judged."""
    reason = gap(coverage)
    return [*letters.unread, *([reason] if reason else [])]


def shortfall(
    letters: Letters, coverage: Coverage, unsure: list[str], *, seen: str, judged: int, what: str
) -> Finding | None:
    """Why the letters that were judged are no proof for all: some were not seen, or there are none.

    `seen`: said before the first reason, of what was found sound so far; `what`: the letters that are judged.
    """
    if gaps := [*unsure, *not_seen(letters, coverage)]:
        return unknown(undecided([f"{seen}{gaps[0]}", *gaps[1:]]))
    return None if judged else not_applicable(f"不适用：网站没有{what}，无从检查。")
