"""How assessments are weighed together: the larger and the later a contract's, the more it counts."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from uuid import UUID

from kernel.periods import months_later
from kernel.rounding import half_up
from rulebook.rules import Rule, rule
from tendering.track_records.domain import Assessed, Rating, TrackRecord

#: Enough for weights that differ by any factor met here; the score is shown with four places.
DIGITS = 40
DAYS_A_MONTH = Decimal("30.4375")
#: What the rulebook calls each rating. `Other` is worth nothing that could be counted, and is left out.
NAMES = {
    Rating.GOOD: "good",
    Rating.APPROACHING: "approaching",
    Rating.REQUIRES_IMPROVEMENT: "improvement",
    Rating.INADEQUATE: "inadequate",
}


def figures_on(day: date) -> Rule:
    """The figures of that day."""
    return rule("delivery.track_record", on=day)


def looked_at_since(today: date) -> date:
    """The first day on which an assessment still counts."""
    return months_later(today, -figures_on(today).number("months"))


def record_of(supplier_id: UUID, assessed: Sequence[Assessed], today: date) -> TrackRecord:
    """What is known of a supplier on a day: that of its assessments which still counts, and what it comes to."""
    since = looked_at_since(today)
    counts = [each for each in assessed if since <= each.assessed_on <= today]
    return TrackRecord(
        supplier_id=supplier_id, since=since, until=today, assessments=counts, score=score_of(counts, today)
    )


def divisions_of(cpv: Iterable[str]) -> set[str]:
    """The kinds of service that these codes of the Common Procurement Vocabulary belong to: their first two digits."""
    return {code[:2] for code in cpv}


def points(today: date) -> Mapping[Rating, Decimal]:
    """What each rating that counts is worth."""
    found = figures_on(today)
    return {rating: Decimal(found.number(name)) for rating, name in NAMES.items()}


def score_of(assessed: Sequence[Assessed], today: date) -> Decimal | None:
    """The mean of all ratings, each weighed by the root of its contract's value and halved with age; None without any.

    Who was never assessed, or only on what could not be rated or is disputed, has no score: never nought, and never a
    hundred.
    """
    worth = points(today)
    with localcontext(prec=DIGITS):
        weighed = [
            (weight(each, today), worth[rating])
            for each in assessed
            if not each.suspended
            for rating in each.ratings
            if rating in worth
        ]
        whole = sum((share for share, _ in weighed), Decimal(0))
        mean = sum((share * value for share, value in weighed), Decimal(0)) / whole if whole else None
    return None if mean is None else half_up(Fraction(mean), 4)


def weight(assessed: Assessed, today: date) -> Decimal:
    """The root of the contract's value in pounds, halved with every so many months since the assessment.

    Divided by how many indicators there are: a contract does not count more for having more of them.
    """
    months = Decimal(max(0, (today - assessed.assessed_on).days)) / DAYS_A_MONTH
    halved = Decimal(2) ** (-months / figures_on(today).number("half_life_months"))
    rated = sum(rating is not Rating.OTHER for rating in assessed.ratings)
    return (Decimal(assessed.value.pence) / 100).sqrt() * halved / max(rated, 1)
