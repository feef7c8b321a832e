"""How what is written becomes a bid, and how what is wrong with it is told beside its field."""

from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from chassis.sentences import sentence_of
from kernel.errors import DomainError, Unacceptable
from tendering.bidding.domain import Written, pointer, steps_of
from tendering.bidding.rules import NO_OFFER, sentence
from tendering.envelopes.domain import Envelope, Offer

Read = TypeVar("Read", bound=BaseModel)


@dataclass(frozen=True)
class Fault:
    """What is wrong in the field of that name; without a name, with the whole."""

    name: str
    says: str


class Faulty(Exception):
    """Something in the form cannot be taken."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(faults[0].says)
        self.faults = faults


def read(written: Written, kind: type[Read]) -> Read:
    """What was written, as the interface takes it. Raises Faulty, with every field that is wrong."""
    try:
        return kind.model_validate_json(written.text())
    except ValidationError as error:
        raise Faulty(list(dict.fromkeys(_fault(written, each) for each in error.errors()))) from error


def fault_of(written: Written, refusal: DomainError) -> Fault:
    """What the interface refused, beside its field where it names one."""
    place = refusal.path if isinstance(refusal, Unacceptable) else ""
    says = NO_OFFER if place == "/offers" else str(refusal)
    return Fault(written.field_at(place) if place else "", says)


def as_sent(envelope: Envelope) -> dict[str, Any]:
    """An envelope in the words in which a bid is sent, so that it can be written on."""
    members = [
        {"organisation_id": each.organisation_id, "role": each.role, "share": each.share, "lot_ids": list(each.lots)}
        for each in envelope.consortium
    ]
    named = [
        {"name": each.name, "work": each.work, "organisation_id": each.organisation_id, "share": each.share}
        | {"lot_ids": list(each.lots)}
        for each in envelope.subcontractors
    ]
    return {
        "offers": [_offer(each) for each in envelope.offers],
        "proposal": envelope.proposal,
        "answers": envelope.answers,
        "documents": list(envelope.documents),
        "consortium": members,
        "subcontractors": named,
    }


def _offer(offer: Offer) -> dict[str, Any]:
    promises = {
        name: {"quantity": offer.declared[name], "due_on": each.due_on.isoformat(), "place": each.place}
        for name, each in offer.promises.items()
    }
    return {
        "lot_id": str(offer.lot_id),
        "price": {"amount": str(offer.price)},
        "declared": {name: value for name, value in offer.declared.items() if name not in promises},
        "promises": promises,
        "staffing": vars(offer.staffing) if offer.staffing else None,
    }


def _fault(written: Written, error: Any) -> Fault:
    steps = [str(step) for step in error["loc"]]
    name = written.field_at(pointer(*steps))
    return Fault(name, sentence(steps_of(name), sentence_of(error)))
