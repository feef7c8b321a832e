"""What grants' tests begin with, each as ordinary as can be."""

from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any
from uuid import uuid4

from grants.agreements.domain import Grant
from grants.applications.domain import Application
from grants.gates.domain import Officer, Outcome, Requirement, State
from grants.outcomes.domain import OutcomeClaim, OutcomeStatus
from grants.schemes.domain import Offer, Scheme
from grants.terms.domain import Match, MatchKind, Milestone, Tariff, Terms
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


def term() -> dict[str, Any]:
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


def some_terms(amount: str = "250000.00", **changes: Any) -> Terms:
    """The Northbridge grant's: 30 % upfront, four milestones, fifty tenancies, £150,000 of match, all evidenced."""
    grant = a_grant(amount)
    facts: dict[str, Any] = {
        "grant_id": grant.id,
        "grant": grant,
        "eligible_cost": Money.parse("400000.00"),
        "upfront_share": Decimal("0.30"),
        "minimum_match_ratio": Decimal("0.50"),
        "in_kind_cap": Decimal("0.30"),
        "verifier_id": grant.funder_id,
        "set_at": NOW,
        "accepted_on": NOW.date(),
        "match": [
            some_match("110000.00"),
            some_match("26900.00", "in_kind", hours=Decimal(2000), hourly_rate=Money.parse("13.45")),
            some_match("13100.00", "in_kind", source="premises"),
        ],
        "milestones": [Milestone(title=f"Step {n}", amount=Money.parse("25000.00")) for n in range(1, 5)],
        "tariffs": [a_tariff()],
    }
    return Terms(**(facts | changes))


def some_match(amount: str, kind: str = "cash", **changes: Any) -> Match:
    """Brought by the community foundation, with its letter."""
    facts: dict[str, Any] = {"source": "Community Foundation", "reference": "NCF-114", "evidence": "A letter"}
    return Match(kind=MatchKind(kind), amount=Money.parse(amount), **(facts | changes))


def a_tariff(outcome: str = "tenancy_sustained", tariff: str = "1500.00", maximum_paid: int | None = 50) -> Tariff:
    """A line of a rate card."""
    rule = "The landlord's letter."
    return Tariff(outcome=outcome, tariff=Money.parse(tariff), maximum_paid=maximum_paid, evidence_rule=rule)


def an_outcome(number: int, person: str, outcome: str = "tenancy_sustained", **changes: Any) -> OutcomeClaim:
    """Verified, unless it is said otherwise."""
    facts: dict[str, Any] = {
        "grant_id": uuid4(),
        "funder_id": uuid4(),
        "number": number,
        "reference": f"claim-{number:03}",
        "person": person,
        "outcome": outcome,
        "claimed_at": NOW,
        "status": OutcomeStatus.VERIFIED,
    }
    return OutcomeClaim(**(facts | changes))


def terms_body(**changes: Any) -> dict[str, Any]:
    """What a client sends to set terms."""
    body = {
        "eligible_cost": pounds("400000.00"),
        "upfront_share": 0.3,
        "match": [
            {"kind": "cash", "source": "Community Foundation", "reference": "NCF-114", "amount": pounds("150000.00")}
        ],
        "milestones": [{"title": "Doors open", "amount": pounds("25000.00")}],
        "tariffs": [
            {
                "outcome": "tenancy_sustained",
                "tariff": pounds("1500.00"),
                "maximum_paid": 50,
                "evidence_rule": "The landlord's letter.",
            }
        ],
    }
    return body | changes


def outcome_body(number: int, person: str, outcome: str = "tenancy_sustained") -> dict[str, str]:
    """What a client sends to claim an outcome."""
    return {"reference": f"claim-{number:03}", "person": sha256(person.encode()).hexdigest(), "outcome": outcome}
