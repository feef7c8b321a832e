"""What comes before a tender notice: the market is engaged, or a framework was awarded, or an earlier round of it."""

from collections.abc import Callable
from uuid import UUID

from events.tendering import Announcement, EngagementFacts
from transparency.releases.schemas.tenders import PROCUREMENT_ACT, classified, notice_document
from transparency.releases.schemas.words import Json, filled, instant


def engagement(ocid: str, plan: EngagementFacts, release_id: str) -> Json:
    """An engagement as announced: the planning of a tender that there is not yet."""
    return {
        "planning": filled(
            {
                "documents": [notice_document(release_id, "marketEngagementNotice", "UK2", plan.announced_at)],
                "milestones": [milestone(plan)] if plan.closes_at else [],
            }
        ),
        "tender": filled(
            {
                "id": ocid,
                "title": plan.title,
                "description": plan.description,
                "status": "planning",
                "legalBasis": PROCUREMENT_ACT,
                "mainProcurementCategory": plan.category,
                "items": [{"id": "1", "additionalClassifications": classified(*plan.cpv)}] if plan.cpv else [],
            }
        ),
    }


def milestone(plan: EngagementFacts) -> Json:
    """Until when the market is welcome to answer."""
    is_over = plan.closes_at is not None and plan.closes_at <= plan.announced_at
    return {
        "id": "engagement",
        "type": "engagement",
        "title": "The market is engaged",
        "dueDate": instant(plan.closes_at or plan.announced_at),
        "status": "met" if is_over else "scheduled",
    }


def before(notice: Announcement, ocid_of: Callable[[UUID], str]) -> Json:
    """What a tender notice says of what it follows from; why an engagement was not announced (s.17(1)(b))."""
    related = [*awarded_before(notice, ocid_of), *market_of(notice, ocid_of)]
    if notice.engagement_id is not None:
        engaged = {"id": "engagement", "relationship": ["planning"], "scheme": "ocid"}
        related.append(engaged | {"identifier": ocid_of(notice.engagement_id)})
    told: Json = {"relatedProcesses": related} if related else {}
    if notice.engagement_id is not None and notice.unannounced_because:
        told["planning"] = {"noEngagementNoticeRationale": notice.unannounced_because}
    return told


def awarded_before(notice: Announcement, ocid_of: Callable[[UUID], str]) -> list[Json]:
    """The framework that a contract is called off under, or the round that this one replaces, as related processes."""
    known = {"framework": notice.under.procurement_id if notice.under else None, "prior": notice.prior_id}
    return [
        {"id": word, "relationship": [word], "scheme": "ocid", "identifier": ocid_of(procurement_id)}
        for word, procurement_id in known.items()
        if procurement_id is not None
    ]


def market_of(notice: Announcement, ocid_of: Callable[[UUID], str]) -> list[Json]:
    """The dynamic market whose members bid, for which OCDS has the same word as for a framework."""
    if notice.market_id is None:
        return []
    return [{"id": "market", "relationship": ["framework"], "scheme": "ocid", "identifier": ocid_of(notice.market_id)}]
