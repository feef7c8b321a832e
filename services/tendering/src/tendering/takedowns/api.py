"""Names taken down, over HTTP."""

from uuid import UUID

from chassis.http import Listing, Now, Page, Reading, Router, Transaction, paged
from tendering.spend_imports.api import Importer, Reader, payer_of
from tendering.spend_imports.queries import own_import
from tendering.takedowns import commands, queries
from tendering.takedowns.schemas import TakedownIn, TakedownOut

router = Router(prefix="/spend-files/{import_id}/takedowns", tags=["spend files"])


@router.post("", status_code=201, response_model=TakedownOut)
async def take_down_name(import_id: UUID, body: TakedownIn, actor: Importer, tx: Transaction, now: Now) -> TakedownOut:
    """Take down the name of a natural person that a line should not have held. No total changes; nobody undoes it."""
    made = await commands.take_down(
        tx,
        payer_of(actor),
        import_id,
        record=body.record,
        columns=body.columns,
        cause=body.cause,
        by=actor.subject,
        now=now,
    )
    return TakedownOut.model_validate(made)


@router.get("", response_model=Listing[TakedownOut])
async def list_takedowns(import_id: UUID, actor: Reader, session: Reading, page: Page) -> Listing[TakedownOut]:
    """Which names were taken down from a file, without them."""
    found = await own_import(session, payer_of(actor), import_id)
    made = await queries.takedowns_of(session, found.id, page.after_id, page.limit)
    return paged([TakedownOut.model_validate(it) for it in made], page, key=lambda it: [it.id])
