"""What a contract is measured by, how it stands, and what it is to become."""

from collections.abc import Sequence
from datetime import date, time
from decimal import Decimal

from events import Party
from events.tendering import (
    BreachFacts,
    ContractChangeAnnounced,
    ContractDocumentPublished,
    IndicatorRated,
)
from transparency.releases.schemas.metrics import metric, observation
from transparency.releases.schemas.parties import reference
from transparency.releases.schemas.words import Json, filled, instant, local, period, value

#: OCDS leaves the codes of ratings open; their names are statutory (Procurement Act 2023 s.71).
RATINGS = "UK_PERFORMANCE_RATING"
#: Merging adds to an object and takes nothing from it: what is set aside has another code, not none.
SET_ASIDE = {"scheme": RATINGS, "id": "other", "description": "Set aside"}
#: How what is paid was come to (OCDS codelist penaltyType).
PENALTIES = {"damages": "imposed", "settlement": "negotiated"}


def rated_metrics(results: Sequence[IndicatorRated], first: date, last: date) -> list[Json]:
    """What each indicator came to in a period, and its rating, as `metrics` of the implementation."""
    return [metric(each.indicator, [rated(each, first, last)]) for each in results]


def rated(result: IndicatorRated, first: date, last: date) -> Json:
    """The actual figure of a period, and how it was rated."""
    attained = result.attainment_pct and f"Attainment: {Decimal(result.attainment_pct).normalize():f} per cent."
    return filled(
        {
            **observation_of(result, last),
            "period": period(first, last),
            "notes": attained,
            "measureClassification": {"scheme": RATINGS, "id": code_of(result.rating), "description": result.rating},
        }
    )


def metrics_set_aside(results: Sequence[IndicatorRated], last: date, reason: str) -> list[Json]:
    """An assessment that was disputed and does not stand: under the ids of its figures, so that it replaces them."""
    told = {"notes": f"Set aside after a dispute: {reason}", "measureClassification": SET_ASIDE}
    return [metric(each.indicator, [observation_of(each, last) | told]) for each in results]


def observation_of(result: IndicatorRated, last: date) -> Json:
    """The actual figure; periods do not end on one day, so the id stands once."""
    return observation(f"{result.indicator.indicator_id}-{last}", result.indicator, result.actual)


def code_of(rating: str) -> str:
    """`Requires improvement` -> `requiresImprovement`, as OCDS spells codes."""
    first, *others = rating.split()
    return first.lower() + "".join(word.capitalize() for word in others)


def performance_failure(breach: BreachFacts, suppliers: Sequence[Party]) -> Json:
    """What was not carried out. A failure to improve has a decision's day, every other consequence a penalty's."""
    day = local(breach.decided_on, time())
    partial = breach.description if breach.consequence == "partial_termination" else None
    return filled(
        {
            "id": str(breach.breach_id),
            "category": breach.consequence.replace("_", " "),
            "requirement": breach.requirement,
            "description": breach.description,
            "decisionDate" if breach.consequence == "no_improvement" else "penaltyDate": day,
            "penaltyType": PENALTIES.get(breach.consequence),
            "penaltyValue": breach.value and value(breach.value),
            "partialTermination": partial,
            "suppliers": [reference(each) for each in suppliers],
        }
    )


def proposed_amendment(change: ContractChangeAnnounced) -> Json:
    """What a contract is to become (UK10)."""
    return {
        "id": str(change.modification_id),
        "rationale": change.rationale,
        "rationaleClassifications": [{"scheme": "UK_MODIFICATION_GROUND", "id": change.ground}],
        "value": value(change.value),
        "period": period(change.contract.starts_on, change.ends_on),
    }


def document(event: ContractDocumentPublished) -> Json:
    """A document of the contract, and what is withheld of it; what it replaces stands beside it."""
    withheld = [
        f"Withheld: {each.place} ({each.code.replace('_', ' ')}{f', until {each.until}' if each.until else ''})."
        for each in event.redactions
    ]
    return {
        "id": str(event.document_id),
        "documentType": event.kind,
        "title": event.title,
        "description": " ".join([*withheld, f"SHA-256: {event.sha256}."]),
        "datePublished": instant(event.occurred_at),
    }
