"""The lawful ways to buy, found by asking questions: an options tree that ends in a route and its reasons.

Doing it oneself, giving a grant, reserving, competing and awarding directly are weighed on the same sheet; none is the
default and none is forbidden (rulebook rows 49 and 57). The Provider Selection Regime has a tree of its own.
"""

from rulebook.profiles import Profile, provision
from rulebook.rules import rule
from tendering.obligations.domain import Case, Regime
from tendering.obligations.rules.reach import is_short_enough_for_a_mutual, reach
from tendering.options.domain import Answers, Route


def routes(case: Case, answers: Answers) -> tuple[Route, ...]:
    """Every lawful way that the answers leave open, the most particular first; open competition always stays."""
    if answers.is_health_care:
        return (provider_selection(case, answers),)
    found = [*_without_buying(answers), *_direct(case, answers), *_reserved(case, answers)]
    if reach(case).profile is Profile.BELOW_THRESHOLD:
        small = ("Its value is below the threshold.",)
        return (*found, Route("below_threshold_competition", small, "Procurement Act 2023 Part 6"))
    return (
        *found,
        Route("competitive_flexible", ("Phases may be shaped to the service.",), "Procurement Act 2023 s.20(2)(b)"),
        Route("open", ("Anybody may bid in one stage.",), "Procurement Act 2023 s.20(2)(a)"),
    )


def provider_selection(case: Case, answers: Answers) -> Route:
    """Health care in England: the one process that regulation 6 leads to."""
    source = provision(Profile.PROVIDER_SELECTION, "routes", on=case.commenced_on).source
    if case.is_framework:
        return Route("competitive", ("A framework is always concluded by competition.",), source)
    if answers.only_one_supplier:
        return Route("A", ("Only the existing provider is capable.",), source)
    if answers.patients_choose:
        return Route("B", ("Patients choose among an unrestricted number of providers.",), source)
    if answers.existing_provider_satisfies and answers.change_is_considerable is False:
        return Route("C", ("The contract goes on without considerable change, and its provider satisfies.",), source)
    if answers.most_suitable_provider_known:
        return Route("most_suitable_provider", ("The most suitable provider can be identified.",), source)
    return Route("competitive", ("No other process is open.",), source)


def _without_buying(answers: Answers) -> list[Route]:
    found = []
    if answers.can_deliver_itself:
        found.append(Route("in_house", ("The authority can deliver it itself.",), "Local Government Act 1999 s.3"))
    if answers.supports_without_buying:
        found.append(Route("grant", ("It supports an activity and asks for no service in return.",), "GovS 015"))
    return found


def _direct(case: Case, answers: Answers) -> list[Route]:
    found = []
    if answers.user_chooses and case.regime is Regime.LIGHT_TOUCH:
        source = provision(Profile.LIGHT_TOUCH, "user_choice", on=case.commenced_on).source
        found.append(Route("user_choice", ("Who uses the service, or cares for them, has chosen.",), source))
    direct = rule("award.direct", on=case.commenced_on).source
    if answers.only_one_supplier:
        found.append(Route("direct_award", ("Only one supplier can do it; say why in a transparency notice.",), direct))
    if answers.extreme_urgency:
        found.append(Route("direct_award", ("It is extremely urgent for reasons nobody could avoid.",), direct))
    return found


def _reserved(case: Case, answers: Answers) -> list[Route]:
    on, found = case.commenced_on, []
    if answers.supported_employment_intended:
        source = rule("reserved.supported_employment", on=on).source
        found.append(Route("reserved_supported_employment", ("At least 30% disabled or disadvantaged staff.",), source))
    short = case.term is not None and is_short_enough_for_a_mutual(case.term, case.extension_months, on=on)
    if answers.mutual_intended and case.regime is Regime.LIGHT_TOUCH and short:
        because = "Light touch, and at most five years with every extension."
        found.append(Route("reserved_mutual", (because,), rule("reserved.mutual", on=on).source))
    if answers.local_or_vcse_intended and reach(case).profile is Profile.BELOW_THRESHOLD:
        source = provision(Profile.BELOW_THRESHOLD, "reservation", on=on).source
        found.append(
            Route("reserved_below_threshold", ("Below the threshold a local area or VCSEs may be meant.",), source)
        )
    return found
