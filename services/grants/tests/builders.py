"""What grants' tests begin with, each as ordinary as can be."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from grants.agreements.domain import Grant
from grants.applications.domain import Application
from grants.gates.domain import Officer, Outcome, Requirement, State
from grants.schemes.domain import Offer, Scheme
from kernel.money import Money

NOW = datetime(2026, 9, 1, 9, tzinfo=UTC)
OPENS, CLOSES = date(2026, 9, 1), date(2026, 10, 30)


def a_scheme(budget: str = "500000.00", **changes: Any) -> Scheme:
    """The Social Innovation Fund, open for September and October."""
    facts: dict[str, Any] = {
        "id": uuid4(),
        "funder_id": uuid4(),
        "title": "Social Innovation Fund",
        "description": "New ways out of homelessness.",
        "budget": Money.parse(budget),
        "opens_on": OPENS,
        "closes_on": CLOSES,
        "opened_at": NOW,
    }
    return Scheme(**(facts | changes))


def an_offer(budget: str = "500000.00") -> Offer:
    """What the Social Innovation Fund would give."""
    return Offer(
        title="Social Innovation Fund",
        description="New ways out of homelessness.",
        budget=Money.parse(budget),
        opens_on=OPENS,
        closes_on=CLOSES,
    )


def met_requirements() -> list[Requirement]:
    """All ten of GovS 015, each with what shows that it is met."""
    shown: dict[int, dict[str, Any]] = {
        1: {"officers": (Officer(name="Dr A. Example", since=date(2026, 8, 1)),)},
        2: {"approved_on": date(2026, 8, 20)},
        4: {"document_sha256": "0" * 64},
        7: {"approved_on": date(2026, 8, 21)},
        8: {"outcomes": (Outcome(name="Homes kept", measures=("tenancies that last",)),)},
    }
    return [
        Requirement(number=number, state=State.MET, evidence="It is on file.", **shown.get(number, {}))
        for number in range(1, 11)
    ]


def an_application(scheme: Scheme, requested: str = "250000.00", **changes: Any) -> Application:
    """Received on the scheme's first day."""
    facts: dict[str, Any] = {
        "id": uuid4(),
        "scheme_id": scheme.id,
        "funder_id": scheme.funder_id,
        "applicant_id": uuid4(),
        "title": "Homes first",
        "description": "Fifty tenancies that last.",
        "requested": Money.parse(requested),
        "received_at": NOW,
    }
    return Application(**(facts | changes))


def a_grant(amount: str = "250000.00") -> Grant:
    """Awarded now, for a year."""
    scheme = a_scheme()
    application = an_application(scheme, amount)
    return Grant.award(application, scheme, Money.parse(amount), now=NOW, **term())


def term() -> dict[str, date]:
    """A year from December."""
    return {"starts_on": date(2026, 12, 1), "ends_on": date(2027, 11, 30)}


def pounds(amount: str) -> dict[str, str]:
    """Money on the wire."""
    return {"amount": amount, "currency": "GBP"}


def scheme_body(**changes: Any) -> dict[str, Any]:
    """What a client sends to open the scheme."""
    body = {
        "title": "Social Innovation Fund",
        "description": "New ways out of homelessness.",
        "budget": pounds("500000.00"),
        "opens_on": "2026-09-01",
        "closes_on": "2026-10-30",
    }
    return body | changes


def application_body(requested: str = "250000.00") -> dict[str, Any]:
    """What a client sends to apply."""
    return {"title": "Homes first", "description": "Fifty tenancies that last.", "requested": pounds(requested)}


def award_body(amount: str = "250000.00") -> dict[str, Any]:
    """What a client sends to award."""
    return {"amount": pounds(amount), "starts_on": "2026-12-01", "ends_on": "2027-11-30"}


def at(instant: datetime) -> dict[str, str]:
    """The header that sets story time."""
    return {"Commonweal-Now": instant.isoformat().replace("+00:00", "Z")}
