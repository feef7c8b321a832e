"""How what is sent for a phase looks on the wire."""

from base64 import b64decode
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.wire import MoneyIn, MoneyOut, Out, Prose, Strict, example
from kernel.errors import Unacceptable
from tendering.entries.domain import Contents, Entry, SealedEntry
from tendering.envelopes.domain import SealedBy
from tendering.envelopes.schemas import BoxIn, BoxOut, Digest, read_sealed


class ContentsIn(Strict):
    """What goes into an entry; documents by their SHA-256, a `price` where the phase asks for one."""

    statement: Prose | None = None
    documents: Annotated[list[Digest], Field(max_length=50, default_factory=list)]
    price: MoneyIn | None = None

    def contents(self) -> Contents:
        """In the words of the domain. Raises Unacceptable where nothing is said."""
        if self.statement is None:
            raise Unacceptable("/statement", "An entry says something, or is sealed.")
        price = None if self.price is None else self.price.parsed()
        return Contents(statement=self.statement, documents=tuple(self.documents), price=price)


class EntryIn(
    ContentsIn,
    json_schema_extra=example(
        statement="We have run such services since 2009, and are insured.",
        documents=["9f86d081884c7d659a2feaa0c55ad015" * 2],
    )
    | {"oneOf": [{"required": ["statement"]}, {"required": ["sealed"]}]},
):
    """What a provider sends for a phase, in clear or sealed to the key of the phase."""

    sealed: BoxIn | None = None

    def shut(self) -> Contents | SealedEntry:
        """In the words of the domain. Raises Unacceptable for what is sent in clear and also sealed."""
        if self.sealed is None:
            return self.contents()
        if any(getattr(self, name) for name in ContentsIn.model_fields):
            raise Unacceptable("/sealed", "What is sealed is not sent in clear as well.")
        ciphertext = b64decode(self.sealed.ciphertext)
        return SealedEntry(ciphertext=ciphertext, key_id=self.sealed.key_id, sealed_by=SealedBy.BIDDER)


def read_entry(text: bytes) -> Contents:
    """What an opened entry says. Raises Unacceptable."""
    return read_sealed(text, ContentsIn, "entry").contents()


class ContentsOut(Out):
    """What a provider said in a phase."""

    statement: str
    documents: list[Digest]
    price: MoneyOut | None


class EntryOut(Out):
    """What was sent for a phase, for its provider, and once the phase has closed for the buyer and auditors.

    The `commitment` is the SHA-256 of the request that brought it, or of what was sealed; `signed` is a receipt, for
    its provider. What is `sealed` has no `contents` before its openers have met, and none if it is spoilt.
    """

    id: UUID
    notice_id: UUID
    phase: int
    supplier_id: UUID
    received_at: datetime
    withdrawn_at: datetime | None
    commitment: Digest
    sealed: BoxOut | None
    spoilt_because: str | None
    contents: ContentsOut | None
    version: int
    signed: str | None = None


class LateEntryOut(Out):
    """That something came too late for a phase. Of what was sent nothing is kept."""

    id: UUID
    notice_id: UUID
    phase: int
    supplier_id: UUID
    received_at: datetime


def told(entry: Entry, contents: Contents | None, signed: str | None = None) -> EntryOut:
    """An entry as its reader gets it."""
    shown = {name: getattr(entry, name) for name in EntryOut.model_fields.keys() - {"contents", "sealed", "signed"}}
    return EntryOut(
        **shown,
        sealed=entry.sealed and BoxOut.model_validate(entry.sealed),
        contents=contents and ContentsOut.model_validate(contents),
        signed=signed,
    )
