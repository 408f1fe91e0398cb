"""A process that reads its share of a snapshot's pages: `python -m xunjian.app.read_part`.

The job comes as one line of JSON on standard input; each page goes out as a pickle as soon as it is read.
Only the parent that started it ever reads them.
"""

import contextlib
import gc
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


def spare_the_collector() -> None:
    """Reading makes millions of values that stay; looking through them for cycles again and again takes a
    third of the time."""
    gc.set_threshold(100_000, 20, 50)


def main() -> None:
    job = PART_JOB.validate_json(sys.stdin.readline())
    spare_the_collector()
    out = sys.stdout.buffer
    # Nobody reads on: the parent is gone.
    with (
        contextlib.suppress(BrokenPipeError),
        SnapshotFile.open(Path(job.snapshot), unclosed=True) as snapshot,
    ):
        # One pickler for all pages: a link that stands on each of them crosses once.
        pickler = pickle.Pickler(out, pickle.HIGHEST_PROTOCOL)
        for page in read_part(snapshot, job.unit, load_lexicon(), job.part, job.parts):
            pickler.dump(page)
        out.flush()


if __name__ == "__main__":
    try:
        main()
    except XunjianError as error:
        sys.exit(error.message)
