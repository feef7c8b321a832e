"""The issuer logs in by itself: who steals one login, or writes a statement that joins the two, gets one side only."""

from collections.abc import AsyncIterator

import asyncpg
import pytest
from services.ratings.tests.cohorts import CLOSED, ISSUER, QUARTER, SIGNING, Cohort, a_cohort, a_contract
from services.ratings.tests.dumps import dumped
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import ProgrammingError

from chassis.testing import ServiceUnderTest, service_under_test
from kernel.identifiers import new_id
from ratings.issuance.queries import issuers
from ratings.issuance.tables import log, signing_keys
from ratings.settings import Settings

pytestmark = pytest.mark.integration


@pytest.fixture
async def ratings() -> AsyncIterator[ServiceUnderTest]:
    async with service_under_test("ratings") as service:
        yield service


def settings_of(ratings: ServiceUnderTest) -> Settings:
    settings = ratings.app.state.settings
    assert isinstance(settings, Settings)
    return settings


async def test_each_login_is_refused_every_table_of_the_other(ratings: ServiceUnderTest) -> None:
    own, issuers_own = settings_of(ratings).database_url, settings_of(ratings).issuer_database_url
    ours, theirs = await dumped(own), await dumped(issuers_own)
    assert sorted(theirs) == ["issuer.invitations", "issuer.keys", "issuer.log"]
    assert "public.nullifiers" in ours
    assert not ours.keys() & theirs.keys()
    for url, tables in ((own, theirs), (issuers_own, ours)):
        connection = await asyncpg.connect(url.replace("+asyncpg", ""))
        for table in tables:
            for statement in (f"select from {table}", f"delete from {table}", f"grant all on {table} to public"):
                with pytest.raises(asyncpg.InsufficientPrivilegeError):
                    await connection.execute(statement)
        await connection.close()


async def test_a_dump_by_one_login_holds_nothing_of_the_others(ratings: ServiceUnderTest) -> None:
    cohort = await a_cohort(ratings)
    credentials = [await cohort.credential(invitation) for invitation in cohort.invitations]
    await ratings.due(CLOSED)
    assert (await cohort.rate(credentials[0])).status_code == 201
    ours = await dumped(settings_of(ratings).database_url)
    theirs = await dumped(settings_of(ratings).issuer_database_url)
    people = [row[column] for row in theirs["issuer.invitations"] for column in ("digest", "contact", "answered")]
    assert len(set(people)) == 60
    assert not any(person in str(ours) for person in people)
    assert credentials[0].nullifier.hex() in str(ours)
    assert not any(each.nullifier.hex() in str(theirs) for each in credentials)


async def test_no_statement_of_the_service_joins_the_two(ratings: ServiceUnderTest) -> None:
    joined = text("select 1 from issuer.invitations i join nullifiers n on n.key_id = i.key_id")
    async with ratings.sessions() as session:
        with pytest.raises(ProgrammingError, match="permission denied"):
            await session.execute(joined)
    async with ratings.sessions() as session:
        with pytest.raises(ProgrammingError, match="permission denied"):
            await issuers(session).execute(joined)


async def test_a_private_key_that_nobody_was_told_of_is_replaced(ratings: ServiceUnderTest) -> None:
    """The issuer had committed when the server fell silent, and the service had not."""
    cohort = await a_contract(ratings)
    await cohort.state(20)
    left = {"id": new_id(), "contract_id": cohort.contract_id, "quarter": QUARTER, "sealed": b"of nobody"}
    async with ratings.sessions.begin() as session:
        await issuers(session).execute(insert(signing_keys), left)
    assert (await cohort.publish()).status_code == 201
    assert (await cohort.invite(*map(str, range(20)))).status_code == 201
    assert (await cohort.credential(cohort.invitations[0])).key_id != left["id"]


async def test_a_key_that_only_the_issuer_closed_is_closed_without_a_second_line_in_its_log(
    ratings: ServiceUnderTest,
) -> None:
    cohort = await a_cohort(ratings)
    await cohort.credential(cohort.invitations[0])
    async with ratings.sessions.begin() as session:
        await issuers(session).execute(update(signing_keys).values(sealed=None))
    assert await refused_signature(cohort) == 409
    await ratings.due(CLOSED)
    [key] = (await ratings.client().get(f"{ISSUER}/keys")).json()["items"]
    assert key["signed"] == 1
    async with ratings.sessions() as session:
        assert "closed" not in list(await issuers(session).scalars(select(log.c.act)))


async def refused_signature(cohort: Cohort) -> int:
    """What somebody else is told who asks in between."""
    _, hidden = cohort.blinded()
    return (await cohort.ask(cohort.invitations[1], hidden.request, now=SIGNING)).status_code
