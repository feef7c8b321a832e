"""What a funder says of the rules that it makes its grants by."""

from typing import ClassVar
from uuid import UUID

from events import Event, Part, Party


class StandardsAdopted(Event):
    """A funder holds itself to these rules, and to no other, from now on. The entity is the adoption."""

    type: ClassVar[str] = "grants.standards.adopted.v1"

    funder: Party
    standards: list[str]  # by their names in the rulebook
    is_bound: bool  # GovS 015 leaves it no choice
    statement: str


class RequirementFacts(Part):
    """How one of the ten minimum requirements of GovS 015 stands: met, explained or not_met."""

    number: int
    name: str
    state: str
    explanation: str | None = None


class RequirementsStated(Event):
    """How a scheme stands to the requirements, all of them. The entity is the scheme."""

    type: ClassVar[str] = "grants.requirements.stated.v1"

    scheme_id: UUID
    funder: Party
    requirements: list[RequirementFacts]
