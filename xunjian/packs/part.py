"""What every part of a pack is: frozen, and without keys that nobody reads."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

Confidence = Literal["official", "copied", "inferred", "memory", "own"]
"""`official`: compared with the document as issued; `copied`: from a copy of it; `inferred`: follows from
what is printed; `memory`: known, not looked up; `own`: ours."""


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
