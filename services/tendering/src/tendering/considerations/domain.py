"""What is considered before a procurement begins. Pure: no database, no clock, no wire."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from kernel.errors import Unacceptable
from kernel.identifiers import new_id
from tendering.contributions.domain import Contribution
from tendering.engagement.domain import Engagement


@dataclass(eq=False, kw_only=True)
class WellBeing:
    """How what is bought might improve well-being, how it might be bought to that end, and whether to consult.

    The economic, social and environmental well-being of the area (2012 Act s.1(3) and (7)).
    """

    engagement_id: UUID
    improves: str
    conduct: str
    consultation: str
    considered_at: datetime
    version: int = 1

    def consider_again(self, thoughts: "WellBeing") -> None:
        """Put other thoughts in the place of these."""
        self.improves, self.conduct, self.consultation = thoughts.improves, thoughts.conduct, thoughts.consultation
        self.considered_at = thoughts.considered_at
        self.version += 1


class CommissioningTier(StrEnum):
    """Who commissions, from the lowest up."""

    INDIVIDUAL = "individual"
    NEIGHBOURHOOD = "neighbourhood"
    LOCAL_AUTHORITY = "local_authority"
    REGION = "region"
    NATION = "nation"

    @property
    def height(self) -> int:
        """How many tiers are lower."""
        return list(CommissioningTier).index(self)


class HigherBecause(StrEnum):
    """Why a higher tier commissions although a lower one is able to."""

    DUTY = "duty"  # the law puts it upon the higher tier
    BORDERS = "borders"  # users live or move across the borders of the lower one
    SPECIALISM = "specialism"  # too few users, or too rare a skill, within the lower one
    EQUAL_ACCESS = "equal_access"  # what people get would depend upon where they live
    CONFLICT = "conflict"  # who would commission has an interest in who provides
    COST = "cost"  # dearer in the lower one
    LOWER_DECLINED = "lower_declined"  # it is able to, and would rather not


@dataclass(eq=False, kw_only=True)
class Subsidiarity:
    """Which tiers are able to commission what is needed, which of them does, and, where it is not the lowest, why.

    Raises Unacceptable for a tier that is not able, and for a reason without words or words without a reason.
    """

    engagement_id: UUID
    tier: CommissioningTier
    able: list[CommissioningTier]
    reason: HigherBecause | None = None
    explanation: str | None = None
    considered_at: datetime
    version: int = 1

    def __post_init__(self) -> None:
        if self.tier not in self.able:
            raise Unacceptable("/tier", "Who commissions is one of the tiers that are able to.")
        if (self.reason is None) is not (self.explanation is None):
            raise Unacceptable("/explanation", "A reason is explained, and nothing else is.")

    @property
    def lowest(self) -> CommissioningTier:
        """The lowest tier that is able."""
        return min(self.able, key=lambda each: each.height)

    @property
    def is_accounted_for(self) -> bool:
        """Whether the lowest tier that is able commissions, or it is said why a higher one does."""
        return self.tier is self.lowest or self.reason is not None

    def consider_again(self, thoughts: "Subsidiarity") -> None:
        """Put other thoughts in the place of these."""
        self.tier, self.able = thoughts.tier, thoughts.able
        self.reason, self.explanation = thoughts.reason, thoughts.explanation
        self.considered_at = thoughts.considered_at
        self.version += 1


@dataclass(frozen=True)
class Interest:
    """An interest of somebody who acts in the procurement, by the role that they have; no name.

    `steps` are what is done so that no supplier gains or loses by it (s.82); None while nothing is. A perceived one is
    no conflict, and a reasonable person might take it for one: steps then show why it is none (s.83(4)).
    """

    role: str
    interest: str
    is_perceived: bool = False
    steps: str | None = None


@dataclass(eq=False, kw_only=True)
class ConflictsAssessment:
    """One revision of a conflicts assessment; the first has the number 1. That there are no interests is an answer."""

    id: UUID = field(default_factory=new_id)
    engagement_id: UUID
    number: int
    interests: list[Interest]
    reviewed_at: datetime
    reviewed_by: str

    @property
    def unmitigated(self) -> Sequence[Interest]:
        """Those about which nothing is done."""
        return [each for each in self.interests if each.steps is None]


@dataclass(frozen=True)
class Preparation:
    """All that is known here of what came before a notice; no engagement where the notice names none."""

    engagement: Engagement | None = None
    contributions: Sequence[Contribution] = ()
    well_being: WellBeing | None = None
    conflicts: ConflictsAssessment | None = None
    subsidiarity: Subsidiarity | None = None


@dataclass(frozen=True, kw_only=True)
class Asking:
    """What a tender notice is about, as far as it decides what must come before it.

    `is_public_contract` is None where no threshold is known; `unannounced_because` is why there was no UK2 (s.17(1)).
    """

    is_public_contract: bool | None
    is_service: bool
    unannounced_because: str | None = None
