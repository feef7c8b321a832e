"""Every decision of a rule stays on record: what was asked, what was decided, by which rule and on what basis."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import ARRAY, Boolean, Column, Integer, String, Table, Text, Uuid, select
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import Instant, plumbing
from chassis.http import Out, Reading, Router
from kernel.errors import NotFound
from rulebook.decisions import Basis, Decision

decisions = Table(
    "decisions",
    plumbing,
    Column("id", Uuid, primary_key=True),
    Column("entity", Uuid, index=True),
    Column("rule", String, nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("basis", String, nullable=False),
    Column("outcome", Boolean),
    Column("reasons", ARRAY(Text), nullable=False),
    Column("inputs", JSONB, nullable=False),
    Column("decided_at", Instant, nullable=False),
    Column("published", Boolean, nullable=False),
)
# A refusal is kept apart from the command that it refused, and may have been kept by it already.
KEEP = insert(decisions).on_conflict_do_nothing()


class DecisionOut(Out):
    """A decision as anyone may check it. `outcome` is null where evidence was missing."""

    id: UUID
    rule: str
    version: int
    basis: Basis
    outcome: bool | None
    reasons: list[str]
    inputs: dict[str, str]
    decided_at: datetime
    published: bool


router = Router(prefix="/decisions", tags=["decisions"])


@router.get("/{decision_id}", response_model=DecisionOut)
async def read_decision(decision_id: UUID, tx: Reading) -> Any:
    """What a rule decided, on what basis, from which inputs and for which reasons."""
    found = (await tx.execute(select(decisions).where(decisions.c.id == decision_id))).one_or_none()
    if found is None:
        raise NotFound(f"There is no decision {decision_id}.")
    return found


async def keep(session: AsyncSession, decision: Decision, entity: UUID | None = None) -> None:
    """Put a decision about `entity` on record, in the transaction of `session`."""
    await session.execute(KEEP, {**row_of(decision), "entity": entity})


class Answerable(Protocol):
    """Whatever names the decisions that were taken about it, so that everybody can look them up."""

    decisions: list[UUID]


async def put_on_record(
    session: AsyncSession, holder: Answerable, decisions: Iterable[Decision], *, about: UUID
) -> None:
    """Keep what rules say about an entity, and name it in what it was said of."""
    for decision in decisions:
        await keep(session, decision, about)
        holder.decisions = [*holder.decisions, decision.id]


async def abide_by(session: AsyncSession, holder: Answerable, decisions: Iterable[Decision], *, about: UUID) -> None:
    """The same. Raises Refused for the first rule that forbids what was asked."""
    for decision in decisions:
        decision.must_allow()
        await put_on_record(session, holder, [decision], about=about)


def row_of(decision: Decision) -> dict[str, Any]:
    """The decision as its columns."""
    return {
        "id": decision.id,
        "rule": decision.rule,
        "version": decision.version,
        "basis": decision.basis,
        "outcome": decision.outcome,
        "reasons": list(decision.reasons),
        "inputs": {name: str(value) for name, value in decision.inputs.items()},
        "decided_at": decision.decided_at,
        "published": decision.published,
    }


def shown(decision: Decision) -> Mapping[str, Any]:
    """The decision as a problem carries it."""
    return DecisionOut.model_validate(row_of(decision)).model_dump(mode="json")
