"""Before a petition opens: somebody drafts it, the authority fixes its roll, a moderator lets it open or not."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.ratings import PetitionOpened, PetitionRefused
from kernel.clock import day_of
from kernel.errors import RuleBroken
from kernel.periods import months_later
from kernel.versions import must_match
from ratings.eligibility.queries import service_of
from ratings.petitions.commands.closing import figures_of, forget_codes
from ratings.petitions.domain import Petition, Refusal
from ratings.petitions.queries import count_of, latest_on_these_grounds, petition_to_change
from ratings.thresholds.queries import figures_for


async def draft_petition(
    session: AsyncSession,
    contract_id: UUID,
    *,
    title: str,
    grounds: str,
    statement: str,
    new_evidence: str | None,
    now: datetime,
) -> Petition:
    """Somebody asks something about a service. The authority's figures of today are its own from now on.

    Raises NotFound for no such contract, RuleBroken for grounds that were petitioned on and have nothing new.
    """
    service = await service_of(session, contract_id)
    today = day_of(now)
    if service.starts_on > today:
        raise RuleBroken(f"This service begins on {service.starts_on}; nobody can have used it yet.")
    figures = await figures_for(session, service.buyer_id, on=today)
    earlier = await latest_on_these_grounds(session, contract_id, grounds)
    if earlier is not None and earlier.closes_on is not None and new_evidence is None:
        again = months_later(earlier.closes_on, figures.repeat_months)
        if today < again:
            raise RuleBroken(
                f"There was a petition on these grounds; without new evidence there is none until {again}."
            )
    petition = Petition(
        contract_id=contract_id,
        buyer_id=service.buyer_id,
        provider_ids=service.provider_ids,
        service=service.title,
        title=title,
        grounds=grounds,
        statement=statement,
        new_evidence=new_evidence,
        figures=figures,
        drafted_on=today,
    )
    session.add(petition)
    return petition


async def fix_roll(
    session: AsyncSession,
    buyer_id: UUID,
    petition_id: UUID,
    *,
    eligible: int,
    recall_clause: str | None,
    expected: int | None,
) -> Petition:
    """The authority says how many used the service, and where its contract provides for recall if it does.

    A clause that tendering tells of is the one that counts.
    """
    petition = await petition_to_change(session, petition_id)
    petition.must_be_about_services_of(buyer_id)
    must_match(petition.version, expected)
    promised = (await service_of(session, petition.contract_id)).recall_clause
    petition.fix_roll(eligible, promised or recall_clause)
    return petition


async def open_petition(
    session: AsyncSession, moderator: str, petition_id: UUID, *, expected: int | None, now: datetime
) -> Petition:
    """A moderator lets it open, for everybody on its roll to sign."""
    petition = await petition_to_change(session, petition_id)
    must_match(petition.version, expected)
    count = await count_of(session, petition)
    petition.open(moderator, count.valid, today=day_of(now))
    await emit(session, petition.id, PetitionOpened(occurred_at=now, petition=figures_of(petition, count)))
    return petition


async def refuse_petition(
    session: AsyncSession, moderator: str, petition_id: UUID, reason: Refusal, *, expected: int | None, now: datetime
) -> Petition:
    """A moderator does not; the reason is public, the words are not."""
    petition = await petition_to_change(session, petition_id)
    must_match(petition.version, expected)
    petition.refuse(moderator, reason)
    told = PetitionRefused(occurred_at=now, petition_id=petition.id, contract_id=petition.contract_id, reason=reason)
    await emit(session, petition.id, told)
    await forget_codes(session, petition.id)
    return petition
