"""Grants: the platform's own as grants tells of them, and other funders' as they publish them."""

import json
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from services.transparency.tests.builders import CHARITY, NOW

from events import Address, Party
from events.grants import Grant, GrantAwarded, GrantPaid, Payment, Scheme

GRANT = UUID(int=31)
FOUNDATION = Party(
    id=UUID(int=32), name="Mill Lane Foundation", org_ids=["GB-CHC-327114"], address=Address(postcode="NB1 1AA")
)


def a_grant(**changes: Any) -> Grant:
    scheme = Scheme(
        scheme_id=UUID(int=33),
        funder=FOUNDATION,
        title="Warm homes",
        description="For warm homes.",
        budget="100000.00",
        opens_on=date(2026, 1, 1),
        closes_on=date(2026, 6, 30),
    )
    facts: dict[str, Any] = {
        "grant_id": GRANT,
        "scheme": scheme,
        "recipient": CHARITY,
        "title": "A warm room",
        "description": "A room that is warm all winter.",
        "amount_requested": "20000.00",
        "amount": "15000.50",
        "awarded_on": date(2026, 8, 17),
        "starts_on": date(2026, 9, 1),
        "ends_on": date(2027, 8, 31),
    }
    return Grant(**(facts | changes))


def an_award(**changes: Any) -> GrantAwarded:
    return GrantAwarded(occurred_at=NOW, entity=GRANT, entity_version=1, grant=a_grant(**changes))


def a_payment() -> GrantPaid:
    paid = a_grant(payments=[Payment(number=1, amount="5000.25", paid_on=date(2026, 9, 2))])
    return GrantPaid(occurred_at=NOW + timedelta(days=16), entity=GRANT, entity_version=2, grant=paid)


def a_foreign_grant(number: int = 1, **changes: Any) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "id": f"360G-example-{number:04}",
        "title": "A grant",
        "description": "For something good.",
        "currency": "GBP",
        "amountAwarded": 15000,
        "awardDate": "2015-06-10T00:00:00+00:00",
        "fromOpenCall": "Yes",
        "recipientOrganization": [
            {
                "id": "GB-CHC-1136419",
                "name": "Women's Aid",
                "charityNumber": "1136419",
                "companyNumber": "6900317",
                "postalCode": "LE1 1AA",
                "contactName": "Mo Person",
                "email": "mo@example.org",
            }
        ],
        "fundingOrganization": [{"id": "GB-CHC-327114", "name": "Mill Lane Foundation"}],
        "Internal reference": 7,
    }
    return {name: value for name, value in (facts | changes).items() if value is not ...}


def a_file(*grants: Any, **envelope: Any) -> str:
    return json.dumps({**envelope, "grants": list(grants)})
