"""Phases that can be followed to their end are declared, and no others; what is declared is hashed to the last word."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.tendering.tests.builders import DEADLINE, NOW, a_notice, a_published_notice, terms
from services.tendering.tests.phased import (
    FIRST,
    SECOND,
    a_phase,
    a_public_social_partnership,
    an_innovation_partnership,
    criteria,
    flexibly,
    in_phases,
    the_final_tenders,
    with_requests,
)
from sqlalchemy.engine.default import DefaultDialect

from chassis.database import Whole
from kernel.digests import digest_of
from kernel.errors import RuleBroken, Unacceptable
from kernel.money import Money
from tendering.copies.domain import copied
from tendering.criteria.domain import Criterion, CriterionKind, Source
from tendering.obligations.domain import Procedure
from tendering.procedures.domain import FlexibleProcedure, Partnership, Phase, PhaseKind, Target
from tendering.procedures.rules import must_be_possible

DIALOGUE = a_phase(PhaseKind.DIALOGUE, SECOND)
OTHERWISE: dict[str, Any] = {
    "title": "Who would?",
    "kind": PhaseKind.DIALOGUE,
    "asks_for": "A plan.",
    "closes_at": SECOND,
    "conditions": ("Insured", "Registered"),
    "targets": (Target("Days", "day", at_most=Decimal(3)),),
    "criteria": ("Reach",),
    "asks_price": True,
    "at_least": 2,
    "at_most": 3,
    "refines": "Weights.",
    "payment_ceiling": Money.parse("5000.00"),
    "lots": ("north",),
}


def faults(declared: FlexibleProcedure) -> str:
    with pytest.raises(Unacceptable) as caught:
        must_be_possible(declared, DEADLINE, [*criteria(), promised()], ["north", None])
    return caught.value.path.removeprefix("/flexible/")


def promised() -> Criterion:
    return Criterion("Jobs", CriterionKind.QUALITY, Decimal(0), Source.DECLARED, Decimal(10))


@pytest.mark.parametrize("declared", [with_requests(), a_public_social_partnership(), an_innovation_partnership()])
def test_ordinary_phases_and_both_partnerships_are_possible(declared: FlexibleProcedure) -> None:
    assert terms(**flexibly(declared)).flexible is declared


@pytest.mark.parametrize(
    ("phases", "path"),
    [
        ((a_phase(),), "phases/0/kind"),
        ((the_final_tenders(), replace(the_final_tenders(), title="Again")), "phases/0/kind"),
        ((a_phase(), replace(DIALOGUE, title="PARTICIPATION"), the_final_tenders()), "phases/1/title"),
        ((DIALOGUE, a_phase(closes_at=SECOND + timedelta(days=1)), the_final_tenders()), "phases/1/kind"),
        ((a_phase(closes_at=None), the_final_tenders()), "phases/0/closes_at"),
        ((a_phase(closes_at=SECOND), DIALOGUE, the_final_tenders()), "phases/1/closes_at"),
        ((a_phase(closes_at=DEADLINE), the_final_tenders()), "phases/0/closes_at"),
        ((replace(the_final_tenders(), closes_at=SECOND),), "phases/0/closes_at"),
        ((replace(the_final_tenders(), at_most=2),), "phases/0/kind"),
        ((a_phase(criteria=("Charm",)), the_final_tenders()), "phases/0/criteria/0"),
        ((a_phase(criteria=("Reach", "Reach")), the_final_tenders()), "phases/0/criteria/1"),
        ((a_phase(criteria=("Price",)), the_final_tenders()), "phases/0/criteria/0"),
        ((a_phase(criteria=("Jobs",)), the_final_tenders()), "phases/0/criteria/0"),
        ((a_phase(at_most=2), the_final_tenders()), "phases/0/at_most"),
        ((a_phase(at_least=3, at_most=2, criteria=("Reach",)), the_final_tenders()), "phases/0/at_least"),
        ((a_phase(targets=(Target("Days", "day"),)), the_final_tenders()), "phases/0/targets/0"),
        ((a_phase(lots=("south",)), the_final_tenders()), "phases/0/lots/0"),
        ((a_phase(lots=("north", "north")), the_final_tenders()), "phases/0/lots/1"),
        ((replace(the_final_tenders(), lots=("north",)),), "phases/0/lots"),
        ((a_phase(conditions=("Insured", "Insured")), the_final_tenders()), "phases/0/conditions"),
    ],
)
def test_what_nobody_could_follow_is_named_where_it_stands(phases: tuple[Phase, ...], path: str) -> None:
    assert faults(FlexibleProcedure(phases=phases)) == path


def test_a_public_social_partnership_leaves_out_no_stage_and_changes_no_order() -> None:
    whole = a_public_social_partnership()
    design, pilot, evaluation, final = whole.phases
    for stages in (
        (design, pilot),
        (pilot, evaluation),
        (replace(design, kind=PhaseKind.PILOT, title="A"), evaluation),
    ):
        assert faults(replace(whole, phases=(*stages, final))) == "phases"
    assert faults(replace(whole, rights=None)) == "rights"
    assert faults(replace(whole, phases=(replace(design, lots=("north",)), pilot, evaluation, final))) == "phases"


def test_each_stage_of_an_innovation_partnership_has_targets() -> None:
    whole = an_innovation_partnership()
    first, *rest = whole.phases
    assert faults(replace(whole, phases=(replace(first, targets=()), *rest))) == "phases"
    assert faults(in_phases(a_phase(), partnership=Partnership.INNOVATION, rights="Ours.")) == "phases"


def test_a_gate_closes_each_stage_of_a_partnership_and_nothing_else() -> None:
    asked = in_phases(a_phase(), a_phase(PhaseKind.PILOT, SECOND))
    assert not any(asked.has_gate(number) for number in (1, 2, 3))
    assert [a_public_social_partnership().has_gate(number) for number in (1, 2, 3, 4)] == [True, True, True, False]


@given(st.decimals(-5, 5, places=2), st.decimals(-5, 5, places=2), st.decimals(-5, 5, places=2))
def test_a_target_is_met_within_its_bounds(low: Decimal, high: Decimal, figure: Decimal) -> None:
    assert Target("x", "y", low, high).is_met_by(figure) == (low <= figure <= high)
    assert Target("x", "y", at_least=low).is_met_by(figure) == (figure >= low)


def test_only_a_competitive_flexible_procedure_has_phases() -> None:
    with pytest.raises(Unacceptable, match="flexible"):
        terms(**flexibly(with_requests(), procedure=Procedure.OPEN))


@pytest.mark.parametrize("name", list(OTHERWISE))
def test_whatever_a_phase_says_is_hashed(name: str) -> None:
    whole = terms(**flexibly(in_phases(a_phase())))
    before = whole.digest_with(None)
    whole.flexible = in_phases(replace(a_phase(), **{name: OTHERWISE[name]}))
    assert whole.digest_with(None) != before


@pytest.mark.parametrize("declared", [with_requests(), a_public_social_partnership(), an_innovation_partnership()])
def test_a_database_changes_nothing_of_what_was_declared(declared: FlexibleProcedure) -> None:
    column, dialect = Whole(FlexibleProcedure), DefaultDialect()
    kept = column.process_result_value(column.process_bind_param(declared, dialect), dialect)
    assert kept == declared
    assert digest_of(kept) == digest_of(declared)


def test_a_notice_is_not_published_once_its_first_phase_would_be_over() -> None:
    notice = a_notice(**flexibly(with_requests()))
    with pytest.raises(RuleBroken, match="first phase"):
        notice.publish(now=FIRST)
    notice.publish(now=NOW)


def test_after_the_first_phase_no_amendment_changes_what_bids_are_judged_by() -> None:
    notice = a_published_notice(**flexibly(with_requests()))
    later = DEADLINE + timedelta(days=20)
    changed = [Criterion("Quality", CriterionKind.QUALITY, Decimal(70)), criteria()[-1]]
    with pytest.raises(RuleBroken, match="refined"):
        notice.amend(
            terms(**flexibly(with_requests(), lots=notice.lots, criteria=changed, closes_at=later)), now=SECOND
        )
    notice.amend(terms(**flexibly(with_requests(), lots=notice.lots, closes_at=later)), now=SECOND)
    assert notice.closes_at == later


def test_a_copy_keeps_its_phases_as_far_apart_as_they_were() -> None:
    notice, by = a_published_notice(**flexibly(with_requests())), timedelta(days=365)
    made = copied(notice, closes_at=DEADLINE + by)
    assert made.flexible == notice.flexible.moved(by) if notice.flexible else False
    assert made.open_until == FIRST + by
