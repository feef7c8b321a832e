"""No tender notice follows from an engagement in which a supplier was shown what others cannot read: in any order."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from services.tendering.tests.builders import NOW, a_contact, an_assessment, an_engagement

from kernel.errors import Conflict, RuleBroken, Unacceptable
from tendering.engagement.domain import Advantage
from tendering.engagement.rules import engaged_early, rules_of_engagement, shared_early, shared_with_all

DOCUMENTS = [digit * 64 for digit in "0123"]
SUPPLIERS = [UUID(int=number) for number in range(1, 4)]


def follows(engagement: Any, *, now: datetime, because: str | None = "Nobody had asked.") -> bool:
    """Whether a tender notice may follow; if so, it does."""
    decided = rules_of_engagement(engagement, is_public_contract=True, unannounced_because=because, now=now)
    if any(decision.blocks for decision in decided):
        return False
    engagement.follow(now=now)
    return True


class Engaging(RuleBasedStateMachine):
    """A council that meets suppliers, shows them documents, shares some, and keeps trying to publish."""

    @initialize()
    def begin(self) -> None:
        self.now = NOW
        self.engagement = an_engagement(opened_at=NOW)
        # What the model itself knows: who was shown what, what everybody can read, who was judged since.
        self.shown: set[str] = set()
        self.public: set[str] = set()
        self.to_judge: set[UUID] = set()

    @rule(hours=st.integers(1, 100))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(who=st.sampled_from(SUPPLIERS), what=st.sets(st.sampled_from(DOCUMENTS)), ago=st.integers(0, 200))
    def somebody_is_met(self, who: UUID, what: set[str], ago: int) -> None:
        held_at = self.now - timedelta(hours=ago)
        contact = a_contact(supplier_id=who, held_at=held_at, documents=sorted(what), logged_at=self.now)
        with suppress(RuleBroken, Unacceptable):
            self.engagement.log(contact, now=self.now)
            self.shown |= what
            self.to_judge.add(who)

    @rule(what=st.sampled_from(DOCUMENTS))
    def a_document_is_shared(self, what: str) -> None:
        with suppress(Conflict):
            self.engagement.share(what, now=self.now)
        self.public.add(what)

    @rule(who=st.sampled_from(SUPPLIERS), advantage=st.sampled_from(Advantage))
    def an_advantage_is_assessed(self, who: UUID, advantage: Advantage) -> None:
        with suppress(RuleBroken):
            self.engagement.assess(an_assessment(supplier_id=who, advantage=advantage, signed_at=self.now))
            self.to_judge.discard(who)

    @rule()
    def a_notice_is_tried(self) -> None:
        was_followed = self.engagement.followed_at is not None
        fair = self.shown <= self.public and not self.to_judge
        assert follows(self.engagement, now=self.now) is fair
        assert was_followed or fair is (self.engagement.followed_at is not None)

    @invariant()
    def once_a_notice_is_out_everybody_can_read_what_anybody_was_shown(self) -> None:
        if hasattr(self, "engagement") and self.engagement.followed_at is not None:
            assert self.shown <= self.public
            assert self.engagement.unshared == []


Engaging.TestCase.settings = settings(max_examples=80, stateful_step_count=30, deadline=None)
TestEngaging = Engaging.TestCase


def test_sharing_binds_below_the_threshold_too_and_there_no_notice_of_engagement_is_owed() -> None:
    engagement = an_engagement(contacts=[a_contact(documents=[DOCUMENTS[0]])])
    decided = list(rules_of_engagement(engagement, is_public_contract=False, unannounced_because=None, now=NOW))
    assert [each.rule for each in decided if each.blocks] == ["engagement.sharing", "engagement.advantage"]
    assert "engagement.notice" not in {each.rule for each in decided}


@pytest.mark.parametrize(
    ("announced", "because", "may"), [(True, None, True), (False, "Urgent.", True), (False, None, False)]
)
def test_above_it_the_engagement_is_announced_or_the_tender_notice_says_why_not(
    announced: bool, because: str | None, may: bool
) -> None:
    engagement = an_engagement(contacts=[contact := a_contact()])
    engagement.assess(an_assessment(supplier_id=contact.supplier_id))
    if announced:
        engagement.announce(now=NOW)
    assert follows(engagement, now=NOW, because=because) is may


def test_whom_nobody_met_nobody_has_to_announce() -> None:
    assert follows(an_engagement(), now=NOW, because=None)


@pytest.mark.parametrize(("days", "enough"), [(29, False), (30, True)])
def test_thirty_days_notice_are_wanted_and_fewer_only_flag(days: int, enough: bool) -> None:
    engagement = an_engagement(announced_at=NOW - timedelta(days=days))
    decision = engaged_early(engagement, now=NOW)
    assert (decision.outcome, decision.blocks) == (enough, False)


def test_a_refusal_names_the_document() -> None:
    engagement = an_engagement(contacts=[a_contact(documents=[DOCUMENTS[1]])])
    decision = shared_with_all(engagement, now=NOW)
    assert decision.reasons == (f"The document {DOCUMENTS[1]} was shown to a supplier and is not public.",)


@pytest.mark.parametrize(("hours", "early"), [(240, True), (239, False)])
def test_what_was_shown_is_public_ten_days_before_or_that_is_flagged(hours: int, early: bool) -> None:
    engagement = an_engagement(contacts=[a_contact(documents=[DOCUMENTS[0]])])
    engagement.share(DOCUMENTS[0], now=NOW)
    decision = shared_early(engagement, now=NOW + timedelta(hours=hours))
    assert (decision.outcome, decision.blocks) == (early, False)


def test_a_conversation_that_was_written_down_late_is_judged_anew() -> None:
    engagement = an_engagement(contacts=[contact := a_contact()])
    engagement.assess(an_assessment(supplier_id=contact.supplier_id))
    assert engagement.unassessed == []
    later = NOW + timedelta(hours=1)
    engagement.log(
        a_contact(supplier_id=contact.supplier_id, held_at=NOW - timedelta(days=9), logged_at=later), now=later
    )
    assert engagement.unassessed == [contact.supplier_id]


def test_the_latest_assessment_of_a_supplier_counts() -> None:
    engagement = an_engagement(contacts=[contact := a_contact()])
    assert engagement.advantage_of(contact.supplier_id) is None
    for advantage in (Advantage.UNAVOIDABLE, Advantage.AVOIDED):
        engagement.assess(an_assessment(supplier_id=contact.supplier_id, advantage=advantage))
    assert engagement.advantage_of(contact.supplier_id) is Advantage.AVOIDED


def test_nobody_is_assessed_that_took_no_part() -> None:
    with pytest.raises(RuleBroken):
        an_engagement().assess(an_assessment(supplier_id=uuid4()))


def test_nothing_to_come_is_written_down_and_nothing_after_the_tender_notice() -> None:
    engagement = an_engagement()
    with pytest.raises(Unacceptable):
        engagement.log(a_contact(held_at=NOW + timedelta(seconds=1)), now=NOW)
    engagement.follow(now=NOW)
    with pytest.raises(Unacceptable):
        engagement.log(a_contact(held_at=NOW + timedelta(days=1)), now=NOW + timedelta(days=2))
    with pytest.raises(RuleBroken):
        engagement.announce(now=NOW)
