"""Names taken down, over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request

from chassis.http import Listing, Now, Page, Reading, Router, Transaction, paged
from tendering.spend_imports.api import Importer, Reader, payer_of
from tendering.spend_imports.queries import own_import
from tendering.takedowns import queries
from tendering.takedowns.commands.taking_down import take_down
from tendering.takedowns.commands.withholding import key_under
from tendering.takedowns.schemas import TakedownIn, TakedownOut

router = Router(prefix="/spend-files/{import_id}/takedowns", tags=["spend files"])


def secret_of(request: Request) -> bytes:
    """What keys the digests of names."""
    return key_under(request.app.state.settings.secret.get_secret_value())


@router.post("", status_code=201, response_model=TakedownOut)
async def take_down_name(
    request: Request,
    import_id: UUID,
    body: TakedownIn,
    actor: Importer,
    tx: Transaction,
    *,
    secret: Annotated[bytes, Depends(secret_of)],
    now: Now,
) -> TakedownOut:
    """Take down the name of a natural person that a line should not have held. No total changes; nobody undoes it."""
    made = await take_down(
        tx,
        payer_of(actor),
        import_id,
        record=body.record,
        columns=body.columns,
        cause=body.cause,
        by=actor.subject,
        secret=secret,
        store=request.app.state.store,
        now=now,
    )
    return TakedownOut.model_validate(made)


@router.get("", response_model=Listing[TakedownOut])
async def list_takedowns(import_id: UUID, actor: Reader, session: Reading, page: Page) -> Listing[TakedownOut]:
    """Which names were taken down from a file, without them."""
    found = await own_import(session, payer_of(actor), import_id)
    made = await queries.takedowns_of(session, found.id, page.after_id, page.limit)
    return paged([TakedownOut.model_validate(it) for it in made], page, key=lambda it: [it.id])
