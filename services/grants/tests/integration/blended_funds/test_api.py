"""Blended funds over HTTP, on a real database."""

from asyncio import gather
from collections import Counter
from typing import Any

import httpx
import pytest
from services.grants.tests.builders import NOW, at, pounds
from services.grants.tests.integration.line import V1, Json, Line, done

from events.grants import BlendedFundDrawn, BlendedFundOpened

pytestmark = pytest.mark.integration
PRIVATE, PUBLIC = 1, 2


async def opened(line: Line, **changes: Any) -> Json:
    pledges = [
        {"contributor": "An investor", "side": "private", "amount": pounds("500.00")},
        {"contributor": "The council", "side": "public", "amount": pounds("500.00")},
    ]
    body = {"title": "Better Futures", "description": "For young people.", "is_matched": True, "pledges": pledges}
    return done(await line.funder.post(f"{V1}/blended-funds", json=body | changes, headers=at(NOW)), 201)


async def draw(line: Line, fund: Json, pledge: int, amount: str, **headers: str) -> httpx.Response:
    body = {"pledge": pledge, "amount": pounds(amount)}
    path = f"{V1}/blended-funds/{fund['id']}/drawdowns"
    return await line.funder.post(path, json=body, headers=at(NOW) | headers)


async def test_a_matched_fund_draws_no_public_pound_without_a_private_one(line: Line) -> None:
    fund = await opened(line)
    done(await draw(line, fund, PRIVATE, "300.00"), 201)
    refused = await draw(line, fund, PUBLIC, "300.01")
    assert (refused.status_code, refused.json()["decision"]["rule"]) == (409, "funds.blended_match")
    stands = done(await draw(line, fund, PUBLIC, "200.00"), 201)
    assert (stands["private_drawn"], stands["public_drawn"], stands["private_per_public"]) == (
        pounds("300.00"),
        pounds("200.00"),
        1.5,
    )
    assert done(await line.public.get(f"{V1}/blended-funds/{fund['id']}")) == stands
    listed = await line.public.get(f"{V1}/blended-funds", params={"host_id": str(line.foundation)})
    assert done(listed)["items"] == [stands]
    first, *_, last = await line.service.emitted()
    assert isinstance(first, BlendedFundOpened)
    assert isinstance(last, BlendedFundDrawn)
    assert (first.fund.private_drawn, last.fund.private_drawn, last.fund.public_drawn) == ("0.00", "300.00", "200.00")


async def test_a_fund_that_did_not_say_so_is_flagged_and_goes_on(line: Line) -> None:
    fund = await opened(line, is_matched=False)
    stands = done(await draw(line, fund, PUBLIC, "100.00"), 201)
    assert stands["private_per_public"] == 0


async def test_drawdowns_at_the_same_instant_take_no_more_than_is_matched(line: Line) -> None:
    fund = await opened(line)
    done(await draw(line, fund, PRIVATE, "100.00"), 201)
    answers = await gather(*(draw(line, fund, PUBLIC, "40.00") for _ in range(5)))
    assert Counter(answer.status_code for answer in answers) == {201: 2, 409: 3}


async def test_only_the_host_draws_and_on_the_version_it_has_read(line: Line) -> None:
    fund = await opened(line)
    path, body = f"{V1}/blended-funds/{fund['id']}/drawdowns", {"pledge": PRIVATE, "amount": pounds("1.00")}
    stranger = line.service.client("funder", organisation=line.rival)
    assert (await stranger.post(path, json=body, headers=at(NOW))).status_code == 404
    assert (await line.provider.post(path, json=body, headers=at(NOW))).status_code == 403
    tag = (await line.funder.get(f"{V1}/blended-funds/{fund['id']}")).headers["etag"]
    done(await draw(line, fund, PRIVATE, "1.00", **{"If-Match": tag}), 201)
    assert (await draw(line, fund, PRIVATE, "1.00", **{"If-Match": tag})).status_code == 412
