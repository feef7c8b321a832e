"""The words of OCDS 1.1.5 for what tendering's events tell, in the profile of Find a Tender.

Pure: the same part of an event is always the same JSON. Empty fields are left out, as the schema asks.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from events import Address, Party
from events.tendering import (
    Agreement,
    Amendment,
    Announcement,
    AwardDecision,
    CriterionAnnounced,
    LotAnnounced,
    NoticeAmendment,
)
from kernel.clock import UNITED_KINGDOM
from kernel.orgids import OrgId, parse_org_id

#: Organisations that no register numbers are published under the platform's own scheme, with their id here.
OWN_SCHEME = "COMMONWEAL"
PROCUREMENT_ACT = {
    "scheme": "UKPGA",
    "id": "2023/54",
    "uri": "https://www.legislation.gov.uk/ukpga/2023/54/contents",
}
#: Procedure -> OCDS method and how Find a Tender words it (Procurement Act 2023 s.20 and s.41).
METHODS = {
    "open": ("open", "Open procedure"),
    "competitive_flexible": ("selective", "Competitive flexible procedure"),
    "direct": ("direct", "Direct award"),
}
#: OCDS award criteria know price, cost and quality; social value is a quality with its own name.
CRITERION_TYPES = {"price": "price", "cost": "cost"}

Json = dict[str, Any]


def filled(fields: Mapping[str, Any]) -> Json:
    """Only what says something."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}


def instant(moment: datetime) -> str:
    """UTC and always to the millisecond, so that releases sorted by date as text are in order."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def period(first: date | None, last: date | None) -> Json:
    """From the first second of the first day to the last of the last, by the clocks of the United Kingdom."""
    return filled({"startDate": first and local(first, time.min), "endDate": last and local(last, time(23, 59, 59))})


def local(day: date, at: time) -> str:
    """That second of that day in the United Kingdom, with its offset."""
    return datetime.combine(day, at, UNITED_KINGDOM).isoformat()


def value(pounds: str | Decimal) -> Json:
    """An amount without VAT; whole pounds as an integer."""
    amount = Decimal(pounds)
    return {"amount": int(amount) if amount == int(amount) else float(amount), "currency": "GBP"}


def identifiers(party: Party) -> list[Json]:
    """Under which numbers the organisation is known, the one to publish under first."""
    known = [parse_org_id(org_id) for org_id in party.org_ids] or [OrgId(OWN_SCHEME, str(party.id))]
    return [{"scheme": org_id.scheme, "id": org_id.number} for org_id in known]


def party_id(party: Party) -> str:
    """`<scheme>-<number>`: how OCDS parties refer to one another."""
    first = identifiers(party)[0]
    return f"{first['scheme']}-{first['id']}"


def reference(party: Party) -> Json:
    """How a section points at one of the parties."""
    return {"id": party_id(party), "name": party.name}


def parties(roles: Mapping[str, Iterable[Party]]) -> list[Json]:
    """Every organisation once, with all its roles here."""
    found: dict[str, tuple[Party, list[str]]] = {}
    for role, players in roles.items():
        for party in players:
            held = found.setdefault(party_id(party), (party, []))[1]
            if role not in held:
                held.append(role)
    return [whole_party(party, held) for party, held in found.values()]


def whole_party(party: Party, roles: Sequence[str]) -> Json:
    """An organisation as the `parties` of a release show it."""
    first, *others = identifiers(party)
    return filled(
        {
            "id": party_id(party),
            "name": party.name,
            "identifier": {**first, "legalName": party.name},
            "additionalIdentifiers": others,
            "address": party.address and address(party.address),
            "roles": list(roles),
        }
    )


def address(place: Address) -> Json:
    """A postal address in OCDS's words."""
    return filled(
        {
            "streetAddress": place.street,
            "locality": place.locality,
            "region": place.region,
            "postalCode": place.postcode,
            "country": place.country,
            "countryName": "United Kingdom" if place.country == "GB" else None,
        }
    )


def notice_document(release_id: str, kind: str, notice_type: str, published_at: datetime) -> Json:
    """The notice that the law requires at this step, as the profile lists it among the documents of its section."""
    return {
        "id": release_id,
        "documentType": kind,
        "noticeType": notice_type,
        "description": f"{notice_type} notice",
        "datePublished": instant(published_at),
    }


def items(cpv: Sequence[str], lots: Sequence[UUID]) -> list[Json]:
    """What is bought, by its codes in the Common Procurement Vocabulary: one item for each lot."""
    codes = [{"scheme": "CPV", "id": code} for code in cpv]
    if not codes:
        return []
    return [{"id": str(lot), "additionalClassifications": codes, "relatedLot": str(lot)} for lot in lots]


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
            "items": items(notice.cpv, [lot.id for lot in notice.lots]),
            "value": value(sum((Decimal(lot.value) for lot in notice.lots), start=Decimal(0))),
            "procurementMethod": method,
            "procurementMethodDetails": details,
            "mainProcurementCategory": notice.category,
            "tenderPeriod": {"startDate": instant(notice.published_at), "endDate": instant(notice.closes_at)},
            "lots": [lot_of(lot, notice.criteria, status) for lot in notice.lots],
        }
    )


def lot_of(lot: LotAnnounced, criteria: Sequence[CriterionAnnounced], status: str) -> Json:
    """A lot with what bids for it are judged by."""
    return filled(
        {
            "id": str(lot.id),
            "title": lot.title,
            "description": lot.description,
            "status": status,
            "value": value(lot.value),
            "contractPeriod": period(lot.starts_on, lot.ends_on),
            "awardCriteria": filled({"criteria": [criterion_of(criterion) for criterion in criteria]}),
        }
    )


def criterion_of(criterion: CriterionAnnounced) -> Json:
    """A criterion with its weight of a hundred."""
    return {
        "type": CRITERION_TYPES.get(criterion.kind, "quality"),
        "name": criterion.name,
        "numbers": [{"number": float(criterion.points or criterion.weight), "weight": "percentageExact"}],
    }


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
            "items": items(notice.cpv, decision.lot_ids),
            "contractPeriod": period(min(starts, default=None), max(ends, default=None)),
            "mainProcurementCategory": notice.category,
            "relatedLots": [str(lot) for lot in decision.lot_ids],
        }
    )


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
            "items": items(agreement.cpv or notice.cpv, agreement.award.lot_ids),
        }
    )


def tender_amendment_of(change: NoticeAmendment, release_id: str) -> Json:
    """Which terms of a published notice were replaced, and why."""
    return {
        "id": str(change.number),
        "date": instant(change.amended_at),
        "rationale": change.reason,
        "description": f"Changed: {', '.join(change.changed)}. SHA-256 of the terms: {change.terms_hash}.",
        "releaseID": release_id,
    }


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
