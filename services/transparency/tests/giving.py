"""Grants: the platform's own as grants tells of them, and other funders' as they publish them."""

import json
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from services.transparency.tests.builders import CHARITY, NOW

from events import Address, Party
from events.grants import (
    Closing,
    Grant,
    GrantAwarded,
    GrantPaid,
    Match,
    Milestone,
    Payment,
    RepaymentReceived,
    Returned,
    Scheme,
    Tariff,
    Terms,
)

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


def earned_terms(**changes: Any) -> Terms:
    facts: dict[str, Any] = {
        "eligible_cost": "20000.00",
        "upfront_share": "0.30",
        "minimum_match_ratio": "0.25",
        "in_kind_cap": "0.50",
        "verifier_id": UUID(int=34),
        "match": [
            Match(number=1, kind="cash", source="Harbour Trust", reference="HT/9", amount="4000.00", evidenced=True),
            Match(number=2, kind="in_kind", source="Volunteers", reference="V", amount="1000.00"),
        ],
        "milestones": [
            Milestone(number=1, title="Doors open", amount="5000.00", due_on=date(2026, 11, 1), status="achieved"),
            Milestone(number=2, title="A winter through", amount="3000.00", status="due"),
        ],
        "tariffs": [Tariff(outcome="Warm home", tariff="120.00", maximum_paid=40, evidence_rule="A reading of 18 °C")],
        "accepted_on": date(2026, 8, 20),
    }
    return Terms(**(facts | changes))


def a_closing(**changes: Any) -> Closing:
    facts: dict[str, Any] = {
        "closed_on": date(2027, 9, 10),
        "actual_eligible_cost": "16000.00",
        "terminated_for_breach": False,
        "payable": "12000.40",
        "clawback_due": "3000.10",
        "repaid": "1000.10",
        "repayments": [Returned(number=1, amount="1000.10", received_on=date(2027, 9, 30))],
    }
    return Closing(**(facts | changes))


def a_life(**changes: Any) -> RepaymentReceived:
    """A grant with terms, paid in full, closed for less, of which some came back."""
    whole = {
        "terms": earned_terms(),
        "payments": [Payment(number=1, amount="15000.50", paid_on=date(2026, 9, 2))],
        "closing": a_closing(),
    }
    lived = a_grant(**(whole | changes))
    return RepaymentReceived(
        occurred_at=NOW + timedelta(days=410), entity=GRANT, entity_version=9, amount="1000.10", grant=lived
    )


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
