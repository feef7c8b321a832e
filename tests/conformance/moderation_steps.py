"""A citizen marks a bid, and consents to what becomes of the mark."""

from tests.conformance.step import AWARD, BID, PUBLISH, Step

CRITERIA = {
    "criteria": [
        {"name": "Quality", "kind": "quality", "weight": 70, "source": "citizen"},
        {"name": "Price", "kind": "price", "weight": 30},
    ]
}
MODERATED = (
    Step("tendering_draft_notice", "buyer", keeps="notice_id", but=CRITERIA),
    Step("tendering_publish_notice", "buyer", PUBLISH),
    Step("tendering_appoint_member", "buyer", PUBLISH, keeps="member_id", but={"kind": "citizen"}),
    Step("tendering_declare_interests", "buyer", PUBLISH),
    Step("tendering_submit_bid", "provider", BID, keeps="bid_id"),
    Step("tendering_give_marks", "buyer", AWARD),
    Step("tendering_close_marking", "buyer", AWARD),
    Step("tendering_moderate_mark", "buyer", AWARD, keeps="moderation_id"),
    Step("tendering_answer_moderation", "buyer", AWARD),
)
