"""What one may do about successions: load, decide, record."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.registry import (
    BodySucceeded,
    SuccessionCost,
    SuccessionFacts,
    SuccessionLesson,
    SuccessionStated,
    SuccessionTask,
    SuccessionTransfer,
)
from kernel.clock import day_of
from kernel.errors import NotFound, Unacceptable
from kernel.identifiers import new_id
from kernel.versions import must_match
from registry.organisations.commands import facts_of, take_turns, tell
from registry.organisations.domain import Speaker, Successor
from registry.organisations.queries import organisation_of, organisations_of, survivor_of
from registry.successions.domain import Edge, Plan, Stage, Succession
from registry.successions.queries import edges_from, succession_of, successions_due
from registry.successions.rules import refuse_loop

ONE_AT_A_TIME = "successions"  # two plans at once could make a loop that neither sees


async def plan_succession(session: AsyncSession, plan: Plan, *, now: datetime) -> Succession:
    """A registrar puts a plan on record; one whose day has come is in force at once. Raises Unacceptable."""
    succession = Succession.planned(new_id(), plan, day_of(now))
    await take_turns(session, [ONE_AT_A_TIME])
    await _bodies_must_stand(session, succession)
    session.add(succession)
    await _state(session, succession, now=now)
    return succession


async def restate_succession(
    session: AsyncSession, succession_id: UUID, plan: Plan, speaker: Speaker, *, expected: int | None, now: datetime
) -> Succession:
    """A registrar, or a body that it concerns, says the plan anew, whole. Raises NotFound, Unacceptable, RuleBroken."""
    succession = await succession_of(session, succession_id)
    if not speaker.registrar and not succession.concerns(speaker.organisation):
        raise NotFound(f"There is no succession {succession_id}.")
    must_match(succession.version, expected)
    await take_turns(session, [ONE_AT_A_TIME])
    if succession.restate(plan, day_of(now)):
        if succession.stage is Stage.PLANNED:
            await _bodies_must_stand(session, succession)
        await _state(session, succession, now=now)
    return succession


async def withdraw_succession(
    session: AsyncSession, succession_id: UUID, reason: str, *, expected: int | None, now: datetime
) -> Succession:
    """A registrar takes a plan back. Raises RuleBroken once it is in force."""
    succession = await succession_of(session, succession_id)
    must_match(succession.version, expected)
    succession.withdraw(reason)
    await emit(session, succession.id, SuccessionStated(occurred_at=now, succession=succession_facts_of(succession)))
    return succession


async def bring_into_force(session: AsyncSession, now: datetime) -> None:
    """A timer: plans whose day has come."""
    for succession in await successions_due(session, day_of(now)):
        await _state(session, succession, now=now)


async def _bodies_must_stand(session: AsyncSession, succession: Succession) -> None:
    """Raise Unacceptable for bodies that the register does not know or has merged, and for a loop."""
    named = {*succession.plan.predecessors, *succession.plan.successors}
    found = {it.id: it for it in await organisations_of(session, named)}
    for body in sorted(named):
        if body not in found:
            raise Unacceptable("/transfers", f"The register knows no organisation {body}.")
        if found[body].merged_into is not None:
            raise Unacceptable("/transfers", f"The organisation {body} is merged into {found[body].merged_into}.")
    planned = [Edge(it.predecessor_id, it.successor_id, succession.effective_on) for it in succession.places]
    refuse_loop(planned, await edges_from(session, succession.plan.successors, but=succession.id))


async def _state(session: AsyncSession, succession: Succession, *, now: datetime) -> None:
    """Tell what is said of it; if its day has come, let it happen first."""
    begins = succession.stage is Stage.PLANNED and succession.effective_on <= day_of(now)
    if begins:
        succession.come_into_force()
    facts = succession_facts_of(succession)
    await emit(session, succession.id, SuccessionStated(occurred_at=now, succession=facts))
    if begins:
        for body in dict.fromkeys(it.predecessor_id for it in succession.places):
            await _succeed(session, body, succession, facts, now=now)


async def _succeed(
    session: AsyncSession, body_id: UUID, succession: Succession, facts: SuccessionFacts, *, now: datetime
) -> None:
    """The body ends on that day; its record stays, and names those that took over."""
    body = await survivor_of(session, await organisation_of(session, body_id))
    given = [it for it in succession.places if it.predecessor_id == body_id]
    for place in given:
        place.predecessor_id = body.id  # the record may have been merged since the plan was made
    body.be_succeeded(Successor(it.successor_id, succession.effective_on) for it in given)
    told = facts_of(body)
    await emit(session, body.id, BodySucceeded(occurred_at=now, body=told, succession=facts))
    await tell(session, body, now=now)


def succession_facts_of(succession: Succession) -> SuccessionFacts:
    """All that is said of it, as events tell it."""
    return SuccessionFacts(
        id=succession.id,
        title=succession.title,
        instrument=succession.instrument,
        effective_on=succession.effective_on,
        stage=succession.stage,
        transfers=[
            SuccessionTransfer(
                predecessor=it.predecessor,
                successor=it.successor,
                functions=list(it.functions),
                contracts=list(it.contracts),
            )
            for it in succession.transfers
        ],
        continuing=succession.continuing,
        cost_to_date=str(succession.cost_to_date),
        costs=[SuccessionCost(on=it.on, amount=str(it.amount), purpose=it.purpose) for it in succession.costs],
        checklist=[SuccessionTask(**asdict(it)) for it in succession.checklist],
        lessons=[SuccessionLesson(**asdict(it)) for it in succession.lessons],
        withdrawn_because=succession.withdrawn_because,
    )
