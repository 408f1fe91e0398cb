"""The register in the database."""

from dataclasses import replace
from pathlib import Path

from sqlalchemy import Engine

from storage.runs import list_runs, save_audit
from storage.units import find_unit, list_groups, list_units, save_units
from tests.test_storage.audits import audit
from xunjian.model.unit import Unit

FULL = Unit(
    id="xx-czj",
    name="某市财政局",
    type="department",
    home_url="http://www.xx.example/czj/",
    group="市直",
    hosts=("www.xx.example", "file.xx.example:8080"),
    prefixes=("/czj/", "/col/12/"),
    site_code="4403000052",
    columns={"预决算": "http://www.xx.example/czj/yjs/"},
    departments={"*": "办公室", "预决算": "预算处"},
    newmedia=("微信/某市财政",),
    traits=("无对外服务职能",),
)
PLAIN = Unit("b", "乙县", "county", "http://b.example/")
NONE = replace(PLAIN, id="d", newmedia=())


def test_every_field_comes_back(engine: Engine) -> None:
    assert save_units(engine, [FULL, PLAIN, NONE]) == (3, 0)
    assert find_unit(engine, "xx-czj") == FULL
    assert list_units(engine) == (PLAIN, NONE, FULL)
    assert list_units(engine, "市直") == (FULL,)
    assert list_units(engine, "没有的组") == ()
    assert list_groups(engine) == ("市直",)


def test_importing_again_replaces(engine: Engine) -> None:
    save_units(engine, [FULL, PLAIN])
    assert save_units(engine, [replace(FULL, name="某市财政局(新)"), replace(PLAIN, id="c")]) == (1, 1)
    assert [unit.name for unit in list_units(engine)] == ["乙县", "乙县", "某市财政局(新)"]


def test_an_audit_never_changes_the_register(engine: Engine) -> None:
    registered = replace(PLAIN, id="a", group="县")
    save_units(engine, [registered])
    save_audit(engine, audit("r1"), Path("p"), "s")
    assert find_unit(engine, "a") == registered
    assert list_runs(engine)[0].unit_name == "乙县"


def test_a_unit_audited_by_address_can_be_registered_later(engine: Engine) -> None:
    save_audit(engine, audit("r1"), Path("p"), "s")
    assert save_units(engine, [replace(PLAIN, id="a")]) == (1, 0)
    assert find_unit(engine, "a") is not None
