"""How a transfer looks on the wire: never what the document says, and its name only for the two whom it concerns."""

from datetime import date, datetime
from typing import Self
from uuid import UUID

from chassis.wire import IdIn, Out, Prose, Strict, example
from tendering.envelopes.schemas import Digest
from tendering.transfers.domain import Transfer


class TransferIn(Strict, json_schema_extra=example(incumbent_id="0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5b")):
    """From whom staff move to the supplier of the contract."""

    incumbent_id: IdIn


class InformationIn(Strict, json_schema_extra=example(document_sha256="0" * 64)):
    """The incumbent's own document, by its SHA-256; after its last day with a reason."""

    document_sha256: Digest
    late_because: Prose | None = None


class TransferOut(Out):
    """A transfer, and whether its information came in time. The document is named to the incumbent and the winner."""

    id: UUID
    contract_id: UUID
    incumbent_id: UUID
    winner_id: UUID
    transfers_on: date
    due_on: date
    given_at: datetime | None
    was_in_time: bool | None
    late_because: str | None
    document_sha256: str | None
    version: int

    @classmethod
    def of(cls, transfer: Transfer, reader: UUID | None) -> Self:
        """As this organisation may see it."""
        shown = {name: getattr(transfer, name) for name in cls.model_fields}
        if reader not in {transfer.incumbent_id, transfer.winner_id}:
            shown["document_sha256"] = None
        return cls(**shown)
