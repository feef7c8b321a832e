"""How published documents look on the wire."""

from datetime import date, datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field

from chassis.wire import DayIn, IdIn, Name, Out, Prose, Strict, example
from tendering.envelopes.schemas import Digest
from tendering.redactions.domain import Disclosed, Ground, Kind, Redaction, Withholding


class WithholdingIn(Strict):
    """On which ground something is withheld, and why that outweighs the public interest; without `until`, for good."""

    ground: Annotated[Ground, Field(strict=False)]
    explanation: Prose
    until: DayIn | None = None

    def withholding(self) -> Withholding:
        """In the words of the domain."""
        return Withholding(**dict(self))


class RedactionIn(WithholdingIn):
    """What is blacked out in a document."""

    place: Name

    def parsed(self) -> Redaction:
        """In the words of the domain."""
        return Redaction(**dict(self))


class DisclosedIn(
    Strict,
    json_schema_extra=example(
        sha256="0" * 64,
        title="The contract as signed",
        kind="contractSigned",
        redactions=[
            {
                "place": "Schedule 3, day rates",
                "ground": "sensitive_commercial",
                "explanation": "They would tell competitors its price for a later lot.",
                "until": "2029-03-31",
            }
        ],
    ),
):
    """A document of the contract, by the SHA-256 of the buyer's own file, and what is blacked out in it.

    `replaces` names the one that was published before, with more of it blacked out.
    """

    sha256: Digest
    title: Name
    kind: Annotated[Kind, Field(strict=False)]
    redactions: Annotated[list[RedactionIn], Field(max_length=500, default_factory=list)]
    replaces: IdIn | None = None

    def said(self) -> dict[str, Any]:
        """As the command takes it."""
        return {**dict(self), "redactions": tuple(each.parsed() for each in self.redactions)}


class WithholdingOut(Out):
    """On which ground something is withheld, why, and until when."""

    ground: Ground
    explanation: str
    until: date | None


class RedactionOut(WithholdingOut):
    """What is blacked out, why and until when; `is_over` says that it should not be any more."""

    place: str
    is_over: bool


class DisclosedOut(Out):
    """A document of a contract as it was published."""

    id: UUID
    contract_id: UUID
    sha256: str
    title: str
    kind: Kind
    redactions: list[RedactionOut]
    replaces: UUID | None
    published_at: datetime

    @classmethod
    def on(cls, document: Disclosed, today: date) -> Self:
        """As it stands on that day."""
        shown = {name: getattr(document, name) for name in cls.model_fields}
        hidden = [RedactionOut(**vars(each), is_over=each.is_over(today)) for each in document.redactions]
        return cls(**{**shown, "redactions": hidden})
