"""What one may do with the terms of a grant: load, decide, record."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import flush_or_conflict
from chassis.ledger import emit
from events.grants import TermsAccepted, TermsSet
from grants.adoptions.commands import stand_by
from grants.agreements.domain import Grant
from grants.agreements.queries import funders_grant
from grants.burdens.queries import burden_says
from grants.parties.queries import party
from grants.schemes.queries import standards_for
from grants.terms.domain import Terms
from grants.terms.queries import own_terms, recipients_terms, whole_grant
from kernel.clock import day_of
from kernel.errors import Conflict, RuleBroken
from kernel.versions import must_match
from rulebook.rules import rule


async def set_terms(
    session: AsyncSession, funder_id: UUID, grant_id: UUID, said: Mapping[str, Any], *, now: datetime
) -> Terms:
    """Say what the grant is for and how it is earned, before anything is paid. Raises Conflict for a second time.

    Figures that are not stated are the rulebook's of the day of the award.
    """
    grant = await funders_grant(session, funder_id, grant_id)
    grant.must_run()
    if grant.payments:
        raise RuleBroken("The grant has been paid already; its terms are what was agreed before.")
    if await own_terms(session, grant_id) is not None:
        raise Conflict("The terms of this grant are set; nobody changes them.")
    stated = {name: value for name, value in said.items() if value is not None}
    terms = Terms(grant_id=grant_id, grant=grant, set_at=now, **{**usual(grant), **stated})
    await must_keep_upfront(session, grant, terms.upfront_share, now=now)
    for organisation_id in (terms.verifier_id, *terms.investors):
        await party(session, organisation_id)
    session.add(terms)
    await flush_or_conflict(session, "Some of this match serves another grant already: no pound serves two.")
    await emit(session, grant_id, TermsSet(occurred_at=now, grant=await whole_grant(session, grant)))
    return terms


def usual(grant: Grant) -> dict[str, Any]:
    """What holds where a grant's own terms say nothing: the rulebook's figures, and the funder's own assessors."""
    found = rule("grants.match", on=grant.awarded_on)
    return {
        "minimum_match_ratio": Decimal(found.values["match_ratio_minimum"]),
        "in_kind_cap": Decimal(found.values["in_kind_share_maximum"]),
        "verifier_id": grant.funder_id,
    }


async def must_keep_upfront(session: AsyncSession, grant: Grant, share: Decimal, *, now: datetime) -> None:
    """Raise Refused where the funder adopted caps and the terms pay more upfront than the tier of the grant has."""
    adopted = await standards_for(session, grant.scheme_id)
    says = await burden_says(session, grant.application_id, grant.amount, adopted, upfront_share=share, now=now)
    await stand_by(session, says, grant.id)


async def accept_terms(
    session: AsyncSession, recipient_id: UUID, grant_id: UUID, *, expected: int | None, now: datetime
) -> Terms:
    """The recipient takes the grant on these terms."""
    terms = await recipients_terms(session, recipient_id, grant_id)
    must_match(terms.version, expected)
    terms.grant.must_run()
    terms.accept(on=day_of(now))
    accepted = TermsAccepted(occurred_at=now, grant=await whole_grant(session, terms.grant))
    await emit(session, grant_id, accepted)
    return terms
