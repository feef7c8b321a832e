"""When two do the same thing at the same instant, one of them hears that the other was first."""

from asyncio import gather
from collections import Counter

import pytest
from services.tendering.tests.builders import AFTERWARDS, NOW, at, bid_body
from services.tendering.tests.integration.line import V1, Line, done

from events.tendering import AwardMade

pytestmark = pytest.mark.integration


async def test_of_ten_bids_of_one_provider_at_once_one_is_taken(line: Line) -> None:
    notice = await line.published()
    path = f"{V1}/notices/{notice['id']}/bids"
    answers = await gather(
        *(line.provider.post(path, json=bid_body(notice, f"{n}.00"), headers=at(NOW)) for n in range(1, 11))
    )
    assert Counter(answer.status_code for answer in answers) == {201: 1, 409: 9}
    assert len(done(await line.provider.get(path))["items"]) == 1


async def test_of_ten_awards_of_one_lot_to_two_bidders_at_once_one_is_made(line: Line) -> None:
    notice = await line.published()
    rivals = [await line.bid(notice), await line.bid(notice, by=line.competitor)] * 5
    lot = {"lot_ids": [notice["lots"][0]["id"]], "reason": "The best bid."}
    path = f"{V1}/notices/{notice['id']}/awards"
    answers = await gather(
        *(line.buyer.post(path, json=lot | {"bid_id": bid["id"]}, headers=at(AFTERWARDS)) for bid in rivals)
    )
    assert Counter(answer.status_code for answer in answers) == {201: 1, 409: 9}
    assert sum(isinstance(event, AwardMade) for event in await line.service.emitted()) == 1


async def test_the_same_submission_sent_again_gets_the_same_receipt(line: Line) -> None:
    notice = await line.published()
    path, headers = f"{V1}/notices/{notice['id']}/bids", at(NOW) | {"Idempotency-Key": "bid-1"}
    first = await line.provider.post(path, json=bid_body(notice), headers=headers)
    again = await line.provider.post(path, json=bid_body(notice), headers=headers)
    other = await line.provider.post(path, json=bid_body(notice, "1.00"), headers=headers)
    assert (done(again, 201), other.status_code) == (done(first, 201), 422)
