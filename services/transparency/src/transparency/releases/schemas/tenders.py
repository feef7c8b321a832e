"""The procurement as its notices announce it."""

from collections.abc import Collection, Sequence
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from events.tendering import (
    Announcement,
    CriterionAnnounced,
    ItemAnnounced,
    JustificationAnnounced,
    LotAnnounced,
    NoticeAmendment,
)
from kernel.periods import months_later
from transparency.releases.schemas.phases import phases_of
from transparency.releases.schemas.words import Json, filled, instant, number_of, period, value

PROCUREMENT_ACT = {
    "scheme": "UKPGA",
    "id": "2023/54",
    "uri": "https://www.legislation.gov.uk/ukpga/2023/54/contents",
}
#: Procedure -> OCDS method and how Find a Tender words it (Procurement Act 2023 s.20 and s.41).
METHODS = {
    "open": ("open", "Open procedure"),
    "competitive_flexible": ("selective", "Competitive flexible procedure"),
    "direct_award": ("direct", "Direct award"),
    "user_choice": ("direct", "Direct award, by the choice of who uses the service"),
    "mini_competition": ("selective", "Call-off by competition under a framework"),
    "direct_call_off": ("direct", "Call-off without competition under a framework"),
}
#: OCDS award criteria know price, cost and quality; social value is a quality with its own name.
CRITERION_TYPES = {"price": "price", "cost": "cost"}


def notice_document(release_id: str, kind: str, notice_type: str, published_at: datetime) -> Json:
    """The notice that the law requires at this step, as the profile lists it among the documents of its section."""
    return {
        "id": release_id,
        "documentType": kind,
        "noticeType": notice_type,
        "description": f"{notice_type} notice",
        "datePublished": instant(published_at),
    }


def items(notice: Announcement, lots: Collection[UUID]) -> list[Json]:
    """What these lots consist of; a lot that names no items is one item, with the codes of the notice."""
    return [item for lot in notice.lots if lot.id in lots for item in items_of(lot, notice.cpv)]


def items_of(lot: LotAnnounced, cpv: Sequence[str]) -> list[Json]:
    """The items of one lot, by their codes in the Common Procurement Vocabulary."""
    if lot.items:
        return [item_of(lot, number, each) for number, each in enumerate(lot.items, 1)]
    if not cpv:
        return []
    return [{"id": str(lot.id), "additionalClassifications": classified(*cpv), "relatedLot": str(lot.id)}]


def item_of(lot: LotAnnounced, number: int, item: ItemAnnounced) -> Json:
    """One thing that a lot consists of."""
    return filled(
        {
            "id": f"{lot.id}-{number}",
            "description": item.description,
            "additionalClassifications": classified(item.cpv),
            "quantity": item.quantity and number_of(item.quantity),
            "unit": item.unit and {"name": item.unit},
            "relatedLot": str(lot.id),
        }
    )


def classified(*cpv: str) -> list[Json]:
    """Codes of the Common Procurement Vocabulary."""
    return [{"scheme": "CPV", "id": code} for code in cpv]


def tender_in_brief(ocid: str, notice: Announcement) -> Json:
    """What every release says of the procurement it belongs to."""
    return {"id": ocid, "title": notice.title, "legalBasis": PROCUREMENT_ACT}


def tender(ocid: str, notice: Announcement, status: str) -> Json:
    """The procurement as announced."""
    method, details = METHODS.get(notice.procedure, (None, notice.procedure))
    return filled(
        {
            **tender_in_brief(ocid, notice),
            "description": notice.description,
            "status": status,
            "items": items(notice, [lot.id for lot in notice.lots]),
            "value": value(sum((Decimal(lot.value) for lot in notice.lots), start=Decimal(0))),
            "procurementMethod": method,
            "procurementMethodDetails": in_full(details, notice.above_threshold),
            "procurementMethodRationale": notice.justification and notice.justification.reason,
            "procurementMethodRationaleClassifications": notice.justification and [ground(notice.justification)],
            "mainProcurementCategory": notice.category,
            "specialRegime": ["lightTouch"] if notice.regime == "light_touch" else None,
            "aboveThreshold": notice.above_threshold,
            "eligibilityCriteria": notice.market_id and may_bid(notice.market_part),
            "awardCriteriaDetails": counts_of_the_past(notice.past_performance),
            "techniques": techniques(notice),
            **phases_of(notice),
            "contractTerms": notice.recall_clause and {"performanceTerms": notice.recall_clause},
            "tenderPeriod": None if notice.justification else tender_period(notice),
            "lots": [lot_of(lot, notice.criteria, status) for lot in notice.lots],
        }
    )


def may_bid(part: str | None) -> str:
    """Who bids under a dynamic market, or under a part of it, in a sentence."""
    of = f"the part {part!r} of the dynamic market" if part else "the dynamic market"
    return f"Members of {of}; whoever meets its conditions may become one."


def ground(justification: JustificationAnnounced) -> Json:
    """The paragraph of Schedule 5, or the section, by which nobody else is asked."""
    return {"scheme": "UK_PA2023_GROUND", "id": justification.ground}


def tender_period(notice: Announcement) -> Json:
    """How long bids are welcome."""
    return {"startDate": instant(notice.published_at), "endDate": instant(notice.closes_at)}


#: How contracts are called off, in the words of OCDS.
CALL_OFFS = {
    "with_competition": "withReopeningCompetition",
    "without_competition": "withoutReopeningCompetition",
    "with_or_without_competition": "withAndWithoutReopeningCompetition",
}


def techniques(notice: Announcement) -> Json:
    """Whether contracts will be called off under it, and whether it stands under a dynamic market."""
    found: Json = {"hasDynamicPurchasingSystem": True} if notice.market_id else {}
    if notice.framework is None:
        return found
    starts = [lot.starts_on for lot in notice.lots if lot.starts_on]
    ends = [lot.ends_on for lot in notice.lots if lot.ends_on]
    agreed = {
        "maximumParticipants": notice.framework.maximum_suppliers,
        "method": CALL_OFFS[notice.framework.call_off],
        "isOpenFrameworkScheme": notice.framework.is_open,
        "type": "closed",
        "description": notice.framework.pricing,
        "periodRationale": notice.framework.longer_because,
        "period": period(min(starts, default=None), max(ends, default=None)),
    }
    return found | {"hasFrameworkAgreement": True, "frameworkAgreement": filled(agreed)}


def in_full(details: str, above_threshold: bool | None) -> str:
    """The procedure as Find a Tender words it, which names what lies below the threshold first."""
    return f"Below threshold - {details[0].lower()}{details[1:]}" if above_threshold is False else details


def lot_of(lot: LotAnnounced, criteria: Sequence[CriterionAnnounced], status: str) -> Json:
    """A lot with what bids for it are judged by, and how long its contract may last at most."""
    longest = lot.ends_on and lot.extension_months and months_later(lot.ends_on, lot.extension_months)
    runs = period(lot.starts_on, lot.ends_on)
    return filled(
        {
            "id": str(lot.id),
            "title": lot.title,
            "description": lot.description,
            "status": status,
            "value": value(lot.value),
            "contractPeriod": runs | {"maxExtentDate": period(None, longest)["endDate"]} if longest else runs,
            "hasRenewal": bool(lot.renewal or lot.extension_months) or None,
            "renewal": lot.renewal and {"description": lot.renewal},
            "hasOptions": bool(lot.options) or None,
            "options": lot.options and {"description": lot.options},
            "awardCriteria": filled({"criteria": [criterion_of(criterion) for criterion in criteria]}),
        }
    )


def counts_of_the_past(declared: Sequence[str]) -> str | None:
    """What of a bidder's past counts beside its bid, in a sentence."""
    words = ", ".join(each.replace("_", " ") for each in declared)
    return f"Beside the bid counts what is known of the past: {words}." if words else None


def criterion_of(criterion: CriterionAnnounced) -> Json:
    """A criterion with its weight of a hundred."""
    return {
        "type": CRITERION_TYPES.get(criterion.kind, "quality"),
        "name": criterion.name,
        "numbers": [{"number": float(criterion.points or criterion.weight), "weight": "percentageExact"}],
    }


def tender_amendment_of(change: NoticeAmendment, release_id: str) -> Json:
    """Which terms of a published notice were replaced, and why."""
    return {
        "id": str(change.number),
        "date": instant(change.amended_at),
        "rationale": change.reason,
        "description": f"Changed: {', '.join(change.changed)}. SHA-256 of the terms: {change.terms_hash}.",
        "releaseID": release_id,
    }
