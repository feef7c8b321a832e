"""The keys of receipts over HTTP, and the signer for whoever gives receipts."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import Depends, Request

from chassis.http import Reading, Router
from chassis.sealing import derived
from tendering.receipts.queries import keys_used
from tendering.receipts.rules import Signer, signer
from tendering.receipts.schemas import ReceiptKeysOut

router = Router(tags=["bids"])


async def signer_of_receipts(request: Request) -> Signer:
    """The service's own: its key follows from the service's secret, so that every process signs with the same."""
    return signer(derived(request.app.state.settings.secret.get_secret_value(), "receipts"))


Signing = Annotated[Signer, Depends(signer_of_receipts)]


@router.get("/receipts/keys", response_model=ReceiptKeysOut)
async def read_receipt_keys(reading: Reading) -> dict[str, Sequence[Any]]:
    """By which anybody checks a receipt, without asking us what is in it."""
    return {"keys": await keys_used(reading)}
