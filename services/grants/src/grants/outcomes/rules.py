"""What outcomes pay: claim by claim in the order in which they were made, by the rate card of the grant alone."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from grants.outcomes.domain import OutcomeClaim, OutcomeStatus
from grants.terms.domain import Tariff, Terms
from kernel.money import Money
from rulebook.decisions import Decision
from rulebook.rules import rule


def payments(
    claims: Iterable[OutcomeClaim], card: Mapping[str, Tariff], person_cap: Money | None
) -> dict[int, Fraction]:
    """What each claim pays, in exact pence, by its number; those that pay nothing are not among them.

    The tariff, or what is left of the person's cap if that is less; never more of an outcome than the card pays for.
    """
    paid: dict[int, Fraction] = {}
    counted: Counter[str] = Counter()
    had: Counter[str] = Counter()  # pence, by person
    for claim in sorted(claims, key=lambda each: each.number):
        line = card[claim.outcome]
        if not claim.pays or (line.maximum_paid is not None and counted[claim.outcome] >= line.maximum_paid):
            continue
        left = line.tariff.pence if person_cap is None else person_cap.pence - had[claim.person]
        amount = min(line.tariff.pence, left)
        if amount <= 0:
            continue
        counted[claim.outcome] += 1
        had[claim.person] += amount
        paid[claim.number] = amount * Fraction(claim.paid_share)
    return paid


@dataclass(frozen=True, slots=True)
class Count:
    """How much of one outcome there is, and what it pays in exact pence."""

    outcome: str
    claimed: int
    verified: int
    paid: int
    payment: Fraction


def counts(claims: Sequence[OutcomeClaim], terms: Terms) -> list[Count]:
    """Each outcome of the rate card, in its order."""
    paid = payments(claims, {each.outcome: each for each in terms.tariffs}, terms.person_cap)
    found = []
    for line in terms.tariffs:
        of_it = [each for each in claims if each.outcome == line.outcome]
        paying = [paid[each.number] for each in of_it if each.number in paid]
        verified = sum(each.status is OutcomeStatus.VERIFIED for each in of_it)
        found.append(Count(line.outcome, len(of_it), verified, len(paying), sum(paying, start=Fraction(0))))
    return found


def judged(sampled: int, failed: int, *, on: date, now: datetime) -> tuple[Decision, Fraction | None]:
    """Which share of the claims is paid after a sample of so many, so many of which failed; None for none yet."""
    found = rule("grants.outcome_sample", on=on)
    errors = Fraction(failed, sampled)
    share: Fraction | None = None
    if errors <= found.share("errors_paid_in_full"):
        share, said = Fraction(1), "so all claims are paid in full"
    elif errors <= found.share("errors_paid_in_part"):
        share, said = 1 - errors, f"so {1 - errors} of every claim is paid"
    else:
        said = "so nothing is paid until each claim is looked at"
    inputs = {"sampled": sampled, "failed": failed, "errors": errors}
    sentence = f"{failed} of {sampled} claims did not hold, {said}."
    return found.decide(share is not None, sentence, inputs=inputs, now=now), share
