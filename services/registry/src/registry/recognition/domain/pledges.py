"""The pledge to hold public values: five statements, each with the facts that evidence it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kernel.errors import Unacceptable
from registry.evidence.domain import Fact
from rulebook.rules import rule


def public_values(*, on: date) -> Mapping[str, str]:
    """The values of that day, by name, each with its statement."""
    return dict(rule("recognition.public_values", on=on).values)


@dataclass(frozen=True)
class Statement:
    """One value as an organisation pledged it. `facts` are those of its evidence that may be relied on today."""

    value: str
    says: str
    facts: tuple[Fact, ...]

    @property
    def is_evidenced(self) -> bool:
        """Whether anything that may be relied on stands behind it."""
        return bool(self.facts)


@dataclass(eq=False, kw_only=True)
class Pledge:
    """An organisation's signature under every value. `evidence` names its facts by value."""

    organisation_id: UUID
    signed_at: datetime
    evidence: dict[str, list[str]]
    version: int = 1

    def sign_again(self, evidence: Mapping[str, Collection[UUID]], *, now: datetime) -> None:
        """With other evidence."""
        self.evidence, self.signed_at = spelt(evidence), now
        self.version += 1

    def statements(self, facts: Collection[Fact], *, on: date) -> list[Statement]:
        """Each value with what stands behind it that day, of the facts that count."""
        live = {str(fact.id): fact for fact in facts if fact.is_live(on)}
        return [
            Statement(value, says, tuple(live[it] for it in self.evidence.get(value, ()) if it in live))
            for value, says in public_values(on=on).items()
        ]


def spelt(evidence: Mapping[str, Collection[UUID]]) -> dict[str, list[str]]:
    """The facts by value, each once."""
    return {value: [str(it) for it in dict.fromkeys(facts)] for value, facts in evidence.items()}


def must_be_of_the_five(evidence: Mapping[str, Collection[UUID]], counting: Collection[UUID], *, on: date) -> None:
    """Raise Unacceptable for a value that is none of the five, and for evidence that is none of the organisation's."""
    for value, facts in evidence.items():
        if value not in public_values(on=on):
            raise Unacceptable(f"/evidence/{value}", f"The public values are: {', '.join(public_values(on=on))}.")
        for place, fact in enumerate(facts):
            if fact not in counting:
                raise Unacceptable(f"/evidence/{value}/{place}", "The organisation has no such fact that still counts.")
