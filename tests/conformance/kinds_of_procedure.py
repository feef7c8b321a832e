"""The steps of procedures that are no plain competition: planned, under a dynamic market, direct, and in phases."""

from tests.conformance.budget_steps import BUDGETED
from tests.conformance.step import AWARD, PUBLISH, Step

#: When the first phase of the walk's partnership is over.
DECIDE = "2026-12-22T09:00:00Z"

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
    *BUDGETED,
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
#: How one of the walk's notices is held: something is developed, tried against a target, and then tendered for.
PARTNERSHIP = {
    "partnership": "innovation",
    "rights": "The buyer may use it for ever.",
    "phases": [
        {
            "title": "Development",
            "kind": "development",
            "asks_for": "How would you shorten the way to a home?",
            "closes_at": "2026-12-21T12:00:00Z",
            "conditions": ["Insured"],
            "criteria": ["Quality"],
            "targets": [{"measure": "Days to a home", "unit": "day", "at_most": 14}],
        },
        {"title": "Final tenders", "kind": "final_tenders", "asks_for": "Your bid."},
    ],
}
PHASED = (
    Step(
        "tendering_draft_notice",
        "buyer",
        keeps="notice_id",
        but={"procedure": "competitive_flexible", "flexible": PARTNERSHIP},
    ),
    Step("tendering_publish_notice", "buyer", PUBLISH),
    Step("tendering_enter_phase", "provider", PUBLISH),
    Step("tendering_withdraw_entry", "provider", PUBLISH),
    Step("tendering_enter_phase", "provider", PUBLISH, keeps="entry_id"),
    Step("tendering_decide_phase", "buyer", DECIDE),
    Step("tendering_decide_gate", "buyer", DECIDE),
)
