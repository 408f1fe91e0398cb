"""The collector of reference cycles, spared work that finds nothing."""

import gc


def spare_the_collector() -> None:
    """Loading the program and reading pages make millions of values that stay; to look through them for
    cycles again and again takes a third of the time."""
    gc.set_threshold(100_000, 20, 50)


def let_all_go() -> None:
    """Before the end of a process: what is left goes with it; looking through it once more takes up to a
    second."""
    gc.freeze()
