"""What exempts a unit from an item exempts it from the check as well: nothing is found that nobody owes."""

from xunjian.catalog import load_catalog
from xunjian.engine import judge
from xunjian.model.finding import Status
from xunjian.model.unit import Unit
from xunjian.packs.load import load_pack
from xunjian.scoring.tree import score_pack

PACK = """\
schema: 1
id: traits
title: 体系
version: "1"
source: {title: 文件, confidence: official}
unit_types: [county, department]
items:
  - id: g
    title: 办事服务
    unless: [没有对外服务职能]
    children:
      - {id: a, title: 页脚, points: 5, check: footer.icp}
  - {id: b, title: 首页, points: 5, check: update.home, unit_types: [county]}
"""


def test_an_exempt_unit_is_not_checked() -> None:
    loaded = load_pack(PACK, "pack.yaml", load_catalog().checks)
    for kind, traits, expected in (
        ("county", ("没有对外服务职能",), [Status.NOT_APPLICABLE, Status.UNKNOWN]),
        ("county", (), [Status.UNKNOWN, Status.UNKNOWN]),
        ("department", (), [Status.UNKNOWN, Status.NOT_APPLICABLE]),
    ):
        unit = Unit("u", "某单位", kind, "http://a.example/", traits=traits)
        results = judge(loaded, load_catalog().checks, {}, unit)
        assert [each.result and each.result.status for each in results] == expected
        whole = score_pack(loaded.pack, results, unit_type=kind, traits=traits)
        assert whole.total.maximum == 5 * expected.count(Status.UNKNOWN)
