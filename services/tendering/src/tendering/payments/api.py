"""Invoices and payments over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, owner_of, role
from tendering.payments import commands, queries
from tendering.payments.domain import Invoice, Outcome, Payment
from tendering.payments.schemas import (
    InvoiceOut,
    InvoicesIn,
    InvoicesOut,
    PaymentOut,
    PaymentsIn,
    PaymentsOut,
)

router = Router(tags=["payments"])
Payer = Annotated[Actor, Depends(role("commissioner", "provider"))]
Reader = Annotated[Actor, Depends(role("commissioner", "provider", "auditor"))]


@router.post("/invoices", response_model=InvoicesOut)
async def post_invoices(body: InvoicesIn, payer: Payer, tx: Transaction, now: Now) -> Outcome:
    """Post invoices that you have received, up to 500 at once, by your own references. Again: no effect."""
    rows = [it.row(it.received_on) for it in body.invoices]
    return await commands.post_invoices(tx, owner_of(payer), rows, is_buyer="commissioner" in payer.roles, now=now)


@router.post("/payments", response_model=PaymentsOut)
async def post_payments(body: PaymentsIn, payer: Payer, tx: Transaction, now: Now) -> Outcome:
    """Post payments that you have made, up to 500 at once, by your own references. Again: no effect."""
    rows = [
        it.row(it.paid_on, invoice=it.invoice, dataset=it.dataset, particulars=it.particulars()) for it in body.payments
    ]
    return await commands.post_payments(tx, owner_of(payer), rows, is_buyer="commissioner" in payer.roles, now=now)


@router.get("/invoices", response_model=Listing[InvoiceOut])
async def list_invoices(reader: Reader, reading: Reading, page: Page) -> Listing[Invoice]:
    """Invoices that you pay, are paid by, or that your supply chain pays; oldest first."""
    found = await queries.visible(reading, Invoice, seen_by(reader), after=page.after_id, limit=page.limit)
    return paged(found, page, key=lambda it: [it.id])


@router.get("/payments", response_model=Listing[PaymentOut])
async def list_payments(reader: Reader, reading: Reading, page: Page) -> Listing[Payment]:
    """Payments that you made, had, or that were made in your supply chain; oldest first."""
    found = await queries.visible(reading, Payment, seen_by(reader), after=page.after_id, limit=page.limit)
    return paged(found, page, key=lambda it: [it.id])


def seen_by(reader: Actor) -> UUID | None:
    """Whose invoices and payments are seen; None: all of them."""
    return None if "auditor" in reader.roles else owner_of(reader)
