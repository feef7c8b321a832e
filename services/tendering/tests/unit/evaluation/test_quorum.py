"""A panel that is too small scores nothing, and who left or lost their training counts nowhere: in whatever order."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from uuid import UUID, uuid4

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from services.tendering.tests.builders import NOW

from kernel.errors import Conflict
from kernel.money import Money
from tendering.criteria.domain import Criterion, CriterionKind, Source
from tendering.evaluation.rules.results import Evidence, LotResult, LotStatus, Offered, result_of
from tendering.methods.domain import Method
from tendering.panels.domain import Kind, Member

LOT = uuid4()
DEADLINE = date(2026, 9, 28)
CRITERIA = [
    Criterion("Price", CriterionKind.PRICE, Decimal(40)),
    Criterion("Quality", CriterionKind.QUALITY, Decimal(40)),
    Criterion("Citizens", CriterionKind.QUALITY, Decimal(20), Source.CITIZEN),
]
PANEL_OF = {"Quality": Kind.TECHNICAL, "Citizens": Kind.CITIZEN}


class Scoring(RuleBasedStateMachine):
    """Two bids and two panels whose members come, mark and leave; some have lost their training."""

    @initialize(technical=st.integers(1, 3), citizen=st.integers(1, 4))
    def opened(self, technical: int, citizen: int) -> None:
        self.figures = Method.usual(uuid4(), on=DEADLINE)
        self.figures.technical_quorum, self.figures.citizen_quorum = technical, citizen
        self.quorum = {Kind.TECHNICAL: technical, Kind.CITIZEN: citizen}
        self.offers = [
            Offered(
                bid_id=uuid4(), bidder_id=uuid4(), price=Money.parse(price), declared={}, staffing=None,
                received_at=datetime(2026, 9, day, tzinfo=UTC),
            )
            for day, price in ((1, "100.00"), (2, "101.00"))
        ]  # fmt: skip
        self.members: list[Member] = []
        self.marks: dict[tuple[UUID, str], dict[UUID, Fraction]] = {}

    @rule(kind=st.sampled_from(Kind), lapsed=st.booleans())
    def somebody_is_appointed(self, kind: Kind, lapsed: bool) -> None:
        until = DEADLINE - timedelta(days=lapsed) if kind is Kind.TECHNICAL else None
        self.members.append(Member(notice_id=uuid4(), kind=kind, subject="x", trained_until=until, appointed_at=NOW))

    @rule(who=st.integers(0, 9), mark=st.integers(0, 10))
    def somebody_marks(self, who: int, mark: int) -> None:
        if who < len(self.members):
            member = self.members[who]
            criterion = next(name for name, kind in PANEL_OF.items() if kind is member.kind)
            for offered in self.offers:
                self.marks.setdefault((offered.bid_id, criterion), {})[member.id] = Fraction(mark)

    @rule(who=st.integers(0, 9))
    def somebody_leaves(self, who: int) -> None:
        if who < len(self.members):
            try:
                self.members[who].recuse(LOT, "A sibling bids.", now=NOW)
            except Conflict:
                return

    def result(self, marks: dict[tuple[UUID, str], dict[UUID, Fraction]]) -> LotResult:
        evidence = Evidence(
            criteria=CRITERIA, figures=self.figures, deadline=DEADLINE, members=self.members, marks=marks,
            findings={}, ratings={},
        )  # fmt: skip
        return result_of(LOT, self.offers, evidence)

    @invariant()
    def only_a_quorum_of_those_who_may_mark_scores(self) -> None:
        if not hasattr(self, "offers"):
            return
        may = {
            each.id
            for each in self.members
            if not each.recusals and (each.trained_until is None or each.trained_until >= DEADLINE)
        }
        valid = {place: {who: mark for who, mark in given.items() if who in may} for place, given in self.marks.items()}
        enough = all(
            len(valid.get((offered.bid_id, name), {})) >= self.quorum[kind]
            for offered in self.offers
            for name, kind in PANEL_OF.items()
        )
        result = self.result(self.marks)
        assert (result.status is LotStatus.SCORED) is enough
        assert bool(result.table) is enough
        alone = self.result(valid)  # as if the others had never marked
        assert [line.total for line in result.table] == [line.total for line in alone.table]
        assert result.agreement == alone.agreement


Scoring.TestCase.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
TestScoring = Scoring.TestCase
