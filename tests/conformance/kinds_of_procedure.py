"""The steps of procedures that are no plain competition: planned, under a dynamic market, and awarded directly."""

from tests.conformance.step import AWARD, PUBLISH, Step

PLANNED = (
    Step("tendering_announce_plan", "buyer", keeps="plan_id", but={"stage": "pipeline"}),
    Step("tendering_restate_plan", "buyer"),
    Step("tendering_withdraw_plan", "buyer"),
)
TRADED = (
    Step("tendering_intend_market", "buyer", keeps="market_id"),
    Step("tendering_establish_market", "buyer"),
    Step("tendering_change_market", "buyer"),
    Step("tendering_apply_for_membership", "provider", keeps="membership_id"),
    Step("tendering_decide_membership", "buyer"),
    Step("tendering_cease_market", "buyer"),
)
#: Why one of the walk's notices asks nobody else.
GROUND = {"ground": "6", "reason": "Only they own the homes.", "supplier_id": ""}
DIRECT = (
    Step(
        "tendering_draft_notice",
        "buyer",
        keeps="notice_id",
        but={"procedure": "direct_award", "criteria": [], "justification": GROUND},
    ),
    Step("tendering_publish_notice", "buyer", PUBLISH),
    Step("tendering_make_direct_award", "buyer", AWARD),
)
