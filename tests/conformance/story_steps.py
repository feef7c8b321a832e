"""The steps of a story: told, corrected, moderated, replied to, appealed against, acted on and taken back."""

from tests.conformance.step import RATE, Step

#: Long enough for others to repeat it.
SAID = {"story": "Nobody answered the door at night, three times in June, and I had nowhere else to go."}
STORY = (
    Step("ratings_follow_case", "public", RATE, keeps="story_id"),
    Step("ratings_correct_story", "public", RATE, but=SAID),
    Step("ratings_moderate_story", "moderator", RATE),
    Step("ratings_give_reply", "provider", RATE, keeps="reply_id"),
    Step("ratings_mark_reply", "public", RATE),
    Step("ratings_withdraw_reply", "provider", RATE),
    Step("ratings_give_reply", "provider", RATE, keeps="reply_id"),
    Step("ratings_remove_reply", "moderator", RATE),
    Step("ratings_promise_change", "provider", RATE, keeps="change_id"),
    Step("ratings_claim_change", "provider", RATE),
    Step("ratings_appeal_as_provider", "provider", RATE, keeps="moderation_appeal_id"),
    Step("ratings_decide_moderation_appeal", "another moderator", RATE),
    Step("ratings_appeal_as_author", "public", RATE),
    # Somebody else who used the service says the same, has seen the change, and takes their own story back.
    Step("ratings_issue_credentials", "buyer", RATE, but={"count": 1}),
    Step("ratings_count_review", "public", RATE, but=SAID),
    Step("ratings_run_what_is_due", "platform_admin", RATE),
    Step("ratings_decide_suspicion", "moderator", RATE),
    Step("ratings_name_safeguarding_lead", "buyer", RATE),
    Step("ratings_follow_case", "public", RATE, keeps="story_id"),
    Step("ratings_moderate_story", "moderator", RATE, but={"outcome": "safeguard"}),
    Step("ratings_acknowledge_matter", "buyer", RATE),
    Step("ratings_see_change", "public", RATE),
    Step("ratings_visit_change", "buyer", RATE),
    Step("ratings_withdraw_story", "public", RATE),
)
