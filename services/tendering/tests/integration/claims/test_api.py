"""Claims hold signatures, and details are published; over HTTP, on a real database."""

from datetime import timedelta
from typing import Any

import pytest
from services.tendering.tests.builders import AFTERWARDS, at
from services.tendering.tests.integration.line import V1, Json, Line, done

from events.tendering import ClaimEnded, ClaimNotified, ContractDetailsPublished

pytestmark = pytest.mark.integration
LATER = AFTERWARDS + timedelta(days=30)
CLAIM = {"reference": "HT-2026-000012", "started_on": "2026-09-29"}
TERM = {"starts_on": "2026-12-01", "ends_on": "2027-11-30"}


async def proposed(line: Line) -> Json:
    """A contract whose award announced a standstill, though no law asks for one below the threshold."""
    award = await line.awarded(standstill_working_days=8)
    path = f"{V1}/awards/{award['id']}/contract"
    return done(await line.buyer.post(path, json=TERM, headers=at(AFTERWARDS)), 201)


async def claimed(line: Line, contract: Json, by: Any = None, when: Any = AFTERWARDS, **changes: Any) -> Any:
    path = f"{V1}/awards/{contract['award_id']}/claims"
    return await (by or line.competitor).post(path, json=CLAIM | changes, headers=at(when))


async def test_a_claim_within_an_announced_standstill_holds_the_signature_until_it_is_lifted(line: Line) -> None:
    contract = await proposed(line)
    claim = done(await claimed(line, contract), 201)
    assert (claim["suspends"], claim["claimant_id"]) == (True, str(line.rival))
    sign = f"{V1}/contracts/{contract['id']}/sign"
    held = await line.provider.post(sign, headers=at(LATER))
    assert (held.status_code, held.json()["decision"]["rule"]) == (409, "award.automatic_suspension")
    order = {"ending": "lifted", "reference": "Order of 20 October"}
    path = f"{V1}/claims/{claim['id']}/end"
    assert (await line.competitor.post(path, json=order, headers=at(LATER))).status_code == 403
    done(await line.buyer.post(path, json=order, headers=at(LATER)))
    assert done(await line.provider.post(sign, headers=at(LATER)))["status"] == "active"
    [shown] = done(await line.public.get(f"{V1}/awards/{contract['award_id']}/claims"))["items"]
    assert (shown["suspends"], shown["ended"], shown["is_within_standstill"]) == (False, "lifted", True)
    told = [each for each in await line.service.emitted() if isinstance(each, ClaimNotified | ClaimEnded)]
    assert [each.type for each in told] == ["tendering.claim.notified.v1", "tendering.claim.ended.v1"]


async def test_a_claim_that_comes_late_is_recorded_and_holds_nothing(line: Line) -> None:
    contract = await proposed(line)
    assert done(await claimed(line, contract, when=LATER), 201)["suspends"] is False
    done(await line.provider.post(f"{V1}/contracts/{contract['id']}/sign", headers=at(LATER)))


async def test_the_authority_records_what_it_was_notified_of_and_nobody_claims_for_another(line: Line) -> None:
    contract = await proposed(line)
    for_another = await claimed(line, contract, claimant_id=str(line.trust))
    assert for_another.status_code == 404
    done(await claimed(line, contract, line.buyer, claimant_id=str(line.rival)), 201)
    assert (await claimed(line, contract)).status_code == 409  # the same proceedings


async def test_the_details_of_a_contract_are_published_after_its_signature_and_its_copy_once(line: Line) -> None:
    contract = await line.proposed()
    path, copy = f"{V1}/contracts/{contract['id']}/details", {"copy_sha256": "a" * 64}
    assert (await line.buyer.post(path, json={}, headers=at(AFTERWARDS))).status_code == 409
    done(await line.provider.post(f"{V1}/contracts/{contract['id']}/sign", headers=at(AFTERWARDS)))
    first = done(await line.buyer.post(path, json={}, headers=at(AFTERWARDS)))
    assert (first["details_published_at"], first["copy_sha256"]) == ("2026-09-29T09:00:00Z", None)
    second = done(await line.buyer.post(path, json=copy, headers=at(LATER)))
    assert second["details_published_at"] == first["details_published_at"]
    assert (second["copy_sha256"], second["copy_published_at"]) == ("a" * 64, "2026-10-29T09:00:00Z")
    assert (await line.buyer.post(path, json=copy, headers=at(LATER))).status_code == 409
    *_, event = await line.service.emitted()
    assert isinstance(event, ContractDetailsPublished)
    assert event.copy_sha256 == "a" * 64
