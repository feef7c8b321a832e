"""The real files of companies, public bodies, schools, housing, care and codes, imported one after another."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from services.registry.tests.register_files import REAL, counts, imported, needs_real_files
from services.registry.tests.unit.imports.test_real_lists import FILES, READ, the_reading_of

from chassis.testing import ServiceUnderTest, service_under_test
from events.registry import CodeListRead

pytestmark = [pytest.mark.integration, needs_real_files]

#: A hundred files of one location each are one too many here: they are read in the unit tests.
SOME = [name for name in FILES if "location-json" not in name or name.endswith("/location_RW603.json")]


@pytest.fixture
async def registry() -> AsyncIterator[ServiceUnderTest]:
    async with service_under_test("registry") as service:
        yield service


async def test_every_row_is_accepted_merged_or_rejected_and_once_more_nothing_changes(
    registry: ServiceUnderTest,
) -> None:
    for name in SOME:
        content, filename = (REAL / name).read_bytes(), Path(name).name
        first, again = [await imported(registry, content, filename) for _ in range(2)]
        rows, rejected = READ.get(name, (the_reading_of(name).read, {}))
        for outcome in (first, again):
            read, accepted, merged, refused = counts(outcome)
            assert (name, outcome["state"], outcome["trouble"]) == (name, "done", None)
            assert (name, read, accepted + merged + refused) == (name, rows, rows)
            assert (name, outcome["rejected_by_code"]) == (name, rejected)
        assert (name, counts(again), again["unchanged"]) == (name, counts(first), accepted + merged)


async def test_codes_and_areas_that_came_in_a_file_are_there_to_be_asked(registry: ServiceUnderTest) -> None:
    for name in ("cpv/cpvCodes.json", "geography/la_all_codes.csv", "geography/chd_Changes.csv"):
        await imported(registry, (REAL / name).read_bytes(), Path(name).name)
    client = registry.client()
    answer = await client.get("/registry/v1/codes/cpv/85311000-2")
    assert answer.json()["name"] == "Social work services with accommodation"
    lists = {it["name"]: it["codes"] for it in (await client.get("/registry/v1/codes")).json()["items"]}
    assert (lists["cpv"], lists["gss"]) == (9454, 415)
    told = [event for event in await registry.emitted() if isinstance(event, CodeListRead)]
    assert [len(event.codes) for event in told] == [9454]
    on = {}
    for day in ("2023-03-31", "2023-04-01"):  # South Lakeland, before and after the Cumbria order
        found = await client.get("/registry/v1/areas/E07000031", params={"on": day})
        on[day] = [it["name"] for it in found.json()["items"]]
    assert on == {"2023-03-31": ["South Lakeland"], "2023-04-01": ["Westmorland and Furness"]}
