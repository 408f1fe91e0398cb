"""What is asked of a text is answered once, and what is held of texts stays within bounds."""

from xunjian.html.kept import kept


def test_a_text_is_looked_at_once() -> None:
    asked: list[int] = []

    @kept
    def first_word(text: str) -> str:
        asked.append(len(text))
        return text.split()[0]

    small, large = "var menu = 1", "var list " + "x" * 100_000
    assert [first_word(text) for text in (small, large, small, large)] == ["var"] * 4
    assert asked == [len(small), len(large)]


def test_equal_texts_are_one_question() -> None:
    asked: list[str] = []

    @kept
    def length(text: str) -> int:
        asked.append(text)
        return len(text)

    assert length("".join(["a", "b"])) == length("".join(["a", "b"])) == 2
    assert len(asked) == 1


def test_few_large_texts_are_held() -> None:
    asked: list[str] = []

    @kept
    def begins(text: str) -> str:
        asked.append(text[:2])
        return text[:2]

    texts = [f"{number:02}" + "x" * 100_000 for number in range(50)]
    assert [begins(text) for text in texts] == [f"{number:02}" for number in range(50)]
    asked.clear()
    begins(texts[0])
    assert asked == ["00"], "the first of fifty is no longer held"
    begins(texts[-1])
    assert asked == ["00"], "the last is"
