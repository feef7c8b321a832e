"""The catalogue: the names of the facts that rules ask for, each with its kind and what it means."""

from collections.abc import Mapping

from registry.catalogue.domain import FactName, Kind

TRUTHS = {
    # What it is for, and what becomes of a surplus.
    "non_governmental": "It is no part of government, and no public body controls it.",
    "principally_reinvests_for_social_aims": "It reinvests principally for social, environmental or cultural aims.",
    "social_mission_in_governing_document": "Its governing document commits it to a social or environmental mission.",
    "majority_of_profit_reinvested": "It reinvests more than half of its profit in the mission.",
    "controlled_for_mission": "It is independent, and controlled in the interest of the mission.",
    "reports_impact_openly": "It reports publicly, at least every year, what it did for its mission.",
    "publishes_accounts": "It publishes full accounts, even where the law lets it file less.",
    "board_open_to_observers": "Its board's meetings are announced and may be observed.",
    # Who runs it.
    "employee_management_and_control": "It is under the management and control of its employees (PA 2023 s.33).",
    "employees_own_majority": "Its employees own, or hold in trust, more than half of it.",
    "community_owns_majority": "The community it serves owns, or elects, more than half of it.",
    "free_of_for_profit_majority": "No body that works for profit controls more than half of it.",
    # Reserved competitions (PA 2023 ss.32 and 33).
    "public_services_mainly_reservable": "It delivers public services, mainly ones that may be reserved.",
    "not_for_profit_or_member_only_profit": "It works not for profit, or distributes profit to its members only.",
    "employment_support": "It operates wholly or partly to support disabled or disadvantaged people in employment.",
    # Where it is.
    "substantive_site_in_area": "It has its registered office or a substantive operating site in the buyer's area.",
    "major_local_employer": "It is one of the largest employers of its place.",
    "major_local_purchaser": "It is one of the largest purchasers of its place.",
    "fixed_local_asset": "It owns land or buildings that tie it to its place.",
    # What registers prove.
    "cio": "A charity register has it as a charitable incorporated organisation that is not dissolved.",
    "scio": "OSCR has it as a Scottish charitable incorporated organisation.",
    "charitable_company": "A charity register has it as a charitable company, and its company number is live.",
    "community_interest_company": "Companies House has it in the category Community Interest Company.",
    "casc": "HMRC lists it as a community amateur sports club.",
    "cqc_registered_provider": "The Care Quality Commission has it as a registered provider.",
    # The seven principles of the International Co-operative Alliance.
    "ica_open_membership": "Membership is voluntary and open.",
    "ica_democratic_control": "Members control it, one member one vote.",
    "ica_member_economic_participation": "Members contribute to its capital and control it; interest on it is limited.",
    "ica_autonomy": "It is autonomous and independent.",
    "ica_education": "It educates and informs its members.",
    "ica_co_operation": "It works together with other co-operatives.",
    "ica_concern_for_community": "It works for its community's sustainable development.",
    # Conduct.
    "related_party_payments_independently_valued": "What it pays to related parties was valued independently.",
}
COUNTS = {
    "group_headcount": "Employees of its whole group.",
    "board_members": "Voting members of its board.",
    "board_members_users": "Of these, people who use or used its kind of service, or care for one who does.",
    "workforce": "People in the workforce that its claim to supported employment rests on.",
    "workforce_disabled_or_disadvantaged": "Of these, disabled or disadvantaged people.",
    "staff": "People it employs.",
    "staff_below_living_wage": "Of these, paid less than the real living wage.",
}
AMOUNTS = {
    "group_turnover": "A year's turnover of its whole group.",
    "group_balance_sheet": "The balance sheet total of its whole group.",
    "total_income": "A year's income from all sources.",
    "trading_income": "Of this, from trading, contracts included.",
    "turnover": "A year's turnover of its own.",
    "related_party_payments": "What it paid to related parties in that year.",
    "dividends": "What it distributed in that year.",
    "offshore_related_party_charges": "What related parties in tax havens charged it in that year.",
    "shareholder_interest": "The interest it paid on loans of its shareholders in that year.",
    "dividends_over_3_years": "What it distributed over the last three years.",
    "retained_profit_over_3_years": "What it kept of its profit over the last three years.",
}
TEXTS = {
    "company_status": "Its status as Companies House prints it, in small letters.",
    "company_category": "Its category as Companies House prints it.",
}
WORDS = {
    "profit_distribution": ("What bars it from distributing profit.", "free capped barred_by_law barred_by_articles"),
    "dissolution_lock": ("What keeps its assets for similar aims when it ends.", "none constitutional statutory"),
    "distributions_last_3_accounts": ("What its last three accounts distributed.", "none within_cap beyond_cap"),
    "offshore_ultimate_parent": ("Whether its ultimate parent is in a tax haven.", "none disclosed undisclosed"),
    "charity_registration": ("Its status in a charity register, as a main charity.", "registered removed"),
    "mutual_kind": (
        "What the FCA has it registered as; before August 2014 the register did not tell the kinds of society apart.",
        "co_operative community_benefit_society credit_union building_society friendly_society working_mens_club "
        "pre_2014_society",
    ),
    "public_body": (
        "The kind of public body that a register has it as.",
        "council combined_authority parish_council nhs_trust integrated_care_board gp_practice school academy_trust "
        "university central_government public_corporation police fire other",
    ),
    "social_housing_designation": (
        "Its designation by the Regulator of Social Housing.",
        "non_profit profit local_authority",
    ),
}
OTHERS = (
    FactName("ultimate_controller_country", Kind.COUNTRY, "The country of whoever ultimately controls it."),
    FactName("operating_areas", Kind.AREAS, "Every area in which it has an office or a substantive operating site."),
    FactName("shareholder_loan_interest", Kind.PERCENTAGE, "The yearly interest on loans of its shareholders."),
    FactName("supplier_payment_days", Kind.DAYS, "How many days it takes, on average, to pay its suppliers."),
)


def _catalogue() -> Mapping[str, FactName]:
    plain = ((Kind.TRUTH, TRUTHS), (Kind.COUNT, COUNTS), (Kind.MONEY, AMOUNTS), (Kind.TEXT, TEXTS))
    named = [FactName(name, kind, means) for kind, names in plain for name, means in names.items()]
    worded = [FactName(name, Kind.WORD, means, tuple(words.split())) for name, (means, words) in WORDS.items()]
    return {each.name: each for each in sorted([*named, *worded, *OTHERS], key=lambda each: each.name)}


CATALOGUE = _catalogue()
