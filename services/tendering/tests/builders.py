"""What tendering's tests begin with, each as ordinary as can be."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from kernel.money import Money
from tendering.bids.domain import Bid
from tendering.considerations.domain import ConflictsAssessment, WellBeing
from tendering.contracts.domain import Contract
from tendering.contributions.domain import Contribution
from tendering.criteria.domain import Criterion, CriterionKind
from tendering.engagement.domain import Advantage, Assessment, Contact, Engagement
from tendering.envelopes.domain import Envelope, Offer
from tendering.notices.domain import Notice
from tendering.obligations.domain import Category, Procedure, Regime
from tendering.terms.domain import Lot, Terms
from tendering.workforce.domain import Post

NOW = datetime(2026, 8, 17, 9, tzinfo=UTC)
DEADLINE = NOW + timedelta(days=42)
AFTERWARDS = DEADLINE + timedelta(days=1)
INSTANT = timedelta(microseconds=1)


def some_terms(**changes: Any) -> dict[str, Any]:
    """A homelessness alliance in one lot, far above the threshold."""
    terms = {
        "title": "Homelessness alliance",
        "description": "Prevention, outreach and homes for people who sleep rough.",
        "category": Category.SERVICES,
        "procedure": Procedure.OPEN,
        "regime": Regime.FULL,
        "cpv": ["85311000"],
        "closes_at": DEADLINE,
        "lots": [Lot(title="Prevention", value=Money.parse("1800000.00"))],
        "criteria": [
            Criterion("Price", CriterionKind.PRICE, Decimal(30)),
            Criterion("Social value", CriterionKind.SOCIAL_VALUE, Decimal(70)),
        ],
    }
    return terms | changes


def terms(**changes: Any) -> Terms:
    """The terms of such a notice."""
    return Terms(**some_terms(**changes))


def a_notice(**changes: Any) -> Notice:
    """A draft of it."""
    return Notice(**({"id": uuid4(), "buyer_id": uuid4()} | some_terms() | changes))


def a_published_notice(**changes: Any) -> Notice:
    """The notice, published now."""
    notice = a_notice(**changes)
    notice.publish(now=NOW)
    return notice


def an_engagement(**changes: Any) -> Engagement:
    """Opened today; nobody was met yet."""
    facts: dict[str, Any] = {
        "buyer_id": uuid4(),
        "title": "Homelessness",
        "description": "What would help?",
        "opened_at": NOW,
    }
    return Engagement(**({"category": Category.SERVICES, "cpv": ["85311000"]} | facts | changes))


def a_contact(**changes: Any) -> Contact:
    """Met and written down now; nothing was shown."""
    facts: dict[str, Any] = {
        "supplier_id": uuid4(),
        "held_at": NOW,
        "topic": "Outreach",
        "said": "Two vans would do.",
        "logged_at": NOW,
    }
    return Contact(**(facts | changes))


def an_assessment(**changes: Any) -> Assessment:
    """Signed now: it gained nothing."""
    facts: dict[str, Any] = {
        "supplier_id": uuid4(),
        "advantage": Advantage.NONE,
        "reasons": "All is public.",
        "signed_by": "officer",
    }
    return Assessment(**(facts | {"signed_at": NOW} | changes))


def a_contribution(**changes: Any) -> Contribution:
    """Of today, unanswered."""
    facts: dict[str, Any] = {
        "engagement_id": uuid4(),
        "contributor": "Tenants' forum",
        "contribution": "Keys on the first day.",
    }
    paid: dict[str, Any] = {"given_on": NOW.date(), "hours": Decimal(16), "paid": Money.parse("240.00")}
    return Contribution(**(facts | paid | changes))


def a_post(**changes: Any) -> Post:
    """A support worker's terms."""
    facts: dict[str, Any] = {"role": "Support worker", "weekly_hours": Decimal(37), "hourly_pay": Decimal(14)}
    return Post(**(facts | {"years_of_service": 3, "has_pension": True} | changes))


def well_being() -> WellBeing:
    """Considered now."""
    return WellBeing(
        engagement_id=uuid4(), improves="Jobs.", conduct="Small lots.", consultation="Yes.", considered_at=NOW
    )


def a_conflicts_assessment(**changes: Any) -> ConflictsAssessment:
    """The first, of now; nobody has an interest."""
    facts: dict[str, Any] = {
        "engagement_id": uuid4(),
        "number": 1,
        "interests": [],
        "reviewed_at": NOW,
        "reviewed_by": "officer",
    }
    return ConflictsAssessment(**(facts | changes))


def an_envelope(notice: Notice, price: str = "1720000.00") -> Envelope:
    """A bid for every lot at that price."""
    return Envelope(tuple(Offer(lot.id, Money.parse(price)) for lot in notice.lots), "Homes first.")


def a_bid(notice: Notice, **changes: Any) -> Bid:
    """Received a day after the notice."""
    facts: dict[str, Any] = {
        "id": uuid4(),
        "notice_id": notice.id,
        "bidder_id": uuid4(),
        "contents": changes.pop("envelope", None) or an_envelope(notice),
        "received_at": NOW + timedelta(days=1),
        "terms_hash": notice.terms_hash,
    }
    return Bid(**(facts | changes))


def a_contract(**changes: Any) -> Contract:
    """Proposed the day after the deadline, for a year."""
    facts: dict[str, Any] = {
        "id": uuid4(),
        "award_id": uuid4(),
        "notice_id": uuid4(),
        "buyer_id": uuid4(),
        "supplier_id": uuid4(),
        "title": "Homelessness alliance",
        "description": "Prevention",
        "value": Money.parse("1720000.00"),
        "starts_on": date(2026, 12, 1),
        "ends_on": date(2027, 11, 30),
        "proposed_at": AFTERWARDS,
    }
    return Contract(**(facts | changes))


def notice_body(**changes: Any) -> dict[str, Any]:
    """What a client sends to draft the notice; below the threshold, so that no law delays the story."""
    body = {
        "title": "Homelessness alliance",
        "description": "Prevention, outreach and homes.",
        "category": "services",
        "cpv": ["85311000-2"],
        "closes_at": "2026-09-28T09:00:00Z",
        "lots": [
            {"title": "Prevention", "value": pounds("90000.00")},
            {"title": "Outreach", "value": pounds("60000.00")},
        ],
        "criteria": [
            {"name": "Price", "kind": "price", "weight": 30},
            {"name": "Social value", "kind": "social_value", "weight": 70},
        ],
    }
    return body | changes


def bid_body(notice: dict[str, Any], price: str = "85000.00", **changes: Any) -> dict[str, Any]:
    """What a client sends to bid for each lot of a notice at that price."""
    offers = [{"lot_id": lot["id"], "price": pounds(price)} for lot in notice["lots"]]
    return {"offers": offers, "proposal": "Homes first.", "documents": ["0" * 64]} | changes


def envelope_read(body: dict[str, Any]) -> dict[str, Any]:
    """What a reader of that bid is shown: all of it, and what was left out."""
    offers = [{"declared": {}, "staffing": None, "promises": {}} | offer for offer in body["offers"]]
    return {"answers": {}, "consortium": [], "subcontractors": []} | body | {"offers": offers}


def plan_body(service: str = "The council runs it itself.") -> dict[str, str]:
    """What a client sends to say how a service goes on without its provider."""
    return {"service": service, "records": "Copied monthly.", "staff": "They move over.", "step_in": "Clause 24."}


def pounds(amount: str) -> dict[str, str]:
    """Money on the wire."""
    return {"amount": amount, "currency": "GBP"}


def at(instant: datetime) -> dict[str, str]:
    """The header that sets story time."""
    return {"Commonweal-Now": instant.isoformat().replace("+00:00", "Z")}


def the_id(answer: dict[str, Any]) -> UUID:
    """The id of what was answered."""
    return UUID(answer["id"])
