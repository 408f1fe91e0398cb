"""Whether the condition of an `if` holds, where it compares nothing but what stands in the script.

Paging scripts write "next page" only `if (current != count - 1)`; without this they would lead past the end.
Pages of articles ask `if (source == "")` before they write a source, and write 本站 else.
"""

from collections.abc import Sequence

_TIGHTNESS = {
    "||": 1,
    "&&": 2,
    "==": 3,
    "===": 3,
    "!=": 3,
    "!==": 3,
    "<": 4,
    ">": 4,
    "<=": 4,
    ">=": 4,
    "+": 5,
    "-": 5,
    "%": 6,
}
_LONGEST = 60
"""Tokens; a longer condition is no comparison of page numbers."""


def quoted(words: str) -> str:
    """A string as a token of a condition."""
    return f'"{words}'


def holds(tokens: Sequence[str]) -> bool | None:
    """True or false of a condition of whole numbers, quoted strings, signs and brackets; else None."""
    if not 0 < len(tokens) <= _LONGEST:
        return None
    reader = _Condition(tokens)
    try:
        value = reader.read(0)
    except (ValueError, IndexError, ZeroDivisionError):
        return None
    return bool(value) if reader.at == len(tokens) else None


class _Condition:
    """Reads by tightness of signs, all of them from left to right."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self.tokens = tokens
        self.at = 0

    def read(self, tightness: int) -> int | str:
        value = self._one()
        while self.at < len(self.tokens):
            sign, width = self._sign()
            if _TIGHTNESS.get(sign, 0) <= tightness:
                break
            self.at += width
            value = _made(value, sign, self.read(_TIGHTNESS[sign]))
        return value

    def _sign(self) -> tuple[str, int]:
        """The sign here and how many tokens it takes: `<=` comes as two."""
        pair = "".join(self.tokens[self.at : self.at + 2])
        return (pair, 2) if pair in {"<=", ">="} else (self.tokens[self.at], 1)

    def _one(self) -> int | str:
        token = self.tokens[self.at]
        self.at += 1
        if token == "(":
            value = self.read(0)
            if self.tokens[self.at] != ")":
                raise ValueError(token)
            self.at += 1
            return value
        if token == "!":
            return int(not self._one())
        if not token.startswith('"'):
            return int(token)
        words = token[1:]
        while self.tokens[self.at : self.at + 1] == ["."]:
            follows = list(self.tokens[self.at + 1 : self.at + 4])
            if follows[:1] == ["length"]:
                self.at += 2
                return len(words)
            if follows != ["trim", "(", ")"]:
                raise ValueError(token)
            self.at += 4
            words = words.strip()
        return words


def _made(left: int | str, sign: str, right: int | str) -> int | str:
    match sign:
        case "||":
            return left or right
        case "&&":
            return left and right
    if isinstance(left, str) and isinstance(right, str):
        if sign not in {"==", "===", "!=", "!=="}:
            raise ValueError(sign)
        return int((left == right) == sign.startswith("="))
    if isinstance(left, str) or isinstance(right, str):
        raise ValueError(sign)  # JavaScript turns one into the other: not told here
    return _of_numbers(left, sign, right)


def _of_numbers(left: int, sign: str, right: int) -> int:
    match sign:
        case "==" | "===":
            return int(left == right)
        case "!=" | "!==":
            return int(left != right)
        case "<":
            return int(left < right)
        case ">":
            return int(left > right)
        case "<=":
            return int(left <= right)
        case ">=":
            return int(left >= right)
        case "+":
            return left + right
        case "-":
            return left - right
    return left % right
