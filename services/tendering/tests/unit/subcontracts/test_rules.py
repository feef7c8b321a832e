"""What every subcontract implies, whatever is written."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.errors import RuleBroken, Unacceptable
from kernel.money import Money
from tendering.subcontracts.domain import NonDisclosure, Subcontract, must_close_no_loop
from tendering.subcontracts.rules import decisions_on, flags_of, implied_days

ON, NOW = date(2027, 4, 1), datetime(2027, 4, 1, tzinfo=UTC)


def a_subcontract() -> Subcontract:
    return Subcontract(
        id=uuid4(),
        contract_id=uuid4(),
        buyer_id=uuid4(),
        above_id=None,
        payer_id=uuid4(),
        payee_id=uuid4(),
        tier=2,
        service="Peer support",
        cpv_division=None,
        value=Money(100),
        starts_on=ON,
        ends_on=ON + timedelta(days=90),
        written_days=30,
        payment_days=30,
        non_disclosure=NonDisclosure.NONE,
        declared_at=NOW,
    )


@given(st.integers(1, 365))
def test_no_subcontract_gives_more_than_thirty_days(written: int) -> None:
    assert implied_days(written, on=ON) == min(written, 30)


@given(st.lists(st.integers(1, 9), max_size=9), st.integers(1, 9))
def test_a_link_never_leads_back_to_where_the_money_came_from(above: list[int], payee: int) -> None:
    chain = [UUID(int=number) for number in above]
    if payee in above:
        with pytest.raises(RuleBroken):
            must_close_no_loop(UUID(int=payee), chain)
    else:
        must_close_no_loop(UUID(int=payee), chain)


def test_silence_without_a_reason_is_flagged_and_forbids_nothing() -> None:
    terms, free = decisions_on(60, NonDisclosure.OTHER, on=ON, now=NOW)
    assert (terms.outcome, terms.blocks) == (False, False)
    assert (free.outcome, free.blocks) == (False, False)
    assert decisions_on(30, NonDisclosure.PERSONAL_DATA, on=ON, now=NOW)[1].outcome is True


def test_what_does_not_fit_is_flagged() -> None:
    flags = flags_of(
        Money(60), Money(100), Money(41), within=False, silence=NonDisclosure.OTHER, longer=True
    )  # fmt: skip
    assert list(flags) == ["over_value", "outside_term", "forced_silence", "longer_terms"]
    fits = flags_of(Money(60), Money(100), Money(40), within=True, silence=NonDisclosure.NONE, longer=False)
    assert not list(fits)


@given(st.integers(-5, 100))
def test_a_subcontract_is_cut_short_within_its_term_and_once(day: int) -> None:
    link = a_subcontract()
    on = ON + timedelta(days=day)
    if not 0 <= day <= 90:
        with pytest.raises(Unacceptable, match="runs from"):
            link.end(on, "The helpline moved.")
        assert link.last_day == link.ends_on
        return
    link.end(on, "The helpline moved.")
    assert (link.last_day, link.ended_because, link.version) == (on, "The helpline moved.", 2)
    with pytest.raises(RuleBroken, match="already"):
        link.end(on, "Again.")
