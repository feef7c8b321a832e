"""The steps of a grant that is held to its terms, from what others bring to what comes back at the end."""

import secrets
from typing import Any

from tests.conformance.step import APPLY, AWARD, END, PAY, Step

OTHER = {
    "reference": "claim-002",
    "person": "1f4d5b6c0e1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4",
    "outcome": "tenancy_sustained_6_months",
}
#: More than will have been earned, so that some of it comes back.
TOO_MUCH = {"basis": "on_account", "amount": {"amount": "25000.00", "currency": "GBP"}}
LOOKED_AT = (Step("grants_verify_claim", "buyer", PAY), Step("grants_approve_claim", "colleague", PAY))
HELD_TO_TERMS = (
    Step("grants_apply", "provider", APPLY, keeps="application_id"),
    Step("grants_state_subsidy", "provider", APPLY),
    Step("grants_check_award_dates", "buyer", APPLY),
    Step("grants_assess_subsidy", "buyer", APPLY),
    Step("grants_notify_recipient", "buyer", APPLY),
    Step("grants_confirm_subsidy", "provider", APPLY),
    Step("grants_award_grant", "buyer", AWARD, keeps="grant_id"),
    Step("grants_publish_subsidy", "buyer", AWARD),
    Step("grants_set_terms", "buyer", AWARD),
    Step("grants_accept_terms", "provider", AWARD),
    Step("grants_evidence_match", "provider", PAY),
    Step("grants_report_milestone", "provider", PAY),
    Step("grants_accept_milestone", "buyer", PAY),
    Step("grants_claim_outcomes", "provider", PAY),
    Step("grants_verify_outcomes", "buyer", PAY),
    Step("grants_claim_outcomes", "provider", PAY, but={"claims": [OTHER]}),
    Step("grants_sample_outcomes", "buyer", PAY),
    Step("grants_submit_claim", "provider", PAY, keeps="claim_number"),
    Step("grants_refuse_claim", "buyer", PAY),
    Step("grants_submit_claim", "provider", PAY, keeps="claim_number"),
    *LOOKED_AT,
    Step("grants_fail_claim", "buyer", PAY),
    Step("grants_submit_claim", "provider", PAY, keeps="claim_number"),
    *LOOKED_AT,
    Step("grants_pay_claim", "buyer", PAY),
    Step("grants_submit_claim", "provider", PAY, keeps="claim_number", but=TOO_MUCH),
    *LOOKED_AT,
    Step("grants_pay_claim", "buyer", PAY),
    Step("grants_close_grant", "buyer", END),
    Step("grants_record_repayment", "buyer", END),
)


def brought() -> list[dict[str, Any]]:
    """Match that serves no other grant on this platform: a gift, and hours at their rate."""
    gift = {"kind": "cash", "source": "Northbridge Community Foundation", "amount": pounds("20000.00")}
    hours: dict[str, Any] = {"kind": "in_kind", "source": "Volunteers in the kitchen", "amount": pounds("4035.00")}
    hours |= {"hours": 300, "hourly_rate": pounds("13.45")}
    return [{**each, "reference": f"of {secrets.token_hex(4)}"} for each in (gift, hours)]


def pounds(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "GBP"}
