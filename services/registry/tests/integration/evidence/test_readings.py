"""What a register says is read again and again: only what is new is recorded, and it corrects what was read before."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from services.registry.tests.builders import a_statement, registration

from chassis.testing import service_under_test
from events.registry import EvidenceRecorded
from kernel.errors import Unacceptable
from registry.evidence.commands import record_fact, record_readings
from registry.evidence.queries import evidence_of

JULY = datetime(2026, 7, 15, 9, tzinfo=UTC)
pytestmark = pytest.mark.integration


async def test_a_new_reading_corrects_the_last_of_the_same_place_and_the_same_reading_records_nothing() -> None:
    async with service_under_test("registry") as registry:
        own = uuid4()
        provider = registry.client("provider", organisation=own)
        when = {"Commonweal-Now": "2026-07-15T09:00:00Z"}
        assert (await provider.post("/registry/v1/organisations", json=registration(), headers=when)).is_success
        registered, removed = (a_statement("charity_registration", it) for it in ("registered", "removed"))
        for reading, recorded in ((registered, 1), (registered, 0), (removed, 1)):
            async with registry.sessions.begin() as session:
                assert len(await record_readings(session, own, [reading], now=JULY)) == recorded
        async with registry.sessions.begin() as session:
            evidence = await evidence_of(session, own, date(2026, 7, 15))
        assert [fact.value for fact in evidence.facts] == ["removed"]
        assert evidence.disputed == ()
        assert len([event for event in await registry.emitted() if isinstance(event, EvidenceRecorded)]) == 2


async def test_what_makes_no_sense_is_refused_from_within_too() -> None:
    async with service_under_test("registry") as registry, registry.sessions.begin() as session:
        with pytest.raises(Unacceptable):
            await record_fact(session, UUID(int=1), a_statement("cio", "yes"), now=JULY)
