"""How marks and their moderation look on the wire."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.wire import DecimalOut, IdIn, Name, Out, Prose, Strict, example
from tendering.bids.domain import Bid
from tendering.criteria.schemas import MarkValue
from tendering.marks.commands import Given
from tendering.marks.domain import Cause, Mark
from tendering.prices.schemas import BID, LOT
from tendering.track_records.domain import TrackRecord
from tendering.track_records.schemas import TrackRecordOut

MEMBER = "0198c4f2-7a53-7c3e-9c1a-2b1f6d3e4a5b"


class MarkIn(Strict):
    """What one's panel marks: 0 to 10, and why."""

    lot_id: IdIn
    bid_id: IdIn
    criterion: Name
    mark: MarkValue
    rationale: Prose


class MarksIn(
    Strict,
    json_schema_extra=example(
        marks=[{"lot_id": LOT, "bid_id": BID, "criterion": "Quality", "mark": 8, "rationale": "Homes first, proved."}]
    ),
):
    """One's own marks, given once: all or none."""

    marks: Annotated[list[MarkIn], Field(min_length=1, max_length=1000)]

    def given(self) -> list[Given]:
        """In the words of the domain."""
        return [Given(**dict(each)) for each in self.marks]


class MarksOut(Out):
    """How many marks were committed."""

    given: int


class ClosingOut(Out):
    """Since when nobody marks any more."""

    notice_id: UUID
    closed_at: datetime


class ProposalOut(Out):
    """A bid as panels read it: without prices; with the bidder's track record where the notice declares that."""

    bid_id: UUID
    bidder_id: UUID
    lot_ids: list[UUID]
    proposal: str
    answers: dict[str, str]
    documents: list[str]
    track_record: TrackRecordOut | None

    @classmethod
    def of(cls, bid: Bid, record: TrackRecord | None) -> "ProposalOut":
        envelope = bid.envelope
        return cls(
            bid_id=bid.id,
            bidder_id=bid.bidder_id,
            lot_ids=[offer.lot_id for offer in envelope.offers],
            proposal=envelope.proposal,
            answers=dict(envelope.answers),
            documents=list(envelope.documents),
            track_record=None if record is None else TrackRecordOut.model_validate(record),
        )


class ProposalsOut(Out):
    """Every bid, without prices."""

    proposals: list[ProposalOut]


class GivenOut(Out):
    """A mark as it was given, and the one that is scored: another where it was validly moderated."""

    lot_id: UUID
    bid_id: UUID
    criterion: str
    member_id: UUID
    mark: DecimalOut
    counted: DecimalOut
    rationale: str
    given_at: datetime

    @classmethod
    def of(cls, mark: Mark, counted: Decimal) -> "GivenOut":
        shown = {name: getattr(mark, name) for name in cls.model_fields.keys() - {"counted"}}
        return cls(**shown, counted=counted)


class GivenMarksOut(Out):
    """Every mark of a notice."""

    marks: list[GivenOut]


class ModerationIn(
    Strict,
    json_schema_extra=example(
        lot_id=LOT,
        bid_id=BID,
        criterion="Quality",
        member_id=MEMBER,
        becomes=7,
        cause="bid_misread",
        explanation="The rota that was missed is on page 4.",
    ),
):
    """Which mark is put right, what becomes of it, and the cause: there is none in lying far from the others."""

    lot_id: IdIn
    bid_id: IdIn
    criterion: Name
    member_id: IdIn
    becomes: MarkValue
    cause: Annotated[Cause, Field(strict=False)]
    explanation: Prose


class ConsentIn(Strict, json_schema_extra=example(consents=True)):
    """Whether the citizen whose mark it is consents; a no leaves the mark as it was given."""

    consents: bool


class ModerationOut(Out):
    """A mark that was put right. It `counts` at once, or, if it is a citizen's, once they consent."""

    id: UUID
    notice_id: UUID
    lot_id: UUID
    bid_id: UUID
    criterion: str
    member_id: UUID
    given: DecimalOut
    becomes: DecimalOut
    cause: Cause
    explanation: str
    needs_consent: bool
    moderated_at: datetime
    consents: bool | None
    answered_at: datetime | None
    counts: bool


class ModerationsOut(Out):
    """Every mark that was moderated; for its member those of their own."""

    moderations: list[ModerationOut]
