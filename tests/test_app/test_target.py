"""TARGET: a registered unit or an address, refused in one clear line where it is neither."""

from dataclasses import replace

import pytest

from xunjian.app.target import home_beside, parse_resolve, refuse_private, resolve_target, unit_id_of
from xunjian.app.traits import with_traits
from xunjian.errors import UsageError
from xunjian.model.unit import Unit
from xunjian.packs.item import Item, Manual
from xunjian.packs.part import Source
from xunjian.packs.schema import Pack

PACK = Pack(
    schema=1,
    id="p",
    title="体系",
    version="1",
    source=Source(title="文"),
    unit_types=("county", "department"),
    items=(Item(id="a", title="甲", points=1, manual=Manual(ask="看"), unless=("只在甲",)),),
)
KNOWN = Unit("qx-gov", "清溪区人民政府", "county", "https://www.example.gov.cn/")


def resolve(target: str, unit_type: str | None = None) -> Unit:
    return resolve_target(
        target,
        PACK,
        unit_type=unit_type,
        name=None,
        site_code=None,
        find_unit=lambda text: KNOWN if text == KNOWN.id else None,
    )


def test_a_registered_unit_is_found_by_its_id() -> None:
    assert resolve("qx-gov") is KNOWN


@pytest.mark.parametrize(
    ("target", "home"),
    [
        ("https://www.example.gov.cn", "https://www.example.gov.cn/"),
        ("https://www.example.gov.cn/bm/czj/", "https://www.example.gov.cn/bm/czj/"),
        ("www.example.gov.cn", "http://www.example.gov.cn/"),
        ("127.0.0.1:8080/", "http://127.0.0.1:8080/"),
        ("http://[::1]:8080/", "http://[::1]:8080/"),
    ],
)
def test_an_address_becomes_a_unit_of_the_pack_s_first_type(target: str, home: str) -> None:
    unit = resolve(target)
    assert (unit.home_url, unit.type) == (home, "county")


@pytest.mark.parametrize(
    "target",
    [
        "qx-gvo",
        "ftp://www.example.gov.cn/",
        "http://",
        "http:///x",
        "http://a:99999/",
        "http://a b/",
        "清溪",
        "",
    ],
)
def test_what_is_neither_is_refused(target: str) -> None:
    with pytest.raises(UsageError):
        resolve(target)


def test_an_unknown_unit_type_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageError) as caught:
        resolve("www.example.gov.cn", "village")
    assert "department" in caught.value.hint


def test_ids_of_addresses_tell_folders_apart_and_are_safe_as_file_names() -> None:
    ids = {unit_id_of(f"http://www.example.gov.cn{path}") for path in ("/", "/bm/czj/", "/bm/jyj/index.html")}
    assert ids == {"www.example.gov.cn", "www.example.gov.cn-bm-czj", "www.example.gov.cn-bm-jyj"}


@pytest.mark.parametrize(
    "home",
    [
        "http://127.0.0.1/",
        "http://10.1.2.3/",
        "http://localhost/",
        "http://localhost./",
        "http://a.localhost/",
        "http://127.0.0.1./",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0x7f000001/",
        "http://127.1/",
        "http://0177.0.0.1/",
        "http://0/",
        "http://[::1]/",
        "http://[fe80::1%25eth0]/",
    ],
)
def test_private_homes_are_refused_unless_allowed(home: str) -> None:
    unit = Unit("x", "x", "county", home)
    with pytest.raises(UsageError):
        refuse_private(unit, {}, allowed=False)
    refuse_private(unit, {}, allowed=True)


@pytest.mark.parametrize(
    "home",
    [
        "http://www.example.gov.cn./",
        "http://8.8.8.8/",
        "http://0x08.8.8.8/",
        "http://12345.cn/",
        "http://163.com/",
    ],
)
def test_public_homes_are_not_refused(home: str) -> None:
    refuse_private(Unit("x", "x", "county", home), {}, allowed=False)


def test_a_mapping_to_a_private_address_is_refused_too() -> None:
    with pytest.raises(UsageError):
        refuse_private(KNOWN, {"www.example.gov.cn": "127.0.0.1:80"}, allowed=False)
    refuse_private(KNOWN, {"www.example.gov.cn": "203.0.113.5"}, allowed=True)


def test_resolve_pairs_are_parsed_as_in_curl() -> None:
    assert parse_resolve(("WWW.a.cn=1.2.3.4:81", "b.cn:443=[::1]:8443")) == {
        "www.a.cn": "1.2.3.4:81",
        "b.cn:443": "[::1]:8443",
    }
    assert parse_resolve(("c.cn=::1",)) == {"c.cn": "::1"}
    for wrong in (
        "a.cn",
        "=1.2.3.4",
        "a.cn=",
        "a.cn=other.cn",
        "a.cn:http=1.2.3.4",
        "a.cn=1.2.3.4:99999",
        "a b=1.2.3.4",
    ):
        with pytest.raises(UsageError):
            parse_resolve((wrong,))


@pytest.mark.parametrize(
    ("said", "traits"),
    [
        ((), ("无对外服务职能",)),
        (("只在甲", "只在甲"), ("无对外服务职能", "只在甲")),  # asked for by this pack alone
        (("建议提案未涉及",), ("无对外服务职能", "建议提案未涉及")),  # by another that is shipped
        (("无",), ()),
        (("无", "只在甲"), ("只在甲",)),
    ],
)
def test_traits_are_those_of_the_register_and_of_the_command(
    said: tuple[str, ...], traits: tuple[str, ...]
) -> None:
    known = replace(KNOWN, traits=("无对外服务职能",))
    assert with_traits(known, said, PACK).traits == traits


def test_a_trait_that_no_pack_asks_for_is_refused() -> None:
    with pytest.raises(UsageError, match="没有指标体系按特征“对外服务”除外") as caught:
        with_traits(KNOWN, ("对外服务",), PACK)
    assert "只在甲" in caught.value.hint
    assert "无对外服务职能" in caught.value.hint


@pytest.mark.parametrize(
    ("home", "resolve", "said"),
    [
        ("http://www.a.gov.cn/", {}, False),
        ("http://www.a.gov.cn/", {"www.a.gov.cn": "8.8.8.8"}, False),
        ("http://www.a.gov.cn/", {"www.a.gov.cn:80": "8.8.8.8", "file.a.gov.cn": "8.8.8.8"}, False),
        ("https://www.a.gov.cn/", {"www.a.gov.cn:80": "8.8.8.8"}, True),
        ("http://www.a.gov.cn/", {"www.a.gov.cm": "8.8.8.8"}, True),
        ("http://www.a.gov.cn:8080/", {"www.a.gov.cn:8080": "8.8.8.8"}, False),
    ],
)
def test_addresses_that_leave_the_home_page_out_are_pointed_at(
    home: str, resolve: dict[str, str], said: bool
) -> None:
    unit = Unit(id="a", name="某县", type="county", home_url=home)
    assert bool(home_beside(unit, resolve)) is said
