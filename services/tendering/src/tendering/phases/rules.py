"""In which order phases go, and who is in each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from kernel.clock import ON_THE_WAY
from kernel.errors import Forbidden, RuleBroken
from tendering.notices.domain import Notice, Status
from tendering.phases.domain import PhaseLog, PhaseResult, Standing
from tendering.procedures.domain import FlexibleProcedure, Phase
from tendering.sealing.domain import key_id_of


class TooLate(RuleBroken):
    """The deadline of a phase has passed. That it was tried is kept, and nothing of what was sent."""


@dataclass(frozen=True)
class Progress:
    """How far the phases of a notice have come; by their numbers the results of those that were decided, and for sealed
    entries what was in at the deadline.
    """

    notice: Notice
    declared: FlexibleProcedure
    results: Mapping[int, PhaseResult]
    logs: dict[int, PhaseLog] = field(default_factory=dict)

    def phase(self, number: int) -> Phase:
        """One phase. Raises NotFound."""
        return self.declared.phase(number)

    def closes_at(self, number: int) -> datetime:
        """Its deadline: as declared, or as those who are in were invited to it."""
        before = self.results.get(number - 1)
        declared = self.phase(number).closes_at
        if declared is None:
            return self.notice.closes_at
        return declared if before is None else before.next_closes_at

    def is_settled(self, number: int) -> bool:
        """Whether the next phase may begin: those who go on are known, and the gate, where there is one, was passed."""
        result = self.results.get(number)
        if result is None:
            return False
        return not self.declared.has_gate(number) or (result.gate is not None and result.gate.passed)

    def lots_of(self, number: int) -> frozenset[UUID]:
        """The lots that a phase is for."""
        return frozenset(lot.id for lot in self.notice.lots if self.phase(number).is_for(lot.reference))

    def named(self, number: int) -> str:
        """A phase in words, with its lots where it is not for all."""
        phase, lots = self.phase(number), self.lots_of(number)
        titles = ", ".join(lot.title for lot in self.notice.lots if lot.id in lots)
        return f"{phase.title}: {titles}" if phase.lots else phase.title

    def lots_open_to(self, number: int, supplier_id: UUID) -> frozenset[UUID]:
        """The lots for which a provider is in a phase: it went on from every phase before that was for them."""
        lost = [self.lots_of(before) for before in range(1, number) if supplier_id not in self.results[before].going_on]
        return self.lots_of(number).difference(*lost)

    def invited_to(self, number: int) -> frozenset[UUID]:
        """Those who went on to a phase from one before, for one of its lots. In a lot's first phase anybody may be."""
        return frozenset(
            supplier_id
            for before in range(1, number)
            for supplier_id in self.results[before].going_on
            if self.lots_open_to(number, supplier_id) & self.lots_of(before)
        )

    def may_begin(self, number: int) -> bool:
        """Whether the phase before it is over for good; the first waits for none."""
        return number == 1 or self.is_settled(number - 1)

    def standing(self, number: int, *, now: datetime) -> Standing:
        """How far this phase has come."""
        result = self.results.get(number)
        is_awarded = self.phase(number).is_final and self.notice.status is Status.AWARDED
        if is_awarded or self.is_settled(number):
            return Standing.SETTLED
        if self.notice.status is Status.CANCELLED:
            return Standing.ENDED
        if result is not None:
            return Standing.AT_GATE
        if not self.may_begin(number):
            return Standing.WAITING
        return Standing.OPEN if now <= self.closes_at(number) else Standing.CLOSED

    def must_be_in(self, number: int, supplier_id: UUID) -> None:
        """Raise RuleBroken while nobody knows who is in a phase, Forbidden for who is not."""
        if not self.may_begin(number):
            before = self.phase(number - 1).title
            raise RuleBroken(f"Nobody is invited yet to {self.phase(number).title!r}: {before!r} is not settled.")
        if not self.lots_open_to(number, supplier_id):
            raise Forbidden(f"You were not invited to {self.phase(number).title!r}.")

    def must_welcome(self, number: int, supplier_id: UUID, *, now: datetime) -> None:
        """Raise RuleBroken or Forbidden unless this provider may send something now; the deadline itself is in time."""
        phase = self.phase(number)
        if phase.is_final:
            raise RuleBroken("Final tenders are bids, sent as bids are.")
        if self.notice.status is not Status.PUBLISHED:
            raise RuleBroken(f"The notice is {self.notice.status}; its phases welcome nothing.")
        self.must_be_in(number, supplier_id)
        if now > self.closes_at(number) or number in self.results or number in self.logs:
            at = self.closes_at(number).isoformat()
            raise TooLate(f"The deadline of {phase.title!r} was {at}; nothing of what comes later is kept.")

    def is_shut_for_ever(self, number: int) -> bool:
        """Whether the notice was cancelled before this phase closed: then nobody reads what was sent for it."""
        cancelled_at = self.notice.cancelled_at
        return cancelled_at is not None and cancelled_at <= self.closes_at(number)

    def is_over(self, number: int, *, now: datetime) -> bool:
        """Whether it has closed, and what is in time cannot be on its way any more."""
        is_past = self.may_begin(number) and now > self.closes_at(number) + ON_THE_WAY
        return is_past and self.notice.published_at is not None and not self.is_shut_for_ever(number)

    def must_be_over(self, number: int, *, now: datetime) -> None:
        """Raise RuleBroken until then, in the same words whether something was sent or not."""
        if self.is_over(number, now=now):
            return
        title, opens_at = self.phase(number).title, (self.closes_at(number) + ON_THE_WAY).isoformat()
        if not self.may_begin(number):
            raise RuleBroken(f"{title!r} has not begun: the phase before it is not settled.")
        if self.is_shut_for_ever(number):
            raise RuleBroken(f"The notice was cancelled before {title!r} closed; what was sent stays shut.")
        raise RuleBroken(f"What is sent for {title!r} is shut until {opens_at}.")

    def is_sealed(self, number: int) -> bool:
        """Whether what was sent waits for its openers."""
        log = self.logs.get(number)
        return key_id_of(self.notice, number) is not None and (log is None or log.opened_at is None)

    def must_be_open(self, number: int, *, now: datetime) -> None:
        """Raise RuleBroken until what was sent is read by who is entitled, in the same words however much there is."""
        self.must_be_over(number, now=now)
        if self.is_sealed(number):
            title = self.phase(number).title
            raise RuleBroken(f"What was sent for {title!r} is sealed; its openers have not met.")
