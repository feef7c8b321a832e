"""Register files over HTTP: announced, sent in parts, read in the background."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Path, Request

from chassis.http import Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, role
from chassis.incoming.wire import FileOut, part_body
from kernel.incoming import PART
from registry.imports import queries
from registry.imports.commands import receiving
from registry.imports.domain import RegisterImport
from registry.imports.readers.layouts import LAYOUTS
from registry.imports.schemas import AnnouncementIn, ImportOut, LayoutOut, RejectionOut

router = Router(prefix="/imports", tags=["imports"])
files = Router(prefix="/imports", tags=["imports"], largest=PART)

Importer = Annotated[Actor, Depends(role("registrar", "platform_admin"))]
EXAMPLE = "id,name,address,postcode\r\nGB-CASC-614261b0,7Oaks Triathlon Club,,TN13 1QE\r\n"
PART_BODY = part_body(EXAMPLE)


@router.post("", status_code=201, response_model=ImportOut)
async def announce_register_file(body: AnnouncementIn, actor: Importer, tx: Transaction, now: Now) -> ImportOut:
    """Say which file is coming. Its parts follow; only when all are there does anything happen."""
    coming = await receiving.announce(
        tx, filename=body.filename, size=body.size, digest=body.sha256, by=actor.subject, now=now
    )
    return told(coming, {})


@router.get("", response_model=Listing[ImportOut])
async def list_imports(_: Importer, session: Reading, page: Page) -> Listing[ImportOut]:
    """Imports, the newest first."""
    found = await queries.latest_imports(session, page.after_id, page.limit)
    return paged([told(it, {}) for it in found], page, key=lambda it: [it.id])


@router.get("/layouts", response_model=list[LayoutOut])
async def list_layouts(_: Importer) -> list[LayoutOut]:
    """The layouts of register files that are known. A file is of one of them if it has its columns."""
    return [
        LayoutOut(name=it.name, register_=it.register, title=it.title, form=it.form, columns=sorted(it.columns))
        for it in LAYOUTS
    ]


# Only where an identifier stands: feeds of standards are posted beside it, and are nothing to read.
@router.get("/{import_id:uuid}", response_model=ImportOut)
async def read_import(import_id: UUID, _: Importer, session: Reading) -> ImportOut:
    """How far it is, and what became of its records."""
    found = await queries.import_of(session, import_id)
    return told(found, await queries.rejections_by_code(session, import_id))


@files.put("/{import_id}/parts/{part}", response_model=ImportOut, openapi_extra=PART_BODY)
async def send_part(
    request: Request, import_id: UUID, part: Annotated[int, Path(ge=0, le=9999)], _: Importer, tx: Transaction
) -> ImportOut:
    """One part of the file; parts count from 0, come in any order, and may be sent again."""
    return told(await receiving.receive(tx, request.app.state.store, import_id, part, await request.body()), {})


@router.post("/{import_id}/begin", response_model=ImportOut)
async def begin_import(request: Request, import_id: UUID, _: Importer, tx: Transaction) -> ImportOut:
    """All parts are there. Its layout is told from what is in it; an unknown one is refused with all that are known."""
    return told(await receiving.begin(tx, request.app.state.store, import_id), {})


@router.get("/{import_id}/rejected", response_model=Listing[RejectionOut])
async def list_rejected(import_id: UUID, _: Importer, session: Reading, page: Page) -> Listing[Any]:
    """Records that were not taken, in the order of the file, each with its reason."""
    await queries.import_of(session, import_id)
    after = int(page.after[0]) if page.after else 0
    found = await queries.rejections(session, import_id, after, page.limit)
    return paged(found, page, key=lambda it: [it.line])


def told(it: RegisterImport, by_code: dict[str, int]) -> ImportOut:
    """An import as clients see it."""
    return ImportOut(
        **FileOut.model_validate(it).model_dump(),
        layout=it.layout,
        read=it.read,
        **{name: getattr(it.tally, name) for name in ("accepted", "merged", "rejected", "unchanged", "repeated")},
        rejected_by_code=by_code,
    )
