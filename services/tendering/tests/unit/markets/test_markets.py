"""A market and its members, in whatever order anybody acts."""

from collections.abc import Sequence
from contextlib import nullcontext, suppress
from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from services.tendering.tests.builders import NOW, a_notice

from kernel.errors import DomainError, RuleBroken, Unacceptable
from tendering.markets.domain import Answer, Design, Market, Membership, Standing
from tendering.notices.rules import rules_of_publication
from tendering.obligations.domain import Procedure


def a_design(title: str = "Homes after hospital", parts: Sequence[str] = ()) -> Design:
    said = {"title": title, "description": "Rooms with support.", "conditions": "A registered provider."}
    return Design(**said, cpv=["85311000"], parts=list(parts))


class Trading(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.market = Market.intend(uuid4(), a_design(), now=NOW)
        self.member = Membership(market_id=self.market.id, supplier_id=uuid4(), statement="We are.", applied_at=NOW)
        self.stood, self.answered = [self.market.standing], [self.member.answer]

    @rule()
    def establish(self) -> None:
        with suppress(DomainError):
            self.market.establish(now=NOW)
        self.stood.append(self.market.standing)

    @rule()
    def change(self) -> None:
        with suppress(DomainError):
            self.market.change(a_design("Other homes"), now=NOW + timedelta(days=1))

    @rule()
    def cease(self) -> None:
        with suppress(DomainError):
            self.market.cease("Nobody buys.", now=NOW)
        self.stood.append(self.market.standing)

    @rule(answer=some.sampled_from(list(Answer)))
    def decide(self, answer: Answer) -> None:
        with suppress(DomainError):
            self.member.decide(answer, "So we found.", now=NOW)
        self.answered.append(self.member.answer)

    @invariant()
    def a_market_only_goes_forward_and_changes_only_while_it_stands(self) -> None:
        places = [list(Standing).index(each) for each in self.stood]
        assert places == sorted(places)
        if self.market.changed_at is not None:
            assert self.market.established_at is not None

    @invariant()
    def only_a_member_is_removed_and_what_is_refused_stays_so(self) -> None:
        story = [each for at, each in enumerate(self.answered) if at == 0 or each != self.answered[at - 1]]
        assert story in (
            [Answer.PENDING],
            [Answer.PENDING, Answer.REFUSED],
            [Answer.PENDING, Answer.ADMITTED],
            [Answer.PENDING, Answer.ADMITTED, Answer.REMOVED],
        )


TestTrading = Trading.TestCase


def test_nobody_applies_to_a_market_that_does_not_exist() -> None:
    market = Market.intend(uuid4(), a_design(), now=NOW)
    with pytest.raises(RuleBroken, match="intended"):
        market.must_welcome(None)


@pytest.mark.parametrize(
    ("parts", "part", "welcome"),
    [
        ([], None, True),
        ([], "North", False),
        (["North"], "North", True),
        (["North"], None, False),
        (["North"], "South", False),
    ],
)
def test_suppliers_join_each_part_for_itself(parts: list[str], part: str | None, welcome: bool) -> None:
    market = Market.intend(uuid4(), a_design(parts=parts), now=NOW)
    market.establish(now=NOW)
    with nullcontext() if welcome else pytest.raises(Unacceptable):
        market.must_welcome(part)


@pytest.mark.parametrize(
    ("before", "after", "lawful"),
    [(["North"], ["North", "South"], True), (["North"], [], False), ([], ["North"], False), ([], [], True)],
)
def test_every_part_of_a_market_stays(before: list[str], after: list[str], lawful: bool) -> None:
    market = Market.intend(uuid4(), a_design(parts=before), now=NOW)
    market.establish(now=NOW)
    with nullcontext() if lawful else pytest.raises(Unacceptable):
        market.change(a_design(parts=after), now=NOW)


@pytest.mark.parametrize(("procedure", "lawful"), [(Procedure.COMPETITIVE_FLEXIBLE, True), (Procedure.OPEN, False)])
def test_members_compete_by_a_competitive_flexible_procedure(procedure: Procedure, lawful: bool) -> None:
    found = rules_of_publication(a_notice(market_id=uuid4(), procedure=procedure), now=NOW)
    assert {each.rule: each for each in found}["market.procedure"].blocks is not lawful
