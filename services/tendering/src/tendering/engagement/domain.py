"""Preliminary market engagement as one open log. Pure: no database, no clock, no wire."""

from collections import Counter
from dataclasses import dataclass, field, fields
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from kernel.errors import Conflict, RuleBroken, Unacceptable
from kernel.identifiers import new_id
from tendering.obligations.domain import Category


class Advantage(StrEnum):
    """What taking part did for a supplier's chances (s.16(4))."""

    NONE = "none"
    AVOIDED = "avoided"  # by sharing what it learned, by more time, by other terms
    UNAVOIDABLE = "unavoidable"  # in the award it is treated as an excluded supplier (s.16(5))


@dataclass(eq=False, kw_only=True)
class Contact:
    """One conversation with a supplier: what it was shown, by SHA-256 digests, and what was said.

    `logged_at` is when it was written down, which may be later.
    """

    id: UUID = field(default_factory=new_id)
    supplier_id: UUID
    held_at: datetime
    topic: str
    said: str
    documents: list[str] = field(default_factory=list)
    logged_at: datetime


@dataclass(eq=False, kw_only=True)
class Disclosure:
    """A document that everybody may read from `shared_at` on."""

    sha256: str
    shared_at: datetime


@dataclass(eq=False, kw_only=True)
class Assessment:
    """A commissioner's signed word on the advantage that one supplier has; the latest of a supplier counts.

    `contacts` is how many conversations with it were known when that was signed.
    """

    supplier_id: UUID
    advantage: Advantage
    reasons: str
    signed_by: str
    signed_at: datetime
    contacts: int = 0


@dataclass(eq=False, kw_only=True)
class Plan:
    """What the market is asked about, and until when."""

    title: str
    description: str
    category: Category
    cpv: list[str]
    closes_at: datetime | None = None


@dataclass(eq=False, kw_only=True)
class Engagement(Plan):
    """All that happens before a procurement, kept open to everybody; tender notices name it.

    `announced_at` is when its notice (UK2) was published, `followed_at` when a tender notice first followed from it.
    """

    id: UUID = field(default_factory=new_id)
    buyer_id: UUID
    opened_at: datetime
    announced_at: datetime | None = None
    followed_at: datetime | None = None
    contacts: list[Contact] = field(default_factory=list)
    disclosures: list[Disclosure] = field(default_factory=list)
    advantages: list[Assessment] = field(default_factory=list)
    version: int = 1

    @property
    def unshared(self) -> list[str]:
        """What some supplier was shown and not everybody can read; empty before a tender notice may follow."""
        return sorted(self._shown - self._shared)

    def shared_late(self, *, by: datetime) -> list[str]:
        """What some supplier was shown and everybody could not read by that instant."""
        early = {each.sha256 for each in self.disclosures if each.shared_at <= by}
        return sorted(self._shown - early)

    @property
    def unassessed(self) -> list[UUID]:
        """Suppliers of which more was written down than somebody judged."""
        met = Counter(each.supplier_id for each in self.contacts)
        judged = {each.supplier_id: each.contacts for each in self.advantages}
        return sorted(who for who, times in met.items() if judged.get(who, 0) < times)

    @property
    def _shown(self) -> set[str]:
        return {document for contact in self.contacts for document in contact.documents}

    @property
    def _shared(self) -> set[str]:
        return {each.sha256 for each in self.disclosures}

    def revise(self, plan: Plan) -> None:
        """Say otherwise what is asked. Once it is announced the market has read the plan."""
        if self.announced_at is not None or self.followed_at is not None:
            raise RuleBroken("What was published stands still.")
        for each in fields(Plan):
            setattr(self, each.name, getattr(plan, each.name))
        self.version += 1

    def announce(self, *, now: datetime) -> None:
        """Publish its notice, before or after the market was met. Raises RuleBroken once a tender notice is out."""
        if self.announced_at is not None:
            raise RuleBroken("The engagement is announced already.")
        if self.followed_at is not None:
            raise RuleBroken("A tender notice has followed; an engagement is announced before it (s.17).")
        self.announced_at = now
        self.version += 1

    def log(self, contact: Contact, *, now: datetime) -> None:
        """Write down a conversation, if need be later.

        Raises Unacceptable for one to come, and for one after the tender notice, when questions are answered to all.
        Raises RuleBroken for what would come out after that notice and not everybody can read.
        """
        if contact.held_at > now:
            raise Unacceptable("/held_at", "What is written down has happened.")
        if self.followed_at is not None:
            if contact.held_at > self.followed_at:
                raise Unacceptable("/held_at", "The tender notice was out: questions are then answered to everybody.")
            if not set(contact.documents) <= self._shared:
                raise RuleBroken("The tender notice is out: first let everybody read what the supplier was shown.")
        self.contacts = [*self.contacts, contact]
        self.version += 1

    def share(self, sha256: str, *, now: datetime) -> None:
        """Let everybody read a document. Raises Conflict the second time."""
        if sha256 in self._shared:
            raise Conflict("Everybody can read that document already.")
        self.disclosures = [*self.disclosures, Disclosure(sha256=sha256, shared_at=now)]
        self.version += 1

    def assess(self, assessment: Assessment) -> None:
        """Sign what taking part did for a supplier. Raises RuleBroken for one that took no part."""
        assessment.contacts = sum(each.supplier_id == assessment.supplier_id for each in self.contacts)
        if not assessment.contacts:
            raise RuleBroken("That supplier took no part in the engagement.")
        self.advantages = [*self.advantages, assessment]
        self.version += 1

    def advantage_of(self, supplier_id: UUID) -> Advantage | None:
        """What was last signed about a supplier; None if nothing was."""
        signed = [each.advantage for each in self.advantages if each.supplier_id == supplier_id]
        return signed[-1] if signed else None

    @property
    def unfairly_ahead(self) -> frozenset[UUID]:
        """Suppliers whose advantage cannot be avoided: in the award they are excluded (s.16(5))."""
        who = {each.supplier_id for each in self.advantages}
        return frozenset(each for each in who if self.advantage_of(each) is Advantage.UNAVOIDABLE)

    def follow(self, *, now: datetime) -> None:
        """A tender notice follows from it. From here on nothing can have been shown that is not public."""
        if self.followed_at is None:
            self.followed_at = now
            self.version += 1
