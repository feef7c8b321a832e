"""An authority opens a dataset and tells its payments, in bulk. The same rows again change nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events import Party
from events.tendering import DatasetOpened, DatasetPaymentTold
from kernel.clock import day_of
from kernel.identifiers import new_id
from kernel.money import SignedMoney
from tendering.datasets.domain import Dataset, Kind, ToldPayment, must_be_new
from tendering.datasets.queries import dataset_called, own_dataset, told_before
from tendering.payments.domain import Outcome, Refusal, Rejected
from tendering.subcontracts.queries import party_under, veil_over_chains
from tendering.subcontracts.rules import Veil
from tendering.suppliers.queries import heard_buyer, parties


@dataclass(frozen=True, slots=True)
class Row:
    """A payment as it was sent."""

    reference: str
    tier: int
    payer_id: UUID | None
    payee_id: UUID | None
    amount: SignedMoney
    paid_on: date
    division: str | None


async def open_dataset(
    session: AsyncSession,
    authority_id: UUID,
    *,
    reference: str,
    title: str,
    kind: Kind,
    division: str | None,
    first: date,
    last: date,
    figures: Mapping[str, Decimal],
    now: datetime,
) -> Dataset:
    """Nothing is in it yet. Raises NotFound, RuleBroken for a reference that is taken or an authority that rests."""
    buyer = await heard_buyer(session, authority_id)
    must_be_new(reference, await dataset_called(session, authority_id, reference))
    made = Dataset(
        id=new_id(),
        authority_id=authority_id,
        reference=reference,
        title=title,
        kind=kind,
        division=division,
        first=first,
        last=last,
        figures=figures,
        opened_at=now,
    )
    session.add(made)
    await session.flush()
    told = {name: getattr(made, name) for name in ("reference", "title", "kind", "division", "first", "last")}
    spelt = {name: str(figure) for name, figure in figures.items()}
    await emit(session, made.id, DatasetOpened(occurred_at=now, buyer=buyer, **told, figures=spelt))
    return made


async def tell_payments(
    session: AsyncSession, authority_id: UUID, dataset_id: UUID, rows: Sequence[Row], *, now: datetime
) -> Outcome:
    """Payments of a dataset, by references of their own. A row that is rejected keeps no other out."""
    dataset, outcome = await own_dataset(session, authority_id, dataset_id), Outcome()
    ids = {it for row in rows for it in (row.payer_id, row.payee_id) if it}
    named = await parties(session, {*ids, authority_id})
    veil = await veil_over_chains(session, authority_id, on=day_of(now))  # told here, a name would be known everywhere
    known = await told_before(session, dataset.id, {row.reference for row in rows})
    for number, row in enumerate(rows, start=1):
        fault = fault_of(row, named, day_of(now))
        made = payment_of(dataset, row, now)
        before = known.setdefault(row.reference, made) if fault is None else made
        if fault is None and before is not made and not before.says_the_same(made):
            fault = Refusal.CONFLICTING
        if fault is not None:
            outcome.rejected.append(Rejected(number, row.reference, fault))
        elif before is not made:
            outcome.unchanged += 1
            outcome.ids[row.reference] = before.id
        else:
            session.add(made)
            await session.flush()  # one by one: they keep the order in which they came
            await emit(session, made.id, told(made, dataset, named, veil, now))
            outcome.accepted += 1
            outcome.ids[row.reference] = made.id
    return outcome


def fault_of(row: Row, known: Mapping[UUID, Party], today: date) -> Refusal | None:
    """Why a row cannot be taken by itself."""
    if row.paid_on > today:
        return Refusal.IN_FUTURE
    if row.payee_id is not None and row.payee_id not in known:
        return Refusal.UNKNOWN_PAYEE
    return Refusal.UNKNOWN_PAYER if row.payer_id is not None and row.payer_id not in known else None


def payment_of(dataset: Dataset, row: Row, now: datetime) -> ToldPayment:
    """The payment that a row tells of. A body pays first itself; of a market nobody knows who does."""
    payer = row.payer_id
    if row.tier == 1:
        payer = dataset.authority_id if dataset.kind == Kind.BODY else None
    return ToldPayment(
        id=new_id(),
        dataset_id=dataset.id,
        reference=row.reference,
        tier=row.tier,
        payer_id=payer,
        payee_id=row.payee_id,
        amount=row.amount,
        paid_on=row.paid_on,
        division=row.division,
        told_at=now,
    )


def told(
    payment: ToldPayment, dataset: Dataset, parties: Mapping[UUID, Party], veil: Veil, now: datetime
) -> DatasetPaymentTold:
    """The event of a payment, with both sides as everybody may know them. Whom a body pays itself is public."""
    over = Veil({}) if payment.tier == 1 else veil
    sides = [each and party_under(over, parties[each]) for each in (payment.payer_id, payment.payee_id)]
    return DatasetPaymentTold(
        occurred_at=now,
        dataset=dataset.reference,
        reference=payment.reference,
        buyer=parties[dataset.authority_id],
        payer=sides[0],
        payee=sides[1],
        tier=payment.tier,
        division=payment.division,
        amount=str(payment.amount),
        paid_on=payment.paid_on,
    )
