"""The issuer knows who used a service, signs once for each of them what it cannot see, and lets its key go."""

from base64 import b64encode
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from services.ratings.tests.cohorts import CLOSED, ISSUER, PUBLISHED, SIGNING, a_cohort, a_contract, at
from sqlalchemy import select, text

from chassis.testing import ServiceUnderTest, service_under_test
from events.ratings import RatingKeyClosed, RatingKeyPublished
from ratings.issuance.queries import issuers
from ratings.issuance.tables import log, signing_keys

pytestmark = pytest.mark.integration


@pytest.fixture
async def ratings() -> AsyncIterator[ServiceUnderTest]:
    async with service_under_test("ratings") as service:
        yield service


async def test_a_key_is_public_before_it_signs(ratings: ServiceUnderTest) -> None:
    cohort = await a_cohort(ratings)
    [listed] = (await ratings.client().get(f"{ISSUER}/keys")).json()["items"]
    assert listed == cohort.key == (await ratings.client().get(f"{ISSUER}/keys/{listed['id']}")).json()
    [event] = await ratings.emitted()
    assert isinstance(event, RatingKeyPublished)
    assert (int(event.modulus, 16), event.cohort) == (cohort.modulus, 20)
    _, hidden = cohort.blinded()
    early = await cohort.ask(cohort.invitations[0], hidden.request, now=PUBLISHED + timedelta(hours=23))
    assert early.status_code == 409
    assert (await cohort.ask(cohort.invitations[0], hidden.request)).status_code == 200


async def test_no_key_is_made_for_fewer_than_twenty_nor_before_they_are_counted(ratings: ServiceUnderTest) -> None:
    cohort = await a_contract(ratings)
    assert (await cohort.publish()).status_code == 409
    await cohort.state(19)
    refused = await cohort.publish()
    assert (refused.status_code, "one could be found" in refused.json()["detail"]) == (409, True)
    assert (await cohort.state(20)).status_code == 409  # a number that can be raised bounds nothing


async def test_a_quarter_has_one_key_and_nobody_gets_one_of_their_own(ratings: ServiceUnderTest) -> None:
    cohort = await a_cohort(ratings)
    assert (await cohort.publish()).status_code == 409


async def test_nothing_is_signed_until_twenty_are_invited(ratings: ServiceUnderTest) -> None:
    cohort = await a_contract(ratings)
    await cohort.state(30)
    await cohort.publish()
    await cohort.invite(*[f"case-{number}" for number in range(19)])
    _, hidden = cohort.blinded()
    assert (await cohort.ask(cohort.invitations[0], hidden.request)).status_code == 409
    await cohort.invite("case-19")
    assert (await cohort.ask(cohort.invitations[0], hidden.request)).status_code == 200


async def test_each_contact_is_invited_once_and_no_more_of_them_than_there_are(ratings: ServiceUnderTest) -> None:
    cohort = await a_cohort(ratings)
    assert (await cohort.invite("case-7")).status_code == 409
    assert (await cohort.invite("another")).status_code == 409  # the twenty-first of twenty
    other = await a_contract(ratings)
    await other.state(50)
    await other.publish()
    assert (await other.invite(*["case-1"] * 50)).status_code == 409


async def test_an_invitation_is_good_for_one_signature_which_can_be_fetched_again(ratings: ServiceUnderTest) -> None:
    cohort = await a_cohort(ratings)
    (_, mine), (_, other) = cohort.blinded(), cohort.blinded()
    first, again = [await cohort.ask(cohort.invitations[0], mine.request) for _ in range(2)]
    assert first.json() == again.json()
    assert (await cohort.ask(cohort.invitations[0], other.request)).status_code == 409
    assert (
        await ratings.client().post(f"{ISSUER}/codes", json={"invitation": cohort.invitations[0]})
    ).status_code == 409


async def test_what_would_sign_itself_is_refused_and_the_invitation_stays_good(ratings: ServiceUnderTest) -> None:
    cohort = await a_cohort(ratings)
    size = (cohort.modulus.bit_length() + 7) // 8
    for value in (0, 1, cohort.modulus - 1, cohort.modulus, cohort.modulus + 1):
        answer = await cohort.ask(cohort.invitations[0], value.to_bytes(size, "big"))
        assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, "/blinded")
    assert (await cohort.ask(cohort.invitations[0], b"")).status_code == 422
    assert (await cohort.credential(cohort.invitations[0])).is_signed_by(cohort.modulus.to_bytes(size, "big"))


@pytest.mark.parametrize(
    "changes",
    [{"invitation": "7H2K-Q0ZD-44MX-91RW-B3VE"}, {"invitation": "x"}, {"blinded": "no base64"}, {"rater": "Sam"}],
    ids=str,
)
async def test_nobody_else_has_anything_signed(ratings: ServiceUnderTest, changes: dict[str, Any]) -> None:
    cohort = await a_cohort(ratings)
    _, hidden = cohort.blinded()
    asked = {"invitation": cohort.invitations[0], "blinded": b64encode(hidden.request).decode()} | changes
    answer = await ratings.client().post(f"{ISSUER}/signatures", json=asked, headers=at(SIGNING))
    assert answer.status_code == 422


async def test_only_the_buyers_system_makes_keys_and_invites(ratings: ServiceUnderTest) -> None:
    cohort = await a_cohort(ratings)
    path = f"{ISSUER}/keys/{cohort.key['id']}/invitations"
    for client, status in (
        (ratings.client("rater_issuer", organisation=uuid4()), 404),
        (ratings.client("commissioner", organisation=uuid4()), 403),
        (ratings.client(), 401),
    ):
        assert (await client.post(path, json={"contacts": ["me"]}, headers=at(PUBLISHED))).status_code == status


async def test_the_private_half_is_gone_when_the_key_is_closed(ratings: ServiceUnderTest) -> None:
    cohort = await a_cohort(ratings)
    await cohort.credential(cohort.invitations[0])
    await ratings.due(CLOSED)
    await ratings.due(CLOSED + timedelta(days=1))
    async with ratings.sessions() as session:
        assert await issuers(session).scalar(select(signing_keys.c.sealed)) is None
        assert list(await issuers(session).scalars(select(log.c.act).order_by(log.c.seq))) == [
            *("published", "invited", "signed", "closed")
        ]
    closed = [event for event in await ratings.emitted() if isinstance(event, RatingKeyClosed)]
    assert [event.signed for event in closed] == [1]
    _, hidden = cohort.blinded()
    assert (await cohort.ask(cohort.invitations[1], hidden.request, now=CLOSED)).status_code == 409


async def test_the_issuer_keeps_no_reference_no_invitation_and_no_order_of_its_list(ratings: ServiceUnderTest) -> None:
    cohort = await a_cohort(ratings)
    async with ratings.sessions() as session:
        rows = (await issuers(session).execute(text("select digest, t::text as whole from issuer.invitations t"))).all()
    digests = [row.digest for row in rows]
    assert digests == sorted(digests)
    told = [*cohort.invitations, *(f"case-{number}" for number in range(20))]
    assert not any(word in row.whole or word.encode().hex() in row.whole for word in told for row in rows)


async def test_an_invitation_can_be_exchanged_for_a_code_that_is_good_at_once(ratings: ServiceUnderTest) -> None:
    cohort = await a_cohort(ratings)
    answer = await ratings.client().post(f"{ISSUER}/codes", json={"invitation": cohort.invitations[0]})
    assert (answer.status_code, answer.json()["level"]) == (201, "B")
    assert (await cohort.rate(answer.json()["code"], now=PUBLISHED)).status_code == 201
    again = await ratings.client().post(f"{ISSUER}/codes", json={"invitation": cohort.invitations[0]})
    assert again.status_code == 409


async def test_a_rater_learns_which_key_an_invitation_is_for(ratings: ServiceUnderTest) -> None:
    cohort = await a_cohort(ratings)
    found = await ratings.client().post(f"{ISSUER}/invitations", json={"invitation": cohort.invitations[3]})
    assert found.json() == cohort.key
