"""The steps of grants: from scheme to payment, by the book of a funder that adopted all of it, and in other forms."""

from tests.conformance.fund_steps import FUNDED
from tests.conformance.step import APPLY, AWARD, DRAFT, PAY, Step

BY_THE_BOOK = (
    Step("grants_adopt_standards", "buyer"),
    Step("grants_keep_document", "buyer", keeps="sha256"),
    Step("grants_plan_scheme", "buyer", keeps="plan_id"),
    Step("grants_state_requirements", "buyer", DRAFT),
    Step("grants_open_plan", "buyer", DRAFT, keeps="scheme_id"),
)
GRANTED = (
    Step("grants_open_scheme", "buyer", keeps="scheme_id"),
    Step("grants_apply", "provider", APPLY, keeps="application_id"),
    Step("grants_decline_application", "buyer", APPLY),
    Step("grants_apply", "provider", APPLY, keeps="application_id"),
    Step("grants_assess", "buyer", APPLY),
    Step("grants_award_grant", "buyer", AWARD, keeps="grant_id"),
    Step("grants_pay", "buyer", PAY),
    *BY_THE_BOOK,
    *FUNDED,
)
