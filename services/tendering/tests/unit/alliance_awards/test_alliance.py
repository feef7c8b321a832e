"""An alliance stands once every member has agreed, and not before; its shares make one; a reserved lot stays apart."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from services.tendering.tests.builders import AFTERWARDS, a_bid, a_published_notice

from kernel.errors import DomainError, Unacceptable
from kernel.money import Money
from rulebook.limbs import Reservation
from tendering.alliance_awards.domain import AllianceAward, Member, Role, Status
from tendering.alliance_awards.rules import rules_of_term
from tendering.awards.domain import Award
from tendering.notices.domain import Notice
from tendering.terms.domain import Lot

THREE = ("Prevention", "Outreach", "Homes")
ON = date(2026, 8, 17)


def three_awards(reserved: Reservation | None = None) -> tuple[Notice, list[Award]]:
    """Three lots, each to a bidder of its own; the last may be reserved."""
    lots = [Lot(title=title, value=Money.parse("60000.00")) for title in THREE]
    lots[2].reserved, lots[2].starts_on, lots[2].ends_on = reserved, date(2027, 4, 1), date(2032, 3, 31)
    notice = a_published_notice(lots=lots)
    awards = [
        Award.decide(notice, a_bid(notice), [lot.id], reason="Best.", bids_received=3, now=AFTERWARDS) for lot in lots
    ]
    return notice, awards


def providers(awards: Sequence[Award], shares: Sequence[str] = ("1/3", "1/3", "1/3")) -> list[Member]:
    return [
        Member(organisation_id=award.supplier_id, role=Role.PROVIDER, share=share, lot_ids=list(award.lot_ids))
        for award, share in zip(awards, shares, strict=True)
    ]


def an_alliance(notice: Notice, awards: Sequence[Award], members: Sequence[Member], **changes: Any) -> AllianceAward:
    buyer = Member(organisation_id=notice.buyer_id, role=Role.COMMISSIONER)
    facts: dict[str, Any] = {
        "notice_id": notice.id,
        "buyer_id": notice.buyer_id,
        "title": "Homelessness alliance",
        "outcomes": ["Nobody sleeps rough."],
        "award_ids": [award.id for award in awards],
        "starts_on": date(2027, 4, 1),
        "ends_on": date(2032, 3, 31),
        "members": [buyer, *members],
        "proposed_at": AFTERWARDS,
    }
    return AllianceAward(**(facts | changes))


class Agreeing(RuleBasedStateMachine):
    """Members of an alliance who agree and decline in any order, strangers among them."""

    @initialize()
    def proposed(self) -> None:
        notice, awards = three_awards()
        self.alliance = an_alliance(notice, awards, providers(awards))
        self.agreed: set[UUID] = {notice.buyer_id}  # who proposes it agrees to it
        self.declined = False
        self.now = AFTERWARDS

    @rule(who=st.integers(0, 4), agrees=st.booleans())
    def somebody_answers(self, who: int, agrees: bool) -> None:
        named = [each.organisation_id for each in self.alliance.members]
        by = named[who] if who < len(named) else uuid4()
        self.now += timedelta(hours=1)
        try:
            self.alliance.answer(by, agrees=agrees, reason=None if agrees else "The shares.", now=self.now)
        except DomainError:
            return
        assert by in named
        if agrees:
            self.agreed.add(by)
        else:
            self.declined = True

    @invariant()
    def it_stands_exactly_if_all_have_agreed(self) -> None:
        if hasattr(self, "alliance"):
            everybody = {each.organisation_id for each in self.alliance.members}
            assert (self.alliance.status is Status.AWARDED) is (self.agreed == everybody and not self.declined)
            assert (self.alliance.status is Status.DECLINED) is self.declined


Agreeing.TestCase.settings = settings(max_examples=60, stateful_step_count=12, deadline=None)
TestAgreeing = Agreeing.TestCase


@given(parts=st.lists(st.integers(1, 10**6), min_size=3, max_size=3), off=st.integers(-2, 3))
def test_shares_make_one_exactly_or_there_is_no_alliance(parts: list[int], off: int) -> None:
    notice, awards = three_awards()
    shares = [f"{part}/{sum(parts) + off}" for part in parts]
    if sum(map(Fraction, shares)) == 1:
        an_alliance(notice, awards, providers(awards, shares)).must_rest_on(awards, notice.lots)
    else:
        with pytest.raises(Unacceptable, match="add up to"):
            an_alliance(notice, awards, providers(awards, shares))


@pytest.mark.parametrize("reserved", [None, Reservation.PUBLIC_SERVICE_MUTUAL])
def test_work_on_a_lot_is_shared_unless_the_lot_is_reserved(reserved: Reservation | None) -> None:
    notice, awards = three_awards(reserved)
    members = providers(awards)
    members[0].lot_ids += awards[2].lot_ids
    alliance = an_alliance(notice, awards, members)
    if reserved is None:
        alliance.must_rest_on(awards, notice.lots)
    else:
        with pytest.raises(Unacceptable, match="reserved lot cannot be shared"):
            alliance.must_rest_on(awards, notice.lots)


def test_the_providers_are_exactly_those_to_whom_the_awards_went() -> None:
    notice, awards = three_awards()
    stranger = Member(organisation_id=uuid4(), role=Role.PROVIDER, share="1/3", lot_ids=list(awards[2].lot_ids))
    for members in ([*providers(awards)[:2], stranger], providers(awards[:2], ("1/2", "1/2"))):
        with pytest.raises(Unacceptable, match="to whom these awards went"):
            an_alliance(notice, awards, members).must_rest_on(awards, notice.lots)


def test_an_alliance_has_its_buyer_two_providers_and_each_member_once() -> None:
    notice, awards = three_awards()
    one, two, three = providers(awards)
    for members, sentence in (
        ([Member(organisation_id=one.organisation_id, role=Role.PROVIDER, share="1/1")], "at least 2"),
        ([one, two, three, one], "named once"),
    ):
        with pytest.raises(Unacceptable, match=sentence):
            an_alliance(notice, awards, members)
    with pytest.raises(Unacceptable, match="The buyer is one"):
        an_alliance(notice, awards, [one, two, three], buyer_id=uuid4())


def test_ten_years_are_advised_and_five_are_the_law_for_a_lot_kept_for_mutuals() -> None:
    notice, awards = three_awards(Reservation.PUBLIC_SERVICE_MUTUAL)
    long = an_alliance(notice, awards, providers(awards), ends_on=date(2037, 4, 1))
    advised, lawful = rules_of_term(long, notice.lots, on=ON, now=AFTERWARDS)
    assert (advised.outcome, advised.blocks) == (False, False)
    assert (lawful.outcome, lawful.blocks) == (False, True)
    [only] = rules_of_term(an_alliance(notice, awards, providers(awards)), notice.lots[:2], on=ON, now=AFTERWARDS)
    assert only.outcome is True
