"""Completeness over HTTP: parse, call, answer."""

from uuid import UUID

from chassis.http import Listing, Now, Page, Reading, Router, paged
from chassis.identity import Visitor
from kernel.clock import day_of
from kernel.errors import RuleBroken
from rulebook.rules import rule
from tendering.completeness.domain import ContractRecord, completeness_of
from tendering.completeness.queries import record_of, records_of
from tendering.completeness.schemas import CompletenessOut, ContractRecordOut
from tendering.contracts.queries import visible_contract
from tendering.suppliers.queries import party

router = Router(tags=["contracts"])


@router.get("/contracts/{contract_id}/completeness", response_model=ContractRecordOut)
async def read_completeness(contract_id: UUID, reading: Reading, visitor: Visitor, now: Now) -> ContractRecord:
    """Which of the fields that everybody should read of a contract are published, and which are missing."""
    contract = await visible_contract(reading, visitor.organisation if visitor else None, contract_id)
    found = await record_of(reading, contract.id, rule("delivery.contract_data", on=day_of(now)).words("fields"))
    if found is None:
        raise RuleBroken("Nothing is published of a contract before it is signed.")
    return found


@router.get("/buyers/{buyer_id}/completeness", response_model=CompletenessOut)
async def read_completeness_of_buyer(buyer_id: UUID, reading: Reading, now: Now) -> CompletenessOut:
    """Of which part of an authority's contracts the published record is complete, and what the others lack."""
    await party(reading, buyer_id)
    fields = rule("delivery.contract_data", on=day_of(now)).words("fields")
    return CompletenessOut.of(buyer_id, completeness_of(await records_of(reading, buyer_id, fields), fields))


@router.get("/buyers/{buyer_id}/completeness/contracts", response_model=Listing[ContractRecordOut])
async def list_completeness(buyer_id: UUID, reading: Reading, page: Page, now: Now) -> Listing[ContractRecord]:
    """An authority's contracts, each with what is published of it and what is missing."""
    await party(reading, buyer_id)
    fields = rule("delivery.contract_data", on=day_of(now)).words("fields")
    found = await records_of(reading, buyer_id, fields, after=page.after_id, limit=page.limit)
    return paged(found, page, key=lambda it: [it.contract_id])
