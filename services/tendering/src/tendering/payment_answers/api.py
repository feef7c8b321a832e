"""Answers to invoices and payments over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Now, Router, Transaction
from chassis.identity import Actor, owner_of, role
from tendering.payment_answers import commands
from tendering.payment_answers.schemas import ConfirmationIn, DisputeIn, SettlementIn
from tendering.payments.domain import Invoice, Payment
from tendering.payments.schemas import InvoiceOut, PaymentOut

router = Router(tags=["payments"])
Payer = Annotated[Actor, Depends(role("commissioner", "provider"))]
Payee = Annotated[Actor, Depends(role("provider"))]


@router.post("/invoices/{invoice_id}/dispute", response_model=InvoiceOut)
async def dispute_invoice(
    invoice_id: UUID, body: DisputeIn, payer: Payer, tx: Transaction, *, expected: Expected
) -> Invoice:
    """Dispute an invoice that you were sent: the days to pay stand still from that day on (s.68)."""
    return await commands.dispute_invoice(
        tx, owner_of(payer), invoice_id, reason=body.reason, on=body.on, expected=expected
    )


@router.post("/invoices/{invoice_id}/settle", response_model=InvoiceOut)
async def settle_dispute(
    invoice_id: UUID, body: SettlementIn, payer: Payer, tx: Transaction, *, expected: Expected
) -> Invoice:
    """The dispute is over: the days to pay go on."""
    return await commands.settle_dispute(tx, owner_of(payer), invoice_id, on=body.on, expected=expected)


@router.post("/payments/{payment_id}/confirm", response_model=PaymentOut)
async def confirm_payment(
    payment_id: UUID, body: ConfirmationIn, payee: Payee, tx: Transaction, *, now: Now, expected: Expected
) -> Payment:
    """Say that the money has come."""
    return await commands.confirm_payment(
        tx, owner_of(payee), payment_id, received_on=body.received_on, expected=expected, now=now
    )
