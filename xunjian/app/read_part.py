"""A process that reads its share of a snapshot's pages: `python -m xunjian.app.read_part`.

The job comes as one line of JSON on standard input; each page goes out as a pickle as soon as it is read,
so that this process stays small. Only the parent that started it ever reads them.
"""

import contextlib
import pickle
import sys
from pathlib import Path

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from storage.snapshot import SnapshotFile
from xunjian.app.lexicon import load_lexicon
from xunjian.errors import XunjianError
from xunjian.facts.site import read_part
from xunjian.model.unit import Unit


@dataclass(frozen=True)
class PartJob:
    """Which pages to read: every `parts`-th from number `part` on."""

    snapshot: str
    unit: Unit
    part: int
    parts: int


PART_JOB = TypeAdapter(PartJob)


def main() -> None:
    job = PART_JOB.validate_json(sys.stdin.readline())
    out = sys.stdout.buffer
    # Nobody reads on: the parent is gone.
    with (
        contextlib.suppress(BrokenPipeError),
        SnapshotFile.open(Path(job.snapshot), unclosed=True) as snapshot,
    ):
        for page in read_part(snapshot, job.unit, load_lexicon(), job.part, job.parts):
            pickle.dump(page, out, pickle.HIGHEST_PROTOCOL)
        out.flush()


if __name__ == "__main__":
    try:
        main()
    except XunjianError as error:
        sys.exit(error.message)
