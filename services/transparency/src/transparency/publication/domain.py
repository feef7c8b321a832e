"""What may be asked for of what is published."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Source(StrEnum):
    """Whose releases: those of this platform, those imported from other portals, or both."""

    OWN = "own"
    IMPORTED = "imported"
    ALL = "all"


class Stage(StrEnum):
    """A stage of a procurement, as Find a Tender's interface filters by it."""

    PLANNING = "planning"
    TENDER = "tender"
    AWARD = "award"
    CONTRACT = "contract"
    IMPLEMENTATION = "implementation"


#: OCDS codelist releaseTag, by stage.
TAGS: Mapping[Stage, tuple[str, ...]] = {
    Stage.PLANNING: ("planning", "planningUpdate"),
    Stage.TENDER: ("tender", "tenderAmendment", "tenderUpdate", "tenderCancellation"),
    Stage.AWARD: ("award", "awardUpdate", "awardCancellation"),
    Stage.CONTRACT: ("contract", "contractUpdate", "contractAmendment", "contractTermination"),
    Stage.IMPLEMENTATION: ("implementation", "implementationUpdate"),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """Which releases; None asks for all. A release was updated when it came to be published here."""

    source: Source = Source.OWN
    buyer: str | None = None
    updated_from: datetime | None = None
    updated_to: datetime | None = None
    stages: tuple[Stage, ...] = ()

    @property
    def tags(self) -> list[str]:
        """The tags of the stages asked for."""
        return [tag for stage in self.stages for tag in TAGS[stage]]


@dataclass(frozen=True, slots=True)
class Published:
    """A release as it lies here, in its own text; another publisher's with what its package said of itself."""

    ocid: str
    id: str
    published_at: datetime
    text: str
    publisher: str | None = None
    envelope: str | None = None
