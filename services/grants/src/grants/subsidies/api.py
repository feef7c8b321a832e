"""Subsidies over HTTP: parse, call, answer."""

from operator import methodcaller
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Now, Reading, Router, Transaction
from chassis.identity import Actor, Caller, owner_of, role
from grants.subsidies import commands, queries
from grants.subsidies.domain import Subsidy
from grants.subsidies.schemas import (
    CheckIn,
    DatabaseIn,
    NotificationIn,
    PrinciplesIn,
    StandingsOut,
    SubsidyIn,
    SubsidyOut,
    shown,
)

router = Router(prefix="/applications/{application_id}/subsidy", tags=["subsidies"])
Funder = Annotated[Actor, Depends(role("funder"))]
Provider = Annotated[Actor, Depends(role("provider"))]


@router.put("", response_model=SubsidyOut)
async def state_subsidy(
    application_id: UUID, body: SubsidyIn, provider: Provider, tx: Transaction, *, now: Now, expected: Expected
) -> Subsidy:
    """Say whether the applicant is an enterprise, and what it was given before; anew, until the award."""
    return await commands.state_subsidy(
        tx,
        owner_of(provider),
        application_id,
        is_enterprise=body.recipient_is_enterprise,
        history=[each.said() for each in body.history],
        expected=expected,
        now=now,
    )


@router.get("", response_model=SubsidyOut)
async def read_subsidy(application_id: UUID, caller: Caller, reading: Reading) -> Subsidy:
    """How it stands, for whoever may read the application."""
    return await queries.readable_subsidy(reading, caller.organisation, caller.roles, application_id)


@router.post("/checks", status_code=201, response_model=StandingsOut)
async def check_award_dates(application_id: UUID, body: CheckIn, funder: Funder, tx: Transaction, now: Now) -> Any:
    """Hold an award on each of these days against the limit of minimal financial assistance."""
    amount, days = body.amount.parsed(), body.award_dates
    return shown(await commands.check_dates(tx, owner_of(funder), application_id, amount, days, now=now))


@router.post("/notification", response_model=SubsidyOut)
async def notify_recipient(
    application_id: UUID, body: NotificationIn, funder: Funder, tx: Transaction, *, now: Now, expected: Expected
) -> Subsidy:
    """Notify the recipient of minimal financial assistance; it confirms before the award."""
    step = methodcaller("notify", body.amount.parsed())
    return await commands.funder_moves(tx, owner_of(funder), application_id, step, expected=expected, now=now)


@router.post("/confirmation", response_model=SubsidyOut)
async def confirm_subsidy(
    application_id: UUID, provider: Provider, tx: Transaction, *, now: Now, expected: Expected
) -> Subsidy:
    """Confirm that what was notified does not take the recipient beyond the limit."""
    return await commands.confirm_subsidy(tx, owner_of(provider), application_id, expected=expected, now=now)


@router.post("/assessment", response_model=SubsidyOut)
async def assess_subsidy(
    application_id: UUID, body: PrinciplesIn, funder: Funder, tx: Transaction, *, now: Now, expected: Expected
) -> Subsidy:
    """Find the subsidy consistent with the subsidy control principles, where it is not minimal assistance."""
    step = methodcaller("assess", body.rationale)
    return await commands.funder_moves(tx, owner_of(funder), application_id, step, expected=expected, now=now)


@router.post("/publication", response_model=SubsidyOut)
async def publish_subsidy(
    application_id: UUID, body: DatabaseIn, funder: Funder, tx: Transaction, *, now: Now, expected: Expected
) -> Subsidy:
    """Record that the subsidy database was told, by the day on which that was due."""
    step = methodcaller("publish", body.reference)
    return await commands.funder_moves(tx, owner_of(funder), application_id, step, expected=expected, now=now)
