"""Two providers with an award each, so that a buyer can propose an alliance; and one that is heard before it."""

from collections.abc import Mapping
from typing import Any

from tests.conformance.step import AWARD, BID, PUBLISH, Step

LOTS = {
    "lots": [
        {"title": title, "value": {"amount": "90000.00", "currency": "GBP"}} for title in ("Prevention", "Outreach")
    ]
}
ALLIANCE = (
    Step("registry_register_organisation", "rival", keeps="rival_id"),
    Step("tendering_draft_notice", "buyer", keeps="notice_id", but=LOTS),
    Step("tendering_publish_notice", "buyer", PUBLISH),
    Step("tendering_submit_bid", "rival", BID, keeps="bid_id", lot=1),
    Step("tendering_award_lots", "buyer", AWARD, keeps="award_id", lot=1),
    Step("tendering_submit_bid", "provider", BID, keeps="bid_id"),
    Step("tendering_award_lots", "buyer", AWARD, keeps="award_id"),
    Step("tendering_propose_alliance_award", "buyer", AWARD, keeps="alliance_award_id"),
    Step("tendering_answer_alliance_award", "rival", AWARD),
    Step("tendering_answer_alliance_award", "provider", AWARD),
)
#: Between notice and award a supplier is asked, answers, and stays.
HEARD = (
    Step("tendering_enter_debarment", "registrar", PUBLISH, keeps="debarment_id"),
    Step("tendering_remove_debarment", "registrar", PUBLISH),
    Step("tendering_open_inquiry", "buyer", PUBLISH, keeps="inquiry_id"),
    Step("tendering_answer_inquiry", "provider", PUBLISH),
    Step("tendering_decide_inquiry", "buyer", PUBLISH),
    Step("tendering_report_inquiry", "buyer", PUBLISH),
)


def allies(made: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The members of an alliance, from what the walk has made."""
    held = zip((made["organisation_id"], made["rival_id"]), made["lots_in_order"], strict=True)
    providers = [{"organisation_id": each, "role": "provider", "share": "1/2", "lot_ids": [lot]} for each, lot in held]
    return [{"organisation_id": made["authority_id"], "role": "commissioner"}, *providers]
