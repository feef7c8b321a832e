"""How the tables follow tendering: what an authority paid, and says of its contracts; the rest is in the directory."""

from collections.abc import Iterator, Mapping

from sqlalchemy.dialects.postgresql import insert

from chassis.projections import Handler, ProjectionSpec, Write
from events import Event
from events.tendering import PaymentMade, RegisterEntryStated
from kernel.money import Money
from transparency.exports.tables import authority_payments, register_entries

KEEP = insert(authority_payments).on_conflict_do_nothing()  # a payment is told once and never changes
STATEMENT = insert(register_entries)
STATE = STATEMENT.on_conflict_do_update(index_elements=["contract_id"], set_={"facts": STATEMENT.excluded.facts})


def on_payment(event: PaymentMade) -> Iterator[Write]:
    """Money left an authority. What bears a `dataset` is told elsewhere, and is never summed with this."""
    if event.tier != 1 or event.dataset is not None:
        return
    yield (
        KEEP,
        {
            "id": event.entity,
            "buyer_id": event.buyer.id,
            "contract_id": event.contract_id,
            "paid_on": event.paid_on,
            "pence": Money.parse(event.amount).pence,
            "facts": event.model_dump(mode="json"),
        },
    )


def on_register_entry(event: RegisterEntryStated) -> Iterator[Write]:
    """What a buyer says of its contract, in the place of what it said."""
    yield STATE, {"contract_id": event.entity, "facts": event.model_dump(mode="json")}


HANDLERS: Mapping[type[Event], Handler] = {PaymentMade: on_payment, RegisterEntryStated: on_register_entry}
SPECS = [ProjectionSpec("exports", "tendering", HANDLERS, [authority_payments, register_entries])]
