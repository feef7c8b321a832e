"""How questions and reasons not to bid look on the wire."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.wire import Out, Prose, Strict, example
from tendering.clarifications.domain import NoBidReason


class QuestionIn(Strict, json_schema_extra=example(text="May two small providers bid together for a lot?")):
    """What a provider wants to know; its name stays out of it."""

    text: Prose


class AnswerIn(Strict, json_schema_extra=example(answer="Yes; name all members in the proposal.")):
    """What the buyer says to everybody."""

    answer: Prose


class QuestionOut(Out):
    """A question and its answer. Whose it is, nobody is told."""

    id: UUID
    notice_id: UUID
    text: str
    asked_at: datetime
    answer: str | None
    answered_at: datetime | None
    version: int


class NoBidIn(Strict, json_schema_extra=example(reason="price_unviable", explanation="Lawful wages alone cost more.")):
    """Why a provider does not bid; the explanation is kept and never published."""

    reason: Annotated[NoBidReason, Field(strict=False)]
    explanation: Prose | None = None


class NoBidOut(Out):
    """What the provider said."""

    notice_id: UUID
    reason: NoBidReason
    explanation: str | None
    stated_at: datetime


class NoBidsOut(Out):
    """How many providers gave which reason, without their names; `warnings` are those that the buyer is to heed."""

    providers: dict[NoBidReason, int]
    warnings: list[str]
