"""What the checks of public letters share: which letters are judged, how one is shown, what was not seen."""

from calendar import monthrange
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


def months_from(day: date, months: int) -> date:
    """The same day so many calendar months later (earlier: negative); the month's last day where it has no
    such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


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


def nothing_to_judge(letters: Letters, coverage: Coverage, what: str) -> Finding:
    """Where no letter is there to be judged: nobody owes it, or it was not seen."""
    reasons = not_seen(letters, coverage)
    if reasons:
        return unknown(undecided([f"没有看到{what}，但没有看全：{reason}" for reason in reasons]))
    return not_applicable(f"不适用：网站没有{what}，无从检查。")
