"""Small pieces of Chinese sentences that several families speak with."""

from collections.abc import Sequence


def names(values: Sequence[str], most: int = 5) -> str:
    """`“甲”“乙”等 7 个`: at most `most` names in quotes, then how many there are."""
    shown = "".join(f"“{value}”" for value in values[:most])
    return shown if len(values) <= most else f"{shown}等 {len(values)} 个"


def cited(sentence: str, clause: str) -> str:
    """A sentence, closed by where the rule stands."""
    return f"{sentence}（依据：{clause}）。"


def cut(text: str, most: int = 40) -> str:
    """One line of at most `most` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"
