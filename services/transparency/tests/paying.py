"""What the town's council pays."""

from datetime import date
from typing import Any

from services.transparency.tests.town import COUNCIL, KITCHEN, LANTERN, NOON, party

from events.tendering import PaymentMade


def a_payment(**changes: Any) -> PaymentMade:
    facts: dict[str, Any] = {
        "reference": "PAY-041",
        "buyer": party(COUNCIL),
        "payer": party(COUNCIL),
        "payee": party(LANTERN),
        "tier": 1,
        "contract_id": KITCHEN.contract_id,
        "subcontract_id": None,
        "invoice": None,
        "received_on": None,
        "amount": "500.01",
        "paid_on": date(2027, 5, 9),
        "dataset": None,
        "flags": [],
        "irrecoverable_vat": "0.00",
    }
    return PaymentMade(occurred_at=NOON, **(facts | changes))
