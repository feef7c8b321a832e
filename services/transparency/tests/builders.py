"""Events as the other services tell them, ready to be changed by the test that needs something particular."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from events import Address, Party
from events.tendering import (
    Agreement,
    Amendment,
    Announcement,
    AwardDecision,
    AwardMade,
    ContractAmended,
    ContractEnded,
    ContractSigned,
    CriterionAnnounced,
    EngagementAnnounced,
    EngagementFacts,
    LotAnnounced,
    NoticeAmended,
    NoticeAmendment,
    NoticeCancelled,
    NoticePublished,
)

NOW = datetime(2026, 8, 17, 9, tzinfo=UTC)
NOTICE, AWARD, CONTRACT, ENGAGEMENT = UUID(int=1), UUID(int=2), UUID(int=3), UUID(int=4)
LOT, OTHER_LOT = UUID(int=11), UUID(int=12)

COUNCIL = Party(
    id=UUID(int=21),
    name="Northbridge Council",
    org_ids=["GB-LAE-NBR", "GB-PPON-PDTL-7248-GWZW"],
    address=Address(street="Town Hall", locality="Northbridge", region="UKE22", postcode="NB1 1AA"),
)
CHARITY = Party(id=UUID(int=22), name="Harbour Homes", org_ids=["GB-CHC-1090095", "GB-COH-09506232"])
NEIGHBOURS = Party(id=UUID(int=23), name="Neighbours of Mill Lane")  # in no register


def an_announcement(**changes: Any) -> Announcement:
    facts: dict[str, Any] = {
        "notice_id": NOTICE,
        "buyer": COUNCIL,
        "title": "Homelessness alliance",
        "description": "Prevention and homes, together.",
        "category": "services",
        "cpv": ["85311000"],
        "published_at": NOW,
        "closes_at": NOW + timedelta(days=42),
        "lots": [
            LotAnnounced(
                id=LOT,
                title="Prevention",
                value="1800000.00",
                starts_on=date(2027, 1, 1),
                ends_on=date(2028, 6, 30),
            ),
            LotAnnounced(id=OTHER_LOT, title="Homes", value="920000.50"),
        ],
        "criteria": [
            CriterionAnnounced(name="Price", kind="price", weight=30),
            CriterionAnnounced(name="Social value", kind="social_value", weight=70),
        ],
    }
    return Announcement(**(facts | changes))


def an_engagement(**changes: Any) -> EngagementAnnounced:
    facts: dict[str, Any] = {
        "engagement_id": ENGAGEMENT,
        "buyer": COUNCIL,
        "title": "Homelessness",
        "description": "What would keep people in their homes?",
        "category": "services",
        "cpv": ["85311000"],
        "closes_at": NOW - timedelta(days=30),
        "announced_at": NOW - timedelta(days=60),
    }
    plan = EngagementFacts(**(facts | changes))
    return EngagementAnnounced(occurred_at=plan.announced_at, entity=ENGAGEMENT, engagement=plan)


def a_decision(**changes: Any) -> AwardDecision:
    facts: dict[str, Any] = {
        "award_id": AWARD,
        "notice_id": NOTICE,
        "title": "Homelessness alliance",
        "buyer": COUNCIL,
        "suppliers": [CHARITY, NEIGHBOURS],
        "lot_ids": [LOT, OTHER_LOT],
        "value": "2600000.00",
        "decided_at": NOW + timedelta(days=60),
        "bids_received": 4,
    }
    return AwardDecision(**(facts | changes))


def an_agreement(**changes: Any) -> Agreement:
    facts: dict[str, Any] = {
        "contract_id": CONTRACT,
        "award": a_decision(),
        "title": "Homelessness alliance",
        "description": "Prevention and homes, together.",
        "value": "2600000.00",
        "starts_on": date(2027, 1, 1),
        "ends_on": date(2028, 6, 30),
        "signed_at": NOW + timedelta(days=75),
        "status": "active",
    }
    return Agreement(**(facts | changes))


def a_procedure() -> list[Any]:
    """From notice to end, in order, as the ledger of tendering would hold it."""
    notice, signed = an_announcement(), an_agreement()
    grown = an_agreement(value="2900000.00", ends_on=date(2029, 6, 30))
    change = Amendment(number=1, rationale="A third house opened.", amended_at=NOW + timedelta(days=300))
    return [
        NoticePublished(occurred_at=NOW, entity=NOTICE, entity_version=1, notice=notice),
        AwardMade(
            occurred_at=NOW + timedelta(days=60), entity=AWARD, entity_version=1, notice=notice, award=a_decision()
        ),
        ContractSigned(
            occurred_at=NOW + timedelta(days=75), entity=CONTRACT, entity_version=1, notice=notice, contract=signed
        ),
        ContractAmended(
            occurred_at=NOW + timedelta(days=300),
            entity=CONTRACT,
            entity_version=2,
            notice=notice,
            contract=grown,
            amendment=change,
        ),
        ContractEnded(
            occurred_at=NOW + timedelta(days=1100),
            entity=CONTRACT,
            entity_version=3,
            notice=notice,
            contract=grown.model_copy(update={"status": "ended"}),
            ended_on=date(2029, 6, 30),
            reason="It ran its course.",
        ),
    ]


def an_amended_notice(**changes: Any) -> NoticeAmended:
    """Ten days after the notice its terms were replaced."""
    change = NoticeAmendment(
        number=1,
        reason="Bidders asked.",
        amended_at=NOW + timedelta(days=10),
        changed=["closes_at", "criteria"],
        previous_hash="0" * 64,
        terms_hash="1" * 64,
    )
    notice = an_announcement(**changes)
    return NoticeAmended(
        occurred_at=change.amended_at, entity=NOTICE, entity_version=2, notice=notice, amendment=change
    )


def a_cancellation() -> NoticeCancelled:
    return NoticeCancelled(
        occurred_at=NOW + timedelta(days=5),
        entity=NOTICE,
        entity_version=2,
        notice=an_announcement(),
        reason="No funds.",
    )
