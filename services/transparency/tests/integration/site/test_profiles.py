"""What an organisation's page answers: what it is, how we know, what is missing, and who controls it."""

import re
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from datetime import date

import pytest
from services.transparency.tests.answers import (
    LISTED,
    MEETING,
    OWNERSHIPS,
    PAY,
    SERVICE,
    UNTIL,
    a_verdict,
    classified,
    disputed,
    everything_and_why,
)
from services.transparency.tests.town import BIKES, COUNCIL, HARBOUR, LANTERN, NOON

from chassis.testing import ServiceUnderTest
from events.registry import (
    BoardMeetingCancelled,
    BodySucceeded,
    DisclosureMade,
    DisputeSettled,
    OrganisationChanged,
    ServiceWithdrawn,
    SuccessionFacts,
    Successor,
)

pytestmark = pytest.mark.integration
Serve = Callable[[str], AbstractAsyncContextManager[ServiceUnderTest]]
PAGE = f"/organisations/{HARBOUR.id}"


@pytest.fixture
async def town(service_under_test: Serve) -> AsyncIterator[ServiceUnderTest]:
    async with service_under_test("transparency") as service:
        for event in everything_and_why():
            await service.feed(event, event.entity)
        yield service


async def source_of(service: ServiceUnderTest, path: str = PAGE) -> str:
    answer = await service.client().get(path, headers={"Accept": "text/html"})
    assert answer.status_code == 200, answer.text
    return answer.text


async def text_of(service: ServiceUnderTest, path: str = PAGE) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", await source_of(service, path)))


async def test_the_page_says_what_it_is_and_how_we_know(town: ServiceUnderTest) -> None:
    page = await text_of(town)
    for said in (
        "It is a registered charity. How we know A charity register lists it.",
        "Charity Commission for England and Wales, 1999991 , read on 15 July 2026; good until 15 July 2099",
        "It is not user-led.",
        "The answer would be yes if this were so: 5 of its board’s members are users.",
        "The answer holds until 15 July 2099",
        "It is not for profit, and locked so by law",
        "No register has told us whether it is a charitable incorporated organisation",
        "Sources contradict one another about whether it has an office or a substantive site in the buyer’s area.",
        "Its extractive index is high. The organisation replies: We have paid within 30 days since May.",
    ):
        assert said in page
    assert "promises" not in page, "what the organisation may still reply to is not public"


async def test_the_page_draws_who_controls_it_and_tells_the_same_in_words(town: ServiceUnderTest) -> None:
    page = await source_of(town)
    assert "It is ultimately controlled by Maison du Port Participations SA, in Luxembourg." in page
    drawings = re.findall(r'<svg class="cw-tree[^>]*role="img"[^>]*>.*?</svg>', page, re.DOTALL)
    assert len(drawings) == 2
    assert all("<title" in drawing and "<desc" in drawing for drawing in drawings)
    words = page.partition("The same in words")[2]
    assert f'href="/organisations/{LANTERN.id}">{LANTERN.name}</a> (United Kingdom) holds 66.7%' in words
    council = await text_of(town, f"/organisations/{COUNCIL.id}")
    assert "Harbour Homes : holds 33.3% of this joint venture" in council


async def test_what_matters_of_providers_is_not_asked_of_a_council(town: ServiceUnderTest) -> None:
    await town.feed(classified(COUNCIL.id), COUNCIL.id)
    council, provider = await text_of(town, f"/organisations/{COUNCIL.id}"), await text_of(town)
    assert "What it is not" in council
    for heading in ("Does it work for profit?", "Five principles of public service providers", "What we do not know"):
        assert heading in provider
        assert heading not in council


async def test_the_page_tells_services_the_next_meeting_and_disclosures(town: ServiceUnderTest) -> None:
    page = await text_of(town)
    for said in (
        "Supported housing for young people Harbour House Derby 3 of 12 places free",
        "Annual meeting of the board , 6:30pm on 3 March 2099, Harbour House, Northbridge. Anybody may observe",
        "It employs 84 people; 3 of them are paid less than the real living wage. Told on 2 May 2026, 2 days late.",
    ):
        assert said in page


async def test_what_has_ended_is_shown_no_longer(town: ServiceUnderTest) -> None:
    cancelled = MEETING.model_copy(update={"cancelled_because": "Snow."})
    corrected = PAY.model_copy(update={"figures": {"staff": 85, "staff_below_living_wage": 0}})
    settled = disputed()
    for event in (
        ServiceWithdrawn(occurred_at=NOON, entity=SERVICE.id, service=SERVICE, reason="Closed."),
        BoardMeetingCancelled(occurred_at=NOON, entity=MEETING.meeting_id, meeting=cancelled),
        DisclosureMade(occurred_at=NOON, entity=PAY.disclosure_id, disclosure=corrected),
        DisputeSettled(
            occurred_at=NOON,
            entity=HARBOUR.id,
            organisation_id=HARBOUR.id,
            dispute_id=settled.dispute_id,
            name=settled.name,
            facts=[],
            reason="The lease has ended.",
        ),
    ):
        await town.feed(event, event.entity)
    page = await text_of(town)
    assert SERVICE.name not in page
    assert MEETING.title not in page
    assert "It employs 85 people; 0 of them" in page
    assert "It employs 84 people" not in page
    assert "What sources contradict one another about" not in page


async def test_a_later_classification_replaces_the_earlier_one(town: ServiceUnderTest) -> None:
    event = classified(verdicts=[a_verdict("charity", "no", LISTED)])
    await town.feed(event, HARBOUR.id)
    page = await text_of(town)
    assert "It is not a registered charity." in page
    assert "user-led" not in page


async def test_an_answer_that_is_due_to_be_judged_again_is_not_said_to_hold_until_a_day_gone_by(
    town: ServiceUnderTest,
) -> None:
    event = classified(verdicts=[a_verdict("charity", "yes", LISTED, expires_on=date(2020, 1, 1))])
    await town.feed(event, HARBOUR.id)
    assert "The answer holds until" not in await text_of(town)
    assert UNTIL.year == 2099


async def test_a_body_that_took_over_names_the_one_before_it_and_the_other_way_round(town: ServiceUnderTest) -> None:
    day = date(2026, 4, 1)
    ended = BIKES.model_copy(
        update={"status": "dissolved", "status_since": day, "successors": [Successor(organisation=LANTERN.id, on=day)]}
    )
    change = SuccessionFacts(
        id=LANTERN.id, title="One workshop", instrument="Order 1", effective_on=day, stage="in_force"
    )
    await town.feed(BodySucceeded(occurred_at=NOON, entity=BIKES.id, body=ended, succession=change), BIKES.id)
    await town.feed(OrganisationChanged(occurred_at=NOON, organisation=ended), BIKES.id)
    assert f"Took over from {BIKES.name}" in await text_of(town, f"/organisations/{LANTERN.id}")
    assert f"From 1 April 2026 its work was done by {LANTERN.name} ." in await text_of(
        town, f"/organisations/{BIKES.id}"
    )


async def test_a_rebuild_shows_the_same_page(town: ServiceUnderTest) -> None:
    before = await source_of(town)
    await town.rebuild()
    assert await source_of(town) == before
    assert len(OWNERSHIPS) == 2
