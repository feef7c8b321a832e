"""Facts that the walk states beside the examples, so that there is something to settle, reply to and grant."""

#: What contradicts the example of evidence, so that there is a dispute to settle.
OTHERWISE = {
    "name": "board_members_users",
    "value": 5,
    "source": "attestation",
    "reference": "Website",
    "retrieved_on": "2026-07-15",
}
#: What lowers the organisation's grade, so that there is a label to reply to.
BREACH = [
    {
        "name": name,
        "value": word,
        "source": "accounts",
        "standing": "filed_accounts",
        "reference": "2025",
        "retrieved_on": "2026-07-15",
    }
    for name, word in (
        ("profit_distribution", "barred_by_law"),
        ("dissolution_lock", "statutory"),
        ("distributions_last_3_accounts", "beyond_cap"),
    )
]
#: What makes it a public service mutual, so that there is a badge to grant.
LIMBS = [
    {
        "name": name,
        "value": True,
        "source": "rules",
        "standing": "governing_document",
        "reference": "2025",
        "retrieved_on": "2026-07-15",
    }
    for name in (
        "public_services_mainly_reservable",
        "not_for_profit_or_member_only_profit",
        "employee_management_and_control",
    )
]
