"""How promised changes look on the wire."""

from datetime import date
from uuid import UUID

from chassis.wire import DayIn, IdIn, Name, Out, Prose, Strict, example
from ratings.changes.domain import State
from ratings.stories.schemas import CODE, CaseIn

CHANGE = "0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5b"


class ChangeIn(
    Strict,
    json_schema_extra=example(what="Two people work every night.", owner="Head of services", due_on="2027-09-30"),
):
    """What you will change, which post sees to it, and until when."""

    what: Prose
    owner: Name
    due_on: DayIn


class ClaimIn(Strict, json_schema_extra=example(evidence="The rota since 1 July is on our notice board and website.")):
    """How everybody can see that it is done."""

    evidence: Prose


class SightingIn(Strict, json_schema_extra=example(case_code=CODE, change_id=CHANGE, seen=True)):
    """The case code of your own later story, and whether the change is there."""

    case_code: CaseIn
    change_id: IdIn
    seen: bool


class VisitIn(Strict, json_schema_extra=example(found=True)):
    """Whether you found the change on your visit."""

    found: bool


class ChangeOut(Out):
    """A promised change, and how far it is."""

    id: UUID
    story_id: UUID
    contract_id: UUID
    organisation_id: UUID
    what: str
    owner: str
    planned_on: date
    due_on: date
    state: State
    evidence: str | None
    claimed_on: date | None
    settled_on: date | None
    version: int
