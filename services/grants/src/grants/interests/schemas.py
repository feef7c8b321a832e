"""How a declaration of interest looks on the wire."""

from datetime import datetime
from uuid import UUID

from chassis.wire import Out, Prose, Strict, example


class DeclarationIn(Strict, json_schema_extra=example(has_conflict=False)):
    """Whether you have an interest in the application, and then which."""

    has_conflict: bool
    explanation: Prose | None = None


class DeclarationOut(Out):
    """What an assessor said. Who said it stays with the funder's own records."""

    id: UUID
    application_id: UUID
    has_conflict: bool
    explanation: str | None
    declared_at: datetime
    version: int


class DeclarationsOut(Out):
    """What all assessors said of an application."""

    declarations: list[DeclarationOut]
