"""A story that a rater tells beside their stars. Pure: no database, no clock, no wire."""

import hashlib
import re
import secrets
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID, uuid4

from kernel.errors import NotFound, RuleBroken

SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32
GROUPS, GROUP = 7, 4  # 140 bits
LIKE = str.maketrans("OIL", "011")
CASE = re.compile(rf"[{SYMBOLS}]{{{GROUPS * GROUP}}}", re.ASCII)


class State(StrEnum):
    """Where a story is. Only the two published ones are shown to anybody but its author and moderators."""

    QUEUE = "queue"
    HELD_SERIOUS = "held_serious"  # somebody may be in danger: a moderator reads it first
    PUBLISHED = "published"
    PUBLISHED_REDACTED = "published_redacted"
    RETURNED = "returned"  # its author may correct it
    REJECTED = "rejected"
    SAFEGUARDING = "safeguarding"  # routed to those who protect people
    WITHDRAWN = "withdrawn"


#: The flag of a story that says what another one said.
REPEATS = "repeats_another"
SHOWN = frozenset({State.PUBLISHED, State.PUBLISHED_REDACTED})
UNDECIDED = frozenset({State.QUEUE, State.HELD_SERIOUS})


def new_case_code() -> str:
    """What an author keeps to follow, correct or withdraw: told once."""
    return "-".join("".join(secrets.choice(SYMBOLS) for _ in range(GROUP)) for _ in range(GROUPS))


def case_digest(code: str) -> bytes:
    """SHA-256 of a case code as it was meant. Raises ValueError for what cannot be one."""
    meant = code.replace("-", "").replace(" ", "").upper().translate(LIKE)
    if CASE.fullmatch(meant) is None:
        raise ValueError("A case code is seven groups of four letters and digits.")
    return hashlib.sha256(meant.encode()).digest()


@dataclass(eq=False, kw_only=True)
class Story:
    """One story. Its id tells no time, its dates no hour; `text` is sealed, and the case code known by its digest.

    `counted` is what was counted with it, sealed likewise: its author can take the stars back with the words.
    """

    id: UUID = field(default_factory=uuid4)
    contract_id: UUID
    buyer_id: UUID
    provider_ids: tuple[UUID, ...]
    service: str
    period: str
    overall: int
    recommend: str
    text: str
    case_digest: bytes
    flags: tuple[str, ...]
    state: State
    received_on: date
    due_on: date  # the last day on which it should be moderated
    counted: str | None = None
    kept_until: date | None = None  # the last day on which its words may be kept, once that is known
    published_on: date | None = None
    erased_on: date | None = None
    version: int = 1

    @property
    def is_shown(self) -> bool:
        """Whether the public may read it."""
        return self.state in SHOWN and self.erased_on is None

    def must_be_shown(self) -> None:
        """What is not published reads as not found."""
        if not self.is_shown:
            raise NotFound(f"There is no story {self.id}.")

    def correct(self, sealed: str, flags: tuple[str, ...], *, state: State) -> None:
        """Its author says it in other words, which a moderator has not read yet."""
        if self.state in {State.WITHDRAWN, State.SAFEGUARDING, State.REJECTED}:
            raise RuleBroken("This story cannot be corrected any more.")
        self.text, self.flags, self.state = sealed, flags, state
        self.published_on = self.erased_on = self.kept_until = None
        self.version += 1

    def move(self, state: State, *, today: date, kept_until: date | None, sealed: str | None = None) -> None:
        """A moderator has decided; `sealed` are the words that go out instead, if some were taken out."""
        if self.state is State.WITHDRAWN:
            raise RuleBroken("Its author has withdrawn this story.")
        self.state = state
        self.text = sealed or self.text
        self.kept_until, self.published_on = kept_until, today if state in SHOWN else None
        self.version += 1

    def erase(self, *, today: date) -> None:
        """Its words were kept as long as they may be: nobody can read them again, and nothing of it is shown."""
        self.erased_on = today
        self.version += 1

    def withdraw(self, *, today: date) -> None:
        """Its author takes it back: nothing of it is shown, and nobody can read it again."""
        if self.state is State.WITHDRAWN:
            raise RuleBroken("This story was withdrawn already.")
        self.state, self.erased_on = State.WITHDRAWN, today
        self.version += 1


@dataclass(frozen=True)
class Told:
    """A story that was taken in; its case code is told to nobody else, and only now."""

    story_id: UUID
    case_code: str
    repeats_another: bool
