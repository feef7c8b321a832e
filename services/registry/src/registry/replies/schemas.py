"""How a reply looks on the wire."""

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from chassis.wire import Out, Prose, Strict, example


class ReplyIn(Strict, json_schema_extra=example(text="The loan was repaid in May, and its interest with it.")):
    """What the organisation says to the label."""

    text: Prose


class RightOfReplyOut(Out):
    """A label that the organisation was told of, and what it said to it."""

    id: UUID
    organisation_id: UUID = Field(validation_alias="organisation")
    label: str
    opened_at: datetime
    reply_by: date
    reply: str | None
    replied_at: datetime | None
