"""What is made when it is asked for is made once."""

from __future__ import annotations

from rsplan.report.on_demand import OnDemand


def test_a_mapping_is_made_when_somebody_looks_into_it_and_only_once() -> None:
    asked: list[str] = []

    def make() -> dict[str, int]:
        asked.append("made")
        return {"assignments": 29, "indicators": 17}

    found = OnDemand(make)
    assert not asked
    assert list(found) == ["assignments", "indicators"]
    assert found["indicators"] == 17
    assert (len(found), found.get("units"), asked) == (2, None, ["made"])
