"""The steps of grants: from scheme to payment, by the book of a funder that adopted all of it, and in other forms."""

from tests.conformance.by_the_book import BY_THE_BOOK
from tests.conformance.fund_steps import FUNDED, REPAID
from tests.conformance.step import APPLY, AWARD, PAY, Step
from tests.conformance.terms_steps import HELD_TO_TERMS

GRANTED = (
    Step("grants_open_scheme", "buyer", keeps="scheme_id"),
    Step("grants_apply", "provider", APPLY, keeps="application_id"),
    Step("grants_decline_application", "buyer", APPLY),
    Step("grants_lodge_appeal", "provider", APPLY, keeps="appeal_id"),
    Step("grants_decide_appeal", "colleague", APPLY),
    Step("grants_apply", "provider", APPLY, keeps="application_id"),
    Step("grants_assess", "buyer", APPLY),
    Step("grants_award_grant", "buyer", AWARD, keeps="grant_id"),
    Step("grants_review_grant", "buyer", PAY),
    Step("grants_give_feedback", "provider", PAY),
    Step("grants_pay", "buyer", PAY),
    *HELD_TO_TERMS,
    Step("grants_apply", "provider", APPLY, keeps="application_id"),
    Step("grants_award_grant", "buyer", AWARD, keeps="grant_id", but={"instrument": "repayable"}),
    Step("grants_pay", "buyer", PAY),
    *REPAID,
    *FUNDED,
    *BY_THE_BOOK,
)
