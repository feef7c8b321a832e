"""Awards, how many bids there were, and contracts."""

from decimal import Decimal

from events import Party
from events.tendering import Agreement, Amendment, Announcement, AwardDecision, ContractSigned
from transparency.releases.schemas.metrics import agreed_metrics
from transparency.releases.schemas.parties import reference
from transparency.releases.schemas.tenders import items
from transparency.releases.schemas.words import Json, filled, instant, period, value


def award(notice: Announcement, decision: AwardDecision, status: str) -> Json:
    """Which suppliers won which lots: `pending` during the standstill, `active` once a contract is signed."""
    lots = [lot for lot in notice.lots if lot.id in decision.lot_ids]
    starts = [lot.starts_on for lot in lots if lot.starts_on]
    ends = [lot.ends_on for lot in lots if lot.ends_on]
    return filled(
        {
            "id": str(decision.award_id),
            "title": decision.title,
            "status": status,
            "date": instant(decision.decided_at),
            "value": value(decision.value),
            "suppliers": [reference(supplier) for supplier in decision.suppliers],
            "items": items(notice, decision.lot_ids),
            "contractPeriod": period(min(starts, default=None), max(ends, default=None)),
            "mainProcurementCategory": notice.category,
            "relatedLots": [str(lot) for lot in decision.lot_ids],
        }
    )


def direct_award(notice: Announcement, supplier: Party) -> Json:
    """An award that is to come. It bears the id of its notice, as the award itself will."""
    return filled(
        {
            "id": str(notice.notice_id),
            "title": notice.title,
            "status": "pending",
            "value": value(sum((Decimal(lot.value) for lot in notice.lots), start=Decimal(0))),
            "suppliers": [reference(supplier)],
            "items": items(notice, [lot.id for lot in notice.lots]),
            "mainProcurementCategory": notice.category,
            "relatedLots": [str(lot.id) for lot in notice.lots],
        }
    )


def cancelled(notice: Announcement) -> Json:
    """A direct award that will not be made."""
    return {"id": str(notice.notice_id), "status": "cancelled"}


def bids(decision: AwardDecision) -> Json:
    """How many bids there were."""
    statistic: Json = {"id": f"bids-{decision.award_id}", "measure": "bids", "value": decision.bids_received}
    if len(decision.lot_ids) == 1:
        statistic["relatedLot"] = str(decision.lot_ids[0])
    return {"statistics": [statistic]}


def contract(notice: Announcement, agreement: Agreement) -> Json:
    """The contract as it stands. Whoever merges releases sees its latest value and period, not the first."""
    return filled(
        {
            "id": str(agreement.contract_id),
            "awardID": str(agreement.award.award_id),
            "title": agreement.title,
            "description": agreement.description,
            "status": "active" if agreement.status == "active" else "terminated",
            "value": value(agreement.value),
            "period": period(agreement.starts_on, agreement.ends_on),
            "dateSigned": instant(agreement.signed_at),
            "items": [covered(each, agreement) for each in items(notice, agreement.award.lot_ids)],
        }
    )


def covered(item: Json, agreement: Agreement) -> Json:
    """An item with the places that its contract covers, and whom it is for.

    OCDS has no field for beneficiaries: they are classes of an item, in a scheme of our own (`x_` is for such).
    """
    ids = {"-".join(whom.casefold().split()): whom for whom in agreement.beneficiaries}
    classes = [{"scheme": "x_beneficiaries", "id": each, "description": whom} for each, whom in ids.items()]
    where = filled({"deliveryAddresses": [{"locality": place} for place in agreement.places]})
    return {**item, **where, **filled({"additionalClassifications": [*item["additionalClassifications"], *classes]})}


def measured(signed: ContractSigned) -> Json:
    """What the contract is measured by (s.52), or why no indicator could do so."""
    metrics = agreed_metrics(signed.indicators)
    why_none = None if metrics else signed.no_indicators_because
    return filled({"agreedMetrics": metrics, "noAgreedMetricsRationale": why_none})


def amendment_of(change: Amendment, agreement: Agreement, release_id: str) -> Json:
    """What was changed and why (UK10, Procurement Act 2023 s.75)."""
    return {
        "id": str(change.number),
        "date": instant(change.amended_at),
        "rationale": change.rationale,
        "releaseID": release_id,
        "value": value(agreement.value),
        "period": period(agreement.starts_on, agreement.ends_on),
    }


def termination(ground: str) -> list[Json]:
    """Why a contract ended, as `terminationRationaleClassifications`."""
    return [{"scheme": "UK_TERMINATION_GROUND", "id": ground, "description": ground.replace("_", " ").capitalize()}]
