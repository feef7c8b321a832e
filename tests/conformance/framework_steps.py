"""The steps of an open framework: its seats, what is called off under it in both ways, and another round of it."""

from tests.conformance.step import AWARD, BID, PAY, PUBLISH, SIGN, Step

#: It runs when its suppliers are asked, the day that they signed it.
RUNS = {"starts_on": "2027-02-01", "ends_on": "2031-01-31"}
FRAMEWORK = {
    "lots": [{"title": "Outreach", "value": {"amount": "1800000.00", "currency": "GBP"}, **RUNS}],
    "criteria": [{"name": "Price", "kind": "price", "weight": 100}],
    "framework": {
        "call_off": "with_or_without_competition",
        "maximum_suppliers": 3,
        "mechanism": "ranking",
        "pricing": "As bid.",
        "core_terms": "The standard terms.",
        "is_open": True,
    },
}
ANEW = FRAMEWORK | {"reopens_id": "the first notice", "closes_at": "2027-03-26T12:00:00Z"}
#: A round names the notice with which the framework began.
REOPENED = {"framework_id": "reopens_id"}
FRAMED = (
    Step("tendering_draft_notice", "buyer", keeps="notice_id", but=FRAMEWORK),
    Step("tendering_publish_notice", "buyer", PUBLISH, keeps="framework_id"),
    Step("tendering_submit_bid", "provider", BID, keeps="bid_id"),
    Step("tendering_ask_about_price", "buyer", AWARD),
    Step("tendering_explain_price", "provider", AWARD),
    Step("tendering_decide_about_price", "buyer", AWARD),
    Step("tendering_award_seats", "buyer", AWARD),
    Step("tendering_propose_contract", "buyer", AWARD, keeps="contract_id", but=RUNS),
    Step("tendering_sign_contract", "provider", SIGN),
    Step("tendering_call_off_directly", "buyer", SIGN, keeps="notice_id"),
    Step("tendering_pass_on", "buyer", PAY),
    Step("tendering_call_off_directly", "buyer", SIGN, keeps="notice_id"),
    Step("tendering_answer_turn", "provider", SIGN),
    Step(
        "tendering_draft_mini_competition",
        "buyer",
        SIGN,
        keeps="notice_id",
        but={"closes_at": "2027-02-26T12:00:00Z"},
    ),
    Step("tendering_invite_suppliers", "buyer", SIGN),
    Step("tendering_draft_notice", "buyer", keeps="notice_id", but=ANEW),
    Step("tendering_reopen_framework", "buyer", SIGN),
    Step("tendering_keep_bid", "provider", SIGN),
)
