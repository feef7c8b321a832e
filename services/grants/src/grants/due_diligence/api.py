"""Due diligence over HTTP: parse, call, answer."""

from collections.abc import Mapping
from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Now, Reading, Router, Transaction
from chassis.identity import Actor, Caller, owner_of, role
from grants.due_diligence import commands, queries
from grants.due_diligence.domain import Check
from grants.due_diligence.schemas import CheckIn, CheckOut, CorrectionIn, DiligenceOut, LightsOut, OverrideIn

router = Router(tags=["due diligence"])
Funder = Annotated[Actor, Depends(role("funder"))]
Provider = Annotated[Actor, Depends(role("provider"))]


@router.post("/applications/{application_id}/checks", status_code=201, response_model=CheckOut)
async def record_check(application_id: UUID, body: CheckIn, funder: Funder, tx: Transaction, now: Now) -> Check:
    """Put what a source said of the applicant on record; the applicant reads it."""
    return await commands.record_check(tx, owner_of(funder), application_id, **dict(body), now=now)


@router.post("/checks/{check_id}/correction", response_model=CheckOut)
async def correct_check(
    check_id: UUID, body: CorrectionIn, provider: Provider, tx: Transaction, *, now: Now, expected: Expected
) -> Check:
    """Say what is wrong with a check of your organisation."""
    return await commands.correct_check(tx, owner_of(provider), check_id, body.text, expected=expected, now=now)


@router.post("/applications/{application_id}/due-diligence/override", status_code=201, response_model=DiligenceOut)
async def override_diligence(
    application_id: UUID, body: OverrideIn, funder: Funder, tx: Transaction, now: Now
) -> DiligenceOut:
    """Go on with a red light, and say why; how often that happens is public."""
    return DiligenceOut.of(
        await commands.override_diligence(tx, owner_of(funder), application_id, body.reason, by=funder.subject, now=now)
    )


@router.get("/applications/{application_id}/due-diligence", response_model=DiligenceOut)
async def read_diligence(application_id: UUID, caller: Caller, reading: Reading, now: Now) -> DiligenceOut:
    """What was checked and what came of it, for both parties and auditors."""
    return DiligenceOut.of(
        await queries.readable_diligence(reading, caller.organisation, caller.roles, application_id, now=now)
    )


@router.get("/schemes/{scheme_id}/due-diligence", response_model=LightsOut)
async def read_lights(scheme_id: UUID, reading: Reading, now: Now) -> Mapping[str, int]:
    """How the lights of a scheme's applications are spread, and how often people overrode one."""
    return await queries.lights_of(reading, scheme_id, now=now)
