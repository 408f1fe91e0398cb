"""What holds for every test: one browser looks, unless a test is about two."""

import os

from xunjian.app.browser import SECOND

os.environ.setdefault(SECOND, "0")
