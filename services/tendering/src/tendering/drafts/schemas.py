"""How a draft looks on the wire."""

from datetime import datetime
from uuid import UUID

from chassis.wire import Out, example
from tendering.drafts.domain import Draft
from tendering.envelopes.schemas import OFFERS, ContentsIn, ContentsOut, OfferOut


class DraftIn(ContentsIn, json_schema_extra=example(offers=OFFERS, proposal="We keep people in their homes.")):
    """What is written of a bid so far: any of its parts, each as a bid has it."""


class DraftOut(Out):
    """A draft as it was written. The server reads it when its bidder does: that is weaker than one's own machine."""

    notice_id: UUID
    changed_at: datetime
    version: int
    contents: ContentsOut


def told(draft: Draft, text: bytes) -> DraftOut:
    """A draft as its bidder reads it."""
    written = DraftIn.model_validate_json(text)
    offers = [OfferOut.model_validate(each.offer()) for each in written.offers]  # with promised quantities declared
    contents = ContentsOut.model_validate(written.model_copy(update={"offers": offers}))
    return DraftOut(notice_id=draft.notice_id, changed_at=draft.changed_at, version=draft.version, contents=contents)
