"""The formula of an alliance, and a settlement by it. Pure: no database, no clock, no wire."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from kernel.identifiers import new_id
from kernel.money import Money, SignedMoney


@dataclass(frozen=True, kw_only=True)
class Formula:
    """How the difference to the target is shared. `kpi_gate` is how large a part of the gate must be on course."""

    target_cost: Money
    kpi_gate: Decimal
    provider_share: Decimal
    pain_share: Decimal


@dataclass(frozen=True, kw_only=True)
class Share:
    """A provider's part of a pool; None where nobody's contract is worth anything."""

    reference: str
    amount: SignedMoney | None


@dataclass(frozen=True, kw_only=True)
class Partner:
    """A provider as the division looks at it: what weighs its part, and the most that it gains or bears, if agreed."""

    reference: str
    weight: Fraction | int
    limit: Money | None = None


@dataclass(eq=False, kw_only=True)
class Settlement:
    """What an alliance spent against its target, and who gets or bears how much of the difference.

    `gate_pct` is the part of the gate's indicators that were on course; None without a gate, which never passes.
    `unshared` of the pool is beyond every provider's limit: it stays with who commissions.
    """

    id: UUID = field(default_factory=new_id)
    alliance_id: UUID
    number: int
    target_cost: Money
    actual_cost: Money
    gate_pct: Decimal | None
    gate_passed: bool
    provider_pool: SignedMoney
    unshared: SignedMoney
    shares: tuple[Share, ...]
    settled_at: datetime

    @property
    def underspend(self) -> SignedMoney:
        """What was not spent of the target; below nought for what was overspent."""
        return SignedMoney.difference(self.target_cost, self.actual_cost)
