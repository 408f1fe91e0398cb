"""Small pieces of Chinese sentences that several families speak with."""

from collections.abc import Sequence


def names(values: Sequence[str], most: int = 5) -> str:
    """`“甲”“乙”等 7 个`: at most `most` names in quotes, then how many there are."""
    shown = "".join(map(quoted, values[:most]))
    return shown if len(values) <= most else f"{shown}等 {len(values)} 个"


def quoted(name: str) -> str:
    """A name in quotes, once: `“双随机、一公开”` that brings its own keeps them, inner ones become single."""
    bare = name.strip()
    if bare.startswith("“") and bare.find("”") == len(bare) - 1:
        bare = bare[1:-1]
    return f"“{bare.replace('“', '‘').replace('”', '’')}”"


def cited(sentence: str, clause: str) -> str:
    """A sentence, closed by where the rule stands."""
    return f"{sentence}（依据：{clause}）。"


def cut(text: str, most: int = 40) -> str:
    """One line of at most `most` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"
