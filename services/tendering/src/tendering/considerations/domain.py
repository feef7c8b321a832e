"""What is considered before a procurement begins. Pure: no database, no clock, no wire."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

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


@dataclass(frozen=True, kw_only=True)
class Asking:
    """What a tender notice is about, as far as it decides what must come before it.

    `is_public_contract` is None where no threshold is known; `unannounced_because` is why there was no UK2 (s.17(1)).
    """

    is_public_contract: bool | None
    is_service: bool
    unannounced_because: str | None = None
