"""Columns whose page is another column's."""

from dataclasses import replace

from xunjian.testing.planting import Defect, Planted, Promise, change_column, column_of
from xunjian.testing.spec import Claim, PortalSpec

_CHECK = "column.mismatch"


def swapped_column(slug: str, other: str) -> Defect:
    """The column's address shows the page of another column, title, trail, labels and list."""

    def defect(spec: PortalSpec) -> Planted:
        name = spec.column(other).name
        claim = Claim(_CHECK, on="column", mentions=name, about=f"shows {other}")
        changed = change_column(
            spec, slug, lambda column: replace(column, stories=(), shows=other, claims=(claim,))
        )
        return Planted(changed, (Promise(_CHECK, subject=column_of(slug), mentions=name),))

    return defect
