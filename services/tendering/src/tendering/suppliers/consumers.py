"""What tendering makes of the registry's events: who takes part, and what is evidenced of them."""

from collections.abc import Iterator, Mapping

from sqlalchemy import bindparam, delete
from sqlalchemy.dialects.postgresql import insert as upsert

from chassis.organisations import organisation_handlers
from chassis.projections import Handler, Write
from events import Event
from events.registry import (
    DisputeOpened,
    DisputeSettled,
    EvidenceRecorded,
    EvidenceWithdrawn,
    OrganisationClassified,
    OwnershipStated,
    ReservedContractDeclared,
    ReservedContractWithdrawn,
)
from rulebook.limbs import FACTS, GRADE
from tendering.suppliers.tables import (
    known_classes,
    known_disputes,
    known_facts,
    known_groups,
    known_reserved_contracts,
    organisations,
)

GROUP = upsert(known_groups)
KEEP_GROUP = GROUP.on_conflict_do_update(
    index_elements=[known_groups.c.organisation_id], set_={"positions": GROUP.excluded.positions}
)
KEEP_FACT = upsert(known_facts).on_conflict_do_nothing()
DROP_FACT = delete(known_facts).where(known_facts.c.id == bindparam("fact"))
OPEN = upsert(known_disputes).on_conflict_do_nothing()
CLOSE = delete(known_disputes).where(known_disputes.c.id == bindparam("dispute"))
KEEP_CLASS = upsert(known_classes)
FORGET_CLASSES = delete(known_classes).where(known_classes.c.organisation_id == bindparam("organisation"))
KEEP_CONTRACT = upsert(known_reserved_contracts).on_conflict_do_nothing()
DROP_CONTRACT = delete(known_reserved_contracts).where(known_reserved_contracts.c.id == bindparam("contract"))


def on_ownership(event: OwnershipStated) -> Iterator[Write]:
    """Told whole, so the last one wins."""
    positions = [
        {
            "first": each.first and each.first.isoformat(),
            "last": each.last and each.last.isoformat(),
            "group": str(each.group.id),
        }
        for each in event.positions
    ]
    yield KEEP_GROUP, {"organisation_id": event.organisation_id, "positions": positions}


def on_recorded(event: EvidenceRecorded) -> Iterator[Write]:
    """A fact counts from now on, and what it corrects no longer does."""
    for fact in event.facts:
        if fact.corrects is not None:
            yield DROP_FACT, {"fact": fact.corrects}
        if fact.name in FACTS:
            kept = {"id": fact.id, "name": fact.name, "value": fact.value, "expires_on": fact.expires_on}
            yield KEEP_FACT, {**kept, "organisation_id": event.organisation_id}


def on_withdrawn(event: EvidenceWithdrawn) -> Iterator[Write]:
    """Nobody stands by these facts any longer."""
    for fact in event.facts:
        yield DROP_FACT, {"fact": fact.id}


def on_disputed(event: DisputeOpened) -> Iterator[Write]:
    """That name counts as unknown."""
    yield OPEN, {"id": event.dispute_id, "organisation_id": event.organisation_id, "name": event.name}


def on_settled(event: DisputeSettled) -> Iterator[Write]:
    """It counts again; the facts that a registrar set aside were withdrawn before."""
    yield CLOSE, {"dispute": event.dispute_id}


def on_classified(event: OrganisationClassified) -> Iterator[Write]:
    """What it is now, whole; what is unknown is not kept."""
    yield FORGET_CLASSES, {"organisation": event.organisation_id}
    for verdict in event.verdicts:
        value = verdict.value if verdict.label == GRADE else {"yes": True, "no": False}.get(verdict.outcome)
        if value is not None:
            kept = {"label": verdict.label, "value": value, "expires_on": verdict.expires_on}
            yield KEEP_CLASS, {**kept, "organisation_id": event.organisation_id}


def on_declared(event: ReservedContractDeclared) -> Iterator[Write]:
    """A contract under s.33 that was awarded elsewhere, or before."""
    contract = event.contract
    yield KEEP_CONTRACT, contract.model_dump(include={*known_reserved_contracts.c.keys()})


def on_declaration_withdrawn(event: ReservedContractWithdrawn) -> Iterator[Write]:
    """The declaration was wrong."""
    yield DROP_CONTRACT, {"contract": event.contract.id}


HANDLERS: Mapping[type[Event], Handler] = {
    **organisation_handlers(organisations),
    OwnershipStated: on_ownership,
    EvidenceRecorded: on_recorded,
    EvidenceWithdrawn: on_withdrawn,
    DisputeOpened: on_disputed,
    DisputeSettled: on_settled,
    OrganisationClassified: on_classified,
    ReservedContractDeclared: on_declared,
    ReservedContractWithdrawn: on_declaration_withdrawn,
}
