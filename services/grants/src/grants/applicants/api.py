"""Applicants over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Now, Reading, Router, Transaction
from chassis.identity import Actor, Caller, owner_of, role
from grants.applicants import commands, queries
from grants.applicants.domain import Applicant
from grants.applicants.schemas import ApplicantIn, ApplicantOut

router = Router(prefix="/applications/{application_id}/applicant", tags=["applicants"])
Provider = Annotated[Actor, Depends(role("provider"))]


@router.put("", response_model=ApplicantOut)
async def state_applicant(
    application_id: UUID, body: ApplicantIn, provider: Provider, tx: Transaction, *, now: Now, expected: Expected
) -> Applicant:
    """Say how small and local you are and whom you lead; anew, until it is decided."""
    return await commands.state_applicant(
        tx,
        owner_of(provider),
        application_id,
        annual_income=body.annual_income.parsed(),
        local_share=body.local_share,
        subgrants=[each.said() for each in body.subgrants],
        expected=expected,
        now=now,
    )


@router.get("", response_model=ApplicantOut)
async def read_applicant(application_id: UUID, caller: Caller, reading: Reading) -> Applicant:
    """What the applicant said of itself, for who may read the application."""
    return await queries.readable_applicant(reading, caller.organisation, caller.roles, application_id)
