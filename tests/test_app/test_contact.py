"""Who is behind the crawl stands in every request, or one clear line says why it cannot."""

import pytest

from xunjian import __version__
from xunjian.app.contact import own_user_agent
from xunjian.errors import ConfigError


@pytest.mark.parametrize(
    "contact", ["https://www.example.gov.cn/jc/?a=1#b", "wangjian@example.gov.cn", " a@b.cn "]
)
def test_contact_stands_in_the_user_agent(monkeypatch: pytest.MonkeyPatch, contact: str) -> None:
    monkeypatch.setenv("XUNJIAN_CONTACT", contact)
    said = own_user_agent()
    assert said.startswith(f"Mozilla/5.0 (compatible; Xunjian/{__version__}; ")
    assert said.endswith(f"; +{contact.strip()})")


@pytest.mark.parametrize("contact", [None, "", "  "])
def test_without_a_contact_it_is_said_what_the_program_does(
    monkeypatch: pytest.MonkeyPatch, contact: str | None
) -> None:
    monkeypatch.delenv("XUNJIAN_CONTACT", raising=False)
    if contact is not None:
        monkeypatch.setenv("XUNJIAN_CONTACT", contact)
    said = own_user_agent()
    assert said.endswith("; government website inspection)")
    assert "+" not in said


@pytest.mark.parametrize(
    "contact",
    ["市政府办公室", "https://例子.政务", "a@b.cn\r\nX-Evil: 1", "https://a.cn/ b", "office", "https://a.cn/;x)",
     "ftp://a.cn/", "https://a.cn/" + "x" * 120, "@", "a@b"],
)  # fmt: skip
def test_what_cannot_stand_in_a_header_is_refused_in_one_line(
    monkeypatch: pytest.MonkeyPatch, contact: str
) -> None:
    monkeypatch.setenv("XUNJIAN_CONTACT", contact)
    with pytest.raises(ConfigError) as refused:
        own_user_agent()
    assert "XUNJIAN_CONTACT" in refused.value.hint
