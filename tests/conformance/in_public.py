"""What organisations do in public: they sign, disclose, call meetings, and whoever likes comes."""

from tests.conformance.step import BID, SIGN, Step

IN_PUBLIC = (
    Step("registry_sign_pledge", "provider"),
    Step("registry_recognise_mutual", "registrar"),
    Step("registry_announce_withdrawal", "registrar"),
    Step("registry_reply_to_withdrawal", "provider"),
    Step("registry_announce_suspension", "registrar", keeps="suspension_id"),
    Step("registry_reply_to_suspension", "provider"),
    Step("registry_decide_suspension", "platform_admin"),
    Step("registry_lift_suspension", "registrar"),
    Step("registry_disclose", "provider"),
    Step("registry_keep_document", "provider", keeps="sha256"),
    Step("registry_call_meeting", "provider", keeps="meeting_id"),
    Step("registry_publish_paper", "provider", BID),
    Step("registry_take_place", "public", BID, keeps="code"),
    Step("registry_give_place_back", "public", BID),
    Step("registry_publish_minutes", "provider", SIGN),
    Step("registry_call_meeting", "provider", keeps="meeting_id", but={"held_at": "2027-02-20T18:00:00Z"}),
    Step("registry_cancel_meeting", "provider"),
)
