"""How the means to sign or vote look on the wire."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.wire import InstantIn, Out, Strict, example
from ratings.credentials.commands import MOST_AT_ONCE


class CodesIn(Strict, json_schema_extra=example(count=25)):
    """How many codes to hand out now."""

    count: Annotated[int, Field(ge=1, le=MOST_AT_ONCE)]


class CodesOut(Out):
    """The codes, this once."""

    petition_id: UUID
    codes: list[str]


class RollKeyIn(Strict, json_schema_extra=example(signs_until="2027-07-04T09:00:00Z")):
    """Until when those on the roll may ask for blind credentials; all of them are good four days later."""

    signs_until: InstantIn
