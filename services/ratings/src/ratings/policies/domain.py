"""The figures by which ratings are weighed and shown. Pure: no database, no clock, no wire."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Self

from kernel.stars import LEAST, MOST
from rulebook.rules import rule


@dataclass(frozen=True)
class Prior:
    """What is usual, before anybody rated: the share of each star from one to five, worth `strength` ratings."""

    shares: Sequence[Fraction]
    strength: int

    @property
    def mean(self) -> Fraction:
        return sum((star * share for star, share in enumerate(self.shares, LEAST)), Fraction())

    @classmethod
    def of_mean(cls, mean: Fraction, strength: int, *, usual: Sequence[Fraction]) -> Self:
        """What is usual, with as many more ones or fives as give it this mean."""
        before = cls(usual, strength).mean
        end = MOST if mean > before else LEAST
        moved = (mean - before) / (end - before)
        extreme = [Fraction(int(star == end)) for star, _ in enumerate(usual, LEAST)]
        mixed = [(1 - moved) * share + moved * all_of_it for share, all_of_it in zip(usual, extreme, strict=True)]
        return cls(mixed, strength)


@dataclass(frozen=True)
class Policy:
    """What was decided about weighing and publishing ratings; none of it is law."""

    version: str
    prior: Prior
    public_minimum: int  # fewer ratings: nothing is told
    cell_minimum: int  # a count of one to four of an answer is hidden
    hidden_minimum: int  # hidden counts are at least two, and add to this
    step: int  # so many new ratings before a summary is published again: its difference to the last shows nobody
    rest: timedelta  # and so long after it, so that nobody watches single ratings come in
    half_life: timedelta  # of a rating's weight in the recent score
    selective_below: Fraction  # a smaller share of users invited is told of as selective


@dataclass(eq=False, kw_only=True)
class PolicyChoice:
    """The figures that the platform chose in place of the rulebook's; None where it keeps to that."""

    version: int
    prior_mean: Decimal | None
    prior_strength: int | None
    public_minimum: int | None
    cell_minimum: int | None
    hidden_minimum: int | None
    chosen_at: datetime


def policy_of(choice: PolicyChoice | None, *, on: date) -> Policy:
    """The rulebook's figures of that day, and those that were chosen instead."""
    shown, prior = rule("ratings.disclosure", on=on), rule("seed_social_economy.rating_prior", on=on)
    usual = [Fraction(share) for share in rule("ratings.usual", on=on).words("shares")]

    def chosen(name: str, otherwise: Fraction) -> Fraction:
        figure = getattr(choice, name, None)
        return otherwise if figure is None else Fraction(figure)

    return Policy(
        version=f"chosen-{choice.version}" if choice else f"{prior.valid.first.year}-{prior.version}",
        prior=Prior.of_mean(
            chosen("prior_mean", prior.share("mean")),
            int(chosen("prior_strength", prior.share("strength"))),
            usual=usual,
        ),
        public_minimum=int(chosen("public_minimum", shown.share("public_minimum"))),
        cell_minimum=int(chosen("cell_minimum", shown.share("cell_minimum"))),
        hidden_minimum=int(chosen("hidden_minimum", shown.share("hidden_minimum"))),
        step=shown.number("step"),
        rest=timedelta(days=shown.number("rest_days")),
        half_life=timedelta(days=rule("ratings.decay", on=on).number("half_life_days")),
        selective_below=rule("ratings.coverage", on=on).share("selective_below"),
    )
