"""Award criteria are refined only where the notice says so, and never to the good of who was let go."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st
from services.tendering.tests.builders import NOW, a_published_notice
from services.tendering.tests.phased import SECOND, a_phase, criteria, flexibly, in_phases

from tendering.criteria.domain import Criterion
from tendering.phases.domain import Assessment, PhaseResult, Verdict
from tendering.phases.rules import Progress
from tendering.procedures.domain import Phase, PhaseKind
from tendering.shortlists.domain import Candidate
from tendering.shortlists.rules.refinements import may_refine
from tendering.shortlists.rules.verdicts import judged

ASKED = a_phase(criteria=("Quality", "Reach"), at_most=1, refines="Weights.")
mark = st.integers(0, 10)


def weighed(quality: int) -> list[Criterion]:
    """Quality and reach share seventy points."""
    weights = {"Quality": quality, "Reach": 70 - quality, "Price": 30}
    return [Criterion(each.name, each.kind, Decimal(weights[each.name])) for each in criteria()]


def entrants(*marks: tuple[int, int]) -> list[Candidate]:
    found = [Assessment(reason=".", marks={"Quality": Decimal(q), "Reach": Decimal(r)}) for q, r in marks]
    return [
        Candidate(supplier_id=uuid4(), entry_id=uuid4(), received_at=NOW + timedelta(minutes=place), assessment=each)
        for place, each in enumerate(found)
    ]


def progress(phase: Phase = ASKED, *results: PhaseResult) -> Progress:
    declared = in_phases(phase)
    return Progress(a_published_notice(**flexibly(declared)), declared, {each.phase: each for each in results})


def is_allowed(verdicts: list[Verdict], refined: list[Criterion], phase: Phase = ASKED) -> bool | None:
    return may_refine(progress(phase), 1, verdicts, refined, on=NOW.date(), now=NOW).outcome


@given(st.lists(st.tuples(mark, mark), min_size=1, max_size=5), st.integers(0, 70))
def test_what_is_refined_lets_nobody_in_that_was_let_go(marks: list[tuple[int, int]], quality: int) -> None:
    some = entrants(*marks)
    before, after = judged(ASKED, criteria(), some), judged(ASKED, weighed(quality), some)
    same = [each.goes_on for each in before] == [each.goes_on for each in after]
    assert is_allowed(before, weighed(quality)) is same


def test_the_notice_provides_for_it_or_it_is_refused() -> None:
    before = judged(ASKED, criteria(), entrants((8, 8)))
    assert is_allowed(before, weighed(60)) is True
    assert is_allowed(before, weighed(60), replace(ASKED, refines=None)) is False


def test_no_criterion_comes_and_none_goes() -> None:
    before = judged(ASKED, criteria(), entrants((8, 8)))
    renamed = [*weighed(50)[:1], Criterion("Charm", weighed(50)[1].kind, Decimal(20)), weighed(50)[2]]
    assert is_allowed(before, renamed) is False
    assert is_allowed(before, weighed(50)[:2]) is False


def test_who_was_let_go_in_an_earlier_phase_counts_too() -> None:
    again = a_phase(PhaseKind.DIALOGUE, SECOND, criteria=("Quality", "Reach"), refines="Weights.")
    declared = in_phases(ASKED, again)
    strong, broad = entrants((8, 2), (6, 6))
    first = judged(ASKED, criteria(), [strong, broad])
    result = PhaseResult(notice_id=uuid4(), phase=1, decided_at=NOW, next_closes_at=NOW, verdicts=first)
    held = Progress(a_published_notice(**flexibly(declared)), declared, {1: result})
    second = judged(ASKED, criteria(), [strong])
    decided = [may_refine(held, 2, second, weighed(quality), on=NOW.date(), now=NOW).outcome for quality in (60, 20)]
    assert decided == [True, False]
