"""A claim takes two of the funder's people, and never more than there is."""

from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.grants.tests.builders import NOW, some_terms

from grants.claims.domain import Basis, Claim, ClaimStatus
from grants.claims.rules import Asked, must_be_claimable
from grants.terms.domain import MilestoneStatus
from kernel.errors import DomainError, RuleBroken, Unacceptable
from kernel.money import Money


def asked(basis: str, amount: str, milestone: int | None = None) -> Asked:
    return Asked(Basis(basis), milestone, Money.parse(amount), "A letter")


def a_claim(asked: Asked, number: int = 1) -> Claim:
    return Claim(
        grant_id=some_terms().grant_id,
        claim_number=number,
        basis=asked.basis,
        milestone=asked.milestone,
        amount=asked.amount,
        evidence=asked.evidence,
        submitted_by="provider",
        submitted_at=NOW,
    )


def test_who_verified_or_submitted_a_claim_does_not_approve_it() -> None:
    claim = a_claim(asked("upfront", "1.00"))
    with pytest.raises(RuleBroken, match="their own"):
        claim.verify("provider")
    claim.verify("anna")
    for nobody in ("anna", "provider"):
        with pytest.raises(RuleBroken, match="second person"):
            claim.approve(nobody)
    claim.approve("ben")
    claim.be_paid()
    with pytest.raises(RuleBroken, match="is paid"):
        claim.be_paid()


@pytest.mark.parametrize("step", ["approve", "be_paid", "fail"])
def test_no_step_is_left_out(step: str) -> None:
    claim = a_claim(asked("upfront", "1.00"))
    with pytest.raises(RuleBroken, match="is submitted"):
        getattr(claim, step)(*([] if step == "be_paid" else ["ben"]))


def test_each_basis_pays_what_is_earned_by_it_and_once() -> None:
    terms = some_terms()
    terms.milestones[0].status = MilestoneStatus.ACHIEVED
    upfront = a_claim(asked("upfront", "75000.00"))
    must_be_claimable(terms, [], asked("upfront", "75000.00"), Fraction(0))
    for claims, more in (
        ([upfront], asked("upfront", "0.01")),
        ([], asked("upfront", "75000.01")),
        ([], asked("milestone", "25000.01", 1)),
        ([], asked("milestone", "1.00", 2)),
        ([], asked("outcomes", "0.01")),
        ([upfront], asked("on_account", "175000.01")),
        ([], asked("balance", "1.00")),
    ):
        with pytest.raises(RuleBroken):
            must_be_claimable(terms, claims, more, Fraction(1, 2))
    upfront.refuse("Sent twice")
    must_be_claimable(terms, [upfront], asked("upfront", "75000.00"), Fraction(0))


def test_a_claim_names_a_milestone_or_none_and_asks_for_something() -> None:
    for said in (("milestone", "1.00", None), ("upfront", "1.00", 1), ("upfront", "0.00", None)):
        with pytest.raises(Unacceptable):
            asked(*said)


STEPS = st.lists(
    st.tuples(st.sampled_from(["upfront", "milestone", "outcomes", "on_account"]), st.integers(1, 90_000_00)),
    max_size=12,
)


@given(STEPS, st.integers(0, 200_000_00), st.lists(st.booleans(), max_size=12))
def test_whatever_is_claimed_no_more_is_promised_than_was_awarded(
    steps: list[tuple[str, int]], outcomes: int, paid: list[bool]
) -> None:
    terms = some_terms()
    claims: list[Claim] = []
    terms.milestones[0].status = MilestoneStatus.ACHIEVED
    for place, (basis, pence) in enumerate(steps):
        with suppress(DomainError):
            wish = asked(basis, str(Money(pence)), 1 if basis == "milestone" else None)
            must_be_claimable(terms, claims, wish, Fraction(outcomes))
            claims.append(a_claim(wish, place + 1))
            if place < len(paid) and paid[place]:
                terms.grant.pay(wish.amount, paid_on=NOW.date(), now=NOW)
                claims[-1].status = ClaimStatus.PAID
    assert sum(each.amount.pence for each in claims) <= terms.grant.amount.pence
    assert sum(each.amount.pence for each in claims if each.basis is Basis.OUTCOMES) <= outcomes
