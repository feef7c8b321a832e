"""What is planned, in whatever order its buyer acts; and how short the time for bids may be after it."""

from contextlib import suppress
from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from services.tendering.tests.builders import NOW, a_notice

from kernel.clock import day_of
from kernel.errors import DomainError, Unacceptable
from kernel.money import Money
from kernel.periods import months_later
from tendering.notices.rules import rules_of_publication
from tendering.obligations.domain import Category, Regime
from tendering.plans.domain import Intention, Plan, Stage

ORDER = [Stage.PIPELINE, Stage.PLANNED, Stage.TENDERED]
TODAY = day_of(NOW)


def an_intention() -> Intention:
    return Intention(
        title="Homelessness prevention",
        description="Help for people who may lose their home.",
        category=Category.SERVICES,
        regime=Regime.FULL,
        cpv=["85311000"],
        value=Money.parse("1800000.00"),
    )


class Planning(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.plan = Plan.announce(uuid4(), an_intention(), Stage.PIPELINE, now=NOW)
        self.reached = [self.plan.stage]
        self.first_planned = self.plan.planned_at

    def noted(self) -> None:
        self.now += timedelta(days=1)
        self.reached.append(self.plan.stage)
        self.first_planned = self.first_planned or self.plan.planned_at

    @rule(stage=some.sampled_from([Stage.PIPELINE, Stage.PLANNED]))
    def restate(self, stage: Stage) -> None:
        with suppress(DomainError):
            self.plan.restate(an_intention(), stage, now=self.now)
        self.noted()

    @rule()
    def tender(self) -> None:
        with suppress(DomainError):
            self.plan.tender()
        self.noted()

    @rule()
    def withdraw(self) -> None:
        with suppress(DomainError):
            self.plan.withdraw("No money.", now=self.now)
        self.noted()

    @invariant()
    def it_only_goes_forward(self) -> None:
        places = [ORDER.index(stage) for stage in self.reached if stage in ORDER]
        assert places == sorted(places)
        for over in (Stage.TENDERED, Stage.WITHDRAWN):
            if over in self.reached:
                assert set(self.reached[self.reached.index(over) :]) == {over}

    @invariant()
    def the_day_of_its_first_planned_notice_stands(self) -> None:
        assert self.plan.planned_at == self.first_planned


TestPlanning = Planning.TestCase


def test_a_contract_cannot_end_before_it_starts() -> None:
    with pytest.raises(Unacceptable):
        Intention(**vars(an_intention()) | {"starts_on": date(2027, 4, 1), "ends_on": date(2027, 3, 31)})


@given(planned=some.integers(0, 500), given_days=some.integers(1, 40))
def test_fewer_than_25_days_need_a_planned_notice_40_days_to_12_months_before(planned: int, given_days: int) -> None:
    planned_on = TODAY - timedelta(days=planned)
    notice = a_notice(planned_on=planned_on, closes_at=NOW + timedelta(days=given_days))
    [_, time] = rules_of_publication(notice, now=NOW)
    qualifies = planned >= 40 and planned_on >= months_later(TODAY, -12)
    assert time.blocks == (given_days < (10 if qualifies else 25))


@pytest.mark.parametrize(("given_days", "allowed"), [(9, False), (10, True), (24, True)])
def test_ten_days_are_the_fewest(given_days: int, allowed: bool) -> None:
    notice = a_notice(planned_on=TODAY - timedelta(days=40), closes_at=NOW + timedelta(days=given_days))
    assert rules_of_publication(notice, now=NOW)[1].blocks is not allowed
