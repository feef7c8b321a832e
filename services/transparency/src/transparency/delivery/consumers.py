"""What a running contract publishes: its indicators, how it stands, and what it is to become."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from chassis.projections import Handler, Write
from events import Event
from events.tendering import (
    Agreement,
    Announcement,
    BreachPublished,
    ContractChangeAnnounced,
    ContractDocumentPublished,
    DisputeDecided,
    IndicatorsAgreed,
    PerformanceAssessed,
)
from transparency.delivery import schemas
from transparency.releases.consumers.imprint import Imprint
from transparency.releases.schemas import tenders
from transparency.releases.schemas.metrics import agreed_metrics
from transparency.releases.schemas.words import Json

Told = IndicatorsAgreed | PerformanceAssessed | BreachPublished | ContractChangeAnnounced | ContractDocumentPublished


@dataclass(frozen=True)
class Delivery:
    """Releases about one contract between its signature and its end."""

    imprint: Imprint

    def handlers(self) -> Mapping[type[Event], Handler]:
        """What becomes of which event."""
        return {
            IndicatorsAgreed: self.on_indicators_agreed,
            PerformanceAssessed: self.on_performance_assessed,
            DisputeDecided: self.on_dispute_decided,
            BreachPublished: self.on_breach_published,
            ContractChangeAnnounced: self.on_change_announced,
            ContractDocumentPublished: self.on_document_published,
        }

    def on_indicators_agreed(self, event: IndicatorsAgreed) -> Iterator[Write]:
        """What the contract is measured by (s.52)."""
        yield self.on_contract(event, "contractUpdate", agreedMetrics=agreed_metrics(event.indicators))

    def on_performance_assessed(self, event: PerformanceAssessed) -> Iterator[Write]:
        """How it stood in a period, required or by choice (s.71)."""
        document = tenders.notice_document(str(event.event_id), "implementationNotice", "UK9", event.occurred_at)
        metrics = schemas.rated_metrics(event.results, event.first, event.last)
        yield self.on_contract(event, "implementation", implementation={"metrics": metrics, "documents": [document]})

    def on_dispute_decided(self, event: DisputeDecided) -> Iterator[Write]:
        """An assessment that is set aside stands as that in the record: its figures without their ratings."""
        if event.outcome != "set_aside" or event.notice is None or event.contract is None or event.last is None:
            return
        metrics = schemas.metrics_set_aside(event.results, event.last, event.reason)
        told = {"implementation": {"metrics": metrics}}
        yield self.of_contract(event, event.notice, event.contract, "implementationUpdate", told)

    def on_breach_published(self, event: BreachPublished) -> Iterator[Write]:
        """What was not carried out and what came of it (s.71(5))."""
        document = tenders.notice_document(str(event.event_id), "implementationNotice", "UK9", event.occurred_at)
        failures = [schemas.performance_failure(event.breach, event.contract.award.suppliers)]
        told = {"performanceFailures": failures, "documents": [document]}
        yield self.on_contract(event, "implementation", implementation=told)

    def on_change_announced(self, event: ContractChangeAnnounced) -> Iterator[Write]:
        """What it is to become, before it does (s.75). Its value stays what it is until then."""
        yield self.on_contract(
            event,
            "contractAmendment",
            proposedAmendments=[schemas.proposed_amendment(event)],
            documents=[tenders.notice_document(str(event.event_id), "contractNotice", "UK10", event.occurred_at)],
        )

    def on_document_published(self, event: ContractDocumentPublished) -> Iterator[Write]:
        """A document of it is out (s.53), or out again with less withheld (s.94)."""
        yield self.on_contract(event, "contractUpdate", documents=[schemas.document(event)])

    def on_contract(self, event: Told, tag: str, **told: Any) -> Write:
        """A release that adds to the contract of an event."""
        return self.of_contract(event, event.notice, event.contract, tag, told)

    def of_contract(self, event: Event, notice: Announcement, agreed: Agreement, tag: str, told: Json) -> Write:
        """A release that adds to one contract and leaves the rest of it as it was."""
        ocid = self.imprint.ocid(notice.plan_id or notice.notice_id)
        contract: Json = {"id": str(agreed.contract_id), "awardID": str(agreed.award.award_id), **told}
        sections = {"tender": tenders.tender_in_brief(ocid, notice), "contracts": [contract]}
        players = {"supplier": agreed.award.suppliers}
        return self.imprint.kept(event, ocid, notice.buyer, [tag], sections, players=players)
