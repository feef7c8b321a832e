"""What comes before a tender notice: the market is engaged."""

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
    """What a tender notice says of the engagement that it follows from; why that was not announced (s.17(1)(b))."""
    if notice.engagement_id is None:
        return {}
    related = {"id": "engagement", "relationship": ["planning"], "scheme": "ocid"}
    told: Json = {"relatedProcesses": [related | {"identifier": ocid_of(notice.engagement_id)}]}
    if notice.unannounced_because:
        told["planning"] = {"noEngagementNoticeRationale": notice.unannounced_because}
    return told
