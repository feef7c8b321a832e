"""Local staff of contracts and of authorities over HTTP, on a real database."""

from datetime import UTC, datetime
from typing import Any

import pytest
from services.tendering.tests.builders import at, pounds
from services.tendering.tests.integration.line import V1, Json, Line, done

from events.tendering import LocalReturned

pytestmark = pytest.mark.integration
SPRING = datetime(2027, 4, 10, 9, tzinfo=UTC)


async def returned(line: Line, contract: Json, staff: int, local: int, **changes: Any) -> Any:
    body = {"area": "TLD3", "first": "2026-12-01", "last": "2027-02-28", "staff": staff, "local_staff": local}
    path = f"{V1}/contracts/{contract['id']}/local-returns"
    return await line.provider.post(path, json=body | changes, headers=at(SPRING))


async def test_staff_and_purchases_are_told_with_their_shares(line: Line) -> None:
    contract = await line.signed()
    bought = {"total": pounds("300.00"), "local": pounds("100.00"), "social_enterprise": pounds("0.00")}
    told = done(await returned(line, contract, 24, 18, purchases=bought), 201)
    assert (told["staff"], told["local_staff"], told["local_staff_pct"]) == (24, 18, 75)
    assert (told["purchases"]["local_pct"], told["purchases"]["social_enterprise_pct"]) == (33.3333, 0)
    listed = done(await line.public.get(f"{V1}/contracts/{contract['id']}/local-returns"))["items"]
    assert listed == [told]
    *_, event = await line.service.emitted()
    assert isinstance(event, LocalReturned)
    assert (event.staff, event.local_purchases) == (24, "100.00")


async def test_of_a_few_people_nothing_is_told_to_anybody(line: Line) -> None:
    contract = await line.signed()
    told = done(await returned(line, contract, 4, 3), 201)
    assert (told["staff"], told["local_staff"], told["local_staff_pct"]) == (None, None, None)
    *_, event = await line.service.emitted()
    assert isinstance(event, LocalReturned)
    assert (event.staff, event.local_staff) == (None, None)


async def test_an_authority_is_told_over_its_running_contracts_by_the_latest_return_of_each(line: Line) -> None:
    several = [await line.signed() for _ in range(3)]
    for contract, staff, local in zip(several, (10, 4), (5, 4), strict=False):
        done(await returned(line, contract, staff, local), 201)
    done(await returned(line, several[0], 20, 5, last="2027-03-31"), 201)
    done(await returned(line, several[0], 90, 90, area="E08000003"), 201)
    path = f"{V1}/buyers/{line.council}/local-staff"
    found = done(await line.public.get(path, params={"area": "TLD3"}, headers=at(SPRING)))
    assert [found[f"contracts_{name}"] for name in ("reported", "too_few", "unreported")] == [1, 1, 1]
    assert (found["staff"], found["local_staff"], found["local_staff_pct"]) == (20, 5, 25)
    nobody = done(await line.public.get(path, params={"area": "TLC"}, headers=at(SPRING)))
    assert (nobody["contracts_unreported"], nobody["local_staff_pct"]) == (3, None)


async def test_only_its_supplier_returns_a_period_once_and_when_it_is_over(line: Line) -> None:
    contract = await line.signed()
    path = f"{V1}/contracts/{contract['id']}/local-returns"
    body = {"area": "TLD3", "first": "2026-12-01", "last": "2027-02-28", "staff": 9, "local_staff": 2}
    assert (await line.competitor.post(path, json=body, headers=at(SPRING))).status_code == 404
    assert (await line.buyer.post(path, json=body, headers=at(SPRING))).status_code == 403
    done(await returned(line, contract, 9, 2), 201)
    assert (await returned(line, contract, 9, 3)).status_code == 409
    for change in ({"last": "2027-04-10"}, {"local_staff": 10}, {"area": "Northbridge"}, {"first": "2027-03-01"}):
        assert (await returned(line, contract, 9, 2, **({"last": "2027-02-27"} | change))).status_code == 422
