"""`python -m xunjian`."""

from xunjian.cli.main import main

main()
