"""Amendments of a published notice. Pure: no database, no clock, no wire."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from kernel.errors import RuleBroken, Unacceptable
from kernel.identifiers import new_id
from tendering.criteria.domain import Criterion
from tendering.notices.domain import Notice
from tendering.terms.domain import Framework, Lot, LotLimit, PastPerformance, Terms

AMENDABLE = (
    *("closes_at", "title", "description", "lots", "criteria", "lot_limit"),
    *("recall_clause", "past_performance", "framework"),
)
#: What a notice may also say nothing of.
DISPENSABLE = ("lot_limit", "recall_clause")


@dataclass(frozen=True, kw_only=True)
class Changes:
    """What a notice is to say instead; None leaves it as it is, unless it is to be `without` it.

    `standing` are the ids that were given with lots.
    """

    closes_at: datetime | None = None
    title: str | None = None
    description: str | None = None
    lots: Sequence[Lot] | None = None
    criteria: Sequence[Criterion] | None = None
    lot_limit: LotLimit | None = None
    recall_clause: str | None = None
    past_performance: Sequence[PastPerformance] | None = None
    framework: Framework | None = None
    without: Collection[str] = ()
    standing: Sequence[UUID | None] = ()

    def applied_to(self, notice: Notice) -> tuple[Terms, list[str]]:
        """The terms as they will be, and the names of those that change. Raises Unacceptable, RuleBroken for none."""
        self._must_name_lots_of(notice)
        if self.framework is not None and notice.framework is None:
            raise Unacceptable("/framework", "What was announced as a contract becomes no framework; publish another.")
        wanted = {name: getattr(self, name) for name in AMENDABLE if getattr(self, name) is not None}
        wanted |= dict.fromkeys(self.without)
        changed = sorted(name for name, value in wanted.items() if differs(name, value, notice))
        if not changed:
            raise RuleBroken("The amendment changes nothing.")
        return _with(notice, {name: wanted[name] for name in changed}), changed

    def _must_name_lots_of(self, notice: Notice) -> None:
        stand = {lot.id for lot in notice.lots}
        for place, lot_id in enumerate(self.standing):
            if lot_id is not None and (lot_id not in stand or lot_id in self.standing[:place]):
                raise Unacceptable(f"/lots/{place}/id", "Each must be a lot of this notice, named once.")


def differs(name: str, value: object, notice: Notice) -> bool:
    """Whether a term would say something else than it does. What is hashed is compared as it is hashed."""
    if name in {"lots", "criteria"}:
        return _with(notice, {name: value}).digest_with(notice.method_digest) != notice.digest()
    return bool(getattr(notice, name) != value)


def _with(notice: Notice, instead: dict[str, Any]) -> Terms:
    """The notice's terms with some of them replaced. Raises Unacceptable for what no reader could make sense of."""
    stand = {each.name: getattr(notice, each.name) for each in fields(Terms)}
    terms = stand | instead
    return Terms(**terms | {"lots": list(terms["lots"]), "criteria": list(terms["criteria"])})


@dataclass(eq=False, kw_only=True)
class Amendment:
    """One published change of a notice: which terms, why, and the hashes before and after.

    `closes_at` is the deadline from then on. The first amendment of a notice has the number 1.
    """

    id: UUID = field(default_factory=new_id)
    notice_id: UUID
    number: int
    reason: str
    changed: list[str]
    previous_hash: str
    terms_hash: str
    closes_at: datetime
    amended_at: datetime
    decisions: list[UUID] = field(default_factory=list)

    @classmethod
    def publish(cls, notice: Notice, changes: Changes, *, number: int, reason: str, now: datetime) -> Self:
        """Change the notice, and say so. Raises RuleBroken and Unacceptable; then nothing has changed."""
        before = notice.digest()
        terms, changed = changes.applied_to(notice)
        notice.amend(terms, now=now)
        return cls(
            notice_id=notice.id,
            number=number,
            reason=reason,
            changed=changed,
            previous_hash=before,
            terms_hash=notice.digest(),
            closes_at=notice.closes_at,
            amended_at=now,
        )
