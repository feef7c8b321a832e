"""How much minimal financial assistance an enterprise may have, and which subsidies the database is told of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kernel.money import ZERO, Money, SignedMoney
from kernel.periods import DatePeriod, months_later
from rulebook.decisions import Decision
from rulebook.rules import rule


@dataclass(frozen=True, slots=True)
class Assistance:
    """What somebody was given, and as what: `mfa`, `spei`, or another kind, which does not count."""

    given_on: date
    kind: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Standing:
    """An award held against the limit. `applies` is False for a recipient that is no enterprise: nothing limits it."""

    award_date: date
    financial_years: tuple[str, ...]
    applies: bool
    prior: Money
    total: Money
    limit: Money
    within_limit: bool
    headroom: SignedMoney
    database_upload_due: date | None
    decision: Decision


def minimal_financial_assistance(
    award: Money, history: Sequence[Assistance], *, is_enterprise: bool, on: date, now: datetime
) -> Standing:
    """Whether an award on that day stays within the limit of the financial year so far and those before it (s.36).

    Raises NotInForce for a day before the Act.
    """
    found = rule("subsidy.minimal_financial_assistance", on=on)
    first = DatePeriod.financial_year(on).first
    starts = [date(first.year - earlier, 4, 1) for earlier in range(found.number("earlier_financial_years"), -1, -1)]
    counted = [it for it in history if starts[0] <= it.given_on <= on and it.kind in found.words("kinds")]
    prior = sum((it.amount for it in counted), start=ZERO)
    total, limit = prior + award, found.money("limit")
    within = not is_enterprise or total <= limit
    decision = found.decide(
        within,
        "The recipient is no enterprise, so this is no subsidy."
        if not is_enterprise
        else f"£{award} beside £{prior} since {starts[0]} is £{total}, {'within' if within else 'beyond'} £{limit}.",
        inputs={"award": award, "award_date": on, "is_enterprise": is_enterprise, "prior": prior},
        now=now,
    )
    return Standing(
        award_date=on,
        financial_years=tuple(f"{start.year}/{(start.year + 1) % 100:02}" for start in starts),
        applies=is_enterprise,
        prior=prior,
        total=total,
        limit=limit,
        within_limit=within,
        headroom=SignedMoney.difference(limit, total),
        database_upload_due=database_upload_due(award, on=on) if is_enterprise and within else None,
        decision=decision,
    )


def database_upload_due(subsidy: Money, *, on: date) -> date | None:
    """By when the database is told of a subsidy given on that day; None for one that is too small to be (s.33)."""
    found = rule("subsidy.database", on=on)
    return months_later(on, found.number("months")) if subsidy > found.money("value_over") else None
