"""Groups that live on public money are tagged, with the rule, wherever they are shown."""

from datetime import date
from typing import Any

import pytest
from services.transparency.tests.spending import made, read
from services.transparency.tests.town import BIKES, COUNCIL, FOREIGN, HARBOUR, LANTERN, party

from chassis.testing import ServiceUnderTest

pytestmark = pytest.mark.integration
LISTED = "/transparency/v1/strategic-suppliers"
HTML = {"Commonweal-Now": "2026-03-02T12:00:00Z", "Accept": "text/html"}


async def test_companies_of_one_owner_are_tagged_together_and_say_by_which_rule(town: ServiceUnderTest) -> None:
    await town.feed(paid := made(8, "70000000.00", COUNCIL, party(BIKES)), paid.entity)
    assert (await read(town, LISTED))["suppliers"] == []
    await town.feed(more := made(9, "30000000.01", LANTERN, party(FOREIGN), tier=1), more.entity)
    found = await read(town, LISTED)
    [supplier] = found["suppliers"]
    assert (supplier["name"], supplier["revenue"]["amount"]) == (FOREIGN.name, "100000000.01")
    assert [it["name"] for it in supplier["members"]] == [BIKES.name, FOREIGN.name]
    assert (found["first"], found["last"]) == ("2025-03-03", "2026-03-02")
    assert (found["rule"]["rule"], found["rule"]["figures"]["revenue_over"]) == ("strategic_supplier", "100000000.00")
    assert (await read(town, f"{LISTED}?on=2027-06-01"))["suppliers"] == []
    for path in (f"/organisations/{BIKES.id}", f"/organisations/{COUNCIL.id}/money"):
        assert "Strategic supplier" in (await town.client().get(path, headers=HTML)).text, path
    assert "Strategic supplier" not in (await town.client().get(f"/organisations/{HARBOUR.id}", headers=HTML)).text


async def test_what_is_paid_down_a_chain_or_told_in_a_dataset_is_no_revenue_from_government(
    town: ServiceUnderTest,
) -> None:
    apart: list[dict[str, Any]] = [{"tier": 2}, {"dataset": "care"}, {"paid_on": date(2025, 3, 2)}]
    for number, changes in enumerate(apart):
        event = made(10 + number, "200000000.00", COUNCIL, party(HARBOUR), **changes)
        await town.feed(event, event.entity)
    assert (await read(town, LISTED))["suppliers"] == []
