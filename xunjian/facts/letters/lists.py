"""What lists of letters say of each: in the rows of a table, behind its title, or one below the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from xunjian.facts.letters.read import ReadLetter, read_draft
from xunjian.facts.letters.scan import Draft, Token, fold_lines, rows, scan
from xunjian.facts.letters.words import CLOSED, OPEN, Field
from xunjian.html.text import compact, fold
from xunjian.model.texts import PageText

_STATE_CHARS = 160
_LEAST_TITLE = 4
_SHOWN = 12
"""Characters of a title that a list shows at least."""
_OF_ROWS = (
    Field.ASKED,
    Field.ANSWERED,
    Field.OFFICE,
    Field.STATE,
    Field.ANSWER,
    Field.QUESTION,
    Field.PUBLIC,
)
"""What a row may add to its letter's own page."""


@dataclass(frozen=True, slots=True)
class ListRead:
    """`rows`: title, compact -> what its row says; `letters`: those that no title of the list answers to."""

    rows: dict[str, Draft]
    letters: tuple[ReadLetter, ...]


def key_of(title: str) -> str:
    return compact(fold(title)).rstrip(".…")


def read_list(text: PageText, titles: Sequence[str]) -> ListRead:
    """A list page. `titles`: of all items of the columns, by `key_of`."""
    lines = fold_lines(text.lines)
    found: dict[str, Draft] = {}
    loose: list[ReadLetter] = []
    drafts = [draft for table in text.tables for draft in rows(table)]
    if not drafts:
        found.update(_behind_titles(lines, titles))
        drafts = [] if found else scan(lines)
    for draft in drafts:
        read = read_draft(draft)
        if read is None:
            continue
        named = key_of(read.title)
        title = next((each for each in titles if _same(each, named)), None)
        if title is not None:
            found[title] = draft
        elif read.question or read.title:
            loose.append(read)
    for title, rest in _shown(lines, titles):
        state = OPEN.search(rest) or CLOSED.search(rest)
        if state is not None and len(rest) <= _STATE_CHARS:
            draft = found.setdefault(title, Draft())
            if not draft.has(Field.STATE):
                draft.tokens.append(Token(Field.STATE, -1, [state.group()]))
    kept = {
        title: Draft([token for token in draft.tokens if token.name in _OF_ROWS])
        for title, draft in found.items()
    }
    return ListRead(kept, tuple(loose))


def _shown(lines: Sequence[str], titles: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Titles that stand on a line, each with the rest of the line."""
    for line in lines:
        hit = _title_on(line, titles)
        if hit is not None:
            yield hit


def _title_on(line: str, titles: Sequence[str]) -> tuple[str, str] | None:
    """The title that the most of stands on a line."""
    packed = compact(line)
    best, most, rest = "", 0, ""
    for title in titles:
        begins = packed.find(title[:_SHOWN]) if len(title) >= _LEAST_TITLE else -1
        if begins < 0:
            continue
        pairs = zip(packed[begins:], title, strict=False)
        shown = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        if shown > most:
            best, most, rest = title, shown, f"{packed[:begins]} {_spread(line, begins + shown)}"
    return (best, rest) if best else None


def _spread(line: str, count: int) -> str:
    """The line behind so many characters, blanks not counted."""
    for place, char in enumerate(line):
        if count == 0:
            return line[place:]
        count -= not char.isspace()
    return ""


def _behind_titles(lines: Sequence[str], titles: Sequence[str]) -> Iterator[tuple[str, Draft]]:
    """The labelled fields behind each title, up to the next one."""
    parts: list[tuple[str, list[str]]] = []
    for line in lines:
        hit = _title_on(line, titles)
        if hit is not None:
            parts.append((hit[0], [hit[1].strip()]))
        elif parts:
            parts[-1][1].append(line)
        elif any(token.name is Field.ASKED for draft in scan([line]) for token in draft.tokens):
            return  # the fields stand before their titles: whose they are is not sure
    for title, own in parts:
        tokens = [token for draft in scan(own)[:1] for token in draft.tokens]
        if any(token.name in (Field.ASKED, Field.ANSWERED) for token in tokens):
            yield title, Draft(tokens)


def _same(one: str, other: str) -> bool:
    """Whether two titles are the same, or one is cut short."""
    short, long = sorted((one, other), key=len)
    return len(short) >= _LEAST_TITLE and long.startswith(short)
