"""A notice copied as a new draft: all that was asked for, nothing of who answered."""

import pytest
from services.tendering.tests.builders import AFTERWARDS, DEADLINE, NOW, at, bid_body
from services.tendering.tests.integration.line import V1, Line, done

pytestmark = pytest.mark.integration
AGAIN = {"closes_at": "2027-01-29T12:00:00Z"}
#: What a copy has of its own, beside its lots' ids.
OWN = {"id", "buyer_id", "closes_at", "status", "published_at", "terms_hash", "decisions", "version", "lots"}


async def test_a_copy_says_the_same_under_ids_of_its_own_and_nobody_has_bid_for_it(line: Line) -> None:
    notice = await line.published(not_local_because="Nobody near does it.")
    await line.bid(notice)
    copy = done(await line.buyer.post(f"{V1}/notices/{notice['id']}/copy", json=AGAIN, headers=at(AFTERWARDS)), 201)
    assert {name: copy[name] for name in copy.keys() - OWN} == {name: notice[name] for name in notice.keys() - OWN}
    assert (copy["status"], copy["closes_at"], copy["decisions"]) == ("draft", AGAIN["closes_at"], [])
    for old, new in zip(notice["lots"], copy["lots"], strict=True):
        assert new["id"] != old["id"]
        assert new == old | {"id": new["id"]}
    published = done(await line.buyer.post(f"{V1}/notices/{copy['id']}/publish", headers=at(AFTERWARDS)))
    later = at(DEADLINE.replace(year=2027))
    for reader in (line.buyer, line.auditor, line.provider):
        assert done(await reader.get(f"{V1}/notices/{published['id']}/bids", headers=later))["items"] == []
    old_bid = bid_body(notice)
    refused = await line.provider.post(f"{V1}/notices/{copy['id']}/bids", json=old_bid, headers=at(AFTERWARDS))
    assert refused.status_code == 422
    assert done(await line.public.get(f"{V1}/notices/{notice['id']}")) == notice


async def test_anybody_that_buys_may_copy_what_is_public_and_nobody_anothers_draft(line: Line) -> None:
    await line.knows(line.rival, "Eastmarsh Council", "buyer")
    neighbour = line.service.client("commissioner", organisation=line.rival)
    public, draft = await line.published(), await line.draft()
    copy = done(await neighbour.post(f"{V1}/notices/{public['id']}/copy", json=AGAIN, headers=at(NOW)), 201)
    assert copy["buyer_id"] == str(line.rival)
    assert (await neighbour.post(f"{V1}/notices/{draft['id']}/copy", json=AGAIN)).status_code == 404
    assert (await line.provider.post(f"{V1}/notices/{public['id']}/copy", json=AGAIN)).status_code == 403


async def test_what_a_notice_followed_from_is_its_own(line: Line) -> None:
    plan = {"title": "Homelessness", "description": "What would help?"}
    engagement = done(await line.buyer.post(f"{V1}/engagements", json=plan, headers=at(NOW)), 201)
    notice = await line.published(engagement_id=engagement["id"])
    copy = done(await line.buyer.post(f"{V1}/notices/{notice['id']}/copy", json=AGAIN, headers=at(NOW)), 201)
    assert (notice["engagement_id"], copy["engagement_id"]) == (engagement["id"], None)
