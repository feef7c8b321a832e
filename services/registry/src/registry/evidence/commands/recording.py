"""Facts are recorded, corrected and withdrawn."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from chassis import documents
from chassis.ledger import emit
from events.registry import EvidenceRecorded
from kernel.clock import day_of
from kernel.errors import Unacceptable
from kernel.identifiers import new_id
from registry.evidence.commands.disputing import follow_disputes, hold_evidence, put_aside, told, withdraw
from registry.evidence.domain import Fact, Standing, Statement
from registry.evidence.queries import counting_facts, fact_called
from registry.evidence.rules import attested_until, must_be_allowed, must_be_dated, must_make_sense
from registry.evidence.tables import facts
from registry.organisations.domain import Speaker

CORRECTED = "Corrected by a later fact."


async def state_evidence(
    session: AsyncSession, organisation_id: UUID, said: Sequence[Statement], speaker: Speaker, *, now: datetime
) -> list[Fact]:
    """An organisation attests to facts about itself, or a registrar records what sources say; all of them or none.

    Raises NotFound for another's organisation, Forbidden for a standing beyond the speaker's and for a registrar's own
    organisation, Unacceptable, naming its place, for a fact that makes no sense.
    """
    speaker.must_speak_for(organisation_id)
    dated = []
    for index, statement in enumerate(said):
        must_be_allowed(statement.standing, registrar=speaker.registrar)
        if statement.standing is not Standing.ATTESTATION:
            speaker.must_judge(organisation_id)
        must_be_dated(statement, day_of(now), place=f"/facts/{index}")
        must_make_sense(statement, registrar=speaker.registrar, place=f"/facts/{index}")
        dated.append(_with_an_end(statement))
        if statement.document is not None:
            await _publish(session, statement.document, organisation_id, speaker)
    return await _record(session, organisation_id, dated, speaker, now=now)


async def record_fact(session: AsyncSession, organisation_id: UUID, said: Statement, *, now: datetime) -> Fact:
    """The register itself states a fact that another of its slices has established. Raises Unacceptable."""
    must_make_sense(said)
    [fact] = await _record(session, organisation_id, [said], Speaker(None, registrar=True), now=now)
    return fact


async def record_readings(
    session: AsyncSession, organisation_id: UUID, said: Sequence[Statement], *, now: datetime
) -> list[Fact]:
    """What a source says today: a new value corrects what the same place of that source said before.

    Returns what was recorded; reading the same again records nothing.
    """
    before = {(it.name, it.source, it.reference): it for it in await counting_facts(session, organisation_id)}
    news = []
    for reading in said:
        must_make_sense(reading)
        earlier = before.get((reading.name, reading.source, reading.reference))
        if earlier is None:
            news.append(reading)
        elif (earlier.value, earlier.expires_on) != (reading.value, reading.expires_on):
            news.append(replace(reading, corrects=earlier.id))
    return await _record(session, organisation_id, news, Speaker(None, registrar=True), now=now) if news else []


async def withdraw_fact(
    session: AsyncSession, organisation_id: UUID, fact_id: UUID, speaker: Speaker, *, reason: str, now: datetime
) -> Fact:
    """Set a fact aside without another in its place: an organisation its own attestation, a registrar any other's."""
    speaker.must_speak_for(organisation_id)
    await hold_evidence(session, organisation_id)
    fact = await fact_called(session, organisation_id, fact_id)
    _must_answer_for(fact, speaker)
    await withdraw(session, organisation_id, [fact], reason, by=speaker.organisation, now=now)
    await follow_disputes(session, organisation_id, reason, now=now)
    return fact


async def _record(
    session: AsyncSession, organisation_id: UUID, said: Sequence[Statement], speaker: Speaker, *, now: datetime
) -> list[Fact]:
    await hold_evidence(session, organisation_id)
    recorded = []
    for index, statement in enumerate(said):
        if statement.corrects is not None:
            await _correct(session, organisation_id, statement, speaker, place=f"/facts/{index}/corrects", now=now)
        stated = {name: getattr(statement, name) for name in Statement.__slots__}
        recorded.append(
            Fact(id=new_id(), organisation=organisation_id, recorded_at=now, recorded_by=speaker.organisation, **stated)
        )
    await session.execute(insert(facts), [asdict(fact) for fact in recorded])
    event = EvidenceRecorded(occurred_at=now, organisation_id=organisation_id, facts=told(recorded))
    await emit(session, organisation_id, event)
    await follow_disputes(session, organisation_id, CORRECTED, now=now)
    return recorded


async def _correct(
    session: AsyncSession, organisation_id: UUID, said: Statement, speaker: Speaker, *, place: str, now: datetime
) -> None:
    earlier = next((it for it in await counting_facts(session, organisation_id) if it.id == said.corrects), None)
    if earlier is None or earlier.name != said.name:
        raise Unacceptable(place, f"There is no fact {said.corrects} about {said.name} that could be corrected.")
    _must_answer_for(earlier, speaker)
    await put_aside(session, [earlier.id], CORRECTED, by=speaker.organisation, now=now)


def _must_answer_for(fact: Fact, speaker: Speaker) -> None:
    """An organisation takes back its own word; what stands on a better source, only a registrar of no part in it."""
    if fact.standing is not Standing.ATTESTATION or fact.recorded_by != speaker.organisation:
        speaker.must_judge(fact.organisation)


def _with_an_end(said: Statement) -> Statement:
    if said.standing is not Standing.ATTESTATION or said.expires_on is not None:
        return said
    return replace(said, expires_on=attested_until(said.retrieved_on))


async def _publish(session: AsyncSession, document: str, organisation_id: UUID, speaker: Speaker) -> None:
    """What a public fact rests on is public. It is a document of the organisation, or of the registrar's own."""
    owner = speaker.organisation or organisation_id
    await documents.must_own(session, document, owner)
    await documents.make_public(session, document, owner)
