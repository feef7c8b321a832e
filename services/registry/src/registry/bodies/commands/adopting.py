"""A body of the mirror becomes an organisation, or says more of one: its numbers, and what its registers prove."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import heads
from kernel.clock import day_of
from kernel.errors import Conflict, NotFound
from kernel.orgids import OrgId
from registry.bodies.domain import Body, Proof
from registry.bodies.queries import body_of
from registry.bodies.rules.proving import legal_form_of, proofs_of
from registry.evidence.commands import record_readings, withdraw_fact
from registry.evidence.domain import Standing, Statement
from registry.evidence.queries import counting_facts
from registry.organisations.commands import register_organisation, take_turns, tell, verify_organisation
from registry.organisations.domain import Organisation, Speaker, Status
from registry.organisations.queries import bearers_of
from registry.particulars.domain import Address, Particulars, Role
from registry.registers.queries import columns_of, of_numbers

#: How evidence names a register of the mirror as its source.
SOURCE = "register:"
SAYS_SO_NO_LONGER = "The register says so no longer."
# Of these numbers, those that an organisation bears.
BORNE = of_numbers(
    "select scheme, number from identifiers join NUMBERS as wanted(scheme, number) using (scheme, number)"
)


async def adopt(session: AsyncSession, number: OrgId, speaker: Speaker, *, now: datetime) -> Organisation:
    """Make an organisation of the body that bears this number, or complete the one that there is.

    A registrar vouches for it: it is verified, and what registers prove becomes evidence. Anybody else claims it for
    the organisation that they act for, and a registrar verifies that later. Raises NotFound for a number that no
    register gave, and Conflict, naming them, where others bear its numbers.
    """
    body = await body_of(session, number)
    if body is None or body.chief is None:
        raise NotFound(f"No register that was read knows {number}.")
    await take_turns(session, sorted(map(str, body.published)))
    bearers = await bearers_of(session, body.published)
    if len(bearers) > 1:
        raise Conflict(
            f"{bearers[0].name} ({bearers[0].id}) and {bearers[1].name} ({bearers[1].id}) share its numbers."
        )
    if bearers:
        organisation = bearers[0]
        speaker.must_speak_for(organisation.id)
        if not speaker.registrar:
            return organisation
    else:
        organisation = await register_organisation(session, _particulars(body, speaker), speaker, now=now)
        if not speaker.registrar:
            return organisation
        await session.flush()
        await _verify(session, organisation, body, speaker, now=now)
    await state_proofs(session, organisation, body, now=now)
    return organisation


async def follow(session: AsyncSession, organisation: Organisation, *, now: datetime) -> None:
    """Complete an organisation by what the mirror knows of its numbers, if its word on them may be relied on.

    Whoever registers itself may name any number: what registers prove of that one waits until a registrar has looked.
    """
    if organisation.source == "self" and not organisation.verified:
        return
    for number in organisation.org_ids:
        body = await body_of(session, number)
        if body is not None and await _bears_alone(session, organisation, body):
            await state_proofs(session, organisation, body, now=now)
            return


async def follow_numbers(session: AsyncSession, numbers: Collection[OrgId], *, now: datetime) -> None:
    """Registers said something new of these numbers: tell the organisations that bear one of them.

    Who reads a file lives by the wall clock, and a story may be ahead of it: nothing is told before what was told last.
    """
    if not numbers:
        return
    borne = [OrgId(row.scheme, row.number) for row in await session.execute(BORNE, columns_of(numbers))]
    for organisation in await bearers_of(session, borne):
        told = await session.scalar(select(heads.c.occurred_at).where(heads.c.entity == organisation.id))
        await follow(session, organisation, now=max(now, told or now))


async def state_proofs(session: AsyncSession, organisation: Organisation, body: Body, *, now: datetime) -> None:
    """Give it the numbers of its body, and as evidence what they prove; what is proved no longer is withdrawn."""
    if organisation.sight(body.published, (), source="registers", registers=True):
        await tell(session, organisation, now=now)
    proofs = proofs_of(body)
    said = [_statement(it, now) for it in proofs]
    await _withdraw_others(session, organisation, {(it.name, it.source, it.reference) for it in said}, now=now)
    await record_readings(session, organisation.id, said, now=now)


async def _withdraw_others(
    session: AsyncSession, organisation: Organisation, stated: Collection[tuple[str, str, str]], *, now: datetime
) -> None:
    registrar = Speaker(None, registrar=True)
    for fact in await counting_facts(session, organisation.id):
        if fact.source.startswith(SOURCE) and (fact.name, fact.source, fact.reference) not in stated:
            await withdraw_fact(session, organisation.id, fact.id, registrar, reason=SAYS_SO_NO_LONGER, now=now)


async def _bears_alone(session: AsyncSession, organisation: Organisation, body: Body) -> bool:
    return all(it.id == organisation.id for it in await bearers_of(session, body.published))


async def _verify(
    session: AsyncSession, organisation: Organisation, body: Body, speaker: Speaker, *, now: datetime
) -> None:
    """A registrar who adopts it has looked it up."""
    status, since = Status.ACTIVE, None
    if not body.is_live:
        ends = [word.ended for word in body.words if word.ended is not None and word.ended <= day_of(now)]
        charity = any(word.proves.get("charity_registration") for word in body.words)
        status, since = Status.REMOVED if charity else Status.DISSOLVED, max(ends, default=None)
    register = body.published[0].scheme
    await verify_organisation(
        session, organisation.id, speaker, register=register, status=status, since=since, expected=None, now=now
    )


def _particulars(body: Body, speaker: Speaker) -> Particulars:
    chief = body.chief
    assert chief is not None  # noqa: S101  `adopt` has seen to it
    address = Address(postcode=chief.postcode) if chief.postcode else None
    roles: Sequence[Role] = () if speaker.registrar else (Role.PROVIDER,)
    return Particulars(chief.name, body.published, legal_form_of(proofs_of(body)), frozenset(roles), address)


def _statement(proof: Proof, now: datetime) -> Statement:
    return Statement(
        name=proof.name,
        value=proof.value,
        source=f"{SOURCE}{proof.register}",
        standing=Standing.REGISTER,
        reference=str(proof.org_id),
        retrieved_on=day_of(now),
    )
