"""From the labels of one letter to its fields: what was asked and answered, when and by whom."""

from collections.abc import Sequence
from dataclasses import dataclass

from xunjian.facts.letters.scan import Draft, Token
from xunjian.facts.letters.words import (
    CLOSED,
    HANDED_TO,
    LABEL_BEFORE,
    NO_ANSWER,
    NOT_SAID,
    NOTHING,
    OFFICE_LINE,
    OPEN,
    PASSED_ON,
    SAID_OF_ANSWER,
    SAID_OF_QUESTION,
    WITHHELD,
    WITHHELD_LINE,
    Field,
)
from xunjian.html.dates import find_dates, first_date
from xunjian.model.letters import Reply, Told

_WITHHELD_CHARS = 60
_SIGNED_LINES = 5
_TOLD_CHARS = 60
_SAID_CHARS = 24
_NAME_CHARS = 10
_NO_ANSWER_CHARS = 24
_SENTENCE = "。;!?;,，"


@dataclass(frozen=True, slots=True)
class ReadLetter:
    """One letter as its page or row tells it."""

    title: str
    asked: Told | None
    answered: Told | None
    office: Told | None
    answer: Told | None
    state: str
    reply: Reply
    withheld: bool
    question: str
    has_answer_field: bool
    silent: bool
    """Nothing on the page speaks of a reply: neither a label nor a state."""


def read_draft(draft: Draft, lines: Sequence[str] = ()) -> ReadLetter | None:
    """The letter; None where the labels are not those of a letter.

    `lines`: all lines around it, where it is the only one on its page.
    """
    asked = (
        _date(draft.get(Field.ASKED))
        or _when(draft, before=True)
        or _under_question(draft)
        or _date(draft.get(Field.TAKEN))
    )
    answered = _date(draft.get(Field.ANSWERED))
    office = _words(draft.get(Field.OFFICE))
    answer = _answer(draft)
    states = [token.first for token in draft.tokens if token.name is Field.STATE]
    state = next((each for each in states if OPEN.search(each) or CLOSED.search(each)), (states or [""])[0])
    title, question = draft.get(Field.TITLE), draft.get(Field.QUESTION)
    if answered is None and answer is not None:
        answered = _when(draft, before=False) or _signed_day(draft)
    if office is None and answer is not None:
        office = _signed_office(draft) or _handed_to(lines)
    if answer is not None and (asked is None or answered is None):
        said_asked, said_answered = _said(lines)
        asked, answered = asked or said_asked, answered or said_answered
    if answer is not None and not (answered or office) and PASSED_ON.fullmatch(answer.words):
        answer = None
    if not _is_letter(draft, asked, answered, answer, state):
        return None
    return ReadLetter(
        title=(title.first if title else "") or (question.first if question else ""),
        asked=asked,
        answered=answered,
        office=office,
        answer=answer,
        state=state,
        reply=_reply(answered, answer, state),
        withheld=_withheld(draft, lines, state),
        question=question.text if question else "",
        has_answer_field=draft.has(Field.ANSWER),
        silent=not draft.has(Field.ANSWER, Field.ANSWERED, Field.OFFICE, Field.STATE),
    )


def _is_letter(
    draft: Draft, asked: Told | None, answered: Told | None, answer: Told | None, state: str
) -> bool:
    """A form to be filled in has the labels and no values; questions and answers alone are a catechism."""
    strong = draft.has(Field.ASKED, Field.ANSWERED, Field.OFFICE, Field.STATE) or bool(state) or answered
    question = draft.has(Field.QUESTION, Field.TITLE, Field.ASKED)
    told = asked or answered or answer or OPEN.search(state) or CLOSED.search(state)
    return bool(strong and told and (question or answer))


def _date(token: Token | None) -> Told | None:
    if token is None or not token.first or NOTHING.fullmatch(token.first):
        return None
    words = token.first[:_TOLD_CHARS]
    found = first_date(words)
    if found is None and OPEN.search(words):
        return None
    return Told(words, words, found.day if found is not None else None)


def _words(token: Token | None) -> Told | None:
    if token is None or not token.first or NOTHING.fullmatch(token.first):
        return None
    return Told(token.first[:_TOLD_CHARS], token.first[:_TOLD_CHARS])


def _answer(draft: Draft) -> Told | None:
    """The first answer that says something: 办理情况 may hold a state, and the words stand in 答复意见."""
    for token in draft.tokens:
        text = token.text if token.name is Field.ANSWER else ""
        if not text or NOTHING.fullmatch(text):
            continue
        if len(text) <= _NO_ANSWER_CHARS and (NO_ANSWER.fullmatch(text) or CLOSED.fullmatch(text)):
            continue  # a state in the answer's place
        behind = text.removeprefix(token.first)
        short = len(behind) <= _NO_ANSWER_CHARS and not any(mark in behind for mark in _SENTENCE)
        if short and NO_ANSWER.fullmatch(token.first):
            continue  # behind it only names of fields: a form to write the next letter
        return Told(text[:400], text[:_TOLD_CHARS])
    return None


def _when(draft: Draft, *, before: bool) -> Told | None:
    """时间 alone, of the question before the answer, of the answer behind it."""
    behind = False
    for token in draft.tokens:
        behind = behind or token.name in (Field.ANSWER, Field.ANSWERED)
        if token.name is Field.WHEN and behind is not before:
            told = _date(token)
            if told is not None and told.day is not None:
                return told
    return None


def _under_question(draft: Draft) -> Told | None:
    """A line below the question that is only a date: when it was written."""
    for token in draft.tokens:
        if token.name is Field.ANSWER:
            break
        for line in token.lines[1:] if token.name in (Field.QUESTION, Field.TITLE) else ():
            found = first_date(line)
            if found is not None and len(line) - (found.end - found.start) <= _NAME_CHARS:
                return Told(line, line, found.day)
    return None


def _tail(draft: Draft) -> list[str]:
    """The answer's last lines, what follows on it under small labels included."""
    lines: list[str] = []
    inside = False
    for token in draft.tokens:
        if token.name is Field.ANSWER:
            inside = True
        elif token.name in (Field.QUESTION, Field.TITLE, Field.ASKED, Field.STATE):
            inside = False
        if inside and token.name in (Field.ANSWER, Field.OTHER, Field.WHEN):
            lines += [line for line in token.lines if line]
    return lines


def _signed_day(draft: Draft) -> Told | None:
    """A line near the end that is only a date."""
    for line in reversed(_tail(draft)[-_SIGNED_LINES * 2 :]):
        for found in find_dates(line):
            around = line[: found.start] + line[found.end :]
            if len(around.strip(" ()[]:")) <= 16 and found.end >= len(line) - 3:
                return Told(line[-_TOLD_CHARS:], line[-_TOLD_CHARS:], found.day)
    return None


def _signed_office(draft: Draft) -> Told | None:
    for line in reversed(_tail(draft)[1:][-_SIGNED_LINES * 2 :]):
        found = first_date(line)
        name = (line[: found.start] if found is not None else line).strip(" :()[]—-")
        if name and OFFICE_LINE.fullmatch(name):
            return Told(name, name)
    return None


def _handed_to(lines: Sequence[str]) -> Told | None:
    """The office that a step names: 转办 市住房和城乡建设局, in one line or in two."""
    for line, following in zip(lines, (*lines[1:], ""), strict=False):
        for words in (line, f"{line} {following}"):
            if len(words) <= _TOLD_CHARS and (hit := HANDED_TO.fullmatch(words.strip())):
                return Told(hit["office"], words)
    return None


def _said(lines: Sequence[str]) -> tuple[Told | None, Told | None]:
    """Days in short lines without labels: 网友 2026-05-01 留言, 县住建局 2026-05-06 回复."""
    asked = answered = None
    for line in lines:
        if len(line) > _TOLD_CHARS or (found := first_date(line)) is None:
            continue
        around = line[: found.start] + line[found.end :]
        if len(around) > _SAID_CHARS or NOT_SAID.search(around) or LABEL_BEFORE.search(line[: found.start]):
            continue
        if answered is None and SAID_OF_ANSWER.search(around):
            answered = Told(line, line, found.day)
        elif asked is None and SAID_OF_QUESTION.search(around):
            asked = Told(line, line, found.day)
    return asked, answered


def _reply(answered: Told | None, answer: Told | None, state: str) -> Reply:
    if answer is None and OPEN.search(state):
        return Reply.OPEN
    return Reply.GIVEN if answer or answered or CLOSED.search(state) else Reply.OPEN


def _withheld(draft: Draft, lines: Sequence[str], state: str) -> bool:
    public = draft.get(Field.PUBLIC)
    if public is not None and public.first.startswith(("否", "不", "非", "未", "保密")):
        return True
    own = [token.text for token in draft.tokens if token.name in (Field.QUESTION, Field.ANSWER, Field.STATE)]
    if any(len(text) <= _WITHHELD_CHARS and WITHHELD.search(text) for text in (state, *own)):
        return True
    return any(len(line) <= _WITHHELD_CHARS and WITHHELD_LINE.match(line) for line in lines)
