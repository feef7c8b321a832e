"""The steps of grants made by the book: a funder that adopted its rules, from the plan of a scheme to an award."""

from tests.conformance.step import APPLY, AWARD, DRAFT, Step

#: All but the training of those who decide: of the people of the walk, only the buyer's is on record.
ADOPTED = [
    *("govs015", "grants.scoring", "grants.due_diligence", "grants.costs_once", "grants.tiers"),
    *("grants.lead", "grants.appeals", "grants.review"),
]
BY_THE_BOOK = (
    Step("grants_adopt_standards", "buyer", but={"standards": ADOPTED}),
    Step("grants_keep_document", "buyer", keeps="sha256"),
    Step("grants_plan_scheme", "buyer", keeps="plan_id"),
    Step("grants_state_requirements", "buyer", DRAFT),
    Step("grants_open_plan", "buyer", DRAFT, keeps="scheme_id"),
    Step("grants_record_training", "buyer", APPLY),
    Step("grants_apply", "provider", APPLY, keeps="application_id"),
    Step("grants_reserve_application", "buyer", APPLY),
    Step("grants_record_check", "buyer", APPLY, keeps="check_id"),
    Step("grants_correct_check", "provider", APPLY),
    Step("grants_override_diligence", "buyer", APPLY),
    Step("grants_state_applicant", "provider", APPLY),
    Step("grants_state_costs", "provider", APPLY),
    Step("grants_state_burden", "buyer", APPLY),
    Step("grants_approve_burden", "colleague", APPLY),
    Step("grants_declare_interest", "colleague", APPLY),
    Step("grants_assess", "colleague", APPLY),
    Step("grants_declare_interest", "second colleague", APPLY),
    Step("grants_assess", "second colleague", APPLY, but={"score": 20}),
    Step("grants_moderate_scores", "buyer", APPLY),
    Step("grants_award_grant", "buyer", AWARD, keeps="grant_id"),
    Step("grants_adopt_standards", "buyer", but={"standards": []}),  # the walk may begin again on the same platform
)
