"""How names that are taken down look on the wire: never by themselves."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.wire import Out, Strict, example
from tendering.takedowns.domain import Cause


class TakedownIn(Strict, json_schema_extra=example(record=2, cause="personal_data")):
    """Which line names somebody: its payee, who comes down wherever the file, or one with the same payments, names it.

    With `columns` (from 1) it is what stands in these, and only with this payment. The name is not said here, so that
    no request, log or trace holds it.
    """

    record: int = Field(ge=1, le=2**31 - 1)
    columns: list[Annotated[int, Field(ge=1, le=10_000)]] = Field(default=[], max_length=10)
    cause: Cause


class TakedownOut(Out):
    """A name that was taken down: why, by whom, when, and in how many lines."""

    id: UUID
    import_id: UUID
    record: int
    cause: Cause
    lines: int
    by: str
    taken_down_at: datetime
