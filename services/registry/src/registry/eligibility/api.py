"""Eligibility over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from chassis.http import Expected, Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Visitor
from chassis.openapi import reference
from chassis.problems import RULE_BROKEN
from kernel.clock import day_of
from registry.eligibility import commands, queries
from registry.eligibility.domain import ReservedContract
from registry.eligibility.schemas import (
    EligibilityAsked,
    EligibilityOut,
    ReservedContractIn,
    ReservedContractOut,
    WithdrawalIn,
)
from registry.organisations.api import Speaking
from registry.organisations.queries import organisation_of

router = Router(prefix="/organisations", tags=["eligibility"])


@router.get("/{organisation_id}/eligibility", response_model=EligibilityOut, responses={409: reference(RULE_BROKEN)})
async def read_eligibility(
    organisation_id: UUID, asked: Annotated[EligibilityAsked, Query()], visitor: Visitor, tx: Transaction, now: Now
) -> EligibilityOut:
    """Whether it may be given a reserved lot of that authority, condition by condition, with the facts and the law.

    409 for a day on which the law knew no such reservation.
    """
    answer = await queries.answer_to(tx, asked.enquiry(organisation_id, today=day_of(now)), now=now)
    if visitor is not None:
        await commands.keep_answer(tx, answer)
    return EligibilityOut.of(answer, asked.earlier_award_on, is_kept=visitor is not None)


@router.post("/{organisation_id}/reserved-contracts", status_code=201, response_model=ReservedContractOut)
async def declare_reserved_contract(
    organisation_id: UUID, body: ReservedContractIn, speaker: Speaking, tx: Transaction, now: Now
) -> ReservedContract:
    """Say that an organisation was awarded a contract under s.33 elsewhere, or before this platform."""
    return await commands.declare_contract(tx, organisation_id, speaker, **body.model_dump(), now=now)


@router.get("/{organisation_id}/reserved-contracts", response_model=Listing[ReservedContractOut])
async def list_reserved_contracts(organisation_id: UUID, session: Reading, page: Page) -> Listing[ReservedContract]:
    """What was declared of an organisation, oldest first. Awards made on this platform need no declaration."""
    await organisation_of(session, organisation_id)
    found = await queries.declared_contracts(session, organisation_id, after=page.after_id, limit=page.limit)
    return paged(found, page, key=lambda contract: [contract.id])


@router.post("/{organisation_id}/reserved-contracts/{contract_id}/withdraw", response_model=ReservedContractOut)
async def withdraw_reserved_contract(
    organisation_id: UUID, contract_id: UUID, body: WithdrawalIn, *, speaker: Speaking, expected: Expected,
    tx: Transaction, now: Now,
) -> ReservedContract:  # fmt: skip
    """Registrars: a declaration was wrong. It stays to be read, and no longer stands in the way."""
    return await commands.withdraw_contract(
        tx, organisation_id, contract_id, speaker, reason=body.reason, expected=expected, now=now
    )
