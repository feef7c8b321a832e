"""What a rule makes of the evidence about an organisation: a verdict, and why. Pure: no database, no clock."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kernel.logic import Outcome, word_of
from registry.catalogue.domain import Value
from registry.evidence.domain import Fact
from rulebook.decisions import Basis


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """One fact that would have to be otherwise."""

    fact: str
    to: Value

    def __str__(self) -> str:
        return f"{self.fact} is {str(self.to).lower() if isinstance(self.to, bool) else self.to}"


@dataclass(frozen=True, slots=True)
class Flip:
    """The fewest changes that would turn the verdict."""

    to: bool
    changes: tuple[Change, ...]

    def __str__(self) -> str:
        return f"It would be {word_of(self.to)} if {' and '.join(map(str, self.changes))}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether an organisation bears a label. `outcome` None is unknown: what is missing is never a no."""

    label: str
    outcome: Outcome
    rule: str
    version: int
    basis: Basis
    facts_used: tuple[Fact, ...]  # by name
    missing: tuple[str, ...]  # names that nobody evidenced, or that are disputed; the outcome waits for them if unknown
    flip: Flip | None
    expires_on: date  # from the day after it must be judged again
    value: str | None = None  # a grade, a percentage, a number of points, where the label has one
    reasons: tuple[str, ...] = ()
    withheld_until: date | None = None  # unfavourable, and not yet public: the organisation may reply until then
    reply: str | None = None  # what the organisation says to it

    @property
    def due_after(self) -> date:
        """The last day on which it need not be judged again."""
        return min(self.expires_on, self.withheld_until or self.expires_on)

    @property
    def word(self) -> str:
        """`yes`, `no` or `unknown`."""
        return word_of(self.outcome)

    def told(self) -> Mapping[str, Any]:
        """All of it in one spelling, the facts by their ids: the same evidence gives the same bytes for ever."""
        return {
            "label": self.label,
            "outcome": self.word,
            "value": self.value,
            "rule": self.rule,
            "version": self.version,
            "basis": str(self.basis),
            "facts_used": [str(fact.id) for fact in self.facts_used],
            "missing": list(self.missing),
            "flip": None if self.flip is None else flip_told(self.flip),
            "reasons": list(self.reasons),
            "expires_on": self.expires_on.isoformat(),
            "withheld_until": None if self.withheld_until is None else self.withheld_until.isoformat(),
            "reply": self.reply,
        }


def flip_told(flip: Flip) -> Mapping[str, Any]:
    """A flip in words and as what would have to change."""
    return {
        "to": word_of(flip.to),
        "changes": [{"fact": change.fact, "to": change.to} for change in flip.changes],
        "says": str(flip),
    }
