"""A fictional town, as the other services would tell of it: who is there, what was bought, given and rated."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from services.transparency.tests.assessed import assessed_and_set_aside

from events import Address, Event, Party
from events.grants import Grant, GrantAwarded, GrantPaid, Payment, Scheme, SchemeOpened
from events.ratings import Summary, SummaryPublished
from events.registry import OrganisationFacts, OrganisationRegistered
from events.tendering import (
    Agreement,
    Amendment,
    Announcement,
    AuthorityDutiesWritten,
    AwardDecision,
    AwardMade,
    ContactLogged,
    ContractAmended,
    ContractEnded,
    ContractSigned,
    ContributionAnswered,
    ContributionFacts,
    ContributionHeard,
    CriterionAnnounced,
    DutiesWritten,
    DutyWritten,
    EngagementAnnounced,
    EngagementFacts,
    LotAnnounced,
    NoticeAmended,
    NoticeAmendment,
    NoticeCancelled,
    NoticePublished,
)

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def an_organisation(number: int, name: str, *org_ids: str, **changes: Any) -> OrganisationFacts:
    facts: dict[str, Any] = {
        "id": UUID(int=0x100 + number),
        "name": name,
        "org_ids": list(org_ids),
        "roles": ["provider"],
        "address": Address(street=f"{number} Mill Lane", locality="Northbridge", postcode="NB1 1AA"),
        "verified": True,
        "source": "registrar",
    }
    return OrganisationFacts(**(facts | changes))


COUNCIL = an_organisation(
    1, "Northbridge Council", "GB-LAE-NBR", roles=["buyer", "funder"], legal_form="local_authority"
)
HARBOUR = an_organisation(
    2, "Harbour Homes", "GB-CHC-1999991", "GB-COH-09999991", website="https://harbour-homes.example/", source="self"
)
LANTERN = an_organisation(3, "Lantern Care Co-operative", "GB-COH-09999992", legal_form="community_benefit_society")
BIKES = an_organisation(4, "Second Wheel Bicycle Workshop", verified=False, source="self")
FOREIGN = an_organisation(
    5, "Tŷ Gobaith Housing", "GB-COH-09999995", verified=False, source="ocds:Eastmarsh Portal", address=None
)
ORGANISATIONS = [COUNCIL, HARBOUR, LANTERN, BIKES, FOREIGN]


def party(facts: OrganisationFacts) -> Party:
    return Party(id=facts.id, name=facts.name, org_ids=facts.org_ids, address=facts.address)


def an_announcement(number: int, title: str, **changes: Any) -> Announcement:
    facts: dict[str, Any] = {
        "notice_id": UUID(int=0x200 + number),
        "buyer": party(COUNCIL),
        "title": title,
        "description": f"{title} for everybody in Northbridge who needs it.\n\nPeople who use it help to choose it.",
        "category": "services",
        "cpv": ["85311000"],
        "published_at": NOON + timedelta(days=30 * number),
        "closes_at": NOON + timedelta(days=30 * number + 42),
        "lots": [
            LotAnnounced(id=UUID(int=0x300 + 10 * number), title=f"{title}, north", value="1200000.00"),
            LotAnnounced(id=UUID(int=0x301 + 10 * number), title=f"{title}, south", value="620000.50"),
        ],
        "criteria": [
            CriterionAnnounced(name="How people are helped", kind="quality", weight=45),
            CriterionAnnounced(name="Price", kind="price", weight=30),
            CriterionAnnounced(name="Work and training for local people", kind="social_value", weight=25),
        ],
    }
    return Announcement(**(facts | changes))


def an_agreement(notice: Announcement, *suppliers: OrganisationFacts, **changes: Any) -> Agreement:
    number = notice.notice_id.int
    decided_at = notice.closes_at + timedelta(days=20)
    award = AwardDecision(
        award_id=UUID(int=0x10000 + number),
        notice_id=notice.notice_id,
        title=notice.title,
        buyer=notice.buyer,
        suppliers=[party(supplier) for supplier in suppliers],
        lot_ids=[lot.id for lot in notice.lots],
        value="1790000.00",
        decided_at=decided_at,
        bids_received=4,
    )
    facts: dict[str, Any] = {
        "contract_id": UUID(int=0x20000 + number),
        "award": award,
        "title": notice.title,
        "description": notice.description,
        "value": award.value,
        "starts_on": date(2026, 10, 1),
        "ends_on": date(2028, 9, 30),
        "signed_at": decided_at + timedelta(days=14),
        "status": "active",
    }
    return Agreement(**(facts | changes))


HOMES = an_announcement(0, "Homelessness alliance")
MEALS = an_announcement(1, "Meals at home", lots=[LotAnnounced(id=UUID(int=0x310), title="Meals", value="240000.00")])
LIBRARY = an_announcement(2, "Library refurbishment", category="works")
ENGAGEMENT = UUID(int=0x500)
OPEN = an_announcement(
    3,
    "Day centre for older people",
    closes_at=datetime(2099, 6, 30, 11, tzinfo=UTC),
    engagement_id=ENGAGEMENT,
)
ALLIANCE = an_agreement(HOMES, HARBOUR, LANTERN)
KITCHEN = an_agreement(MEALS, LANTERN, value="236400.00")
SCHEME = Scheme(
    scheme_id=UUID(int=0x400),
    funder=party(COUNCIL),
    title="Social Innovation Fund",
    description="Small sums for new ways to help one another.",
    budget="120000.00",
    opens_on=date(2026, 4, 1),
    closes_on=date(2099, 5, 31),
)
GRANT = Grant(
    grant_id=UUID(int=0x500),
    scheme=SCHEME,
    recipient=party(BIKES),
    title="A repair bench in every estate",
    description="Volunteers teach young people to mend bicycles, and give away those that nobody wants.",
    amount_requested="45000.00",
    amount="42000.00",
    awarded_on=date(2026, 6, 15),
    starts_on=date(2026, 7, 1),
    ends_on=date(2027, 6, 30),
)
PAID = GRANT.model_copy(update={"payments": [Payment(number=1, amount="21000.00", paid_on=date(2026, 7, 3))]})


def a_summary(contract: Agreement, count: int, score: str | None) -> SummaryPublished:
    summary = Summary(
        contract_id=contract.contract_id,
        provider_id=contract.award.suppliers[0].id,
        buyer_id=contract.award.buyer.id,
        service=contract.title,
        count=count,
        suppressed=score is None,
        score=score,
    )
    return SummaryPublished(occurred_at=NOON, entity=contract.contract_id, summary=summary)


def signed(notice: Announcement, contract: Agreement) -> Iterator[Event]:
    yield NoticePublished(occurred_at=notice.published_at, entity=notice.notice_id, notice=notice)
    award = contract.award
    yield AwardMade(occurred_at=award.decided_at, entity=award.award_id, notice=notice, award=award)
    yield ContractSigned(occurred_at=contract.signed_at, entity=contract.contract_id, notice=notice, contract=contract)


def amended_and_ended(notice: Announcement, contract: Agreement) -> Iterator[Event]:
    grown = contract.model_copy(update={"value": "1952500.00", "ends_on": date(2029, 3, 31)})
    change = Amendment(number=1, rationale="A third house was opened.", amended_at=NOON + timedelta(days=400))
    entity = contract.contract_id
    yield ContractAmended(occurred_at=change.amended_at, entity=entity, notice=notice, contract=grown, amendment=change)
    ended = grown.model_copy(update={"status": "terminated"})
    yield ContractEnded(
        occurred_at=NOON + timedelta(days=700),
        entity=entity,
        notice=notice,
        contract=ended,
        ended_on=date(2028, 1, 31),
        reason="Both sides agreed to stop.",
    )


def engaged() -> Iterator[Event]:
    """What came before the notice that is open: the market was asked, Harbour was met, carers were heard."""
    plan = EngagementFacts(
        engagement_id=ENGAGEMENT,
        buyer=party(COUNCIL),
        title="Respite",
        description="What would let carers rest?",
        category="services",
        announced_at=NOON,
    )
    yield EngagementAnnounced(occurred_at=NOON, entity=ENGAGEMENT, engagement=plan)
    yield ContactLogged(
        occurred_at=NOON,
        entity=UUID(int=0x501),
        engagement_id=ENGAGEMENT,
        buyer=party(COUNCIL),
        supplier=party(HARBOUR),
        held_at=NOON,
        topic="Nights away",
        said="Weekends are what is asked for.",
        documents=["0" * 64],
    )
    given: dict[str, Any] = {
        "id": UUID(int=0x502),
        "engagement_id": ENGAGEMENT,
        "contributor": "Carers' circle",
        "given_on": NOON.date(),
    }
    heard = ContributionFacts(**given, contribution="A weekend each month.", hours="10.00", paid="150.00")
    yield ContributionHeard(occurred_at=NOON, entity=heard.id, contribution=heard)
    answered = heard.model_copy(update={"decision": "The south lot asks for it.", "decided_at": NOON})
    yield ContributionAnswered(occurred_at=NOON, entity=heard.id, contribution=answered)


def a_duty(code: str, name: str, due: date, **changes: Any) -> DutyWritten:
    facts: dict[str, Any] = {
        "code": code,
        "name": name,
        "layer": "statute",
        "source": "Procurement Act 2023",
        "due": due,
    }
    return DutyWritten(**(facts | changes))


OWED = [
    a_duty("UK6", "contract award", date(2026, 3, 1), met_on=date(2026, 3, 1)),
    a_duty("UK7", "contract details", date(2026, 4, 1), about="Kitchens: Harbour Meals"),
    a_duty("UK9", "contract performance", date(2099, 3, 2), layer="overlay"),
    a_duty("standstill", "standstill", date(2026, 3, 11), waits=True),
    a_duty("standstill", "standstill", date(2099, 3, 11), waits=True),
]
HALF_YEAR = a_duty("UK17", "payments compliance", date(2099, 4, 29), about="October 2098 to March 2099")


def everything() -> Iterator[Event]:
    """The town's whole story, in an order in which it could have happened."""
    for facts in ORGANISATIONS:
        yield OrganisationRegistered(occurred_at=NOON, entity=facts.id, organisation=facts)
    yield from signed(HOMES, ALLIANCE)
    yield from assessed_and_set_aside(HOMES, ALLIANCE)
    yield from amended_and_ended(HOMES, ALLIANCE)
    yield from signed(MEALS, KITCHEN)
    yield NoticePublished(occurred_at=NOON, entity=LIBRARY.notice_id, notice=LIBRARY)
    change = NoticeAmendment(
        number=1,
        reason="Readers asked for longer hours.",
        amended_at=NOON + timedelta(days=9),
        changed=["description"],
        previous_hash="0" * 64,
        terms_hash="0" * 64,
    )
    yield NoticeAmended(occurred_at=change.amended_at, entity=LIBRARY.notice_id, notice=LIBRARY, amendment=change)
    yield NoticeCancelled(
        occurred_at=NOON + timedelta(days=90), entity=LIBRARY.notice_id, notice=LIBRARY, reason="No funds this year."
    )
    yield from engaged()
    yield NoticePublished(occurred_at=OPEN.published_at, entity=OPEN.notice_id, notice=OPEN)
    owed = {"notice_id": MEALS.notice_id, "title": MEALS.title, "buyer": MEALS.buyer, "duties": OWED}
    yield DutiesWritten(occurred_at=NOON, entity=UUID(int=0x901), **owed)
    yield AuthorityDutiesWritten(occurred_at=NOON, entity=UUID(int=0x902), buyer=MEALS.buyer, duties=[HALF_YEAR])
    yield SchemeOpened(occurred_at=NOON, entity=SCHEME.scheme_id, scheme=SCHEME)
    yield GrantAwarded(occurred_at=NOON, entity=GRANT.grant_id, grant=GRANT)
    yield GrantPaid(occurred_at=NOON, entity=GRANT.grant_id, grant=PAID)
    yield a_summary(ALLIANCE, 34, "4.1235")
    yield a_summary(KITCHEN, 0, None)
