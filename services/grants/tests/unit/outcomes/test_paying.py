"""What outcomes pay: each person's outcome once, within the card, whatever is claimed in whatever order."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.grants.tests.builders import NOW, a_tariff, an_outcome

from grants.outcomes.domain import OutcomeClaim, OutcomeStatus
from grants.outcomes.rules import judged, payments
from grants.terms.domain import Tariff
from kernel.money import Money

CARD = {
    "engaged": a_tariff("engaged", "500.00", 3),
    "qual": a_tariff("qual", "1100.00", 9),
    "job13w": a_tariff("job13w", "3200.00", 9),
}
STATUSES = st.sampled_from(list(OutcomeStatus))
CLAIMS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(list(CARD)), STATUSES, st.booleans()), max_size=30)
CAPS = st.none() | st.integers(0, 600_000).map(Money)


def claims_of(said: list[tuple[str, str, OutcomeStatus, bool]]) -> list[OutcomeClaim]:
    return [
        an_outcome(number, person, outcome, status=status, repeated=repeated)
        for number, (person, outcome, status, repeated) in enumerate(said, 1)
    ]


def total(claims: list[OutcomeClaim], card: dict[str, Tariff], cap: Money | None) -> Fraction:
    return sum(payments(claims, card, cap).values(), start=Fraction(0))


@given(CLAIMS, CAPS)
def test_nobody_is_paid_beyond_the_persons_cap_and_no_outcome_beyond_its_own(
    said: list[object], cap: Money | None
) -> None:
    claims = claims_of(said)  # type: ignore[arg-type]
    paid = payments(claims, CARD, cap)
    by_number = {each.number: each for each in claims}
    for outcome, line in CARD.items():
        numbers = [number for number in paid if by_number[number].outcome == outcome]
        assert len(numbers) <= (line.maximum_paid or 0)
        assert all(0 < paid[number] <= line.tariff.pence for number in numbers)
    for person in "abc":
        had = sum(amount for number, amount in paid.items() if by_number[number].person == person)
        assert cap is None or had <= cap.pence
    assert all(by_number[number].pays for number in paid)


@given(CLAIMS, CAPS, st.sampled_from("abc"), st.sampled_from(list(CARD)))
def test_one_more_claim_at_the_end_never_takes_from_the_others(
    said: list[object], cap: Money | None, person: str, outcome: str
) -> None:
    claims = claims_of(said)  # type: ignore[arg-type]
    before = payments(claims, CARD, cap)
    after = payments([*claims, an_outcome(len(claims) + 1, person, outcome)], CARD, cap)
    assert before.items() <= after.items()


def test_the_rate_card_of_the_reference_pays_what_it_pays_there() -> None:
    said = [
        *(("a", each) for each in ("engaged", "qual", "job13w")),
        *(("b", each) for each in ("engaged", "qual")),
        ("c", "engaged"),
        *(("d", each) for each in ("engaged", "job13w")),
    ]
    claims = [an_outcome(number, person, outcome) for number, (person, outcome) in enumerate(said, 1)]
    assert total(claims, CARD, Money.parse("4000.00")) == 930_000


def test_of_a_cap_the_rest_is_paid_and_then_nothing_is_counted() -> None:
    claims = [an_outcome(n, "a", outcome) for n, outcome in enumerate(("qual", "job13w", "engaged"), 1)]
    assert payments(claims, CARD, Money.parse("1500.00")) == {1: 110_000, 2: 40_000}


@pytest.mark.parametrize(
    ("failed", "share", "paid"), [(1, Fraction(1), 900_000), (3, Fraction(37, 40), 832_500), (5, None, 0)]
)
def test_few_errors_in_a_sample_pay_all_more_a_part_and_many_nothing_yet(
    failed: int, share: Fraction | None, paid: int
) -> None:
    decision, found = judged(40, failed, on=date(2026, 9, 1), now=NOW)
    assert (found, decision.outcome) == (share, share is not None)
    claims = [an_outcome(n, f"p{n}", "qual", paid_share=str(found or 0)) for n in range(1, 10)]
    assert total(claims, {"qual": a_tariff("qual", "1000.00", None)}, None) == paid


@pytest.mark.parametrize(("sampled", "failed", "share"), [(20, 1, Fraction(1)), (10, 1, Fraction(9, 10))])
def test_the_limits_of_a_sample_include_themselves(sampled: int, failed: int, share: Fraction) -> None:
    assert judged(sampled, failed, on=date(2026, 9, 1), now=NOW)[1] == share
