"""A procurement that is only planned."""

from datetime import time

from events.tendering import PlanAnnounced
from transparency.releases.schemas.tenders import PROCUREMENT_ACT, classified
from transparency.releases.schemas.words import Json, filled, local, period, value


def planned(ocid: str, plan: PlanAnnounced, status: str) -> Json:
    """What is to be bought: one lot, until the tender notice divides it."""
    runs = period(plan.starts_on, plan.ends_on)
    announced = plan.tender_on and {"futureNoticeDate": local(plan.tender_on, time.min)}
    return filled(
        {
            "id": ocid,
            "title": plan.title,
            "description": plan.description,
            "status": status,
            "legalBasis": PROCUREMENT_ACT,
            "additionalClassifications": classified(*plan.cpv),
            "value": value(plan.value),
            "mainProcurementCategory": plan.category,
            "specialRegime": ["lightTouch"] if plan.regime == "light_touch" else None,
            "contractPeriod": runs,
            "communication": announced,
        }
    )
