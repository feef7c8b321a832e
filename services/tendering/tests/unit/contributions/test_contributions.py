"""Users are answered once and paid for their time; the rules about it flag and never block."""

from datetime import timedelta
from decimal import Decimal

import pytest
from services.tendering.tests.builders import NOW, a_contribution

from kernel.errors import Conflict, Unacceptable
from kernel.money import Money
from tendering.contributions.rules import answered, paid


def test_what_became_of_a_contribution_is_said_once() -> None:
    contribution = a_contribution()
    contribution.decide("Keys on the first day.", now=NOW)
    with pytest.raises(Conflict):
        contribution.decide("Later.", now=NOW)
    assert (contribution.decision, contribution.decided_at) == ("Keys on the first day.", NOW)


def test_nothing_to_come_is_written_down() -> None:
    with pytest.raises(Unacceptable):
        a_contribution(given_on=NOW.date() + timedelta(days=1)).must_have_been_given(now=NOW)


def test_an_unanswered_contribution_flags_and_so_does_it_that_nobody_was_heard() -> None:
    one, other = a_contribution(), a_contribution()
    one.decide("Done.", now=NOW)
    assert answered([one, other], now=NOW).reasons == ("1 contributions are unanswered.",)
    assert answered([], now=NOW).outcome is False
    other.decide("Not now: it is too dear.", now=NOW)
    assert answered([one, other], now=NOW).outcome is True
    assert not answered([], now=NOW).blocks


@pytest.mark.parametrize(("pounds", "enough"), [("215.20", True), ("215.19", False)])
def test_sixteen_hours_at_the_living_wage_of_that_year_are_exactly_enough(pounds: str, enough: bool) -> None:
    [decision] = paid([a_contribution(hours=Decimal(16), paid=Money.parse(pounds))], now=NOW)
    assert (decision.outcome, decision.blocks) == (enough, False)


def test_the_hours_of_many_are_told_to_the_last_quarter() -> None:
    [decision] = paid([a_contribution(hours=Decimal("12345.25")), a_contribution(hours=Decimal("0.50"))], now=NOW)
    assert " for 12345.75 hours;" in decision.reasons[0]
