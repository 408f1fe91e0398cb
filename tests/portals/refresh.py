"""Writes floors.json anew from a run: `python tests/portals/refresh.py`.

To be run after an improvement; a look at the difference says what has become better, or worse.
"""

import json
import sys
from pathlib import Path

from xunjian.app.accuracy import measure
from xunjian.app.accuracy_record import checkout_docs
from xunjian.app.accuracy_report import write_report
from xunjian.testing.portals.cases import NAMES


def main() -> None:
    results = measure(NAMES, lambda result: print(result.case, file=sys.stderr))
    floors: dict[str, dict[str, list[int]]] = {}
    for result in results:
        for outcome in result.outcomes:
            short = [len(outcome.missed), len(outcome.false), int(not outcome.right)]
            if any(short):
                floors.setdefault(result.case, {})[outcome.check] = short
    text = _written(floors)
    (Path(__file__).parent / "floors.json").write_text(text, encoding="utf-8")
    docs = checkout_docs()
    if docs is not None:
        write_report(docs, results, None)


def _written(floors: dict[str, dict[str, list[int]]]) -> str:
    """One line a check, so that a difference can be read."""
    cases = []
    for case, checks in floors.items():
        lines = ",\n".join(f'    "{check}": {json.dumps(short)}' for check, short in checks.items())
        cases.append(f'  "{case}": {{\n{lines}\n  }}')
    return "{\n" + ",\n".join(cases) + "\n}\n" if cases else "{}\n"


if __name__ == "__main__":
    main()
