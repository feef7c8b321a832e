"""What far is: the modified z-score, exactly (Iglewicz and Hoaglin, How to Detect and Handle Outliers, 1993).

A mark is set against the median of its bid; what is usual is the median of all those distances for the criterion. Where
most marks sit on the median that is nought, and the mean distance takes its place. The mean and the standard deviation
will not do: a single mark moves both, and hides itself.
"""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from statistics import median
from uuid import UUID

from rulebook.rules import Rule, rule
from tendering.criteria.domain import PANELS, Criterion
from tendering.evaluation.rules.results import Materials, panel_of, valid_marks
from tendering.outliers.domain import CriterionReport, FarMark, LotReport
from tendering.panels.domain import Kind

#: The marks of one criterion: by bid, and there by member.
Marks = Mapping[UUID, Mapping[UUID, Fraction]]


def figures_on(day: date) -> Rule:
    """The figures of that day."""
    return rule("award.outlying_marks", on=day)


def report_of(materials: Materials, figures: Rule) -> LotReport:
    """Every criterion that a panel marks, by the marks that count of who may mark."""
    evidence = materials.evidence
    panels = {kind: panel_of(kind, materials.lot_id, evidence) for kind in Kind}
    admitted = [each for each in materials.offers if each.is_admitted]
    return LotReport(
        materials.lot_id,
        [
            criterion_report(each, {bid.bid_id: valid_marks(bid, each, panels, evidence) for bid in admitted}, figures)
            for each in evidence.criteria
            if each.source in PANELS
        ],
    )


def criterion_report(criterion: Criterion, marks: Marks, figures: Rule) -> CriterionReport:
    """One criterion that a panel marks. Bids that too few marked are left out; without any other nothing is told."""
    enough = {bid: given for bid, given in marks.items() if len(given) >= figures.number("members_at_least")}
    return CriterionReport(
        criterion=criterion.name,
        panel=Kind(str(criterion.source)),
        members=len({member for given in marks.values() for member in given}),
        far=far_marks(enough, figures) if enough else None,
    )


def far_marks(marks: Marks, figures: Rule) -> tuple[FarMark, ...]:
    """Those further away than both figures, the furthest first."""
    medians = {bid: Fraction(median(given.values())) for bid, given in marks.items()}
    unit = unit_of([abs(mark - medians[bid]) for bid, given in marks.items() for mark in given.values()], figures)
    if not unit:
        return ()
    measured = [
        FarMark(member_id=member, bid_id=bid, mark=mark, median=medians[bid], distance=(mark - medians[bid]) / unit)
        for bid, given in marks.items()
        for member, mark in given.items()
    ]
    far = [each for each in measured if is_far(each, figures)]
    return tuple(sorted(far, key=lambda each: (-abs(each.distance), each.member_id, each.bid_id)))


def is_far(mark: FarMark, figures: Rule) -> bool:
    """Whether it is unusual for this panel, and by so many points that it matters: of who mostly agree, a point is."""
    points = abs(mark.mark - mark.median)
    return abs(mark.distance) > figures.share("far_over") and points >= figures.share("points_at_least")


def unit_of(distances: list[Fraction], figures: Rule) -> Fraction:
    """What one standard deviation would be of marks that err as usual; nought where all sit on their medians."""
    usual = Fraction(median(distances))
    if usual:
        return usual / figures.share("median_distance")
    return sum(distances, start=Fraction(0)) / len(distances) * figures.share("mean_distance")
