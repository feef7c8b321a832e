"""The tier of a grant, the most that may be asked for in it, and whether that is kept."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from grants.adoptions.domain import Standard
from grants.burdens.domain import Burden, Statement
from grants.due_diligence.domain import Light
from kernel.clock import day_of
from kernel.money import ZERO, Money
from rulebook.decisions import Decision
from rulebook.rules import rule


@dataclass(frozen=True, slots=True)
class Tier:
    """How much may be asked for, from 0: by its points, each with its reason. What has no cap is not among them."""

    number: int
    points: Mapping[str, int]
    caps: Mapping[str, Decimal]


def tier_of(statement: Statement, amount: Money, light: Light, *, on: date) -> Tier:
    """The first tier that the award and its points fit in. An applicant that nobody checked has no points for that."""
    found = rule(Standard.TIERS, on=on)
    awards = [Money.parse(each) for each in found.words("award_up_to")]
    shares = [Fraction(each) for each in found.words("income_share_below")]
    of_light = dict(zip(found.words("lights"), found.numbers("light_points"), strict=True))
    points = {
        "award": sum(amount > most for most in awards),
        "income_share": sum(_is_at_least(amount, share, statement.annual_income) for share in shares),
        "light": of_light.get(light, 0),
        "novelty": found.words("novelties").index(statement.novelty),
        "vulnerability": found.words("vulnerabilities").index(statement.vulnerability),
    }
    score = sum(points.values())
    fits = (amount <= most and score <= top for most, top in zip(awards, found.numbers("score_up_to"), strict=True))
    number = next((place for place, fit in enumerate(fits) if fit), len(awards))
    capped = ("questions", "documents", "reports_per_year", "upfront_share")
    caps = {name: Decimal(of_tier[number]) for name in capped if number < len(of_tier := found.words(name))}
    return Tier(number, points, caps)


def excess(statement: Statement, tier: Tier) -> Iterator[str]:
    """What goes beyond the caps of the tier, a sentence each."""
    for name, cap in tier.caps.items():
        asked = getattr(statement, name)
        if asked > cap:
            yield f"{name.replace('_', ' ').capitalize()}: {asked} is more than the {cap} of tier {tier.number}."


def is_proportionate(burden: Burden | None, amount: Money, light: Light, *, now: datetime) -> Decision:
    """Whether what is asked for keeps to the caps, or an explanation of what does not was approved."""
    found = rule(Standard.TIERS, on=day_of(now))
    if burden is None:
        missing = "Say what you ask of the applicant; your funder adopted that it is in proportion."
        return found.decide(False, missing, inputs={"amount": amount}, now=now, published=True)
    tier = tier_of(burden.statement, amount, light, on=day_of(now))
    faults = [*excess(burden.statement, tier)]
    return found.decide(
        not faults or burden.is_explained,
        *(faults or [f"What is asked for keeps to the caps of tier {tier.number}."]),
        *(["It was explained, and the explanation approved."] if faults and burden.is_explained else []),
        inputs={"amount": amount, "tier": tier.number, **tier.points, "is_explained": burden.is_explained},
        now=now,
        published=True,
    )


def _is_at_least(amount: Money, share: Fraction, income: Money) -> bool:
    """Whether the award is that part of the income of a year; of no income, any award is all."""
    return income == ZERO or amount.pence >= share * income.pence
