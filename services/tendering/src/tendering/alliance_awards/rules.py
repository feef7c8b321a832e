"""How long an alliance may run."""

from collections.abc import Collection
from datetime import date, datetime

from kernel.periods import years_later
from rulebook.decisions import Decision
from rulebook.limbs import Reservation
from rulebook.reserved_lots import LotTerms, term_suffices
from rulebook.rules import rule
from tendering.alliance_awards.domain import AllianceAward
from tendering.terms.domain import Lot


def rules_of_term(alliance: AllianceAward, lots: Collection[Lot], *, on: date, now: datetime) -> list[Decision]:
    """Ten years as the papers have it, a warning; five, by law, where one of its lots is kept for mutuals (s.33)."""
    found = rule("seed_social_economy.alliance", on=on)
    years = found.number("maximum_years")
    proposed = found.decide(
        alliance.ends_on < years_later(alliance.starts_on, years),
        f"It runs from {alliance.starts_on} to {alliance.ends_on}; an alliance runs {years} years at most.",
        inputs={"starts_on": alliance.starts_on, "ends_on": alliance.ends_on},
        now=now,
    )
    if not any(lot.reserved is Reservation.PUBLIC_SERVICE_MUTUAL for lot in lots):
        return [proposed]
    terms = LotTerms(starts_on=alliance.starts_on, ends_on=alliance.ends_on)
    return [proposed, term_suffices(terms, on=on, now=now)]
