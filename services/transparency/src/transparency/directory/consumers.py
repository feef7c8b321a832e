"""How the directory follows the other services: each event is whole, so the last one wins."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, get_args

from sqlalchemy import Insert, Table
from sqlalchemy.dialects.postgresql import insert

from chassis.projections import Handler, ProjectionSpec, Write
from events import Event, Part
from events.grants import SchemeOpened
from events.ratings import SummaryPublished
from events.registry import OrganisationChanged, OrganisationRegistered
from events.tendering import (
    Agreement,
    Announcement,
    AwardMade,
    ContactLogged,
    ContractAmended,
    ContractEnded,
    ContractSigned,
    ContributionAnswered,
    ContributionHeard,
    DisputeDecided,
    EngagementAnnounced,
    NoticeAmended,
    NoticeCancelled,
    NoticePublished,
    PerformanceAssessed,
)
from kernel.money import Money
from transparency.directory.domain import folded
from transparency.directory.tables import (
    awards,
    contacts,
    contract_steps,
    contracts,
    contributions,
    engagements,
    grants,
    notices,
    organisations,
    ratings,
    schemes,
)
from transparency.grant_awards.consumers import GrantTold


def keeping(table: Table) -> Insert:
    """Insert a row, or put it in the place of the one with its key."""
    insertion = insert(table)
    rest = {column.name: insertion.excluded[column.name] for column in table.columns if not column.primary_key}
    return insertion.on_conflict_do_update(index_elements=list(table.primary_key), set_=rest)


KEEP_ORGANISATION, KEEP_NOTICE, KEEP_AWARD = keeping(organisations), keeping(notices), keeping(awards)
KEEP_CONTRACT, KEEP_STEP = keeping(contracts), keeping(contract_steps)
KEEP_ENGAGEMENT, KEEP_CONTACT, KEEP_CONTRIBUTION = keeping(engagements), keeping(contacts), keeping(contributions)
KEEP_SCHEME, KEEP_GRANT, KEEP_RATING = keeping(schemes), keeping(grants), keeping(ratings)


def on_organisation(event: OrganisationRegistered | OrganisationChanged) -> Iterator[Write]:
    """Found by its name and by each of its numbers."""
    facts = event.organisation
    row = {"id": facts.id, "name": facts.name, "org_ids": facts.org_ids, "verified": facts.verified}
    yield KEEP_ORGANISATION, {**row, "search": words(facts.name, *facts.org_ids), "facts": whole(facts)}


def on_engagement(event: EngagementAnnounced) -> Iterator[Write]:
    """The market is asked, before a notice."""
    yield KEEP_ENGAGEMENT, {"id": event.engagement.engagement_id, "facts": whole(event.engagement)}


def on_contact(event: ContactLogged) -> Iterator[Write]:
    """A supplier was met, before a notice."""
    row = {name: getattr(event, name) for name in ("engagement_id", "held_at", "topic", "said", "documents")}
    yield KEEP_CONTACT, {"id": event.entity, "supplier": event.supplier.name, **row}


def on_contribution(event: ContributionHeard | ContributionAnswered) -> Iterator[Write]:
    """You said, and perhaps: we did."""
    given = event.contribution
    yield KEEP_CONTRIBUTION, {"id": given.id, "engagement_id": given.engagement_id, "facts": whole(given)}


def on_notice(event: NoticePublished | NoticeAmended | NoticeCancelled) -> Iterator[Write]:
    """A notice as it stands, or as it stood when the procurement ended without an award."""
    notice, cancelled = event.notice, event if isinstance(event, NoticeCancelled) else None
    yield (
        KEEP_NOTICE,
        {
            "id": notice.notice_id,
            "title": notice.title,
            "search": words(notice.title, notice.buyer.name),
            "buyer_id": notice.buyer.id,
            "published_at": notice.published_at,
            "closes_at": notice.closes_at,
            "cancelled_at": cancelled and cancelled.occurred_at,
            "cancelled_for": cancelled and cancelled.reason,
            "value": sum(pence(lot.value) for lot in notice.lots),
            "facts": whole(notice),
        },
    )


def on_award(event: AwardMade) -> Iterator[Write]:
    """The buyer has decided."""
    award = event.award
    row = {"id": award.award_id, "notice_id": award.notice_id, "decided_at": award.decided_at}
    yield KEEP_AWARD, {**row, "facts": whole(award)}


def on_contract_signed(event: ContractSigned) -> Iterator[Write]:
    """Both sides have signed."""
    yield of_contract(event.notice, event.contract)
    yield step(event, event.contract, "signed", "")


def on_contract_amended(event: ContractAmended) -> Iterator[Write]:
    """The contract is now this, and why."""
    yield of_contract(event.notice, event.contract)
    yield step(event, event.contract, "amended", event.amendment.rationale)


def on_contract_ended(event: ContractEnded) -> Iterator[Write]:
    """It ran its course, or was cut short."""
    yield of_contract(event.notice, event.contract)
    yield step(event, event.contract, event.contract.status, event.reason, event.ended_on)


def on_assessed(event: PerformanceAssessed) -> Iterator[Write]:
    """It was rated for a period, by each indicator."""
    said = "; ".join(f"{each.indicator.title}: {each.rating}" for each in event.results)
    yield step(event, event.contract, "assessed", said, event.last)


def on_dispute_decided(event: DisputeDecided) -> Iterator[Write]:
    """What the supplier held against an assessment is decided: the assessment stands, or is set aside."""
    if event.contract is not None:
        yield step(event, event.contract, event.outcome, event.reason, event.last)


def on_scheme(event: SchemeOpened) -> Iterator[Write]:
    """Applications are welcome."""
    scheme = event.scheme
    row = {"id": scheme.scheme_id, "opens_on": scheme.opens_on, "closes_on": scheme.closes_on}
    yield KEEP_SCHEME, {**row, "facts": whole(scheme)}


def on_grant(event: GrantTold) -> Iterator[Write]:
    """A grant as it stands, with all that became of it so far."""
    grant = event.grant
    yield (
        KEEP_GRANT,
        {
            "id": grant.grant_id,
            "title": grant.title,
            "search": words(grant.title, grant.recipient.name, grant.scheme.funder.name, grant.scheme.title),
            "funder_id": grant.scheme.funder.id,
            "recipient_id": grant.recipient.id,
            "value": pence(grant.amount),
            "awarded_on": grant.awarded_on,
            "facts": whole(grant),
        },
    )


def on_summary(event: SummaryPublished) -> Iterator[Write]:
    """What may be shown of a contract's ratings; a suppressed score stays away."""
    summary = event.summary
    score = None if summary.suppressed else summary.score
    row = {"contract_id": summary.contract_id, "service": summary.service, "count": summary.count}
    yield KEEP_RATING, {**row, "score": score}


def of_contract(notice: Announcement, contract: Agreement) -> Write:
    """The contract as it now stands."""
    suppliers = contract.award.suppliers
    return KEEP_CONTRACT, {
        "id": contract.contract_id,
        "notice_id": notice.notice_id,
        "title": contract.title,
        "search": words(contract.title, notice.buyer.name, *(supplier.name for supplier in suppliers)),
        "buyer_id": notice.buyer.id,
        "supplier_ids": [supplier.id for supplier in suppliers],
        "status": contract.status,
        "value": pence(contract.value),
        "signed_at": contract.signed_at,
        "facts": whole(contract),
    }


def step(event: Event, contract: Agreement, kind: str, said: str, day: date | None = None) -> Write:
    """A step of the contract, with what it then came to."""
    amounts = {"value": pence(contract.value), "ends_on": contract.ends_on}
    row = {"event_id": event.event_id, "contract_id": contract.contract_id, "number": event.entity_version}
    return KEEP_STEP, {**row, "kind": kind, "at": event.occurred_at, "day": day, "said": said, **amounts}


def pence(amount: str) -> int:
    """An amount of pounds as the database adds it up."""
    return Money.parse(amount).pence


def words(*texts: str) -> str:
    """What something is found by."""
    return folded(" ".join(texts))


def whole(part: Part) -> Mapping[str, Any]:
    """All that an event said of it."""
    return part.model_dump(mode="json")


REGISTRY: Mapping[type[Event], Handler] = {
    OrganisationRegistered: on_organisation,
    OrganisationChanged: on_organisation,
}
TENDERING: Mapping[type[Event], Handler] = {
    NoticePublished: on_notice,
    NoticeAmended: on_notice,
    NoticeCancelled: on_notice,
    AwardMade: on_award,
    ContractSigned: on_contract_signed,
    ContractAmended: on_contract_amended,
    ContractEnded: on_contract_ended,
    PerformanceAssessed: on_assessed,
    DisputeDecided: on_dispute_decided,
}
ENGAGEMENTS: Mapping[type[Event], Handler] = {
    EngagementAnnounced: on_engagement,
    ContactLogged: on_contact,
    ContributionHeard: on_contribution,
    ContributionAnswered: on_contribution,
}
GRANTS: Mapping[type[Event], Handler] = {
    SchemeOpened: on_scheme,
    **dict.fromkeys(get_args(GrantTold), on_grant),
}
RATINGS: Mapping[type[Event], Handler] = {SummaryPublished: on_summary}
SPECS = [
    ProjectionSpec("directory_organisations", "registry", REGISTRY, [organisations]),
    ProjectionSpec("directory_procurements", "tendering", TENDERING, [notices, awards, contracts, contract_steps]),
    ProjectionSpec("directory_engagements", "tendering", ENGAGEMENTS, [engagements, contacts, contributions]),
    ProjectionSpec("directory_grants", "grants", GRANTS, [schemes, grants]),
    ProjectionSpec("directory_ratings", "ratings", RATINGS, [ratings]),
]
