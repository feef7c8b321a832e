"""What one may ask about eligibility. The test is the rulebook's; what it is taken of comes from the evidence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from kernel.logic import Outcome, every
from registry.classification.domain import Verdict
from registry.classification.queries import classification_of
from registry.eligibility.domain import Enquiry, ReservedContract, past_award
from registry.eligibility.tables import reserved_awards, reserved_contracts
from registry.evidence.domain import Evidence, Fact
from registry.evidence.queries import evidence_of
from registry.organisations.queries import organisation_of
from rulebook.decisions import Decision
from rulebook.limbs import CLASSES, FACTS, GRADE, Known, PastAward, Question, Value
from rulebook.reservations import Qualification, qualify
from rulebook.reserved_lots import lot_fails, may_reserve


@dataclass(frozen=True)
class Test:
    """The test as taken on one day, and its decision."""

    qualification: Qualification
    decision: Decision
    evidence: Evidence
    classes: Mapping[str, Verdict]

    @property
    def facts(self) -> Iterator[Fact]:
        """The facts that it rests on, each with its source; of a class, those that its verdict rests on."""
        for name in self.qualification.facts:
            if (fact := self.evidence.known(name)) is not None:
                yield fact
            elif name in self.classes:
                yield from self.classes[name].facts_used

    @property
    def missing(self) -> list[str]:
        """The facts for want of which it is unknown; of a class, those that its verdict waits for."""
        waited_for = {label: verdict.missing for label, verdict in self.classes.items()}
        return [fact for name in self.qualification.missing for fact in waited_for.get(name, (name,))]


@dataclass(frozen=True)
class Answer:
    """Whether the lot may be kept so at all, and whether the organisation may be given it, on each day asked about."""

    enquiry: Enquiry
    ground: Decision
    lot_fails: tuple[str, ...]
    tests: tuple[Test, ...]

    @property
    def qualifies(self) -> Outcome:
        """A lot that cannot be reserved so is nobody's; else all days' tests together."""
        if self.ground.outcome is False or self.lot_fails:
            return False
        return every(test.qualification.outcome for test in self.tests)

    @property
    def decisions(self) -> Iterator[Decision]:
        """Everything that was decided."""
        yield self.ground
        yield from (test.decision for test in self.tests)


async def answer_to(session: AsyncSession, enquiry: Enquiry, *, now: datetime) -> Answer:
    """Whether the organisation qualifies. Raises NotFound, or NotInForce for a day before the law."""
    organisation = await organisation_of(session, enquiry.organisation_id)
    based = None if organisation.address is None else organisation.address.country == "GB"
    reservation = enquiry.regime.reservation
    tests = []
    for day in enquiry.days:
        evidence, classes = await _judged(session, enquiry, enquiry.evidence_on or day)
        question = Question(
            reservation=reservation,
            authority=enquiry.authority,
            on=day,
            areas=enquiry.areas,
            history=await history_of(session, enquiry.organisation_id, cpv=enquiry.cpv, on=day),
        )
        known = known_from(evidence, {"united_kingdom": based, **{it.label: _said(it) for it in classes.values()}})
        qualification = qualify(known, question)
        tests.append(Test(qualification, identified(qualification.decision(now=now)), evidence, classes))
    ground = identified(may_reserve(reservation, enquiry.lot, on=enquiry.on, now=now))
    return Answer(enquiry, ground, lot_fails(reservation, enquiry.lot, on=enquiry.on), tuple(tests))


async def _judged(session: AsyncSession, enquiry: Enquiry, on: date) -> tuple[Evidence, Mapping[str, Verdict]]:
    """The evidence of that day, and the classes that the reservation asks for."""
    if enquiry.regime.reservation not in CLASSES:
        return await evidence_of(session, enquiry.organisation_id, on), {}
    classified = await classification_of(session, enquiry.organisation_id, on)
    label = CLASSES[enquiry.regime.reservation]
    return classified.evidence, {it.label: it for it in classified.verdicts if it.label == label}


def _said(verdict: Verdict) -> Value | None:
    """What the rules ask of a class: its grade where it has one, else yes or no; None where it is unknown."""
    return verdict.value if verdict.label == GRADE else verdict.outcome


def known_from(evidence: Evidence, more: Mapping[str, Value | None]) -> Known:
    """What the rules may rely on: live facts that nobody disputes, and what else is known."""
    facts = {name: fact.value for name in FACTS if (fact := evidence.known(name)) is not None}
    values = facts | {name: value for name, value in more.items() if value is not None}
    return Known(values, frozenset(evidence.disputed))


def identified(decision: Decision) -> Decision:
    """The decision under an id that the same rule, inputs and answer always have: asked again, it is the same one."""
    said = (decision.rule, decision.version, sorted(decision.inputs.items()), decision.outcome, decision.reasons)
    return replace(decision, id=uuid5(NAMESPACE_URL, repr(said)))


async def history_of(
    session: AsyncSession, organisation_id: UUID, *, cpv: Sequence[str], on: date
) -> Sequence[PastAward]:
    """Every reserved contract that it was awarded, here or as declared; comparable to what has these CPV codes."""
    declared = await declared_contracts(session, organisation_id)
    awarded = await session.execute(select(reserved_awards).where(reserved_awards.c.organisation_id == organisation_id))
    return [
        *(
            past_award(it.authority_id, it.awarded_on, it.comparable, it.cpv, to=cpv, on=on)
            for it in declared
            if it.withdrawn_at is None
        ),
        *(past_award(row.authority_id, row.awarded_on, None, row.cpv, to=cpv, on=on) for row in awarded),
    ]


async def declared_contracts(
    session: AsyncSession, organisation_id: UUID, *, after: UUID | None = None, limit: int | None = None
) -> Sequence[ReservedContract]:
    """What was declared of an organisation, withdrawn ones too, oldest first."""
    table = reserved_contracts
    query = select(ReservedContract).where(table.c.organisation_id == organisation_id).order_by(table.c.id)
    if after is not None:
        query = query.where(table.c.id > after)
    return (await session.scalars(query.limit(limit))).all()


async def declared_contract(session: AsyncSession, organisation_id: UUID, contract_id: UUID) -> ReservedContract:
    """One declared contract of that organisation. Raises NotFound."""
    contract = await session.get(ReservedContract, contract_id)
    if contract is None or contract.organisation_id != organisation_id:
        raise NotFound(f"There is no declared contract {contract_id} of this organisation.")
    return contract
