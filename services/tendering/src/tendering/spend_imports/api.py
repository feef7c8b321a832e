"""Spend files over HTTP: announced, sent in parts, read in the background."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Path, Request

from chassis.http import Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, owner_of, role
from chassis.incoming.wire import FileOut, part_body
from kernel.incoming import PART
from kernel.money import SignedMoney
from tendering.contracts.queries import contracts_called
from tendering.spend_files.domain import Code, Outcome
from tendering.spend_imports import queries
from tendering.spend_imports.commands import receiving
from tendering.spend_imports.domain import SpendImport
from tendering.spend_imports.schemas import EXAMPLE, LineOut, PayeeOut, SpendFileIn, SpendFileOut

router = Router(prefix="/spend-files", tags=["spend files"])
files = Router(prefix="/spend-files", tags=["spend files"], largest=PART)
APART = frozenset({Outcome.REJECTED, Outcome.QUARANTINED})
Importer = Annotated[Actor, Depends(role("commissioner", "platform_admin"))]
Reader = Annotated[Actor, Depends(role("commissioner", "platform_admin", "auditor"))]


def payer_of(actor: Actor) -> UUID | None:
    """The buyer whose files an actor sees; the platform's own people see all."""
    return None if actor.roles & {"platform_admin", "auditor"} else owner_of(actor)


@router.post("", status_code=201, response_model=SpendFileOut)
async def announce_spend_file(body: SpendFileIn, actor: Importer, tx: Transaction, now: Now) -> SpendFileOut:
    """Say which file is coming: a buyer's own, or, from the platform's people, what any publisher publishes."""
    coming = await receiving.announce(
        tx,
        payer_of(actor),
        filename=body.filename,
        size=body.size,
        digest=body.sha256,
        payers=body.payers,
        first=body.first,
        last=body.last,
        threshold=body.threshold.parsed().pence if body.threshold else None,
        declared=body.control_total.parsed().pence if body.control_total else None,
        by=actor.subject,
        now=now,
    )
    return told(coming)


@router.get("", response_model=Listing[SpendFileOut])
async def list_spend_files(actor: Reader, session: Reading, page: Page) -> Listing[SpendFileOut]:
    """Files, the newest first."""
    found = await queries.latest_imports(session, payer_of(actor), page.after_id, page.limit)
    return paged([told(it) for it in found], page, key=lambda it: [it.id])


@router.get("/{import_id}", response_model=SpendFileOut)
async def read_spend_file(import_id: UUID, actor: Reader, session: Reading) -> SpendFileOut:
    """How far it is, and what became of its lines; by their codes once all are read."""
    found = await queries.own_import(session, payer_of(actor), import_id)
    if found.finished_at is None:
        return told(found)
    of = found.lines_in
    return told(found, await queries.lines_by_code(session, of), await queries.warnings_by_code(session, of))


@files.put("/{import_id}/parts/{part}", response_model=SpendFileOut, openapi_extra=part_body(EXAMPLE))
async def send_spend_file_part(
    request: Request, import_id: UUID, part: Annotated[int, Path(ge=0, le=9999)], actor: Importer, tx: Transaction
) -> SpendFileOut:
    """One part of the file; parts count from 0, come in any order, and may be sent again."""
    store, content = request.app.state.store, await request.body()
    return told(await receiving.receive(tx, store, payer_of(actor), import_id, part=part, content=content))


@router.post("/{import_id}/begin", response_model=SpendFileOut)
async def begin_spend_file(import_id: UUID, actor: Importer, tx: Transaction, now: Now) -> SpendFileOut:
    """All parts are there. The same file again changes nothing; what is wrong with a file is told when it was read."""
    return told(await receiving.begin(tx, payer_of(actor), import_id, now=now))


@router.get("/{import_id}/lines", response_model=Listing[LineOut])
async def list_spend_lines(
    import_id: UUID,
    actor: Reader,
    session: Reading,
    page: Page,
    *,
    outcome: Outcome | None = None,
    code: Code | None = None,
    apart: bool = False,
) -> Listing[Any]:
    """Lines in the order of the file: all, those of one outcome or one reason, or those rejected or set `apart`."""
    found = await queries.own_import(session, payer_of(actor), import_id)
    after = int(page.after[0]) if page.after else 0
    outcomes = {outcome} if outcome else APART if apart else frozenset(Outcome)
    lines = await queries.lines_of(session, found.lines_in, outcomes=outcomes, code=code, after=after, limit=page.limit)
    named = await contracts_called(session, found.payer_id, {it.contract for it in lines if it.contract})
    return paged([line_out(it, named.get(it.contract)) for it in lines], page, key=lambda it: [it.record])


@router.get("/{import_id}/payees", response_model=Listing[PayeeOut])
async def list_spend_payees(import_id: UUID, actor: Reader, session: Reading, page: Page) -> Listing[Any]:
    """Who was paid, and which registered organisation that is, by which method and how surely. Nobody redacted."""
    found = await queries.own_import(session, payer_of(actor), import_id)
    rows = await queries.payees_of(
        session, found.lines_in, after=page.after[0] if page.after else None, limit=page.limit
    )
    return paged([payee_out(row, match) for row, match in rows], page, key=lambda it: [it.compared_as])


def told(
    it: SpendImport, by_code: dict[str, int] | None = None, warnings: dict[str, int] | None = None
) -> SpendFileOut:
    """An import as clients see it; codes only where one is asked for by itself."""
    account = it.account
    own = {
        name: getattr(it, name)
        for name in ("payer_id", "payers", "first", "last", "layouts", "refusal", "read", "unchanged")
    }
    counts = ("accepted", "rejected", "quarantined", "not_rows", "amounts", "credits")
    return SpendFileOut(
        **FileOut.model_validate(it).model_dump(),
        **own,
        **{name: getattr(account, name) for name in counts},
        total=SignedMoney(account.total),
        spend=SignedMoney(account.spend),
        duplicates=it.duplicates,
        partial=bool(account.rejected or account.quarantined),
        repeats=it.repeats,
        same_as=it.same_as,
        by_code=by_code or {},
        warnings=warnings or {},
    )


def line_out(row: Any, contract_id: UUID | None) -> LineOut:
    """A line as clients see it, with the contract that it names."""
    amount = None if row.pence is None else SignedMoney(row.pence)
    return LineOut.model_validate({**row._mapping, "amount": amount, "contract_id": contract_id})


def payee_out(row: Any, match: Any) -> PayeeOut:
    """A payee as clients see it."""
    return PayeeOut(
        payee=row.payee,
        compared_as=row.payee_key,
        payments=row.payments,
        amount=SignedMoney(row.pence),
        organisation_id=match and match.organisation_id,
        method=match and match.method,
        confidence=match and match.confidence,
    )
