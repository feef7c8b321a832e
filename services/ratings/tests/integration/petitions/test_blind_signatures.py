"""Signatures that nobody can link to a person: each credential signs once, its own petition, while that is open."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from services.ratings.tests.cohorts import Cohort
from services.ratings.tests.dumps import dumped
from services.ratings.tests.petitioning import AFTERWARDS, Petitioning
from sqlalchemy import func, select

from chassis.testing import service_under_test
from ratings.credentials.domain import new_code
from ratings.credentials.rules.signed import SignedCredential
from ratings.credentials.tables import nullifiers

ASKED = datetime(2026, 8, 20, 9, tzinfo=UTC)
OVER, GOOD = ASKED + timedelta(days=2), "2026-08-27T09:00:00Z"
pytestmark = pytest.mark.integration


@pytest.fixture
async def users() -> AsyncIterator[Petitioning]:
    async with service_under_test("ratings") as service:
        yield await Petitioning(service).begin()


async def blind(users: Petitioning, roll: int = 20) -> tuple[UUID, list[SignedCredential]]:
    """An open petition of which everybody on its roll has a credential that the issuer never saw."""
    await users.set_figures(sponsors=0)
    petition = await users.drafted(roll)
    assert (await users.moderate(petition)).status_code == 200
    key = await users.published(petition, OVER)
    assert key.status_code == 201, key.text
    assert (key.json()["roll_id"], key.json()["quarter"], key.json()["cohort"]) == (str(petition), "", roll)
    cohort = Cohort(users.ratings, users.contract.contract_id, key.json())
    invitations = (await users.invited(petition, roll)).json()["invitations"]
    found = []
    for each in invitations:
        message, hidden = cohort.blinded()
        found.append(cohort.unblinded(message, hidden, await cohort.ask(each, hidden.request, now=ASKED)))
    await users.ratings.due(OVER)
    return petition, found


async def test_everybody_signs_blindly_once_and_no_digest_is_left_when_it_is_over(users: Petitioning) -> None:
    petition, credentials = await blind(users)
    assert await users.sign(petition, str(credentials[0])) == 409  # not good yet
    statuses = await asyncio.gather(*(users.sign(petition, str(each), at=GOOD) for each in credentials * 2))
    assert Counter(statuses) == {201: 20, 409: 20}
    read = await users.read(petition)
    assert (read["valid_signatures"], read["duplicates"], read["not_on_roll"]) == (20, 20, 0)
    await users.wait()
    assert (await users.read(petition))["valid_signatures"] == 20
    async with users.ratings.sessions() as session:
        assert await session.scalar(select(func.count()).select_from(nullifiers)) == 0


async def test_dumps_of_both_schemas_share_nothing_of_who_signed(users: Petitioning) -> None:
    petition, credentials = await blind(users)
    for each in credentials:
        assert await users.sign(petition, str(each), at=GOOD) == 201
    settings = users.ratings.app.state.settings
    public, issuer = await dumped(settings.database_url), await dumped(settings.issuer_database_url)
    people = [row[column] for row in issuer["issuer.invitations"] for column in ("digest", "contact", "answered")]
    assert len(people) == 60
    assert all(person not in str(public) for person in people)
    assert all(each.nullifier.hex() in str(public) and each.nullifier.hex() not in str(issuer) for each in credentials)


async def test_a_credential_of_one_petition_is_good_for_no_other_and_for_no_rating(users: Petitioning) -> None:
    petition, [credential, *_] = await blind(users)
    other, _ = await users.opened(25, grounds="The heating is off")
    assert await users.sign(other, str(credential), at=GOOD) == 422
    said = {"credential": str(credential), "overall": 1, "recommend": "no", "period": "2026-Q3"}
    assert (await users.send(None, "/reviews", said, at=GOOD)).status_code == 422
    assert await users.sign(petition, str(credential), at=GOOD) == 201


async def test_codes_and_invitations_together_are_no_more_than_the_roll(users: Petitioning) -> None:
    petition = await users.drafted(30)
    await users.codes(petition, 12)
    assert (await users.invited(petition, 3)).status_code == 404  # no key yet
    assert (await users.published(petition, OVER)).status_code == 201
    assert (await users.published(petition, OVER)).status_code == 409
    assert (await users.invited(petition, 19)).status_code == 409
    assert (await users.invited(petition, 18)).status_code == 201
    refused = await users.send("rater_issuer", f"/petitions/{petition}/codes", {"count": 1})
    assert refused.status_code == 409


async def test_a_petitions_invitation_buys_no_code_for_a_rating(users: Petitioning) -> None:
    petition = await users.drafted(25)
    key = (await users.published(petition, OVER)).json()
    [invitation, *_] = (await users.invited(petition, 25)).json()["invitations"]
    swapped = await users.send(None, "/issuer/codes", {"invitation": invitation})
    assert swapped.status_code == 404
    more = await users.send("rater_issuer", f"/issuer/keys/{key['id']}/invitations", {"contacts": ["one more"]})
    assert more.status_code == 404


async def test_a_roll_that_hides_nobody_and_a_key_that_is_good_too_late_are_refused(users: Petitioning) -> None:
    small = await users.drafted(19)
    assert (await users.published(small, OVER)).status_code == 409
    petition, _ = await users.opened(25, grounds="The heating is off")
    late = await users.published(petition, datetime(2026, 9, 28, 9, tzinfo=UTC))
    assert (late.status_code, "closes" in late.json()["detail"]) == (409, True)
    assert await users.sign(petition, new_code(), at=AFTERWARDS) == 409
