"""How the report looks on the wire: members by no name, four places."""

from uuid import UUID

from chassis.wire import DecimalOut, Out
from rulebook.rules import Rule
from tendering.outliers.domain import CriterionReport, FarMark, LotReport
from tendering.panels.domain import Kind
from tendering.prices.schemas import four


class FarMarkOut(Out):
    """A mark, what the panel gave that bid, and by how many times the usual the two differ: its modified z-score."""

    member_id: UUID
    bid_id: UUID
    mark: DecimalOut
    median: DecimalOut
    distance: DecimalOut

    @classmethod
    def of(cls, far: FarMark) -> "FarMarkOut":
        return cls(
            member_id=far.member_id,
            bid_id=far.bid_id,
            mark=four(far.mark),
            median=four(far.median),
            distance=four(far.distance),
        )


class CriterionReportOut(Out):
    """One criterion, and how many members marked it; `far` is null where these are too few to tell."""

    criterion: str
    members: int
    far: list[FarMarkOut] | None

    @classmethod
    def of(cls, report: CriterionReport) -> "CriterionReportOut":
        far = None if report.far is None else [FarMarkOut.of(each) for each in report.far]
        return cls(criterion=report.criterion, members=report.members, far=far)


class LotReportOut(Out):
    """One lot: what evaluators marked and what citizens did, apart."""

    lot_id: UUID
    evaluators: list[CriterionReportOut]
    citizens: list[CriterionReportOut]

    @classmethod
    def of(cls, report: LotReport) -> "LotReportOut":
        return cls(
            lot_id=report.lot_id,
            evaluators=[CriterionReportOut.of(each) for each in report.of(Kind.TECHNICAL)],
            citizens=[CriterionReportOut.of(each) for each in report.of(Kind.CITIZEN)],
        )


class OutliersOut(Out):
    """Which marks lie far from those of the same panel, and by which rule. That one does is no cause to change it."""

    notice_id: UUID
    rule: str
    rule_version: int
    far_over: DecimalOut
    points_at_least: DecimalOut
    lots: list[LotReportOut]

    @classmethod
    def made(cls, notice_id: UUID, figures: Rule, reports: list[LotReport]) -> "OutliersOut":
        return cls(
            notice_id=notice_id,
            rule=figures.id,
            rule_version=figures.version,
            far_over=four(figures.share("far_over")),
            points_at_least=four(figures.share("points_at_least")),
            lots=[LotReportOut.of(each) for each in reports],
        )
