"""Packages over HTTP, on a real database: all of one, or nothing."""

from datetime import timedelta
from typing import Any

import pytest
from services.grants.tests.builders import NOW, at, award_body, pounds
from services.grants.tests.integration.line import V1, Line, done

from events.grants import PackageClosed

pytestmark = pytest.mark.integration
INVESTMENT = {
    "title": "Homes for good",
    "investor": "Northbridge Social Investors",
    "private_equity_flag": False,
    "private_equity_source": "Its own statement",
    "capital": pounds("400000.00"),
    "term_years": 5,
}
ASSET = {
    "title": "11 Mill Lane",
    "valuation": pounds("300000.00"),
    "valued_on": "2026-08-01",
    "valuer": "Northbridge Surveyors",
    "price": pounds("1.00"),
    "lock": "It is let to people who were homeless.",
    "reverter": "It comes back if it is let otherwise.",
}


async def proposed(line: Line, **changes: Any) -> tuple[Any, Any]:
    """A package of each kind of part, with one condition met; and the application that it would award."""
    application = await line.application(await line.scheme(), "100000.00")
    body = {
        "title": "Eleven homes",
        "recipient_id": str(line.trust),
        "conditions": [{"name": "Lease agreed"}],
        "grants": [{"application_id": application["id"], **award_body("100000.00")}],
        "investments": [INVESTMENT],
        "assets": [ASSET],
        **changes,
    }
    made = done(await line.funder.post(f"{V1}/packages", json=body, headers=at(NOW)), 201)
    met = {"name": "Lease agreed", "evidence": "Signed on 1 September."}
    path = f"{V1}/packages/{made['id']}"
    return done(await line.funder.post(f"{path}/met-conditions", json=met, headers=at(NOW)), 201), application


async def nothing_happened(line: Line, package: Any) -> bool:
    """No grant, no investment, no asset, and the package as it was."""
    lists = [done(await line.public.get(f"{V1}/{name}"))["items"] for name in ("grants", "investments")]
    return lists == [[], []] and done(await line.public.get(f"{V1}/packages/{package['id']}")) == package


async def test_all_parts_take_effect_at_once(line: Line) -> None:
    package, _ = await proposed(line)
    assert (package["leverage"], package["subsidy_share_pct"]) == (4, 49.9999)
    closed = done(await line.funder.post(f"{V1}/packages/{package['id']}/closing", headers=at(NOW)), 201)
    grant = done(await line.public.get(f"{V1}/grants/{closed['grants'][0]['grant_id']}"))
    investment = done(await line.public.get(f"{V1}/investments/{closed['investments'][0]['investment_id']}"))
    assert (grant["amount"], investment["capital"]) == (pounds("100000.00"), pounds("400000.00"))
    assert closed["assets"][0]["transferred_on"] == "2026-09-01"
    rules = [done(await line.public.get(f"{V1}/decisions/{each}"))["rule"] for each in closed["decisions"]]
    assert rules == ["packages.valuation", "asset_transfer"]
    *_, told = await line.service.emitted()
    assert isinstance(told, PackageClosed)
    assert [str(each) for each in told.package.grants] == [grant["id"]]
    again = await line.funder.post(f"{V1}/packages/{package['id']}/closing", headers=at(NOW))
    assert again.status_code == 409


async def test_a_grant_that_cannot_be_awarded_leaves_all_as_it_was(line: Line) -> None:
    package, application = await proposed(line)
    done(await line.provider.post(f"{V1}/applications/{application['id']}/withdraw", headers=at(NOW)))
    closing = await line.funder.post(f"{V1}/packages/{package['id']}/closing", headers=at(NOW))
    assert closing.status_code == 409
    assert await nothing_happened(line, package)


async def test_an_investment_that_cannot_be_agreed_leaves_all_as_it_was(line: Line) -> None:
    package, _ = await proposed(line, investments=[{**INVESTMENT, "capital": pounds("900000000000.00")}])
    closing = await line.funder.post(f"{V1}/packages/{package['id']}/closing", headers=at(NOW))
    assert closing.status_code == 422
    assert await nothing_happened(line, package)


async def test_a_valuation_that_is_too_old_leaves_all_as_it_was(line: Line) -> None:
    package, _ = await proposed(line)
    late = at(NOW + timedelta(days=400))
    closing = await line.funder.post(f"{V1}/packages/{package['id']}/closing", headers=late)
    assert (closing.status_code, closing.json()["decision"]["rule"]) == (409, "packages.valuation")
    assert await nothing_happened(line, package)


async def test_nothing_closes_before_its_conditions_are_met_nor_for_strangers(line: Line) -> None:
    package, _ = await proposed(line, conditions=[{"name": "Lease agreed"}, {"name": "Permission"}])
    path = f"{V1}/packages/{package['id']}/closing"
    stranger = line.service.client("funder", organisation=line.rival)
    assert (await stranger.post(path, headers=at(NOW))).status_code == 404
    assert (await line.funder.post(path, headers=at(NOW))).status_code == 409
    assert await nothing_happened(line, package)


async def test_valuers_are_independent_and_there_is_one_recipient(line: Line) -> None:
    application = await line.application(await line.scheme(), "100000.00")
    part = {"application_id": application["id"], **award_body("100000.00")}
    own = {**ASSET, "valuer": "ashgate homeless trust"}
    for parts, path in (
        ({"recipient_id": str(line.trust), "assets": [own]}, "/assets/0/valuer"),
        ({"recipient_id": str(line.rival), "grants": [part]}, "/grants/0/application_id"),
    ):
        answer = await line.funder.post(f"{V1}/packages", json={"title": "Homes", **parts}, headers=at(NOW))
        assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, path)
