"""What the registry answers about the fictional town: verdicts, owners, services, meetings and disclosures."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from services.transparency.tests.town import COUNCIL, HARBOUR, LANTERN, NOON, everything

from events import Event
from events.registry import (
    BoardMeetingCalled,
    DisclosureMade,
    DisputeOpened,
    OrganisationClassified,
    OwnershipStated,
    ServiceOffered,
)
from events.registry.openness import Disclosure, Meeting, Paper
from events.registry.owners import AttributionTold, BodyTold, InterestTold, PositionTold
from events.services import AreaFacts, LocationFacts, PlacesFacts, ServiceFacts
from events.verdicts import EvidencedFact, VerdictFacts

READ = date(2026, 7, 15)
UNTIL = date(2099, 7, 15)


def a_fact(number: int, name: str, value: bool | int | str, source: str = "register", **changes: Any) -> EvidencedFact:
    facts: dict[str, Any] = {
        "id": UUID(int=0x600 + number),
        "name": name,
        "value": value,
        "source": source,
        "standing": "register",
        "reference": f"EV-{number}",
        "retrieved_on": READ,
        "expires_on": UNTIL,
    }
    return EvidencedFact(**(facts | changes))


def a_verdict(label: str, outcome: str, *used: EvidencedFact, **changes: Any) -> VerdictFacts:
    facts: dict[str, Any] = {
        "label": label,
        "outcome": outcome,
        "rule": f"classification.{label}",
        "version": 1,
        "basis": "LAW",
        "facts_used": [fact.id for fact in used],
        "missing": [],
        "reasons": ["What the law says of it."],
        "expires_on": UNTIL,
    }
    return VerdictFacts(**(facts | changes))


LISTED = a_fact(1, "charity_registration", "registered", "register:GB-CHC", reference="GB-CHC-1999991")
BOARD = a_fact(2, "board_members", 9, "board_register", standing="governing_document")
USERS = a_fact(3, "board_members_users", 2, "attestation", standing="attestation")
PROFIT = a_fact(4, "profit_distribution", "barred_by_law", "governing_document", standing="governing_document")
LOCK = a_fact(5, "dissolution_lock", "statutory", "governing_document", standing="governing_document")
PEOPLE = a_fact(6, "group_headcount", 120, "filed_accounts", standing="filed_accounts")
TURNOVER = a_fact(7, "group_turnover", "6800000.00", "filed_accounts", standing="filed_accounts")
MISSION = a_fact(8, "social_mission_in_governing_document", True, "governing_document")
LATE = a_fact(9, "supplier_payment_days", "61.5", "filed_accounts", standing="filed_accounts")
CLASHING = [a_fact(10, "substantive_site_in_area", True, "lease"), a_fact(11, "substantive_site_in_area", False)]
EMPLOYEES = a_fact(12, "employees_own_majority", False, "governing_document", standing="governing_document")

VERDICTS = [
    a_verdict("charity", "yes", LISTED, flip="It would be no if charity_registration is removed."),
    a_verdict("sme", "yes", PEOPLE, TURNOVER, flip="It would be no if group_headcount is 250."),
    a_verdict("user_led", "no", BOARD, USERS, value="22.2222", flip="It would be yes if board_members_users is 5."),
    a_verdict("vcse", "unknown", missing=["non_governmental", "principally_reinvests_for_social_aims"]),
    a_verdict("local", "unknown", missing=["substantive_site_in_area"]),
    a_verdict("cio", "unknown", missing=["cio"]),
    a_verdict("casc_of_old", "unknown"),
    a_verdict("community_amateur_sports_club", "unknown", missing=["casc"]),
    a_verdict("not_for_profit_grade", "yes", PROFIT, LOCK, value="N3"),
    a_verdict("mission", "yes", MISSION),
    a_verdict("employee_ownership", "no", EMPLOYEES),
    a_verdict("transparency", "unknown", missing=["publishes_accounts", "reports_impact_openly"]),
    a_verdict("extractive_index_high", "yes", LATE, LOCK, reply="We have paid within 30 days since May."),
    a_verdict("extraction_late_payment", "yes", LATE),
    a_verdict("extraction_low_pay", "unknown", missing=["staff", "staff_below_living_wage"]),
    a_verdict("conduct_within_grade", "unknown", withheld_until=date(2026, 12, 1)),
]
FACTS = [LISTED, BOARD, USERS, PROFIT, LOCK, PEOPLE, TURNOVER, MISSION, LATE, EMPLOYEES]


def classified(organisation: UUID = HARBOUR.id, **changes: Any) -> OrganisationClassified:
    facts: dict[str, Any] = {"verdicts": VERDICTS, "facts": FACTS, "disputed": ["substantive_site_in_area"]}
    return OrganisationClassified(occurred_at=NOON, organisation_id=organisation, on=READ, **(facts | changes))


def disputed(organisation: UUID = HARBOUR.id) -> DisputeOpened:
    return DisputeOpened(
        occurred_at=NOON,
        organisation_id=organisation,
        dispute_id=UUID(int=0x700),
        name="substantive_site_in_area",
        facts=CLASHING,
    )


ABROAD = BodyTold(id=UUID(int=0x800), type="entity", name="Maison du Port Participations SA", country="LU")
SOMEBODY = BodyTold(id=UUID(int=0x801), type="person", country="GB")


def body(organisation: Any) -> BodyTold:
    return BodyTold(id=organisation.id, type="organisation", name=organisation.name, country="GB")


def an_interest(number: int, owner: BodyTold, kind: str, share: str | None = None, **changes: Any) -> InterestTold:
    facts: dict[str, Any] = {
        "id": UUID(int=0x900 + number),
        "owner": owner,
        "kind": kind,
        "minimum": share,
        "maximum": share,
        "source": "Companies House",
        "retrieved_on": READ,
        "stated_by": "registrar",
    }
    return InterestTold(**(facts | changes))


def owned(organisation: UUID, group: BodyTold, controller: BodyTold, *interests: InterestTold) -> OwnershipStated:
    attribution = [AttributionTold(group_id=group.id, share="1")]
    position = PositionTold(group=group, controller=controller, attribution=attribution)
    return OwnershipStated(
        occurred_at=NOON, organisation_id=organisation, as_of=READ, interests=list(interests), positions=[position]
    )


PARTNER = an_interest(2, body(COUNCIL), "joint_venture", "1/3")
OWNERSHIPS = [
    owned(
        HARBOUR.id,
        ABROAD,
        ABROAD,
        an_interest(1, body(LANTERN), "joint_venture", "2/3", starts_on=date(2020, 5, 1)),
        PARTNER,
        an_interest(3, SOMEBODY, "shareholding", "1/2", ceased_on=date(2020, 5, 1)),
    ),
    owned(
        LANTERN.id,
        ABROAD,
        ABROAD,
        an_interest(4, ABROAD, "shareholding", "3/4", maximum="1", exclusive_minimum=True),
        an_interest(5, ABROAD, "appointment_of_board"),
    ),
]
SERVICE = ServiceFacts(
    id=UUID(int=0xA00),
    organisation_id=HARBOUR.id,
    name="Supported housing for young people",
    description="A room, and somebody to talk to.",
    status="active",
    places=PlacesFacts(capacity=12, vacancies=3, as_of=READ),
    areas=[AreaFacts(code="E06000015", name="Derby")],
    locations=[LocationFacts(name="Harbour House", kind="physical")],
)
MEETING = Meeting(
    meeting_id=UUID(int=0xB00),
    organisation_id=HARBOUR.id,
    title="Annual meeting of the board",
    held_at=datetime(2099, 3, 3, 18, 30, tzinfo=UTC),
    place="Harbour House, Northbridge",
    observer_places=10,
    places_left=4,
    called_at=NOON,
    papers=[Paper(title="Agenda", sha256="ab" * 32, published_at=NOON)],
    minutes_due_on=date(2099, 4, 3),
    notice_days_late=0,
)
PAY = Disclosure(
    disclosure_id=UUID(int=0xC00),
    organisation_id=HARBOUR.id,
    kind="living_wage",
    first=date(2025, 4, 1),
    last=date(2026, 3, 31),
    figures={"staff": 84, "staff_below_living_wage": 3},
    disclosed_on=date(2026, 5, 2),
    due_on=date(2026, 4, 30),
    days_late=2,
)


def told() -> Iterator[Event]:
    """Everything that the registry tells beside the entries."""
    yield classified()
    yield disputed()
    yield from OWNERSHIPS
    yield ServiceOffered(occurred_at=NOON, entity=SERVICE.id, service=SERVICE)
    yield BoardMeetingCalled(occurred_at=NOON, entity=MEETING.meeting_id, meeting=MEETING)
    yield DisclosureMade(occurred_at=NOON, entity=PAY.disclosure_id, disclosure=PAY)


def everything_and_why() -> Iterator[Event]:
    """The town's story, and what the registry answers about it."""
    yield from everything()
    yield from told()
