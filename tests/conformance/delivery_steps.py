"""The steps of a contract that runs: measured, kept to its promises, changed, and shared by an alliance."""

from collections.abc import Iterator, Mapping
from typing import Any

from tests.conformance.step import PAY, SIGN, Step

MEASURED = (
    Step("tendering_state_register_entry", "buyer", SIGN),
    Step("tendering_agree_indicators", "buyer", SIGN),
    Step("tendering_promise_value", "buyer", SIGN),
    Step("tendering_assess_performance", "buyer", PAY),
    Step("tendering_plan_improvement", "provider", PAY),
    Step("tendering_dispute_assessment", "provider", PAY, keeps="dispute_id"),
    Step("tendering_decide_dispute", "colleague", PAY),
    Step("tendering_record_breach", "buyer", PAY, keeps="breach_id"),
    Step("tendering_publish_breach", "buyer", PAY),
    Step("tendering_report_delivery", "provider", PAY, keeps="delivery_id"),
    Step("tendering_verify_delivery", "registrar", PAY),
    Step("tendering_review_value", "buyer", PAY),
    Step("tendering_report_outcomes", "provider", PAY),
    Step("tendering_return_local", "provider", PAY),
    Step("tendering_reckon_churn", "public", PAY),
    Step("tendering_draw_cost_curve", "public", PAY),
    Step("tendering_review_term", "buyer", PAY),
)
CHANGED = (
    Step("tendering_state_risk", "buyer", PAY),
    Step("tendering_return_book", "provider", PAY),
    Step("tendering_keep_document", "buyer", PAY, keeps="sha256"),
    Step("tendering_publish_document", "buyer", PAY),
    Step("tendering_plan_transfer", "buyer", PAY, keeps="transfer_id"),
    Step("tendering_keep_document", "rival", PAY, keeps="sha256"),
    Step("tendering_give_information", "rival", PAY, but={"late_because": "Payroll was changed."}),
    Step("tendering_describe_modification", "public", PAY),
    Step("tendering_propose_modification", "buyer", PAY, keeps="modification_id"),
    Step("tendering_drop_modification", "buyer", PAY),
    Step("tendering_propose_modification", "buyer", PAY, keeps="modification_id"),
    Step("tendering_make_modification", "buyer", PAY),
    Step("tendering_record_sign", "buyer", PAY, keeps="sign_id"),
    Step("tendering_answer_sign", "provider", PAY),
    Step("tendering_withdraw_sign", "buyer", PAY),
    Step("tendering_make_continuity_plan", "buyer", PAY),
    Step("tendering_form_alliance", "buyer", SIGN, keeps="alliance_id"),
    Step("tendering_name_legacy_contracts", "buyer", SIGN),
    Step("tendering_put_to_vote", "provider", SIGN, keeps="alliance_decision_id"),
    Step("tendering_climb_ladder", "provider", PAY),
    Step("tendering_cast_vote", "provider", PAY),
    Step("tendering_settle_alliance", "buyer", PAY),
)


def of_a_contract(answer: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The identifiers of what a contract is measured by and what was promised in it."""
    if "contract_id" not in answer:
        return  # of something else, which may use the same words
    for kind in ("indicator", "assessment", "promise"):
        yield from ((f"{kind}_id", each["id"]) for each in answer.get(f"{kind}s", [])[:1])
