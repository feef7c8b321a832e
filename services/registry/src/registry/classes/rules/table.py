"""The table of classes: for each label what makes an organisation bear it, with the figures of that day."""

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction

from registry.classes.domain import AtLeast, Condition, Listed, Said, Unlike, every, some
from registry.classes.rules.figures import Figure, Share, Than
from rulebook.rules import Rule, rule

#: How a label's rule makes its condition out of the figures that the law or the platform gives it.
CLASSES: dict[str, Callable[[Rule], Condition]] = {}
_CO_OPERATIVE_PRINCIPLES = (
    "ica_open_membership",
    "ica_democratic_control",
    "ica_member_economic_participation",
    "ica_autonomy",
    "ica_education",
    "ica_co_operation",
    "ica_concern_for_community",
)
# Before 1 August 2014 the register of mutuals did not say which of the two a society was.
_EITHER_SOCIETY = ("pre_2014_society",)
LOCKED = ("statutory", "constitutional")


def condition_of(label: str, *, on: date, area: str | None = None) -> Condition:
    """What makes an organisation bear a label on that day. `area`, a GSS code, is what "local" is local to."""
    if label == "local" and area is not None:
        return Listed("operating_areas", area)
    return CLASSES[label](rule(f"classification.{label}", on=on))


def bears(label: str) -> Callable[[Callable[[Rule], Condition]], Callable[[Rule], Condition]]:
    """The function below makes the condition of this label."""

    def keep(made: Callable[[Rule], Condition]) -> Callable[[Rule], Condition]:
        CLASSES[label] = made
        return made

    return keep


def _whatever_the_figures(condition: Condition) -> Callable[[Rule], Condition]:
    return lambda _: condition


def _all_said(*names: str) -> AtLeast:
    return every(*map(Said, names))


PLAIN: Mapping[str, Condition] = {
    "charity": Said("charity_registration", ("registered",)),
    "cio": Said("cio"),
    "scio": Said("scio"),
    "charitable_company": Said("charitable_company"),
    "community_interest_company": Said("community_interest_company"),
    "community_amateur_sports_club": Said("casc"),
    "cqc_registered": Said("cqc_registered_provider"),
    "co_operative": some(
        Said("mutual_kind", ("co_operative",), open_=_EITHER_SOCIETY), _all_said(*_CO_OPERATIVE_PRINCIPLES)
    ),
    "community_benefit_society": Said("mutual_kind", ("community_benefit_society",), open_=_EITHER_SOCIETY),
    "public_service_mutual": _all_said(
        "public_services_mainly_reservable", "not_for_profit_or_member_only_profit", "employee_management_and_control"
    ),
    "vcse": _all_said("non_governmental", "principally_reinvests_for_social_aims"),
    "local": Said("substantive_site_in_area"),
    "overseas_owned": Unlike("ultimate_controller_country", "GB", other="IE"),
    "mission": _all_said("social_mission_in_governing_document"),
    "independence": _all_said("non_governmental", "free_of_for_profit_majority"),
    "employee_ownership": some(Said("employees_own_majority"), Said("employee_management_and_control")),
    "community_ownership": some(
        Said("community_owns_majority"),
        Said("mutual_kind", ("community_benefit_society",), open_=_EITHER_SOCIETY),
    ),
    "transparency": _all_said("publishes_accounts", "reports_impact_openly", "board_open_to_observers"),
}
CLASSES.update({label: _whatever_the_figures(condition) for label, condition in PLAIN.items()})


@bears("supported_employment_provider")
def _supported_employment(law: Rule) -> Condition:
    share = Share(
        ("workforce_disabled_or_disadvantaged",), "workforce", Than.AT_LEAST, law.share("workforce_share_minimum")
    )
    return every(Said("employment_support"), share)


@bears("social_enterprise")
def _social_enterprise(criteria: Rule) -> Condition:
    trading = Share(("trading_income",), "total_income", Than.OVER, criteria.share("trading_income_share_over"))
    return every(
        trading,
        *map(
            Said,
            (
                "social_mission_in_governing_document",
                "majority_of_profit_reinvested",
                "controlled_for_mission",
                "reports_impact_openly",
            ),
        ),
    )


@bears("social_enterprise_mark")
def _social_enterprise_mark(criteria: Rule) -> Condition:
    return every(_social_enterprise(criteria), Said("dissolution_lock", LOCKED))


@bears("user_led")
def _user_led(floor: Rule) -> Condition:
    return Share(("board_members_users",), "board_members", Than.OVER, floor.share("board_share_over"))


@bears("user_led_75")
def _user_led_75(tier: Rule) -> Condition:
    return Share(("board_members_users",), "board_members", Than.AT_LEAST, tier.share("board_share_minimum"))


@bears("sme")
def _sme(size: Rule) -> Condition:
    return every(
        Figure("group_headcount", Than.BELOW, Fraction(size.number("headcount_below"))),
        some(
            Figure("group_turnover", Than.AT_MOST, Fraction(size.money("turnover_maximum").pence)),
            Figure("group_balance_sheet", Than.AT_MOST, Fraction(size.money("balance_sheet_maximum").pence)),
        ),
    )


@bears("anchor")
def _anchor(ties: Rule) -> Condition:
    of_place = map(Said, ("major_local_employer", "major_local_purchaser", "fixed_local_asset"))
    return AtLeast(ties.number("minimum"), tuple(of_place))
