"""The templates themselves, with dates counted from the day on which one is asked for: each can be used as it is."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from kernel.periods import years_later
from tendering.templates.domain import Template

Json = dict[str, Any]
TENDERING_DAYS, BEFORE_START, YEARS = 45, 180, 3
REQUEST_DAYS, DIALOGUE_DAYS = 26, 34
ENGAGE = "Open an engagement, ask the market and users, and announce it 30 days before the notice."
CONSIDER = "Consider well-being and assess conflicts; name the engagement in the notice."
PUBLISH = "Draft this notice, revise it, set the method, and publish it."
AWARD = "Award by the published criteria; send every bidder its assessment summary first."
DECIDE = "Decide each phase when it has closed: each provider is told for itself, and those who go on are invited."
DIRECT = "Draft this notice, name the supplier, and publish it: that is the transparency notice (UK5)."
WAIT = "Observe the standstill, then sign; publish the contract details notice (UK7)."
PSR = "Publish under the Provider Selection Regime, not here: the Procurement Act does not reach it."


def templates(today: date) -> tuple[Template, ...]:
    """One for each way that the options can lead to, in their order."""
    return (*_without_buying(), *_direct(today), *_reserved(today), *_competitive(today), *_provider_selection())


def _need(answers: Mapping[str, Any], amount: str = "900000.00", regime: str = "light_touch", **known: Any) -> Json:
    case = {"regime": regime, "procedure": "competitive_flexible", "value": _pounds(amount), **known}
    return {"case": case, "answers": dict(answers)}


def _without_buying() -> tuple[Template, ...]:
    return (
        Template(
            route="in_house",
            when="The authority has, or can build, the people and the means.",
            need=_need({"can_deliver_itself": True}),
            steps=(
                "Compare cost and quality with the other ways, on the same sheet.",
                "Record why; nothing is announced.",
            ),
        ),
        Template(
            route="grant",
            when="It supports an activity of others and asks for no service in return.",
            need=_need({"supports_without_buying": True}),
            steps=("Open a scheme at /grants/v1/schemes.", "Check the Subsidy Control Act for enterprises."),
        ),
    )


def _direct(today: date) -> tuple[Template, ...]:
    return (
        Template(
            route="user_choice",
            when="Who uses a light-touch service, or cares for them, has chosen the provider.",
            need=_need({"user_chooses": True}),
            steps=("Record the choice and who made it.", DIRECT, "Award it directly; no transparency notice is owed."),
            notice=_direct_notice(today, "user_choice", "15", "The people who use the service have chosen."),
            to_fill=("/justification/supplier_id",),
        ),
        Template(
            route="direct_award",
            when="Only one supplier can do it for technical reasons, or it is extremely urgent.",
            need=_need({"only_one_supplier": True}),
            steps=(CONSIDER, DIRECT, "Wait eight working days, award it directly.", WAIT),
            notice=_direct_notice(today, "direct_award", "6", "No other supplier has the means; say how you know."),
            to_fill=("/justification/supplier_id",),
        ),
    )


def _reserved(today: date) -> tuple[Template, ...]:
    return (
        Template(
            route="reserved_supported_employment",
            when="At least 30% of who would do the work are disabled or disadvantaged people.",
            need=_need({"supported_employment_intended": True}),
            steps=(ENGAGE, CONSIDER, PUBLISH, AWARD, WAIT),
            notice=_notice(today, reserved="supported_employment"),
        ),
        Template(
            route="reserved_mutual",
            when="A light-touch service of at most five years, for mutuals under the management of their employees.",
            need=_need({"mutual_intended": True}, term=_term(today)),
            steps=(
                ENGAGE,
                CONSIDER,
                PUBLISH,
                "Check that no comparable contract went to the winner in three years.",
                AWARD,
            ),
            notice=_notice(today, reserved="public_service_mutual"),
        ),
        Template(
            route="reserved_below_threshold",
            when="Below the threshold, for local providers, SMEs or VCSEs.",
            need=_need({"local_or_vcse_intended": True}, "90000.00"),
            steps=(CONSIDER, PUBLISH, AWARD),
            notice=_notice(today, "90000.00", procedure="open", reserved="vcse"),
        ),
    )


def _competitive(today: date) -> tuple[Template, ...]:
    near = "The service needs a provider with a register of its own; say what was found near."
    return (
        Template(
            route="below_threshold_competition",
            when="Below the threshold, open to all, where nothing near would do.",
            need=_need({}, "90000.00"),
            steps=(CONSIDER, PUBLISH, AWARD),
            notice=_notice(today, "90000.00", procedure="open") | {"not_local_because": near},
        ),
        Template(
            route="competitive_flexible",
            when="Phases are to be shaped to the service: dialogue, a prototype, a final offer.",
            need=_need({}),
            steps=(ENGAGE, CONSIDER, PUBLISH, DECIDE, AWARD, WAIT),
            notice=_notice(today) | {"flexible": _phases(today)},
        ),
        Template(
            route="open",
            when="Anybody may bid, in one stage.",
            need=_need({}, regime="full"),
            steps=(ENGAGE, CONSIDER, PUBLISH, AWARD, WAIT),
            notice=_notice(today, procedure="open", regime="full"),
        ),
    )


def _provider_selection() -> tuple[Template, ...]:
    """Health care in England; its notices are not those of the Act."""
    ways = {
        "A": ("Only the existing provider is capable.", {"only_one_supplier": True}),
        "B": ("Patients choose among an unrestricted number of providers.", {"patients_choose": True}),
        "C": (
            "The contract goes on without considerable change, and its provider satisfies.",
            {"existing_provider_satisfies": True, "change_is_considerable": False},
        ),
        "most_suitable_provider": (
            "The most suitable provider can be identified.",
            {"most_suitable_provider_known": True},
        ),
        "competitive": ("No other process is open.", {}),
    }
    return tuple(
        Template(
            route=route,
            when=f"Health care: {when[0].lower()}{when[1:]}",
            need=_need({"is_health_care": True, **known}),
            steps=(PSR,),
        )
        for route, (when, known) in ways.items()
    )


def _notice(
    today: date,
    amount: str = "900000.00",
    *,
    procedure: str = "competitive_flexible",
    regime: str = "light_touch",
    reserved: str | None = None,
) -> Json:
    lot = {"title": "The service", "value": _pounds(amount), "reserved": reserved}
    return {
        "title": "Name the service",
        "description": "Say who needs it, what should become of them, and what users asked for.",
        "category": "services",
        "procedure": procedure,
        "regime": regime,
        "cpv": ["85311000"],
        "closes_at": f"{today + timedelta(days=TENDERING_DAYS)}T12:00:00Z",
        "lots": [lot | _term(today)],
        "criteria": _criteria(),
    }


def _term(today: date) -> Json:
    starts_on = today + timedelta(days=BEFORE_START)
    ends_on = years_later(starts_on, YEARS) - timedelta(days=1)
    return {"starts_on": starts_on.isoformat(), "ends_on": ends_on.isoformat()}


def _phases(today: date) -> Json:
    """Who would take part, then a dialogue with a few of them, then their bids."""
    requests = {
        "title": "Requests to participate",
        "kind": "participation",
        "asks_for": "Say who you are, and how you would help.",
        "closes_at": f"{today + timedelta(days=REQUEST_DAYS)}T12:00:00Z",
        "conditions": ["Insured for the work", "Able to keep people safe"],
        "criteria": ["How people are helped"],
        "at_least": 3,
        "at_most": 5,
    }
    dialogue = {
        "title": "Dialogue",
        "kind": "dialogue",
        "asks_for": "Say what you would do otherwise, having heard those who use the service.",
        "closes_at": f"{today + timedelta(days=DIALOGUE_DAYS)}T12:00:00Z",
        "refines": "How the criteria are weighed and described; none comes and none goes.",
    }
    bids = {"title": "Final tenders", "kind": "final_tenders", "asks_for": "Make your bid."}
    return {"phases": [requests, dialogue, bids]}


def _criteria() -> list[Json]:
    """Within the overlay: price is one factor among others, and what is asked of employers relates to the contract."""
    staff = "Who stays in work keeps knowing the people in their care."
    return [
        {"name": "How people are helped", "kind": "quality", "weight": 45},
        {
            "name": "Pay and progression of staff",
            "kind": "social_value",
            "weight": 10,
            "topic": "living_wage",
            "relates_because": staff,
        },
        {
            "name": "Local well-being",
            "kind": "social_value",
            "weight": 15,
            "relates_because": "It is where users live.",
        },
        {"name": "Price", "kind": "price", "weight": 30},
    ]


def _direct_notice(today: date, procedure: str, ground: str, reason: str) -> Json:
    justification = {"ground": ground, "reason": reason, "supplier_id": None}
    return _notice(today, procedure=procedure) | {"justification": justification}


def _pounds(amount: str) -> Json:
    return {"amount": amount, "currency": "GBP"}
