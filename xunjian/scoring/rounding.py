"""Rounding: nothing is rounded but for print, half up (Q39). Quotients end at six decimals."""

from decimal import ROUND_HALF_UP, Decimal

_MILLIONTH = Decimal("0.000001")


def exact(number: Decimal) -> Decimal:
    """A number as the ledger writes it: what division leaves behind the sixth decimal is no point."""
    return number.quantize(_MILLIONTH, ROUND_HALF_UP)


def half_up(number: Decimal, places: int = 2) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def plain(number: Decimal, places: int = 2) -> str:
    """A number as people write it: at most so many decimals, no trailing zeros."""
    text = f"{half_up(number, places):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("", "-0") else text
