"""What was told by a notice's deadline is frozen for it, altered by nothing, and shown to those whom it concerns."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from services.ratings.tests.builders import BUYER, PROVIDER, agreement, announcement
from services.ratings.tests.cohorts import at
from services.ratings.tests.integration.scores.test_summaries import contract, rated, ratings

from chassis.testing import ServiceUnderTest
from events.ratings import EvidenceFrozen, OrganisationRated
from events.tendering import NoticeAmended, NoticeAmendment, NoticePublished
from events.tendering.notices import Announcement, JustificationAnnounced
from kernel.digests import digest_of
from kernel.identifiers import new_id

__all__ = ["ratings"]
PATH = "/ratings/v1/evidence-snapshots"
TOLD = datetime(2026, 8, 17, 9, tzinfo=UTC)
CLOSES = TOLD + timedelta(days=10)
OVER = CLOSES + timedelta(minutes=1)
pytestmark = pytest.mark.integration


async def published(ratings: ServiceUnderTest, *, closes_at: datetime = CLOSES, **changes: Any) -> Announcement:
    """Tendering tells of a notice."""
    said = announcement(agreement()).model_copy(update={"closes_at": closes_at, "cpv": ["85311000"], **changes})
    await ratings.feed(NoticePublished(occurred_at=TOLD, notice=said), said.notice_id)
    return said


async def freeze(
    ratings: ServiceUnderTest, notice: UUID, *, now: datetime = OVER, role: str = "commissioner", buyer: UUID = BUYER
) -> httpx.Response:
    client = ratings.client(role, organisation=buyer)
    return await client.post(PATH, json={"notice_id": str(notice)}, headers=at(now))


async def read(ratings: ServiceUnderTest, snapshot: Any, role: str, organisation: UUID | None = None) -> httpx.Response:
    return await ratings.client(role, organisation=organisation).get(f"{PATH}/{snapshot['id']}")


async def test_what_was_told_by_the_deadline_counts_whenever_it_is_frozen(ratings: ServiceUnderTest) -> None:
    notice, contract_id = await published(ratings), await contract(ratings, 1, 2, 9, 18, 34)
    await ratings.due(TOLD)
    await rated(ratings, contract_id, 50, 2, 9, 18, 34)  # told a week later at the earliest
    await ratings.due(CLOSES + timedelta(days=20))
    answer = await ratings.client("auditor").get(PATH, params={"notice": str(notice.notice_id)})
    snapshot = answer.json()
    assert (snapshot["as_of"], snapshot["service_code"]) == ("2026-08-27T09:00:00Z", "85311000")
    [line] = snapshot["lines"]
    assert (line["organisation_id"], line["verified_count"], line["stars"]) == (str(PROVIDER), 64, [1, 2, 9, 18, 34])
    assert (await read(ratings, snapshot, "auditor")).json() == snapshot


async def test_of_whom_was_told_later_nothing_is_told_at_an_earlier_time(ratings: ServiceUnderTest) -> None:
    contract_id = await contract(ratings, 0, 0, 0, 0, 3)
    await ratings.due(CLOSES)
    await rated(ratings, contract_id, 50, 0, 0, 0, 3)
    await contract(ratings, 0, 0, 0, 0, 4, providers=(other := new_id(),))
    await ratings.due(TOLD)  # in a sandbox one story may begin before another ended
    told = [event for event in await ratings.emitted() if isinstance(event, OrganisationRated)]
    assert [(event.organisation_id, event.occurred_at) for event in told] == [(PROVIDER, CLOSES), (other, TOLD)]


async def test_the_digest_can_be_computed_again_from_what_is_shown(ratings: ServiceUnderTest) -> None:
    notice, _ = await published(ratings), await contract(ratings, 1, 2, 9, 18, 34)
    await ratings.due(TOLD)
    snapshot = (await freeze(ratings, notice.notice_id)).json()
    [line] = snapshot["lines"]
    said: dict[str, Any] = {"as_of": "2026-08-17T09:00:00+00:00", "organisation_id": str(PROVIDER)}
    assert line["digest"] == digest_of(said | {"salt": line["salt"], "stars": [1, 2, 9, 18, 34]})
    bound: dict[str, Any] = {"as_of": "2026-08-27T09:00:00+00:00", "notice_id": str(notice.notice_id)}
    bound |= {"service_code": "85311000", "tellings": {str(PROVIDER): line["digest"]}}
    assert snapshot["digest"] == digest_of(bound)
    emitted = await ratings.emitted()
    [rated_event] = [event for event in emitted if isinstance(event, OrganisationRated)]
    assert (rated_event.digest, rated_event.salt) == (line["digest"], line["salt"])
    [told] = [event for event in emitted if isinstance(event, EvidenceFrozen)]
    assert (told.digest, told.as_of, "stars" in told.model_dump_json()) == (snapshot["digest"], CLOSES, False)


async def test_a_notice_has_one_and_none_before_its_deadline_is_over(ratings: ServiceUnderTest) -> None:
    notice = (await published(ratings)).notice_id
    assert (await freeze(ratings, notice, now=CLOSES)).status_code == 409
    await ratings.due(CLOSES)
    first, again = await freeze(ratings, notice), await freeze(ratings, notice)
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json() == again.json()
    await ratings.due(OVER)
    assert len([event for event in await ratings.emitted() if isinstance(event, EvidenceFrozen)]) == 1


async def test_a_deadline_that_was_moved_is_the_one_that_counts(ratings: ServiceUnderTest) -> None:
    notice = await published(ratings)
    later = notice.model_copy(update={"closes_at": CLOSES + timedelta(days=5)})
    hashes = {"previous_hash": "a" * 64, "terms_hash": "b" * 64}
    amendment = NoticeAmendment(number=1, reason="More time", amended_at=TOLD, changed=["closes_at"], **hashes)
    await ratings.feed(NoticeAmended(occurred_at=TOLD, notice=later, amendment=amendment), notice.notice_id)
    await ratings.due(OVER)
    assert (await freeze(ratings, notice.notice_id)).status_code == 409
    [frozen] = await after(ratings, OVER + timedelta(days=5))
    assert frozen.as_of == later.closes_at
    await ratings.rebuild()


async def test_nothing_is_frozen_for_a_direct_award(ratings: ServiceUnderTest) -> None:
    why = JustificationAnnounced(ground="1", reason="Only one can", supplier_id=PROVIDER)
    direct = await published(ratings, justification=why)
    assert await after(ratings, OVER) == []
    assert (await freeze(ratings, direct.notice_id)).status_code == 404


async def after(ratings: ServiceUnderTest, moment: datetime) -> list[EvidenceFrozen]:
    """What is frozen by then."""
    await ratings.due(moment)
    return [event for event in await ratings.emitted() if isinstance(event, EvidenceFrozen)]


async def test_counts_are_for_the_authority_auditors_and_whom_they_are_of(ratings: ServiceUnderTest) -> None:
    await contract(ratings, 0, 0, 0, 0, 3)
    await contract(ratings, 0, 0, 0, 0, 4, providers=(other := new_id(),))
    notice = (await published(ratings)).notice_id
    await ratings.due(TOLD)
    snapshot = (await freeze(ratings, notice)).json()
    assert len(snapshot["lines"]) == len((await read(ratings, snapshot, "auditor")).json()["lines"]) == 2
    [own] = (await read(ratings, snapshot, "provider", other)).json()["lines"]
    assert (own["organisation_id"], own["stars"]) == (str(other), [0, 0, 0, 0, 4])
    assert (await read(ratings, snapshot, "provider", new_id())).status_code == 404
    assert (await read(ratings, snapshot, "commissioner", new_id())).status_code == 404
    assert (await ratings.client().get(f"{PATH}/{snapshot['id']}")).status_code == 401
    assert (await freeze(ratings, notice, role="provider")).status_code == 403
    assert (await freeze(ratings, (await published(ratings)).notice_id, buyer=new_id())).status_code == 404
    assert (await ratings.client("auditor").get(PATH, params={"notice": str(new_id())})).status_code == 404
