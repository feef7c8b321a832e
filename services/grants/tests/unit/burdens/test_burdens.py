"""The larger and the riskier a grant, the higher its tier, and the more may be asked for."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.grants.tests.builders import NOW

from grants.burdens.domain import Burden, Novelty, Statement, Vulnerability
from grants.burdens.rules import Tier, excess, is_proportionate, tier_of
from grants.due_diligence.domain import Light
from kernel.clock import day_of
from kernel.errors import Forbidden, RuleBroken
from kernel.money import Money

LIGHTS, NOVELTIES, VULNERABILITIES = [Light.GREEN, Light.AMBER, Light.RED], [*Novelty], [*Vulnerability]
PENCE = st.integers(min_value=1, max_value=3 * 10**8)
PLACE = st.integers(min_value=0, max_value=2)
LADDER = st.tuples(PLACE, PLACE).map(sorted)


def a_statement(**changes: Any) -> Statement:
    """As little as can be asked of somebody well off for what is given again."""
    facts: dict[str, Any] = {
        "annual_income": Money.parse("10000000.00"),
        "novelty": Novelty.REPEAT,
        "vulnerability": Vulnerability.NONE,
        "questions": 0,
        "documents": 0,
        "reports_per_year": 0,
        "upfront_share": Decimal(0),
    }
    return Statement(**(facts | changes))


def tier(amount: str, light: Light = Light.GREEN, **changes: Any) -> Tier:
    return tier_of(a_statement(**changes), Money.parse(amount), light, on=day_of(NOW))


def stated(**changes: Any) -> Burden:
    return Burden(application_id=uuid4(), statement=a_statement(**changes), stated_by="anna")


@given(st.tuples(PENCE, PENCE).map(sorted), st.tuples(PENCE, PENCE).map(sorted), LADDER, LADDER, LADDER)
def test_no_fact_that_weighs_more_lowers_the_tier(
    award: list[int], income: list[int], light: list[int], novelty: list[int], vulnerability: list[int]
) -> None:
    tiers = [
        tier_of(
            a_statement(
                annual_income=Money(income[1 - place]),
                novelty=NOVELTIES[novelty[place]],
                vulnerability=VULNERABILITIES[vulnerability[place]],
            ),
            Money(award[place]),
            LIGHTS[light[place]],
            on=day_of(NOW),
        )
        for place in (0, 1)
    ]
    assert tiers[0].number <= tiers[1].number
    for name in ("questions", "documents", "reports_per_year"):
        unbounded = Decimal("Infinity")
        assert tiers[0].caps.get(name, unbounded) <= tiers[1].caps.get(name, unbounded)
    assert tiers[0].caps["upfront_share"] >= tiers[1].caps["upfront_share"]


@pytest.mark.parametrize(
    ("amount", "light", "facts", "number"),
    [
        ("10000.00", Light.GREEN, {}, 0),
        ("10000.01", Light.GREEN, {}, 1),
        ("100000.01", Light.GREEN, {}, 2),
        ("1000000.01", Light.GREEN, {}, 3),
        ("10000.00", Light.RED, {}, 0),  # 3 points
        ("10000.00", Light.RED, {"novelty": Novelty.CHANGED}, 1),  # 4
        ("10000.00", Light.RED, {"annual_income": Money.parse("10000.00")}, 1),  # 6
        ("10000.00", Light.RED, {"annual_income": Money(0), "novelty": Novelty.CHANGED}, 2),  # 7
        ("10000.00", Light.UNCHECKED, {"novelty": Novelty.NEW}, 0),  # 2
    ],
)
def test_the_tier_is_the_first_that_the_award_and_the_points_fit_in(
    amount: str, light: Light, facts: dict[str, Any], number: int
) -> None:
    assert tier(amount, light, **facts).number == number


@pytest.mark.parametrize(("income", "points"), [("40000.01", 0), ("40000.00", 1), ("20000.00", 2), ("13333.33", 3)])
def test_the_share_of_the_income_counts_from_a_quarter_on(income: str, points: int) -> None:
    assert tier("10000.00", annual_income=Money.parse(income)).points["income_share"] == points


def test_the_highest_tier_has_no_cap_on_questions_and_documents() -> None:
    assert tier("10000.00").caps == {"questions": 8, "documents": 1, "reports_per_year": 1, "upfront_share": 1}
    assert tier("2000000.00").caps == {"reports_per_year": 4, "upfront_share": Decimal("0.25")}


@given(st.integers(0, 12), st.integers(0, 3), st.integers(0, 3), st.booleans())
def test_what_goes_beyond_a_cap_stops_the_award_until_its_explanation_is_approved(
    questions: int, documents: int, reports: int, explained: bool
) -> None:
    asked = {"questions": questions, "documents": documents, "reports_per_year": reports}
    burden = stated(**asked, explanation="The regulator asks." if explained else None)
    faults = [*excess(burden.statement, tier("10000.00"))]
    assert len(faults) == (questions > 8) + (documents > 1) + (reports > 1)
    small = Money.parse("10000.00")
    assert is_proportionate(burden, small, Light.GREEN, now=NOW).blocks == bool(faults)
    if explained:
        burden.approve("ben")
        assert not is_proportionate(burden, small, Light.GREEN, now=NOW).blocks


def test_a_second_person_approves_and_a_new_statement_is_approved_anew() -> None:
    burden = stated(explanation="Much, but needed.")
    with pytest.raises(Forbidden):
        burden.approve("anna")
    burden.approve("ben")
    with pytest.raises(RuleBroken):
        burden.approve("cara")
    burden.restate(a_statement(explanation="More."), by="ben")
    assert (burden.is_explained, burden.version) == (False, 3)
    with pytest.raises(RuleBroken):
        stated().approve("ben")


def test_who_pays_more_upfront_than_was_approved_has_no_approval_for_that() -> None:
    burden = stated(questions=9, upfront_share=Decimal("0.5"), explanation="Much, but needed.")
    burden.approve("ben")
    assert burden.paying(Decimal("0.5")).is_explained
    assert not burden.paying(Decimal("0.51")).is_explained
    assert burden.is_explained


def test_a_funder_that_adopted_the_caps_says_what_it_asks_before_it_awards() -> None:
    assert is_proportionate(None, Money.parse("1.00"), Light.GREEN, now=NOW).blocks
