"""Points for a place in another contest, which a person enters: the ranking of scores leaves them alone."""

from decimal import Decimal

from tests.test_storage.audits import audit, check
from xunjian.app.packs import open_pack
from xunjian.app.ranking import Part, rank_audits
from xunjian.model.audit import Audit


def judged(unit: str, hotline: int, contest: int) -> Audit:
    """A member of Dongying's hotline: points for its work, and for its place in the contest."""
    loaded = open_pack("dongying-hotline")
    leaves = list(loaded.pack.leaves())
    checks = [
        check("pass", leaf.check, **loaded.params[leaf.id].model_dump(mode="json"))
        for leaf in leaves
        if leaf.check
    ]
    base = audit(f"run-{unit}", checks=checks, unit=unit, pack=loaded.pack.id).model_dump(
        mode="json", by_alias=True
    )
    base["pack"]["version"] = loaded.pack.version
    base["indicators"] = [{**base["indicators"][0], "id": leaf.id} for leaf in leaves]
    base["assessed"] = [{"item_id": "1", "points": hotline}, {"item_id": "2.1", "points": contest}]
    return Audit.model_validate(base)


def test_a_place_that_a_person_enters_is_kept() -> None:
    # The better score had the worse place in the contest.
    audits = (judged("a", 30, 0), judged("b", 20, 5))
    (ranking,) = rank_audits([Part("", Decimal(100), audits, open_pack("dongying-hotline"))])
    found = {each.unit_id: (int(each.score.low), int(each.score.high)) for each in ranking.standings}
    assert found == {"a": (30, 30), "b": (25, 25)}
    assert all(not each.by_rank for each in ranking.standings)
