"""How what is sent for a phase looks on the wire."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.wire import MoneyIn, MoneyOut, Out, Prose, Strict, example
from tendering.entries.domain import Contents, Entry
from tendering.envelopes.schemas import Digest


class EntryIn(
    Strict,
    json_schema_extra=example(
        statement="We have run such services since 2009, and are insured.",
        documents=["9f86d081884c7d659a2feaa0c55ad015" * 2],
    ),
):
    """What a provider sends for a phase; documents by their SHA-256, a `price` where the phase asks for one."""

    statement: Prose
    documents: Annotated[list[Digest], Field(max_length=50, default_factory=list)]
    price: MoneyIn | None = None

    def contents(self) -> Contents:
        """In the words of the domain."""
        price = None if self.price is None else self.price.parsed()
        return Contents(statement=self.statement, documents=tuple(self.documents), price=price)


class ContentsOut(Out):
    """What a provider said in a phase."""

    statement: str
    documents: list[Digest]
    price: MoneyOut | None


class EntryOut(Out):
    """What was sent for a phase, for its provider, and once the phase has closed for the buyer and auditors.

    The `commitment` is the SHA-256 of the request that brought it; `signed` is a receipt, for its provider.
    """

    id: UUID
    notice_id: UUID
    phase: int
    supplier_id: UUID
    received_at: datetime
    withdrawn_at: datetime | None
    commitment: Digest
    contents: ContentsOut
    version: int
    signed: str | None = None


class LateEntryOut(Out):
    """That something came too late for a phase. Of what was sent nothing is kept."""

    id: UUID
    notice_id: UUID
    phase: int
    supplier_id: UUID
    received_at: datetime


def told(entry: Entry, contents: Contents, signed: str | None = None) -> EntryOut:
    """An entry as its reader gets it."""
    shown = {name: getattr(entry, name) for name in EntryOut.model_fields.keys() - {"contents", "signed"}}
    return EntryOut(**shown, contents=ContentsOut.model_validate(contents), signed=signed)
