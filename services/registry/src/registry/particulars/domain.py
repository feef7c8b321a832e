"""The parts of what is said of an organisation, each with its days. Pure: no database, no clock, no wire."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from kernel.orgids import OrgId

LONGEST_FOLDED = 200  # letters such as U+FDFA unfold into eighteen; an index entry has room for some 2,700 bytes
_BETWEEN_WORDS = re.compile(r"[\W_]+")


class Role(StrEnum):
    """What an organisation does here."""

    BUYER = "buyer"
    FUNDER = "funder"
    PROVIDER = "provider"


class NameKind(StrEnum):
    """What a name beside the present one is."""

    FORMER = "former"
    WORKING = "working"  # a charity's word for what it goes by
    TRADING = "trading"
    TRANSLATED = "translated"
    ALSO_KNOWN = "also_known"  # on a record that turned out to be of the same body


class SiteKind(StrEnum):
    """What happens at a place."""

    REGISTERED_OFFICE = "registered_office"
    OPERATING = "operating"
    CORRESPONDENCE = "correspondence"


class Purpose(StrEnum):
    """What somebody may write or call about."""

    GENERAL = "general"
    TENDERS = "tenders"
    GRANTS = "grants"
    PAYMENTS = "payments"
    REFERRALS = "referrals"
    SAFEGUARDING = "safeguarding"
    COMPLAINTS = "complaints"
    PRESS = "press"
    INFORMATION_RIGHTS = "information_rights"


@dataclass(frozen=True)
class Address:
    """`region` is an ITL code, `country` ISO 3166-1 alpha-2."""

    street: str | None = None
    locality: str | None = None
    region: str | None = None
    postcode: str | None = None
    country: str = "GB"


@dataclass(frozen=True)
class OtherName:
    """A name that the body has had, or goes by, from `since` to `until`, both included; unknown where None."""

    name: str
    kind: NameKind
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Site:
    """A place of the body's own. `area` is the GSS code of the area that it is in."""

    kind: SiteKind
    address: Address
    name: str | None = None
    area: str | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Contact:
    """A mailbox or a telephone of a function, never of a person: what is told once is told for ever."""

    purpose: Purpose
    email: str | None = None
    phone: str | None = None


@dataclass(frozen=True)
class Member:
    """An organisation that belongs to a consortium; its lead signs for all of them."""

    organisation: UUID
    lead: bool = False
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Particulars:
    """What is said of an organisation, whole. The first org-id is the one to publish under.

    Of the lists that are None nothing is said: they stay as they are.
    """

    name: str
    org_ids: tuple[OrgId, ...] = ()
    legal_form: str | None = None
    roles: frozenset[Role] = frozenset()
    address: Address | None = None
    website: str | None = None
    other_names: tuple[OtherName, ...] | None = None
    sites: tuple[Site, ...] | None = None
    contacts: tuple[Contact, ...] | None = None
    members: tuple[Member, ...] | None = None

    def identifies_like(self, other: "Particulars") -> bool:
        """Whether both name the same legal person; the rest is only how to reach it and what it does."""
        return (self.name, self.org_ids, self.legal_form) == (other.name, other.org_ids, other.legal_form)


def folded(name: str) -> str:
    """A name as search sees it: no case, no accents, no punctuation. A name of nothing else is only lower-cased."""
    letters = name if name.isascii() else _unaccented(name)
    words = _BETWEEN_WORDS.sub(" ", letters.casefold()).strip()
    return (words or name.casefold())[:LONGEST_FOLDED]


def _unaccented(name: str) -> str:
    return "".join(it for it in unicodedata.normalize("NFKD", name) if not unicodedata.combining(it))
