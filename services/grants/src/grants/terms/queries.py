"""What one may ask about the terms of grants."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from events import grants as told
from grants.agreements.domain import Grant
from grants.agreements.queries import grant_of, grant_told, held_grant
from grants.terms.domain import Match, Terms
from grants.terms.tables import terms as terms_table
from kernel.errors import NotFound


async def own_terms(session: AsyncSession, grant_id: UUID) -> Terms | None:
    """The terms of a grant; None for one that was agreed in few words."""
    return (await session.scalars(select(Terms).where(terms_table.c.grant_id == grant_id))).one_or_none()


async def terms_of(session: AsyncSession, grant_id: UUID) -> Terms:
    """The terms of a grant; they are public. Raises NotFound for a grant that has none."""
    await grant_of(session, grant_id)
    terms = await own_terms(session, grant_id)
    if terms is None:
        raise NotFound(f"The grant {grant_id} has no terms of its own.")
    return terms


async def held_terms(session: AsyncSession, grant_id: UUID) -> Terms:
    """The same, its grant held until the transaction ends: what happens to one grant happens one after the other."""
    await held_grant(session, grant_id)
    return await terms_of(session, grant_id)


async def recipients_terms(session: AsyncSession, recipient_id: UUID, grant_id: UUID) -> Terms:
    """The terms of the recipient's own grant, held. Another's reads as not found."""
    terms = await held_terms(session, grant_id)
    if terms.grant.recipient_id != recipient_id:
        raise NotFound(f"There is no grant {grant_id} of yours.")
    return terms


async def funders_terms(session: AsyncSession, funder_id: UUID, grant_id: UUID) -> Terms:
    """The terms of the funder's own grant, held. Another's reads as not found."""
    terms = await held_terms(session, grant_id)
    if terms.grant.funder_id != funder_id:
        raise NotFound(f"There is no grant {grant_id} of yours.")
    return terms


async def whole_grant(session: AsyncSession, grant: Grant, closing: told.Closing | None = None) -> told.Grant:
    """What an event says of a grant as it now stands, with its terms if it has any."""
    terms = await own_terms(session, grant.id)
    known = await grant_told(session, grant)
    return known.model_copy(update={"terms": terms and terms_told(terms), "closing": closing})


def terms_told(terms: Terms) -> told.Terms:
    """What an event says of terms."""
    return told.Terms(
        eligible_cost=str(terms.eligible_cost),
        upfront_share=str(terms.upfront_share),
        person_cap=None if terms.person_cap is None else str(terms.person_cap),
        minimum_match_ratio=str(terms.minimum_match_ratio),
        in_kind_cap=str(terms.in_kind_cap),
        verifier_id=terms.verifier_id,
        match=[match_told(each) for each in terms.match],
        milestones=[
            told.Milestone(number=it.number, title=it.title, amount=str(it.amount), due_on=it.due_on, status=it.status)
            for it in terms.milestones
        ],
        tariffs=[
            told.Tariff(
                outcome=it.outcome,
                tariff=str(it.tariff),
                maximum_paid=it.maximum_paid,
                evidence_rule=it.evidence_rule,
            )
            for it in terms.tariffs
        ],
        accepted_on=terms.accepted_on,
    )


def match_told(match: Match) -> told.Match:
    """What an event says of match."""
    return told.Match(
        number=match.number,
        kind=match.kind,
        source=match.source,
        reference=match.reference,
        amount=str(match.amount),
        hours=None if match.hours is None else str(match.hours),
        hourly_rate=None if match.hourly_rate is None else str(match.hourly_rate),
        evidenced=match.evidence is not None,
    )
