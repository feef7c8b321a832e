"""The words of 360Giving 1.4 for what grants' events tell.

Pure: the same event is always the same JSON. What came back is a disbursement below zero, so that they add up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from chassis.settings import Settings
from events import Party
from events.grants import Grant, Payment, Returned
from kernel.orgids import parse_org_id
from transparency.grant_awards.schemas.lives import classifications, ending, milestones
from transparency.grant_awards.schemas.words import day, lasting, number, pounds
from transparency.releases.schemas.words import filled, instant

LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
LONGEST_TITLE = 140
#: Schemes whose numbers 360Giving also wants by themselves.
CHARITIES, COMPANIES = ("GB-CHC", "GB-SC", "GB-NIC"), ("GB-COH",)
FUNDING_TYPES = {
    "repayable": "Repayable grant",
    "last_call": "Last-call grant",
    "capital": "Capital grant",
    "equity": "Equity",
}

Json = dict[str, Any]


@dataclass(frozen=True)
class Imprint:
    """Under which registered prefix a platform publishes, and where."""

    prefix: str
    source: str

    def grant(self, grant: Grant, modified_at: datetime) -> Json:
        """A grant as it stands."""
        return filled(
            {
                "id": f"{self.prefix}-{grant.grant_id}",
                "title": short(grant.title),
                "description": grant.description,
                "currency": "GBP",
                "amountAppliedFor": pounds(grant.amount_requested),
                "amountAwarded": pounds(grant.amount),
                "amountDisbursed": disbursed(grant),
                "awardDate": day(grant.awarded_on),
                "plannedDates": [lasting(grant.starts_on, grant.ends_on), *milestones(grant)],
                "actualDates": ending(grant),
                "fundingOrganization": [self.organisation(grant.scheme.funder)],
                "recipientOrganization": [self.organisation(grant.recipient)],
                "grantProgramme": [{"code": str(grant.scheme.scheme_id), "title": grant.scheme.title}],
                "fundingType": funding_type(grant.instrument),
                "classifications": classifications(grant.terms) if grant.terms else None,
                "fromOpenCall": "Yes",  # a scheme is open to all who meet its terms
                "disbursementTransaction": [
                    *(self.transaction(grant, payment) for payment in grant.payments),
                    *(self.repayment(grant, returned) for returned in returns(grant)),
                ],
                "dateModified": instant(modified_at),
                "dataSource": self.source,
            }
        )

    def name(self, party: Party) -> str:
        """Its first org-id, or the platform's own number for it."""
        return str(parse_org_id(party.org_ids[0])) if party.org_ids else f"{self.prefix}-ORG:{party.id}"

    def organisation(self, party: Party) -> Json:
        """By its name in the standard, with the numbers that 360Giving also wants by themselves."""
        known = [parse_org_id(org_id) for org_id in party.org_ids]
        numbers = {org_id.scheme: org_id.number for org_id in reversed(known)}
        place = party.address
        return filled(
            {
                "id": self.name(party),
                "name": party.name,
                "charityNumber": next((numbers[scheme] for scheme in CHARITIES if scheme in numbers), None),
                "companyNumber": next((numbers[scheme] for scheme in COMPANIES if scheme in numbers), None),
                "streetAddress": place and place.street,
                "addressLocality": place and place.locality,
                "postalCode": place and place.postcode,
                "addressCountry": place and place.country,
            }
        )

    def transaction(self, grant: Grant, payment: Payment) -> Json:
        """A payment."""
        return {
            "id": f"{self.prefix}-{grant.grant_id}-{payment.number}",
            "transactionDate": day(payment.paid_on),
            "currency": "GBP",
            "value": pounds(payment.amount),
        }

    def repayment(self, grant: Grant, returned: Returned) -> Json:
        """Money that the recipient paid back."""
        return {
            "id": f"{self.prefix}-{grant.grant_id}-R{returned.number}",
            "transactionDate": day(returned.received_on),
            "currency": "GBP",
            "value": number(-Decimal(returned.amount)),
            "description": "Paid back by the recipient",
            "provider": self.name(grant.recipient),
            "recipient": self.name(grant.scheme.funder),
        }


def returns(grant: Grant) -> Sequence[Returned]:
    """What came back of a grant since it was closed."""
    return grant.closing.repayments if grant.closing else []


def disbursed(grant: Grant) -> int | float:
    """What was paid, less what came back."""
    paid = sum((Decimal(it.amount) for it in grant.payments), start=Decimal(0))
    return number(paid - sum((Decimal(it.amount) for it in returns(grant)), start=Decimal(0)))


def funding_type(instrument: str) -> list[Json] | None:
    """As what money is given, for what is not simply a grant; the standard has no codes for it."""
    title = FUNDING_TYPES.get(instrument)
    return None if title is None else [{"title": title}]


def short(title: str) -> str:
    """A title of at most 140 characters, as the standard's quality tests ask."""
    return title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1].rstrip() + "…"


def envelope(settings: Settings, uri: str, modified_at: datetime) -> Json:
    """What the platform's own packages say of themselves."""
    identifier = filled({"scheme": settings.publisher_scheme, "uid": settings.publisher_uid})
    return {
        "version": "1.4",
        "title": f"Grants published by {settings.publisher_name}",
        "modified": instant(modified_at),
        "publisher": filled(
            {
                "name": settings.publisher_name,
                "website": settings.publisher_uri,
                "identifier": "-".join(identifier.values()),
            }
        ),
        "license": LICENCE,
        "downloadURL": uri,
        "accessURL": settings.publisher_uri,
    }


def names_of(party: Party) -> Sequence[str]:
    """Whatever an organisation may be asked for by."""
    return [str(party.id), *party.org_ids]
