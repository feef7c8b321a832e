"""What a service knows of organisations: the registry's facts, kept beside its own so that no command has to call out.

A service declares the table in its own metadata, gives the handlers to a projection of `registry`, and asks
`known_organisation` in its queries.
"""

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Column, MetaData, Select, Table, Uuid, any_, bindparam, literal, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.projections import Handler, Write
from events import Event, Party
from events.registry import OrganisationChanged, OrganisationFacts, OrganisationRegistered
from kernel.errors import NotFound, RuleBroken

SUSPENDED = "suspended"  # a status: for a time it begins nothing new


def organisations_table(metadata: MetaData) -> Table:
    """The table `known_organisations` of one service; the facts whole, as the registry's last event told them."""
    return Table(
        "known_organisations",
        metadata,
        Column("id", Uuid, primary_key=True),
        Column("facts", JSONB, nullable=False),
    )


def organisation_handlers(known: Table) -> Mapping[type[Event], Handler]:
    """Keeps `known` level with the registry: each event is whole, so the last one wins."""
    insertion = upsert(known)
    keep = insertion.on_conflict_do_update(index_elements=[known.c.id], set_={"facts": insertion.excluded.facts})

    def on_facts(event: OrganisationRegistered | OrganisationChanged) -> Iterator[Write]:
        facts = event.organisation
        yield keep, {"id": facts.id, "facts": facts.model_dump(mode="json")}

    return {OrganisationRegistered: on_facts, OrganisationChanged: on_facts}


@cache
def facts_of(known: Table) -> Select[Any]:
    """What is kept of one organisation: asked by nearly every command, so the statement is built once."""
    return select(known.c.facts).where(known.c.id == bindparam("organisation"))


async def known_organisation(
    session: AsyncSession,
    known: Table,
    organisation_id: UUID,
    *,
    acting_as: str | None = None,
    though_suspended: bool = False,
) -> Party:
    """The organisation as an event may name it.

    `acting_as` is a role of the register (buyer, provider, funder): to begin something new it must be held, and active;
    to go on with what it had begun, or to be heard, it may act `though_suspended`. Raises NotFound for one the registry
    has not told of, RuleBroken for one that may not act.
    """
    kept = await session.scalar(facts_of(known), {"organisation": organisation_id})
    if kept is None:
        raise NotFound(f"The register knows no organisation {organisation_id}.")
    facts = OrganisationFacts.model_validate(kept)
    may_act = {"active", SUSPENDED} if though_suspended else {"active"}
    if acting_as is not None and facts.status not in may_act:
        raise RuleBroken(f"{facts.name} is no longer active: the register has it as {facts.status}.")
    if acting_as is not None and acting_as not in facts.roles:
        raise RuleBroken(f"{facts.name} is not registered as a {acting_as}.")
    return party_of(facts)


async def known_organisations(
    session: AsyncSession, known: Table, ids: Collection[UUID]
) -> dict[UUID, OrganisationFacts]:
    """What is kept of all of these, read at once; those that the registry has not told of are missing."""
    theirs = select(known.c.facts).where(known.c.id == any_(literal(list(ids), ARRAY(Uuid))))
    found = [OrganisationFacts.model_validate(kept) for kept in await session.scalars(theirs)]
    return {facts.id: facts for facts in found}


def party_of(facts: OrganisationFacts) -> Party:
    """The organisation as an event may name it."""
    return Party(id=facts.id, name=facts.name, org_ids=facts.org_ids, address=facts.address)
