import pytest

from xunjian.app.lexicon import load_lexicon
from xunjian.facts.lexicon import Lexicon


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon()
