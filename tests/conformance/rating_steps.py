"""The steps of the walk by which suppliers and buyers rate one another, and raters come by their credentials."""

from tests.conformance.step import RATE, Step

SIGN_BLINDED = "2027-07-02T09:00:00Z"

RATERS = (
    Step("ratings_rate_supplier", "buyer", RATE, keeps="rating_id"),
    Step("ratings_rate_buyer", "provider", RATE),
    Step("ratings_reply_to_rating", "provider", RATE),
    Step("ratings_freeze_evidence", "buyer", RATE, keeps="snapshot_id"),
    Step("ratings_choose_policy", "platform_admin", RATE),
    Step("ratings_publish_rating_key", "buyer", RATE, keeps="key_id"),
    Step("ratings_invite_raters", "buyer", RATE),
    Step("ratings_find_rating_key", "public", SIGN_BLINDED),
    Step("ratings_sign_blinded", "public", SIGN_BLINDED),
    Step("ratings_invite_raters", "buyer", SIGN_BLINDED, but={"contacts": ["case-21"]}),
    Step("ratings_exchange_for_code", "public", SIGN_BLINDED),
)
