"""How eligibility looks on the wire."""

from datetime import date, datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field

from chassis.wire import CpvIn, DayIn, Digits, IdIn, Name, Out, Prose, Strict, example
from kernel.logic import word_of
from kernel.periods import DatePeriod
from registry.eligibility.domain import Enquiry, Regime
from registry.eligibility.queries import Answer, Test
from rulebook.decisions import Basis
from rulebook.limbs import Limb, Reservation, Value
from rulebook.reservations import window
from rulebook.reserved_lots import LotTerms

Word = Literal["yes", "no", "unknown"]
Gss = Annotated[str, Field(pattern=r"^[A-Z][0-9]{8}$", examples=["E06000015"])]
Days = Annotated[list[DayIn], Field(max_length=50, default_factory=list)]


class EligibilityAsked(Strict):
    """What is asked. What is not said of the lot is unknown, and is not tested.

    `on` is the planned award day, today if left out; evidence must be live on it, or on `evidence_on`.
    `earlier_award_on` asks, day by day, whether a comparable award on it would stand in the way.
    """

    regime: Annotated[Regime, Field(strict=False)]
    authority: IdIn
    on: DayIn | None = None
    signature_on: DayIn | None = None
    evidence_on: DayIn | None = None
    area: Annotated[list[Gss], Field(max_length=50, default_factory=list)]
    cpv: Annotated[list[CpvIn], Field(max_length=50, default_factory=list)]
    procedure: Literal["open", "competitive_flexible"] | None = None
    starts_on: DayIn | None = None
    ends_on: DayIn | None = None
    extension_months: Annotated[int, Field(strict=False, ge=0, le=600), Digits] = 0
    public_contract: Annotated[bool, Field(strict=False)] | None = None
    earlier_award_on: Days

    def enquiry(self, organisation_id: UUID, *, today: date) -> Enquiry:
        """In the words of the domain. Raises Unacceptable."""
        return Enquiry(
            organisation_id=organisation_id,
            regime=self.regime,
            authority=self.authority,
            on=self.on or today,
            signature_on=self.signature_on,
            evidence_on=self.evidence_on,
            areas=self.area,
            cpv=self.cpv,
            lot=LotTerms(
                procedure=self.procedure,
                is_public_contract=self.public_contract,
                starts_on=self.starts_on,
                ends_on=self.ends_on,
                extension_months=self.extension_months,
            ),
        )


class LimbOut(Out):
    """One condition: whether it is met, why, and which facts that rests on or waits for."""

    name: str
    outcome: Word
    reason: str
    facts: list[str]
    missing: list[str]

    @classmethod
    def of(cls, limb: Limb) -> Self:
        """As the rule found it."""
        return cls(
            name=limb.name,
            outcome=word_of(limb.outcome),
            reason=limb.reason,
            facts=[*limb.facts],
            missing=[*limb.missing],
        )


class FactUsed(Out):
    """A fact that the answer rests on, and where it is from."""

    id: UUID
    name: str
    value: Value
    source: str
    reference: str
    retrieved_on: date
    expires_on: date | None


class WindowOut(Out):
    """From the first day to the last, both included."""

    first: date
    last: date | None


class TestOut(Out):
    """The test on one day. `fails` names every condition that is not met, or not evidenced."""

    on: date
    qualifies: Word
    fails: list[str]
    missing: list[str]
    window: WindowOut | None
    limbs: list[LimbOut]
    facts: list[FactUsed]
    decision: UUID | None

    @classmethod
    def of(cls, test: Test, *, is_kept: bool) -> Self:
        """As the test came out."""
        found = test.qualification
        return cls(
            on=found.question.on,
            qualifies=word_of(found.outcome),
            fails=[*found.fails],
            missing=test.missing,
            window=_window(found.window),
            limbs=[LimbOut.of(limb) for limb in found.limbs],
            facts=[FactUsed.model_validate(fact) for fact in test.facts],
            decision=test.decision.id if is_kept else None,
        )


class GroundOut(Out):
    """Whether a lot like this may be reserved so; `fails` are what s.33 forbids of its procedure and term."""

    lawful: Word
    reasons: list[str]
    fails: list[str]
    decision: UUID | None


class EligibilityOut(Out):
    """Whether the organisation may be given a lot that is so reserved.

    `at_award` is the test on the planned award day, `at_signature` the one repeated when the contract is signed. Each
    `decision` can be fetched at /registry/v1/decisions/{id}; it is put on record for who is signed in.
    """

    organisation_id: UUID
    regime: Regime
    reservation: Reservation
    authority: UUID
    qualifies: Word
    rule: str
    version: int
    basis: Basis
    source: str
    says: str
    lot: GroundOut
    at_award: TestOut
    at_signature: TestOut | None
    earlier_award_blocks: dict[date, bool]

    @classmethod
    def of(cls, answer: Answer, earlier: list[date], *, is_kept: bool) -> Self:
        """As the rules answered."""
        enquiry, ground = answer.enquiry, answer.ground
        found = answer.tests[0].qualification.rule
        tests = [TestOut.of(test, is_kept=is_kept) for test in answer.tests]
        return cls(
            organisation_id=enquiry.organisation_id,
            regime=enquiry.regime,
            reservation=enquiry.regime.reservation,
            authority=enquiry.authority,
            qualifies=word_of(answer.qualifies),
            rule=found.id,
            version=found.version,
            basis=found.basis,
            source=found.source,
            says=found.says,
            lot=GroundOut(
                lawful=word_of(ground.outcome),
                reasons=[*ground.reasons],
                fails=[*answer.lot_fails],
                decision=ground.id if is_kept else None,
            ),
            at_award=tests[0],
            at_signature=tests[1] if enquiry.signature_on else None,
            earlier_award_blocks={day: day in window(enquiry.on) for day in earlier},
        )


def _window(period: DatePeriod | None) -> WindowOut | None:
    return None if period is None else WindowOut(first=period.first, last=period.last)


class ReservedContractIn(
    Strict,
    json_schema_extra=example(
        authority_id="0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5b",
        awarded_on="2023-11-02",
        title="Outreach pilot",
        comparable=True,
        cpv=["85311000"],
    ),
):
    """A contract awarded under s.33 elsewhere or before; without `comparable` the CPV codes decide."""

    authority_id: IdIn
    awarded_on: DayIn
    title: Name
    comparable: bool | None = None
    cpv: Annotated[list[CpvIn], Field(max_length=50, default_factory=list)]


class WithdrawalIn(Strict, json_schema_extra=example(reason="It was an ordinary contract.")):
    """Why a declaration was wrong."""

    reason: Prose


class ReservedContractOut(Out):
    """A declared contract, and whether it was withdrawn."""

    id: UUID
    organisation_id: UUID
    authority_id: UUID
    awarded_on: date
    title: str
    comparable: bool | None
    cpv: list[str]
    source: str
    declared_at: datetime
    withdrawn_at: datetime | None
    withdrawn_because: str | None
    version: int
