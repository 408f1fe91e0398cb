"""What the plain string methods of a script make of words that stand in it: cuts, parts, replacements."""

from collections.abc import Sequence

CUTS = frozenset({"substring", "substr", "slice", "split", "replace"})
"""Methods told here; a part of `split` is asked for by its place, as a second argument."""


def cut(method: str, words: str, arguments: Sequence[str | int]) -> str | None:
    """What a method makes of words; None where its arguments are none that are told here."""
    first, second = [*arguments, None, None][:2]
    if method == "split" and isinstance(first, str) and isinstance(second, int) and len(arguments) == 2:
        parts = words.split(first) if first else list(words)
        return parts[second] if 0 <= second < len(parts) else None
    if method == "replace" and isinstance(first, str) and isinstance(second, str) and len(arguments) == 2:
        return words.replace(first, second, 1)
    if method in {"split", "replace"} or not isinstance(first, int) or isinstance(second, str):
        return None
    if len(arguments) > 2:
        return None
    if method == "slice":
        return words[first:second]
    if method == "substr":
        begin = max(len(words) + first, 0) if first < 0 else first
        return words[begin:] if second is None else words[begin : begin + max(second, 0)]
    begin, end = max(first, 0), len(words) if second is None else max(second, 0)
    return words[min(begin, end) : max(begin, end)]
