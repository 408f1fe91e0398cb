"""How far a measured share can be trusted."""

from math import sqrt

_Z = 1.959964  # 95 %


def wilson(hits: int, tries: int) -> tuple[float, float]:
    """The Wilson interval of a share at 95 %, as (low, high). Raises ValueError without tries."""
    if tries <= 0:
        raise ValueError("no tries")
    share, square = hits / tries, _Z * _Z
    middle = share + square / (2 * tries)
    half = _Z * sqrt(share * (1 - share) / tries + square / (4 * tries * tries))
    return max(0.0, (middle - half) / (1 + square / tries)), min(1.0, (middle + half) / (1 + square / tries))
