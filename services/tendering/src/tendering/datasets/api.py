"""Datasets over HTTP: parse, call, answer. What they come to is read from transparency."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Now, Router, Transaction
from chassis.identity import Actor, owner_of, role
from tendering.datasets import commands
from tendering.datasets.domain import Dataset
from tendering.datasets.schemas import DatasetIn, DatasetOut, PaymentsToldIn
from tendering.payments.domain import Outcome
from tendering.payments.schemas import PaymentsOut

router = Router(prefix="/datasets", tags=["datasets"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]


@router.post("", status_code=201, response_model=DatasetOut)
async def open_dataset(body: DatasetIn, commissioner: Commissioner, tx: Transaction, now: Now) -> Dataset:
    """Open a dataset: your own spending, a market's or the whole's. It is never summed with another."""
    said = dict(body) | {"figures": body.figures.stated()}
    return await commands.open_dataset(tx, owner_of(commissioner), **said, now=now)


@router.post("/{dataset_id}/payments", response_model=PaymentsOut)
async def tell_payments(
    dataset_id: UUID, body: PaymentsToldIn, commissioner: Commissioner, tx: Transaction, now: Now
) -> Outcome:
    """Tell the payments of a dataset, up to 500 at once, by references of their own. Again: no effect."""
    rows = [it.row() for it in body.payments]
    return await commands.tell_payments(tx, owner_of(commissioner), dataset_id, rows, now=now)
