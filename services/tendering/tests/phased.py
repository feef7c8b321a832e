"""Flexible procedures that tests begin with: phases as ordinary as can be, and the two partnerships."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from services.tendering.tests.builders import DEADLINE, NOW

from kernel.money import Money
from tendering.criteria.domain import Criterion, CriterionKind
from tendering.obligations.domain import Procedure
from tendering.procedures.domain import FlexibleProcedure, Partnership, Phase, PhaseKind, Target

FIRST, SECOND, THIRD = (NOW + timedelta(days=days) for days in (26, 30, 34))


def criteria() -> list[Criterion]:
    """Two that are judged, and the price."""
    return [
        Criterion("Quality", CriterionKind.QUALITY, Decimal(50)),
        Criterion("Reach", CriterionKind.QUALITY, Decimal(20)),
        Criterion("Price", CriterionKind.PRICE, Decimal(30)),
    ]


def a_phase(kind: PhaseKind = PhaseKind.PARTICIPATION, closes_at: datetime | None = FIRST, **changes: Any) -> Phase:
    """Asks who would take part."""
    said: dict[str, Any] = {"title": kind.replace("_", " ").capitalize(), "kind": kind, "asks_for": "Who you are."}
    return Phase(**(said | {"closes_at": closes_at} | changes))


def the_final_tenders() -> Phase:
    """The last phase of any."""
    return a_phase(PhaseKind.FINAL_TENDERS, None, asks_for="Your bid.")


def in_phases(*before: Phase, **changes: Any) -> FlexibleProcedure:
    """These phases, then the final tenders."""
    return FlexibleProcedure(phases=(*before, the_final_tenders()), **changes)


def with_requests(**changes: Any) -> FlexibleProcedure:
    """Requests to participate, from which at most two go on."""
    chosen: dict[str, Any] = {"conditions": ("Insured",), "criteria": ("Quality",), "at_least": 1, "at_most": 2}
    return in_phases(a_phase(**(chosen | changes)))


def a_public_social_partnership() -> FlexibleProcedure:
    """Designed, piloted, evaluated, commissioned."""
    stages = zip((PhaseKind.DESIGN, PhaseKind.PILOT, PhaseKind.EVALUATION), (FIRST, SECOND, THIRD), strict=True)
    phases = (a_phase(kind, closes_at) for kind, closes_at in stages)
    return in_phases(*phases, partnership=Partnership.PUBLIC_SOCIAL, rights="Everybody may use the design.")


def an_innovation_partnership() -> FlexibleProcedure:
    """Developed, then piloted, each with a target and a ceiling."""
    waits = Target("Days to a home", "day", at_most=Decimal(14))
    stays = Target("Homes kept for six months", "per cent", at_least=Decimal(80))
    paid = {"payment_ceiling": Money.parse("20000.00")}
    return in_phases(
        a_phase(PhaseKind.DEVELOPMENT, FIRST, targets=(waits,), **paid),
        a_phase(PhaseKind.PILOT, SECOND, targets=(waits, stays), **paid),
        partnership=Partnership.INNOVATION,
        rights="The buyer may use it for ever.",
    )


def flexibly(declared: FlexibleProcedure, **changes: Any) -> dict[str, Any]:
    """The terms of a notice in these phases."""
    terms = {"procedure": Procedure.COMPETITIVE_FLEXIBLE, "criteria": criteria(), "closes_at": DEADLINE}
    return terms | {"flexible": declared} | changes


def phased_body(**changes: Any) -> dict[str, Any]:
    """What a client sends to draft a notice with requests to participate, of which at most two go on."""
    first = {
        "title": "Requests",
        "kind": "participation",
        "asks_for": "Who you are.",
        "closes_at": FIRST.isoformat(),
        "conditions": ["Insured"],
        "criteria": ["Quality"],
        "at_least": 1,
        "at_most": 2,
        "refines": "The weights of quality and reach.",
    }
    weights = {"Quality": 50, "Reach": 20, "Price": 30}
    return {
        "procedure": "competitive_flexible",
        "criteria": [
            {"name": name, "kind": "price" if name == "Price" else "quality", "weight": weight}
            for name, weight in weights.items()
        ],
        "flexible": {"phases": [first | changes, LAST]},
    }


LAST = {"title": "Final tenders", "kind": "final_tenders", "asks_for": "Your bid."}
