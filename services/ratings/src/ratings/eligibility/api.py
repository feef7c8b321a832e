"""How many used a service, over HTTP: parse, call, answer."""

from typing import Annotated

from fastapi import Depends

from chassis.http import Now, Router, Transaction
from chassis.identity import Actor, owner_of, role
from ratings.eligibility import commands
from ratings.eligibility.domain import Contacts, Quarter
from ratings.eligibility.schemas import ContactsIn, ContactsOut

router = Router(prefix="/contacts", tags=["eligibility"])
Issuer = Annotated[Actor, Depends(role("rater_issuer"))]


@router.post("", status_code=201, response_model=ContactsOut)
async def state_contacts(body: ContactsIn, issuer: Issuer, tx: Transaction, now: Now) -> Contacts:
    """Say how many people used your contract's service in that quarter; no more credentials are issued than that."""
    quarter = Quarter.parse(body.quarter)
    return await commands.state_contacts(
        tx, owner_of(issuer), body.contract_id, quarter=quarter, eligible=body.eligible, now=now
    )
