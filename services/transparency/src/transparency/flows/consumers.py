"""How money follows tendering: each payment once, those of a dataset apart."""

from collections.abc import Iterator, Mapping

from sqlalchemy import bindparam, update

from chassis.projections import Handler, ProjectionSpec, Write
from events import Event
from events.tendering import DatasetOpened, DatasetPaymentTold, PaymentMade, SubcontractDisclosed
from kernel.money import SignedMoney
from transparency.directory.consumers import keeping, whole
from transparency.flows.tables import datasets, payments

KEEP_DATASET, KEEP_PAYMENT = keeping(datasets), keeping(payments)
NAME_PAYER = (
    update(payments)
    .where(payments.c.payer_id == bindparam("hidden"))
    .values(payer_id=bindparam("known"), payer=bindparam("name"))
)
NAME_PAYEE = (
    update(payments)
    .where(payments.c.payee_id == bindparam("hidden"))
    .values(payee_id=bindparam("known"), payee=bindparam("name"))
)


def on_dataset(event: DatasetOpened) -> Iterator[Write]:
    """Payments of it will follow."""
    row = {"id": event.entity, "buyer_id": event.buyer.id, "reference": event.reference}
    yield KEEP_DATASET, {**row, "facts": whole(event)}


def on_payment(event: PaymentMade | DatasetPaymentTold) -> Iterator[Write]:
    """Money that moved. Both sides go by the names that everybody may know."""
    yield (
        KEEP_PAYMENT,
        {
            "id": event.entity,
            "buyer_id": event.buyer.id,
            "dataset": event.dataset,
            "reference": event.reference,
            "tier": event.tier,
            "payer_id": event.payer and event.payer.id,
            "payer": event.payer and event.payer.name,
            "payee_id": event.payee and event.payee.id,
            "payee": event.payee and event.payee.name,
            "pence": SignedMoney.parse(event.amount).pence,
            "paid_on": event.paid_on,
            "division": event.division if isinstance(event, DatasetPaymentTold) else None,
        },
    )


def on_disclosed(event: SubcontractDisclosed) -> Iterator[Write]:
    """A name was withheld, and the subcontract's id stood for it; now it is known."""
    for statement in (NAME_PAYER, NAME_PAYEE):
        yield statement, {"hidden": event.entity, "known": event.payee.id, "name": event.payee.name}


HANDLERS: Mapping[type[Event], Handler] = {
    DatasetOpened: on_dataset,
    PaymentMade: on_payment,
    DatasetPaymentTold: on_payment,
    SubcontractDisclosed: on_disclosed,
}
SPECS = [ProjectionSpec("flows", "tendering", HANDLERS, [datasets, payments])]
