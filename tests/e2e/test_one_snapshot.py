"""The ratings that count in a competition are those that ratings froze for it: the services find one digest, apart."""

from datetime import timedelta
from uuid import uuid5

import pytest
from services.ratings.tests.integration.scores.test_summaries import contract, rated
from services.tendering.tests.builders import DEADLINE, NOW, at
from services.tendering.tests.integration.evaluation.competition import LATER, Competition
from services.tendering.tests.integration.line import Json, Line, done, the_line

from chassis.testing import ServiceUnderTest, service_under_test
from events.ratings import EvidenceFrozen, OrganisationRated
from events.tendering import NoticePublished

WEEK = timedelta(days=7)
pytestmark = pytest.mark.integration


async def heard(line: Line, ratings: ServiceUnderTest, *, but: int = 0) -> None:
    """Tendering hears what ratings said beyond the first events."""
    for event in (await ratings.emitted())[but:]:
        if isinstance(event, OrganisationRated):
            await line.service.feed(event, uuid5(event.organisation_id, "ratings"))
        elif isinstance(event, EvidenceFrozen):
            await line.service.feed(event, event.notice_id)


async def snapshot_in(line: Line, competition: Competition) -> Json:
    """What the workings say of the ratings that count."""
    answer = await line.auditor.get(f"{competition.path}/evaluation/workings", headers=at(LATER))
    return done(answer)["ratings_snapshot"]


async def test_tendering_and_ratings_freeze_one_snapshot_for_a_notice() -> None:
    async with the_line() as line, service_under_test("ratings") as ratings:
        competition = Competition(line)
        await competition.open("80000.00", "100000.00")
        await competition.judged()
        [notice] = [event for event in await line.service.emitted() if isinstance(event, NoticePublished)]
        await ratings.feed(notice, notice.notice.notice_id)
        first = await contract(ratings, 1, 0, 2, 3, 1, providers=(line.trust,))
        await contract(ratings, 0, 0, 0, 4, 20, providers=(line.rival,))
        await ratings.due(NOW + WEEK)
        await rated(ratings, first, 5, 5, 5, 5, 5)
        await ratings.due(NOW + 2 * WEEK)
        before = len(await ratings.emitted())
        await heard(line, ratings)
        assert (await snapshot_in(line, competition))["is_published"] is None
        await rated(ratings, first, 90, 5, 5, 5, 5)
        await ratings.due(DEADLINE + WEEK)  # told too late to count
        await heard(line, ratings, but=before)
        worked = await snapshot_in(line, competition)
        [frozen] = [event for event in await ratings.emitted() if isinstance(event, EvidenceFrozen)]
        assert (worked["digest"], worked["service_code"]) == (frozen.digest, frozen.service_code)
        assert (worked["is_published"], frozen.as_of) == (True, DEADLINE)
        await line.service.rebuild()
        assert await snapshot_in(line, competition) == worked


async def test_an_auditor_sees_where_the_two_differ() -> None:
    async with the_line() as line:
        competition = Competition(line)
        await competition.open("80000.00", "100000.00")
        await competition.judged()
        id_ = competition.notice["id"]
        said = EvidenceFrozen(
            occurred_at=LATER, notice_id=id_, buyer_id=line.council, policy="usual", as_of=DEADLINE, digest="0" * 64
        )
        await line.service.feed(said, said.notice_id)
        assert (await snapshot_in(line, competition))["is_published"] is False
