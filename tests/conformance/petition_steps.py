"""The steps of a petition: drafted, signed by one, closed, voted on and investigated."""

from tests.conformance.step import END, RATE, Step

#: Of a petition that one signature sets everything in motion by, and that is over in a week.
AT_ONCE = {"sponsors": 0, "open_days": 7, "investigation_count": 1, "petition_share": "0.04"}
CLOSED = "2027-07-09T09:00:00Z"
VOTING = "2027-07-24T09:00:00Z"
PETITION = (
    Step("ratings_set_petition_figures", "buyer", RATE, but={"figures": AT_ONCE}),
    Step("ratings_draft_petition", "public", RATE, keeps="petition_id"),
    Step("ratings_fix_petition_roll", "buyer", RATE),
    Step("ratings_publish_petition_key", "buyer", RATE),
    Step("ratings_invite_signatories", "buyer", RATE),
    Step("ratings_issue_petition_codes", "buyer", RATE, but={"count": 5}),
    Step("ratings_moderate_petition", "moderator", RATE),
    Step("ratings_sign_petition", "public", RATE),
    Step("ratings_run_what_is_due", "platform_admin", RATE),
    Step("ratings_run_what_is_due", "platform_admin", CLOSED),
    Step("ratings_return_ballot", "buyer", END),
    Step("ratings_announce_sitting", "buyer", END, keeps="sitting_id"),
    Step("ratings_make_evidence_pack", "buyer", END),
    Step("ratings_take_speaking_slot", "public", END),
    Step("ratings_lead_investigation", "investigator", END),
    Step("ratings_answer_petitioners", "buyer", END),
    Step("ratings_give_statement", "provider", END),
    Step("ratings_conclude_investigation", "investigator", END),
    # Another petition, on which users vote here.
    Step("ratings_draft_petition", "public", END, keeps="petition_id", but={"grounds": "The heating is off"}),
    Step("ratings_fix_petition_roll", "buyer", END),
    Step("ratings_issue_petition_codes", "buyer", END),
    Step("ratings_moderate_petition", "moderator", END),
    Step("ratings_sign_petition", "public", END),
    Step("ratings_run_what_is_due", "platform_admin", VOTING),
    Step("ratings_call_ballot", "buyer", VOTING),
    Step("ratings_publish_ballot_key", "buyer", VOTING, but={"signs_until": "2027-08-10T09:00:00Z"}),
    Step("ratings_invite_voters", "buyer", VOTING),
    Step("ratings_issue_ballot_codes", "buyer", VOTING, but={"count": 5}),
    Step("ratings_vote", "public", "2027-07-26T09:00:00Z"),
)
