"""What an alliance decides and shares: properties first, then the scenario's own figures."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.errors import RuleBroken, Unacceptable
from kernel.money import Money, SignedMoney
from tendering.alliances.domain import Alliance, Choice, Joint, Member, Result, Role
from tendering.alliances.rules import gate_share, passes, provider_pool, split, tally
from tendering.performance.domain import Rating

NOW = datetime(2027, 10, 6, 9, tzinfo=UTC)
votes = st.sampled_from([Choice.FOR, Choice.AGAINST, Choice.ABSTAIN, None])


def a_member(reference: str, value: str = "0.00", role: Role = Role.PROVIDER) -> Member:
    return Member(organisation_id=uuid4(), reference=reference, role=role, value=Money.parse(value), joined_at=NOW)


def members() -> list[Member]:
    return [
        a_member("council", role=Role.COMMISSIONER),
        a_member("org-a", "1720000.00"),
        a_member("org-e", "1440000.00"),
        a_member("org-b", "880000.00"),
    ]


def an_alliance(**changes: Any) -> Alliance:
    facts: dict[str, Any] = {
        "buyer_id": uuid4(),
        "title": "Homelessness alliance",
        "target_cost": Money.parse("808000.00"),
        "kpi_gate": Decimal("0.75"),
        "provider_share": Decimal("0.50"),
        "pain_share": Decimal(0),
        "gate": [],
        "ladder": ["leadership", "chief officers"],
        "rung_days": 10,
        "legacy_contracts_replaced": 25,
        "formed_at": NOW,
        "members": members(),
    }
    return Alliance(**(facts | changes))


def a_decision(alliance: Alliance, *said: Choice | None) -> Joint:
    joint = Joint(alliance_id=alliance.id, title="Move two posts", opened_at=NOW, rung_since=NOW)
    for member, choice in zip(alliance.present, said, strict=False):
        if choice is not None:
            joint.cast(member, choice, now=NOW)
    return joint


@given(st.integers(-(10**10), 10**10), st.lists(st.integers(0, 10**9), min_size=1, max_size=8).filter(any))
def test_the_shares_are_the_pool_to_the_penny_and_nobody_is_a_penny_from_its_part(pool: int, values: list[int]) -> None:
    parties = [a_member(f"org-{n}", str(Money(value))) for n, value in enumerate(values)]
    amounts = [each.amount.pence for each in split(SignedMoney(pool), parties) if each.amount is not None]
    assert sum(amounts) == pool
    for amount, value in zip(amounts, values, strict=True):
        assert abs(amount * sum(values) - pool * value) < sum(values)


@given(st.lists(votes, min_size=4, max_size=4))
def test_one_veto_blocks_and_silence_agrees_to_nothing(said: list[Choice | None]) -> None:
    alliance = an_alliance()
    found = tally(a_decision(alliance, *said), alliance.present)
    assert (found.result is Result.VETOED) == (Choice.AGAINST in said)
    assert (found.result is Result.AGREED) == all(each is Choice.FOR for each in said)
    assert set(found.against) <= set(found.not_for)


@given(st.integers(0, 10**8), st.integers(0, 10**8))
def test_who_saves_more_never_shares_less(one: int, other: int) -> None:
    low, high = sorted((one, other))
    alliance = an_alliance(pain_share=Decimal("0.5"))
    pools = [provider_pool(alliance, Money(cost), gate_passed=True).pence for cost in (low, high)]
    assert pools[0] >= pools[1]


def test_the_scenarios_own_gain_is_shared_by_largest_remainder() -> None:
    pool = provider_pool(an_alliance(), Money.parse("782000.00"), gate_passed=True)
    shares = {each.reference: str(each.amount) for each in split(pool, members())}
    assert str(pool) == "13000.00"
    assert shares == {"org-a": "5534.66", "org-e": "4633.66", "org-b": "2831.68"}


def test_of_equal_remainders_the_lowest_reference_gains_the_penny() -> None:
    parties = [a_member(name, "1.00") for name in ("zeta", "alpha", "mid")]
    amounts = {each.reference: each.amount and each.amount.pence for each in split(SignedMoney(4), parties)}
    assert amounts == {"zeta": 1, "alpha": 2, "mid": 1}


def test_nobody_shares_by_contracts_that_are_worth_nothing() -> None:
    assert [each.amount for each in split(SignedMoney(400), [a_member("a"), a_member("b")])] == [None, None]


def test_a_gate_is_passed_at_its_share_exactly_and_never_without_indicators() -> None:
    gate = [UUID(int=number) for number in range(4)]
    ratings = dict(zip(gate, (Rating.GOOD, Rating.APPROACHING, Rating.GOOD), strict=False))
    alliance = an_alliance(gate=gate)
    assert passes(alliance, gate_share(gate, ratings))
    assert not passes(alliance, gate_share(gate, ratings | {gate[0]: Rating.REQUIRES_IMPROVEMENT}))
    assert not passes(an_alliance(kpi_gate=Decimal(0)), gate_share([], {}))


def test_gain_waits_for_the_gate_and_pain_does_not() -> None:
    alliance = an_alliance(pain_share=Decimal("0.25"))
    assert provider_pool(alliance, Money.parse("782000.00"), gate_passed=False) == SignedMoney(0)
    assert str(provider_pool(alliance, Money.parse("810000.00"), gate_passed=False)) == "-500.00"
    assert str(provider_pool(an_alliance(), Money.parse("810000.00"), gate_passed=True)) == "0.00"


def test_a_deadlock_climbs_its_ladder_and_stops_at_the_top_undecided() -> None:
    alliance = an_alliance()
    joint = a_decision(alliance, Choice.FOR, Choice.AGAINST)
    joint.climb(alliance, Result.VETOED, now=NOW)
    assert tally(joint, alliance.present).result is Result.NOT_AGREED
    with pytest.raises(RuleBroken, match="10 days"):
        joint.climb(alliance, Result.NOT_AGREED, now=NOW + timedelta(days=9))
    joint.climb(alliance, Result.NOT_AGREED, now=NOW + timedelta(days=10))
    with pytest.raises(RuleBroken, match="no rung above"):
        joint.climb(alliance, Result.NOT_AGREED, now=NOW + timedelta(days=30))


def test_nobody_leaves_twice() -> None:
    alliance = an_alliance()
    leaving = alliance.present[1].id
    alliance.release(leaving, now=NOW)
    with pytest.raises(RuleBroken, match="has left"):
        alliance.release(leaving, now=NOW)


def test_an_organisation_has_one_seat() -> None:
    alliance = an_alliance()
    with pytest.raises(Unacceptable, match="a member already"):
        alliance.admit(a_member("org-a"))
