"""What every part of a pack is: frozen, and without keys that nobody reads."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

Confidence = Literal["official", "copied", "inferred", "memory", "own"]
"""`official`: compared with the document as issued; `copied`: from a copy of it; `inferred`: follows from
what is printed; `memory`: known, not looked up; `own`: ours."""


MOST = 1_000_000
"""No number of an indicator system comes near; the ledger keeps six decimals of numbers below it."""
Number = Annotated[Decimal, Field(ge=-MOST, le=MOST, decimal_places=6)]
Positive = Annotated[Decimal, Field(ge=0, le=MOST, decimal_places=6)]
Above = Annotated[Decimal, Field(gt=0, le=MOST, decimal_places=6)]
Percent = Annotated[Decimal, Field(ge=0, le=100, decimal_places=6)]
Weight = Annotated[Decimal, Field(gt=0, le=100, decimal_places=6)]


def _no_truth(value: object) -> object:
    """`yes` is no number: pydantic would take it for 1."""
    if isinstance(value, bool):
        raise PydanticCustomError("bool_given", "")
    return value


# The limits first: behind the validator they would be no limits to the JSON Schema.
Count = Annotated[int, Field(ge=1, le=MOST), BeforeValidator(_no_truth)]
CountOrNone = Annotated[int, Field(ge=0, le=MOST), BeforeValidator(_no_truth)]


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Cite(Part):
    """Where a rule or number is written, and how sure that is."""

    clause: str = ""
    """Left out: as the group above says."""
    confidence: Confidence | None = None
    """Left out: as the group above says, or the source of the pack."""
    points: Confidence | None = None
    """Of the points, where they are less (or more) sure than the wording."""


class Source(Part):
    """The document that the pack follows."""

    title: str
    issuer: str = ""
    number: str = ""
    note: str = ""
    confidence: Confidence = "own"
    """Of every item that does not say otherwise."""
