"""Pooled budgets: money is conserved, and a veto cannot be lost."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.grants.tests.builders import NOW

from grants.pools.domain import Outcome, Pool, Proposal
from grants.pools.rules import decision_on, usual_veto, window_closes_on
from kernel.errors import Forbidden, Unacceptable
from kernel.money import ZERO, Money
from rulebook.decisions import Basis

BODIES = [UUID(int=number) for number in range(1, 6)]
PENCE = st.integers(0, 10**9)
#: A body and the day after the proposal on which it objects; day 14 is the tenth working day.
OBJECTIONS = st.lists(st.tuples(st.sampled_from(BODIES), st.integers(0, 20)), max_size=5)


def a_pool(*pence: int) -> Pool:
    """Into which the bodies put so much, in their order."""
    partners = BODIES[: len(pence)]
    share, days = usual_veto(on=NOW.date())
    pool = Pool(
        host_id=uuid4(),
        title="Complex needs fund",
        description="One budget.",
        partner_ids=partners,
        veto_share=share,
        veto_working_days=days,
        opened_at=NOW,
    )
    for organisation, amount in zip(partners, pence, strict=True):
        pool.contribute(organisation, Money(amount), now=NOW)
    return pool


def proposed(pool: Pool, pence: int) -> Proposal:
    """By the host, today."""
    closes_on = window_closes_on(NOW.date(), pool.veto_working_days)
    return pool.propose(
        pool.host_id, title="Outreach", description="At night.", amount=Money(pence), closes_on=closes_on, now=NOW
    )


@given(st.lists(PENCE, min_size=1, max_size=5), st.lists(st.tuples(PENCE, OBJECTIONS), max_size=6))
def test_no_penny_is_made_or_lost(given_in: list[int], asked: list[tuple[int, list[tuple[UUID, int]]]]) -> None:
    pool = a_pool(*given_in)
    proposals = [proposed(pool, pence) for pence, _ in asked]
    for proposal, (_, objections) in zip(proposals, asked, strict=True):
        for organisation, days in objections:
            proposal.object(organisation, "No.", now=NOW + timedelta(days=days))
        pool.decide(proposal, now=NOW + timedelta(days=30))
    spent = sum((it.amount for it in proposals if it.outcome is Outcome.PROCEEDS), start=ZERO)
    assert pool.total == Money(sum(given_in)) == pool.committed + pool.uncommitted
    assert pool.committed == spent
    assert sum((partner.contributed for partner in pool.partners), start=ZERO) == pool.total


@given(st.lists(PENCE, min_size=1, max_size=5), OBJECTIONS, st.lists(st.tuples(st.sampled_from(BODIES), PENCE)))
def test_a_veto_is_not_lost_to_later_objections_or_contributions(
    given_in: list[int], objections: list[tuple[UUID, int]], later: list[tuple[UUID, int]]
) -> None:
    pool = a_pool(*given_in)
    proposal = proposed(pool, 1)
    was_blocked = False
    for organisation, days in objections:
        holds = organisation in pool.veto_holders
        proposal.object(organisation, "No.", now=NOW + timedelta(days=days))
        assert proposal.is_blocked == (was_blocked or (holds and days <= 14))
        was_blocked = proposal.is_blocked
    for organisation, pence in later:
        if organisation in pool.partner_ids:
            pool.contribute(organisation, Money(pence), now=NOW)
    pool.decide(proposal, now=NOW + timedelta(days=30))
    assert (proposal.outcome is Outcome.BLOCKED) == was_blocked


@given(st.lists(PENCE, min_size=2, max_size=5), PENCE)
def test_who_puts_more_in_keeps_its_veto(given_in: list[int], more: int) -> None:
    pool = a_pool(*given_in)
    held = BODIES[0] in pool.veto_holders
    pool.contribute(BODIES[0], Money(more), now=NOW)
    assert BODIES[0] in pool.veto_holders or not held


def test_exactly_a_tenth_is_enough_and_a_penny_less_is_not() -> None:
    assert a_pool(1000, 9000).veto_holders == BODIES[:2]
    assert a_pool(999, 9000).veto_holders == BODIES[1:2]


def test_an_empty_pool_has_no_shares_and_no_veto() -> None:
    pool = a_pool(0, 0)
    assert [partner.share for partner in pool.partners] == [None, None]
    assert pool.veto_holders == []


def test_objections_on_the_last_day_are_in_time_and_on_the_next_are_late() -> None:
    pool = a_pool(5000, 5000)
    may_tenth = datetime(2027, 5, 10, 9, tzinfo=UTC)
    closes_on = window_closes_on(may_tenth.date(), 10)
    assert closes_on == date(2027, 5, 24)
    assert window_closes_on(may_tenth.date(), 0) == may_tenth.date()
    last = datetime(2027, 5, 24, 22, 59, tzinfo=UTC)  # a minute before midnight in the United Kingdom
    for moment, in_time in ((last, True), (last + timedelta(minutes=1), False)):
        proposal = pool.propose(
            BODIES[0], title="Outreach", description="At night.", amount=Money(1), closes_on=closes_on, now=may_tenth
        )
        proposal.object(BODIES[1], "No.", now=moment)
        assert (proposal.objections[0].in_time, proposal.is_blocked) == (in_time, in_time)


def test_what_exceeds_the_pool_leaves_it_to_the_next() -> None:
    pool = a_pool(100)
    proposals = [proposed(pool, pence) for pence in (60, 50, 40)]
    for proposal in proposals:
        pool.decide(proposal, now=NOW)
    assert [proposal.outcome for proposal in proposals] == [Outcome.PROCEEDS, Outcome.EXCEEDS_POOL, Outcome.PROCEEDS]
    assert pool.uncommitted == ZERO


def test_strangers_neither_contribute_nor_propose_and_a_partner_is_named_once() -> None:
    pool = a_pool(100)
    with pytest.raises(Forbidden):
        pool.contribute(uuid4(), Money(1), now=NOW)
    with pytest.raises(Forbidden):
        pool.propose(uuid4(), title="", description="", amount=Money(1), closes_on=NOW.date(), now=NOW)
    with pytest.raises(Unacceptable):
        Pool(
            host_id=uuid4(),
            title="Fund",
            description="Twice.",
            partner_ids=[BODIES[0], BODIES[0]],
            veto_share=Decimal("0.10"),
            veto_working_days=10,
            opened_at=NOW,
        )


def test_the_decision_names_the_profile_its_figures_and_who_blocked() -> None:
    pool = a_pool(5000, 5000)
    proposal = proposed(pool, 1)
    proposal.object(BODIES[1], "No.", now=NOW)
    decision = decision_on(pool, proposal, pool.outcome_of(proposal), now=NOW)
    assert (decision.rule, decision.basis, decision.outcome) == ("pools.veto", Basis.PROFILE, False)
    assert decision.inputs["blocked_by"] == str(BODIES[1])
