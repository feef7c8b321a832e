"""The rules of a contract, each as a sentence."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.tendering.tests.builders import (
    AFTERWARDS,
    NOW,
    a_bid,
    a_contract,
    a_notice,
    a_published_notice,
    an_envelope,
)

from kernel.errors import RuleBroken, Unacceptable
from kernel.money import Money
from tendering.awards.domain import Award
from tendering.contracts.domain import Contract, Proposal, Status
from tendering.contracts.rules import standstill_is_over
from tendering.signatures.rules import short_term_is_explained
from tendering.terms.domain import Lot

LATER = datetime(2027, 3, 1, 9, tzinfo=UTC)


def a_signed_contract() -> Contract:
    contract = a_contract()
    contract.sign(now=AFTERWARDS)
    return contract


def test_a_contract_is_active_once_the_supplier_has_signed() -> None:
    contract = a_signed_contract()
    assert (contract.status, contract.signed_at, contract.version) == (Status.ACTIVE, AFTERWARDS, 2)
    with pytest.raises(RuleBroken, match="already signed"):
        contract.sign(now=AFTERWARDS)


def test_a_contract_cannot_end_before_it_starts() -> None:
    with pytest.raises(Unacceptable, match="before it starts"):
        a_contract(ends_on=date(2026, 11, 30))


def test_a_proposal_can_be_revised_and_a_signed_contract_cannot() -> None:
    contract = a_contract()
    other = Proposal(title="Alliance", description="All of it", starts_on=date(2027, 1, 1), ends_on=date(2028, 1, 1))
    contract.revise(other, now=AFTERWARDS)
    assert contract.title == "Alliance"
    contract.sign(now=AFTERWARDS)
    with pytest.raises(RuleBroken, match="not revised but amended"):
        contract.revise(other, now=AFTERWARDS)


def test_amendments_are_numbered_and_the_contract_becomes_what_the_last_one_says() -> None:
    contract = a_signed_contract()
    for year in (2028, 2029):
        contract.amend(value=Money(year), ends_on=date(year, 11, 30), rationale="More need.", now=LATER)
    assert [amendment.number for amendment in contract.amendments] == [1, 2]
    assert (contract.value, contract.ends_on) == (Money(2029), date(2029, 11, 30))


def test_an_amendment_that_changes_nothing_is_none() -> None:
    contract = a_signed_contract()
    with pytest.raises(RuleBroken, match="changes the value or the end"):
        contract.amend(value=contract.value, ends_on=contract.ends_on, rationale="Why not.", now=LATER)
    assert not contract.amendments


def test_a_proposal_is_neither_amended_nor_ended() -> None:
    with pytest.raises(RuleBroken, match="this one is proposed"):
        a_contract().amend(value=Money(1), ends_on=date(2028, 1, 1), rationale="More.", now=LATER)
    with pytest.raises(RuleBroken, match="this one is proposed"):
        a_contract().end(Status.TERMINATED, "No.", now=LATER)


def test_a_contract_ends_by_time_on_its_last_day_and_is_terminated_before() -> None:
    contract = a_signed_contract()
    with pytest.raises(RuleBroken, match="terminate it"):
        contract.end(Status.ENDED, "Done.", now=datetime(2027, 11, 29, 12, tzinfo=UTC))
    contract.end(Status.ENDED, "Done.", now=datetime(2027, 11, 30, 12, tzinfo=UTC))
    assert (contract.status, contract.ended_on) == (Status.ENDED, date(2027, 11, 30))
    other = a_signed_contract()
    other.end(Status.TERMINATED, "The provider is insolvent.", now=LATER)
    assert (other.status, other.ended_because) == (Status.TERMINATED, "The provider is insolvent.")


class TestStandstill:
    """A contract may not be entered into while it lasts (Procurement Act 2023 s.51)."""

    def test_blocks_the_signature_until_its_last_day_is_over(self) -> None:
        notice = a_published_notice()
        award = Award.decide(
            notice, a_bid(notice), [notice.lots[0].id], reason="Best.", bids_received=1, now=AFTERWARDS
        )
        too_early = standstill_is_over(notice, award, now=AFTERWARDS + timedelta(days=9))
        in_time = standstill_is_over(notice, award, now=AFTERWARDS + timedelta(days=10))
        assert (too_early.blocks, in_time.outcome) == (True, True)

    def test_binds_below_the_threshold_only_if_it_was_announced(self) -> None:
        notice = a_notice(lots=[Lot(title="All", value=Money.parse("9000.00"))])
        notice.publish(now=NOW)
        bid = a_bid(notice, envelope=an_envelope(notice, "1.00"))
        award = Award.decide(notice, bid, [notice.lots[0].id], reason="Best.", bids_received=1, now=AFTERWARDS)
        assert standstill_is_over(notice, award, now=AFTERWARDS).outcome
        award.standstill_working_days = 8
        assert standstill_is_over(notice, award, now=AFTERWARDS).blocks


@given(st.integers(0, 2000), st.booleans())
def test_only_a_contract_under_three_years_is_asked_why_and_none_is_kept_from_its_signature(
    days: int, explained: bool
) -> None:
    starts = date(2027, 4, 1)
    why = "A pilot of one winter." if explained else None
    contract = a_contract(starts_on=starts, ends_on=starts + timedelta(days=days), short_term_because=why)
    asked = short_term_is_explained(contract, now=NOW)
    assert bool(asked) is (contract.ends_on < date(2030, 3, 31))
    assert all(each.outcome is explained and not each.blocks for each in asked)
