"""What each fact says, and what is not known while it is missing."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Truth:
    """A fact that is so or is not; `whether` follows “nobody has told us”."""

    yes: str
    no: str
    whether: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, an amount of pounds or a word: `{}` is its place; `what` follows “nobody has told us”."""

    says: str
    what: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of some words, each with its sentence."""

    says: Mapping[str, str]
    what: str


def _is(what: str) -> Truth:
    return Truth(f"it is {what}", f"it is not {what}", f"whether it is {what}")


def _does(does: str, does_not: str) -> Truth:
    return Truth(f"it {does}", f"it does not {does_not}", f"whether it {does}")


TRUTHS: Mapping[str, Truth] = {
    "non_governmental": Truth(
        "it is no part of government", "it is part of government", "whether it is part of government"
    ),
    "principally_reinvests_for_social_aims": _does(
        "reinvests principally for social, environmental or cultural aims",
        "reinvest principally for social, environmental or cultural aims",
    ),
    "social_mission_in_governing_document": Truth(
        "its governing document commits it to a mission",
        "its governing document commits it to no mission",
        "whether its governing document commits it to a mission",
    ),
    "majority_of_profit_reinvested": _does(
        "reinvests more than half of its profit in its mission", "reinvest more than half of its profit in its mission"
    ),
    "controlled_for_mission": _is("controlled in the interest of its mission"),
    "reports_impact_openly": _does(
        "reports every year, in public, what it achieved", "report every year, in public, what it achieved"
    ),
    "publishes_accounts": _does("publishes full accounts", "publish full accounts"),
    "board_open_to_observers": Truth(
        "its board may be observed", "its board may not be observed", "whether its board may be observed"
    ),
    "employee_management_and_control": _is("under the management and control of its employees"),
    "employees_own_majority": Truth(
        "its employees own more than half of it",
        "its employees do not own more than half of it",
        "whether its employees own more than half of it",
    ),
    "community_owns_majority": Truth(
        "the community that it serves owns or elects more than half of it",
        "the community that it serves does not own or elect more than half of it",
        "whether the community that it serves owns or elects more than half of it",
    ),
    "free_of_for_profit_majority": Truth(
        "no body that works for profit controls more than half of it",
        "a body that works for profit controls more than half of it",
        "whether a body that works for profit controls more than half of it",
    ),
    "public_services_mainly_reservable": _does(
        "delivers public services, mainly of kinds that may be reserved",
        "deliver public services that are mainly of kinds that may be reserved",
    ),
    "not_for_profit_or_member_only_profit": _does(
        "works not for profit, or for its members’ profit only", "work not for profit, nor for its members’ profit only"
    ),
    "employment_support": _does(
        "supports disabled or disadvantaged people in employment",
        "support disabled or disadvantaged people in employment",
    ),
    "substantive_site_in_area": _does(
        "has an office or a substantive site in the buyer’s area",
        "have an office or a substantive site in the buyer’s area",
    ),
    "major_local_employer": _is("one of the largest employers of its place"),
    "major_local_purchaser": _is("one of the largest purchasers of its place"),
    "fixed_local_asset": _does(
        "owns land or buildings that tie it to its place", "own land or buildings that tie it to its place"
    ),
    "cio": _is("a charitable incorporated organisation"),
    "scio": _is("a Scottish charitable incorporated organisation"),
    "charitable_company": _is("a charitable company"),
    "community_interest_company": _is("a community interest company"),
    "casc": _is("a community amateur sports club"),
    "cqc_registered_provider": _is("a registered provider of care"),
    "ica_open_membership": Truth("membership is open", "membership is not open", "whether membership is open"),
    "ica_democratic_control": Truth(
        "each member has one vote", "members do not have one vote each", "whether each member has one vote"
    ),
    "ica_member_economic_participation": Truth(
        "members contribute to its capital and control it",
        "members do not contribute to its capital and control it",
        "whether members contribute to its capital and control it",
    ),
    "ica_autonomy": _is("autonomous"),
    "ica_education": _does("educates its members", "educate its members"),
    "ica_co_operation": _does("works together with other co-operatives", "work together with other co-operatives"),
    "ica_concern_for_community": _does("works for its community", "work for its community"),
    "related_party_payments_independently_valued": Truth(
        "what it pays to related parties was valued independently",
        "what it pays to related parties was not valued independently",
        "whether what it pays to related parties was valued independently",
    ),
}
FIGURES: Mapping[str, Figure] = {
    "group_headcount": Figure("its whole group employs {} people", "how many people its whole group employs"),
    "board_members": Figure("its board has {} voting members", "how many voting members its board has"),
    "board_members_users": Figure("{} of its board’s members are users", "how many of its board’s members are users"),
    "workforce": Figure("{} people work there", "how many people work there"),
    "workforce_disabled_or_disadvantaged": Figure(
        "{} of them are disabled or disadvantaged", "how many of its workforce are disabled or disadvantaged"
    ),
    "staff": Figure("it employs {} people", "how many people it employs"),
    "staff_below_living_wage": Figure(
        "{} of its staff are paid less than the real living wage",
        "how many of its staff are paid less than the real living wage",
    ),
    "group_turnover": Figure("its whole group turned over {}", "what its whole group turns over"),
    "group_balance_sheet": Figure(
        "its whole group’s balance sheet totals {}", "what its whole group’s balance sheet totals"
    ),
    "total_income": Figure("its income was {}", "what its income was"),
    "trading_income": Figure("{} of its income was earned by trading", "how much of its income it earned by trading"),
    "turnover": Figure("it turned over {}", "what it turned over"),
    "related_party_payments": Figure("it paid {} to related parties", "what it paid to related parties"),
    "dividends": Figure("it distributed {} in a year", "what it distributed in a year"),
    "offshore_related_party_charges": Figure(
        "related parties in tax havens charged it {}", "what related parties in tax havens charged it"
    ),
    "shareholder_interest": Figure(
        "it paid {} of interest to its shareholders", "what interest it paid to its shareholders"
    ),
    "dividends_over_3_years": Figure("it distributed {} in three years", "what it distributed in three years"),
    "retained_profit_over_3_years": Figure("it kept {} of profit in three years", "what profit it kept in three years"),
    "shareholder_loan_interest": Figure(
        "its shareholders’ loans bear {} % of interest", "what interest its shareholders’ loans bear"
    ),
    "supplier_payment_days": Figure(
        "suppliers wait {} days for their money", "how long suppliers wait for their money"
    ),
    "company_status": Figure("Companies House gives its status as “{}”", "what status Companies House gives it"),
    "company_category": Figure("Companies House gives its category as “{}”", "what category Companies House gives it"),
    "operating_areas": Figure("it has sites in {}", "where it has sites"),
    "public_body": Figure("it is a public body: {}", "whether it is a public body"),
}
AMOUNTS = frozenset(
    (
        "group_turnover",
        "group_balance_sheet",
        "total_income",
        "trading_income",
        "turnover",
        "related_party_payments",
        "dividends",
        "offshore_related_party_charges",
        "shareholder_interest",
        "dividends_over_3_years",
        "retained_profit_over_3_years",
    )
)
CHOICES: Mapping[str, Choice] = {
    "profit_distribution": Choice(
        {
            "free": "it is free to distribute its profit",
            "capped": "what it may distribute of its profit is capped",
            "barred_by_law": "the law bars it from distributing profit",
            "barred_by_articles": "its articles bar it from distributing profit",
        },
        "whether it may distribute its profit",
    ),
    "dissolution_lock": Choice(
        {
            "none": "nothing locks its assets for similar aims when it ends",
            "constitutional": "its constitution locks its assets for similar aims when it ends",
            "statutory": "the law locks its assets for similar aims when it ends",
        },
        "whether its assets are locked when it ends",
    ),
    "distributions_last_3_accounts": Choice(
        {
            "none": "its last three accounts distributed nothing",
            "within_cap": "its last three accounts distributed no more than the cap",
            "beyond_cap": "its last three accounts distributed more than the cap",
        },
        "what its last three accounts distributed",
    ),
    "offshore_ultimate_parent": Choice(
        {
            "none": "its ultimate parent is in no tax haven",
            "disclosed": "it has disclosed that its ultimate parent is in a tax haven",
            "undisclosed": "it has not disclosed that its ultimate parent is in a tax haven",
        },
        "whether its ultimate parent is in a tax haven",
    ),
    "charity_registration": Choice(
        {"registered": "a charity register lists it", "removed": "a charity register has removed it"},
        "whether a charity register lists it",
    ),
    "mutual_kind": Choice(
        {
            "co_operative": "the mutuals register has it as a co-operative",
            "community_benefit_society": "the mutuals register has it as a community benefit society",
            "credit_union": "the mutuals register has it as a credit union",
            "building_society": "the mutuals register has it as a building society",
            "friendly_society": "the mutuals register has it as a friendly society",
            "working_mens_club": "the mutuals register has it as a working men’s club",
            "pre_2014_society": "the mutuals register has it as a society from before August 2014, of either kind",
        },
        "what kind of mutual it is",
    ),
    "social_housing_designation": Choice(
        {
            "non_profit": "the Regulator of Social Housing has it as a non-profit provider",
            "profit": "the Regulator of Social Housing has it as a for-profit provider",
            "local_authority": "the Regulator of Social Housing has it as a local authority",
        },
        "whether it is a registered provider of social housing",
    ),
}
