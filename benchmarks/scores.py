"""Random packs and units, and random ends of what is open: `python -m benchmarks.scores [HOW MANY]`.

Prints what was met. Ends with status 1 at the first score that does not keep its laws, and names the seed.
"""

import sys
import time
from collections import Counter

from tests.test_properties.score_laws import examine


def main(number: int) -> int:
    met: Counter[str] = Counter()
    begun = time.process_time()
    for seed in range(number):
        try:
            met.update(examine(seed))
        except Exception:
            print(f"seed {seed} breaks a law", file=sys.stderr)
            raise
    seconds = time.process_time() - begun
    print(
        f"{number} packs, {met['completions']} completions, no violation; {met['open']} scores open, "
        f"{met['vetoed']} vetoed, {met['endless']} open downwards; {seconds:.0f} s of processor time"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
