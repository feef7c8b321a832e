"""How phases and what is sent for them look on the wire."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.wire import MoneyIn, MoneyOut, Out, Prose, Strict, example
from tendering.envelopes.schemas import Digest
from tendering.phases.domain import Contents, Entry, Standing
from tendering.phases.rules import Progress
from tendering.procedures.domain import PhaseKind


class EntryIn(
    Strict,
    json_schema_extra=example(
        statement="We have run such services since 2009, and are insured.",
        documents=["9f86d081884c7d659a2feaa0c55ad015" * 2],
    ),
):
    """What a provider sends for a phase; documents by their SHA-256, a `price` where the phase asks for one."""

    statement: Prose
    documents: Annotated[list[Digest], Field(max_length=50, default_factory=list)]
    price: MoneyIn | None = None

    def contents(self) -> Contents:
        """In the words of the domain."""
        price = None if self.price is None else self.price.parsed()
        return Contents(statement=self.statement, documents=tuple(self.documents), price=price)


class ContentsOut(Out):
    """What a provider said in a phase."""

    statement: str
    documents: list[Digest]
    price: MoneyOut | None


class EntryOut(Out):
    """What was sent for a phase, for its provider, and once the phase has closed for the buyer and auditors.

    The `commitment` is the SHA-256 of the request that brought it; `signed` is a receipt, for its provider.
    """

    id: UUID
    notice_id: UUID
    phase: int
    supplier_id: UUID
    received_at: datetime
    withdrawn_at: datetime | None
    commitment: Digest
    contents: ContentsOut
    version: int
    signed: str | None = None


class EvidenceOut(Out):
    """A document that shows what a stage came to."""

    title: str
    sha256: Digest


class GateOut(Out):
    """Whether the partnership went on after this stage, and why; the evidence is public, at /tendering/v1/documents."""

    passed: bool
    reason: str
    evidence: list[EvidenceOut]
    decided_at: datetime


class PhaseStandingOut(Out):
    """How far one phase has come. Who takes part is not said, nor how many."""

    number: int
    title: str
    kind: PhaseKind
    closes_at: datetime
    standing: Standing
    decided_at: datetime | None
    refined_because: str | None
    digest: Digest | None
    has_gate: bool
    gate: GateOut | None


class ProgressOut(Out):
    """How far a procedure has come, phase by phase; what each asks for is in `flexible` of the notice."""

    notice_id: UUID
    phases: list[PhaseStandingOut]


def told(entry: Entry, contents: Contents, signed: str | None = None) -> EntryOut:
    """An entry as its reader gets it."""
    shown = {name: getattr(entry, name) for name in EntryOut.model_fields.keys() - {"contents", "signed"}}
    return EntryOut(**shown, contents=ContentsOut.model_validate(contents), signed=signed)


def progress_shown(progress: Progress, *, now: datetime) -> ProgressOut:
    """The phases as they stand."""
    numbers = range(1, len(progress.declared.phases) + 1)
    return ProgressOut(notice_id=progress.notice.id, phases=[_standing(progress, each, now=now) for each in numbers])


def _standing(progress: Progress, number: int, *, now: datetime) -> PhaseStandingOut:
    phase, result = progress.phase(number), progress.results.get(number)
    return PhaseStandingOut(
        number=number,
        title=phase.title,
        kind=phase.kind,
        closes_at=progress.closes_at(number),
        standing=progress.standing(number, now=now),
        decided_at=result and result.decided_at,
        refined_because=result and result.refined_because,
        digest=result and result.digest,
        has_gate=progress.declared.has_gate(number),
        gate=result and result.gate and GateOut.model_validate(result.gate),
    )
