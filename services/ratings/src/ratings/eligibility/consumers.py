"""What ratings makes of tendering's events: a contract's service can be rated for as long as it runs."""

from collections.abc import Iterator, Mapping
from datetime import date

from sqlalchemy.dialects.postgresql import insert as upsert

from chassis.projections import Handler, Write
from events import Event
from events.tendering import ContractAmended, ContractEnded, ContractSigned
from ratings.eligibility.tables import services

INSERTION = upsert(services)
KEEP_SERVICE = INSERTION.on_conflict_do_update(
    index_elements=[services.c.contract_id],
    set_={column.name: column for column in INSERTION.excluded if not column.primary_key},
)


def on_contract(event: ContractSigned | ContractAmended) -> Iterator[Write]:
    """Each event tells of the contract whole, so the last one wins."""
    yield _kept(event, event.contract.ends_on)


def on_contract_ended(event: ContractEnded) -> Iterator[Write]:
    """A contract cut short is rated for the time it ran."""
    yield _kept(event, event.ended_on)


def _kept(event: ContractSigned | ContractAmended | ContractEnded, ends_on: date) -> Write:
    contract = event.contract
    return KEEP_SERVICE, {
        "contract_id": contract.contract_id,
        "buyer_id": contract.award.buyer.id,
        "provider_ids": tuple(supplier.id for supplier in contract.award.suppliers),
        "title": contract.title,
        "starts_on": contract.starts_on,
        "ends_on": ends_on,
        "recall_clause": event.notice.recall_clause,
    }


HANDLERS: Mapping[type[Event], Handler] = {
    ContractSigned: on_contract,
    ContractAmended: on_contract,
    ContractEnded: on_contract_ended,
}
