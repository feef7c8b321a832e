"""What there is to take away. Pure: no database, no clock, no wire."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from transparency.exports.domain import CodeTable, Publisher, Span


@dataclass(frozen=True, slots=True)
class Publication:
    """A table that a publisher has something in; `modified_on` is the latest day that it tells of."""

    table: CodeTable
    publisher_id: UUID
    span: Span
    modified_on: date


@dataclass(frozen=True, slots=True)
class Holding:
    """What a publisher has published in one standard: since when, and the latest day that something was added."""

    standard: str  # a key of `STANDARDS`
    publisher: Publisher
    issued_on: date
    modified_on: date


@dataclass(frozen=True, slots=True)
class Standard:
    """A form in which data is published: what is told in it, where it is laid down, how often something new comes."""

    title: str
    about: str
    address: str
    frequency: str  # a code of the EU's vocabulary of frequencies


_CODE = "https://www.gov.uk/government/publications/local-government-transparency-code-2015"
STANDARDS: Mapping[str, Standard] = {
    "ocds": Standard(
        "Procurements",
        "Every public step of a procurement, in the Open Contracting Data Standard 1.1.5.",
        "https://standard.open-contracting.org/1.1/en/",
        "CONT",
    ),
    "360giving": Standard(
        "Grants",
        "Every grant with its recipient and its payments, in the 360Giving Data Standard 1.4.",
        "https://standard.threesixtygiving.org/en/latest/",
        "CONT",
    ),
    CodeTable.CONTRACTS_REGISTER: Standard(
        "Contracts register", "Contracts over £5,000 that were in force, by quarter.", _CODE, "QUARTERLY"
    ),
    CodeTable.INVITATIONS: Standard(
        "Invitations to tender", "What bids were asked for, by quarter.", _CODE, "QUARTERLY"
    ),
    CodeTable.SPEND: Standard("Spending over £500", "Each payment over £500, by quarter.", _CODE, "QUARTERLY"),
    CodeTable.VCSE_GRANTS: Standard(
        "Grants to voluntary bodies",
        "Grants to voluntary, community and social enterprise organisations, by financial year.",
        _CODE,
        "ANNUAL",
    ),
}
