"""Writes floors.json anew from a run: `python tests/portals/refresh.py`.

To be run after an improvement; a look at the difference says what has become better, or worse.
"""

import json
import sys
from pathlib import Path

from xunjian.app.accuracy import measure
from xunjian.app.accuracy_report import checkout_docs, write_report
from xunjian.testing.portals.cases import cases


def main() -> None:
    results = measure(cases(), lambda result: print(result.case, file=sys.stderr))
    floors: dict[str, dict[str, list[int]]] = {}
    for result in results:
        for outcome in result.outcomes:
            short = [len(outcome.missed), len(outcome.false), int(not outcome.right)]
            if any(short):
                floors.setdefault(result.case, {})[outcome.check] = short
    text = json.dumps(floors, ensure_ascii=False, indent=2) + "\n"
    (Path(__file__).parent / "floors.json").write_text(text, encoding="utf-8")
    docs = checkout_docs()
    if docs is not None:
        write_report(docs, results, None)


if __name__ == "__main__":
    main()
