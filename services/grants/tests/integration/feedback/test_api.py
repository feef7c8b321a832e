"""What recipients say, over HTTP on a real database."""

from typing import Any

import pytest
from services.grants.tests.builders import NOW, at, pounds
from services.grants.tests.integration.line import V1, Json, Line, done

from events.grants import FeedbackGiven

pytestmark = pytest.mark.integration
SAID = {
    "hours_applying": 30,
    "hours_reporting": 10,
    "cost": pounds("1000.00"),
    "is_proportionate": True,
    "would_apply_again": True,
}


async def said(line: Line, **changes: Any) -> Json:
    """The trust's word about another grant of £20,000."""
    path = f"{V1}/grants/{(await line.grant('20000.00'))['id']}/feedback"
    return done(await line.provider.post(path, json=SAID | changes, headers=at(NOW)), 201)


async def told(line: Line) -> Json:
    return done(await line.public.get(f"{V1}/funders/{line.foundation}/feedback"))["told"]


async def test_what_recipients_say_is_told_in_sums_of_five(line: Line) -> None:
    for _ in range(4):
        await said(line)
    assert await told(line) is None
    await said(line, is_proportionate=False, cost=pounds("2000.00"))
    five = {
        "answers": 5,
        "hours_applying": 150,
        "hours_reporting": 50,
        "cost": pounds("6000.00"),
        "awarded": pounds("100000.00"),
        "cost_per_pound": 0.06,
        "proportionate": 4,
        "again": 5,
    }
    assert await told(line) == five
    await said(line, hours_applying=1000)
    assert await told(line) == five


async def test_the_funder_is_not_told_whose_word_it_is(line: Line) -> None:
    await said(line)
    *_, event = await line.service.emitted()
    assert isinstance(event, FeedbackGiven)
    assert event.parties() == {line.trust}


async def test_a_recipient_says_it_once_and_of_its_own_grant(line: Line) -> None:
    path = f"{V1}/grants/{(await line.grant())['id']}/feedback"
    assert (await line.competitor.post(path, json=SAID, headers=at(NOW))).status_code == 404
    assert (await line.funder.post(path, json=SAID, headers=at(NOW))).status_code == 403
    done(await line.provider.post(path, json=SAID, headers=at(NOW)), 201)
    assert (await line.provider.post(path, json=SAID, headers=at(NOW))).status_code == 409
