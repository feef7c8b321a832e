"""Social investments over HTTP, on a real database."""

from typing import Any

import pytest
from services.grants.tests.builders import NOW, at, pounds
from services.grants.tests.integration.line import V1, Line, done

from events.grants import InvestmentSettled, SchemeReplenished
from kernel.identifiers import new_id

pytestmark = pytest.mark.integration


def body(**changes: Any) -> dict[str, Any]:
    return {
        "title": "Homes for good",
        "investor": "Northbridge Social Investors",
        "private_equity_flag": True,
        "private_equity_source": "Register of people with significant control",
        "capital": pounds("150000.00"),
        "term_years": 3,
        **changes,
    }


async def test_a_surplus_goes_back_to_the_scheme_and_can_be_given_again(line: Line) -> None:
    scheme = await line.scheme()
    said = body(scheme_id=scheme["id"])
    made = done(await line.funder.post(f"{V1}/investments", json=said, headers=at(NOW)), 201)
    path = f"{V1}/investments/{made['id']}"
    paid = {"amount": pounds("176000.00")}
    done(await line.funder.post(f"{path}/outcome-payments", json=paid, headers=at(NOW)), 201)
    settled = done(await line.funder.post(f"{path}/settlement", headers=at(NOW)), 201)
    assert done(await line.public.get(path)) == settled
    amounts = ("gross_return", "return_cap", "investor_receives", "recycled_surplus")
    assert [settled[name]["amount"] for name in amounts] == ["26000.00", "18000.00", "168000.00", "8000.00"]
    assert (settled["private_equity_flag"], settled["return_cap_per_year"]) == (True, 0.04)
    after = done(await line.public.get(f"{V1}/schemes/{scheme['id']}"))
    assert (after["recycled"], after["remaining"]) == (pounds("8000.00"), pounds("508000.00"))
    *_, replenished, told = await line.service.emitted()
    assert isinstance(replenished, SchemeReplenished)
    assert isinstance(told, InvestmentSettled)
    assert (replenished.scheme.recycled, told.investment.recycled_surplus) == ("8000.00", "8000.00")
    decision = done(await line.public.get(f"{V1}/decisions/{settled['decision_id']}"))
    assert (decision["rule"], decision["outcome"]) == ("investments.return_cap", True)


async def test_a_loss_leaves_the_scheme_as_it_was(line: Line) -> None:
    scheme = await line.scheme()
    said = body(scheme_id=scheme["id"])
    made = done(await line.funder.post(f"{V1}/investments", json=said, headers=at(NOW)), 201)
    settled = done(await line.funder.post(f"{V1}/investments/{made['id']}/settlement", headers=at(NOW)), 201)
    assert (settled["gross_return"], settled["investor_receives"]) == (pounds("-150000.00"), pounds("0.00"))
    assert done(await line.public.get(f"{V1}/schemes/{scheme['id']}")) == scheme


async def test_only_the_funder_acts_and_only_for_schemes_of_its_own(line: Line) -> None:
    made = done(await line.funder.post(f"{V1}/investments", json=body(), headers=at(NOW)), 201)
    stranger = line.service.client("funder", organisation=line.rival)
    path, paid = f"{V1}/investments/{made['id']}/outcome-payments", {"amount": pounds("1.00")}
    assert (await stranger.post(path, json=paid, headers=at(NOW))).status_code == 404
    assert (await line.provider.post(path, json=paid, headers=at(NOW))).status_code == 403
    unknown = await line.funder.post(f"{V1}/investments", json=body(scheme_id=str(new_id())), headers=at(NOW))
    assert unknown.status_code == 404
    assert done(await line.public.get(f"{V1}/investments?funder_id={line.foundation}"))["items"] == [made]
    tag = (await line.public.get(f"{V1}/investments/{made['id']}")).headers["etag"]
    done(await line.funder.post(path, json=paid, headers=at(NOW) | {"If-Match": tag}), 201)
    assert (await line.funder.post(path, json=paid, headers=at(NOW) | {"If-Match": tag})).status_code == 412


async def test_what_cannot_be_agreed_is_refused_where_it_stands(line: Line) -> None:
    for changes, path in (
        ({"capital": pounds("999999999999.99")}, ""),
        ({"term_years": -1}, "/term_years"),
        ({"return_cap_per_year": 1.1}, "/return_cap_per_year"),
    ):
        answer = await line.funder.post(f"{V1}/investments", json=body(**changes), headers=at(NOW))
        assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, path)
