"""The rules themselves: what each says, since when, on whose authority, and how sure we are of it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from kernel.errors import RuleBroken
from kernel.identifiers import new_id
from kernel.money import Money
from kernel.periods import DatePeriod
from rulebook.decisions import Basis, Decision


class Confidence(StrEnum):
    """How the text was come by."""

    V = "V"  # the primary text was seen
    S = "S"  # a secondary source or an excerpt was seen
    M = "M"  # remembered: verify before relying on it


class NotInForce(RuleBroken, LookupError):
    """No version of that rule applies on that day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One version of one rule. Its figures are read by kind: a misspelt key fails, and money is never a float."""

    id: str
    version: int
    basis: Basis
    confidence: Confidence
    source: str
    valid: DatePeriod
    says: str
    subject: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def number(self, key: str) -> int:
        """A count of days, years or things."""
        return int(self.values[key])

    def money(self, key: str) -> Money:
        """An amount of pounds."""
        return Money.parse(self.values[key])

    def share(self, key: str) -> Fraction:
        """A part of a whole, exact: one tenth is 1/10."""
        return Fraction(self.values[key])

    def flag(self, key: str) -> bool:
        """A yes or no."""
        return self.values[key] is True

    def words(self, key: str) -> tuple[str, ...]:
        """A list of names, in the order its source gives them."""
        return tuple(self.values[key])

    def numbers(self, key: str) -> tuple[int, ...]:
        """A list of counts, in the order its source gives them."""
        return tuple(int(each) for each in self.values[key])

    def decide(
        self,
        outcome: bool | None,
        *reasons: str,
        inputs: Mapping[str, object],
        now: datetime,
        published: bool = False,
        informs: bool = False,
    ) -> Decision:
        """What it answers, the sentences that explain it, and the facts they rest on; an unknown fact is left out."""
        return Decision(
            id=new_id(),
            rule=self.id,
            version=self.version,
            basis=self.basis,
            outcome=outcome,
            reasons=reasons,
            inputs={name: str(fact) for name, fact in inputs.items() if fact is not None},
            decided_at=now,
            published=published,
            informs=informs,
        )


def rule(name: str, *, on: date) -> Rule:
    """The version of a rule for a procedure that commenced on that day. Raises NotInForce, or KeyError for no rule."""
    for version in rules()[name]:
        if on in version.valid:
            return version
    raise NotInForce(f"No version of the rule {name} applies on {on}.")


@cache
def rules() -> Mapping[str, tuple[Rule, ...]]:
    """Every rule with its versions, oldest first, in the order of the files."""
    found: dict[str, tuple[Rule, ...]] = {}
    for path in sorted(files("rulebook").joinpath("law").iterdir(), key=lambda path: path.name):
        text = tomllib.loads(path.read_text(encoding="utf-8"))
        for entry in text["rule"]:
            version = _read(entry, text["subject"])
            found[version.id] = (*found.get(version.id, ()), version)
    return MappingProxyType(found)


def _read(entry: Mapping[str, Any], subject: str) -> Rule:
    return Rule(
        id=entry["id"],
        version=entry.get("version", 1),
        basis=Basis(entry["basis"]),
        confidence=Confidence(entry["confidence"]),
        source=entry["source"],
        valid=DatePeriod(entry["from"], entry.get("until")),
        says=entry["says"],
        subject=subject,
        values=MappingProxyType(entry.get("values", {})),
    )
