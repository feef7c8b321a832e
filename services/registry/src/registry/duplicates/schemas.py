"""How pairs and merges look on the wire."""

from datetime import datetime
from uuid import UUID

from chassis.wire import IdIn, Out, Prose, Strict, example
from registry.duplicates.domain import Ground, Verdict


class ReasonIn(Strict, json_schema_extra=example(reason="A parent and its subsidiary: two boards.")):
    """Why a registrar decided so."""

    reason: Prose


class ReportIn(
    Strict,
    json_schema_extra=example(
        one_id="0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5b", other_id="0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5c"
    ),
):
    """Two records that somebody takes for one body's."""

    one_id: IdIn
    other_id: IdIn


class MergeIn(
    Strict,
    json_schema_extra=example(
        survivor_id="0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5b",
        merged_id="0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5c",
        reason="Both numbers stand on the governing document.",
    ),
):
    """Which record stands for both, which goes into it, and why."""

    survivor_id: IdIn
    merged_id: IdIn
    reason: Prose


class CandidateOut(Out):
    """Two records that may be of one body. `score` is of a hundred."""

    id: UUID
    one_id: UUID
    other_id: UUID
    grounds: list[Ground]
    sentences: list[str]
    score: int
    verdict: Verdict
    reason: str | None
    decided_by: str | None
    found_at: datetime
    decided_at: datetime | None
    version: int


class MergeOut(Out):
    """A registrar's decision that two records are of one body; `parted_at` is when it was taken back."""

    id: UUID
    survivor_id: UUID
    merged_id: UUID
    numbers: list[str]
    reason: str
    merged_at: datetime
    parted_because: str | None
    parted_at: datetime | None
    version: int
