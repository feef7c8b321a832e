"""What is copied of a notice. Pure: no database, no clock, no wire."""

from dataclasses import fields
from datetime import datetime

from kernel.identifiers import new_id
from tendering.criteria.domain import Criterion
from tendering.terms.domain import LOT_TERMS, Lot, Terms

#: What belongs to one procurement alone: what came before it, whose market it is held in, what it reopens.
ITS_OWN = ("plan_id", "engagement_id", "unannounced_because", "market_id", "market_part", "reopens_id")


def copied(terms: Terms, *, closes_at: datetime) -> Terms:
    """The same terms with deadlines of their own, as far apart as they were; its lots are new, awarded to nobody.

    Raises Unacceptable for terms that no notice could have any more.
    """
    kept = {each.name: getattr(terms, each.name) for each in fields(Terms) if each.name not in ITS_OWN}
    moved = {"closes_at": closes_at, "flexible": terms.flexible and terms.flexible.moved(closes_at - terms.closes_at)}
    return Terms(**kept | moved | {"lots": lots_of(terms), "criteria": criteria_of(terms)})


def lots_of(terms: Terms) -> list[Lot]:
    """Lots that promise the same, under ids of their own."""
    promised = [{name: getattr(lot, name) for name in LOT_TERMS} for lot in terms.lots]
    return [Lot(**each | {"id": new_id()}) for each in promised]


def criteria_of(terms: Terms) -> list[Criterion]:
    """The same criteria, weights and all."""
    return [
        Criterion(**{each.name: getattr(criterion, each.name) for each in fields(Criterion)})
        for criterion in terms.criteria
    ]
