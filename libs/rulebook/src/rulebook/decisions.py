"""A decision: the answer of one rule to one question, with everything needed to argue against it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from kernel.errors import Refused


class Basis(StrEnum):
    """What gives a rule its authority."""

    LAW = "LAW"  # statute or statutory instrument
    POLICY = "POLICY"  # procurement policy notes, guidance, codes
    SEED = "SEED"  # proposals of the papers behind the platform; not law
    PROFILE = "PROFILE"  # a parameter the platform chose


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a rule answered. `outcome` None is "unknown": evidence is missing, which is neither yes nor no."""

    id: UUID
    rule: str
    version: int
    basis: Basis
    outcome: bool | None
    reasons: tuple[str, ...]
    inputs: Mapping[str, str]
    decided_at: datetime
    published: bool = False  # the authority itself announced this rule for the procedure it is applied to
    informs: bool = False  # the answer only says which rules apply, so its no forbids nothing

    @property
    def blocks(self) -> bool:
        """Whether it stops what was asked: a plain no, of the law or of a rule the authority itself published.

        Every other no flags, scores or is published. Nothing is excluded in silence, nor for want of evidence.
        """
        return self.outcome is False and not self.informs and (self.basis is Basis.LAW or self.published)

    def must_allow(self) -> None:
        """Raise Refused where it stops what was asked, with its reasons as the sentence."""
        if self.blocks:
            raise Refused(" ".join(self.reasons), self)
