"""What the register takes from others' statements in BODS 0.4. What it has no place for stays in the statement."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID, uuid5

from kernel.errors import DomainError, Unacceptable
from kernel.orgids import OrgId, parse_org_id
from kernel.text import clean
from registry.interests.domain import NAMES, BodyType, Kind, Party, Share, Terms, party_of
from registry.statements.domain import Statement

KINDS = {
    "shareholding": Kind.SHAREHOLDING,
    "votingRights": Kind.VOTING_RIGHTS,
    "appointmentOfBoard": Kind.APPOINTMENT_OF_BOARD,
    "otherInfluenceOrControl": Kind.OTHER_INFLUENCE,
}
UNNAMED = {"unknownEntity": BodyType.UNKNOWN_ENTITY, "anonymousEntity": BodyType.ANONYMOUS_ENTITY}
LONGEST = 200
MOST_INTERESTS = 50
Ends = tuple[Fraction, bool]


def numbers_of(statement: Statement) -> list[OrgId]:
    """The numbers of a body that a register could have given."""
    found = []
    for it in objects(statement.details.get("identifiers")):
        try:
            found.append(parse_org_id(f"{it.get('scheme')}-{it.get('id')}"))
        except ValueError:
            continue
    return found


def entity_of(statement: Statement) -> Party:
    """A body that is not in the register: the same one wherever its number is stated, else this publisher's record."""
    details, org_id = statement.details, next(iter(numbers_of(statement)), None)
    places = [details.get("jurisdiction"), *(it.get("country") for it in objects(details.get("addresses")))]
    return Party(
        id=named(statement.record) if org_id is None else party_of(org_id),
        type=UNNAMED.get(details["entityType"]["type"], BodyType.ENTITY),
        name=line(details.get("name")),
        country=first_country(places),
        org_id=org_id,
        reason=line(object_(details.get("unspecifiedEntityDetails")).get("description")),
    )


def person_of(statement: Statement) -> Party:
    """A natural person: a name, a nationality, a year and month of birth, a country. Numbers and addresses are left."""
    details = statement.details
    name = next((line(it.get("fullName")) for it in objects(details.get("names"))), None)
    born = details.get("birthDate")
    return Party(
        id=named(statement.record),
        type=BodyType.PERSON,
        name=name,
        country=first_country([it.get("country") for it in objects(details.get("addresses"))]),
        nationality=first_country(details.get("nationalities")),
        born=born[:7] if isinstance(born, str) else None,
        reason=line(object_(details.get("unspecifiedPersonDetails")).get("description")),
    )


def unspecified_of(statement: Statement) -> Party:
    """The owner of whom a relationship only says why nobody is named."""
    why = object_(statement.details["interestedParty"])
    words = line(why.get("description")) or line(why.get("reason"))
    return Party(named((*statement.record, "owner")), BodyType.UNKNOWN_ENTITY, reason=words)


def terms_of(statement: Statement, owner_id: UUID, *, today: date) -> list[Terms]:
    """The interests of a relationship. What is held through others is stated by those, and left out here.

    Raises ValueError, with a sentence, for figures and days that cannot be.
    """
    found = []
    stated = objects(statement.details.get("interests"))
    if len(stated) > MOST_INTERESTS:
        raise ValueError(f"recordDetails/interests: more than {MOST_INTERESTS} cannot be read.")
    for place, it in enumerate(stated):
        kind = KINDS.get(str(it.get("type")))
        if kind is None or it.get("directOrIndirect") == "indirect":
            continue
        try:
            terms = _terms(it, kind, statement, owner_id, today)
            terms.must_be_sound(today=today)
        except Unacceptable as error:
            raise ValueError(f"recordDetails/interests/{place}{error.path}: {error}") from error
        except (ValueError, DomainError) as error:
            raise ValueError(f"recordDetails/interests/{place}: {error}") from error
        found.append(terms)
    return found


def _terms(it: Mapping[str, Any], kind: Kind, statement: Statement, owner_id: UUID, today: date) -> Terms:
    return Terms(
        owner_id=owner_id,
        kind=kind,
        share=share_of(object_(it.get("share"))),
        starts_on=day(it.get("startDate")),
        ceased_on=day(it.get("endDate")),
        source=line(object_(statement.source).get("url")) or f"BODS: {statement.publisher}"[:LONGEST],
        reference=statement.id,
        retrieved_on=today,
    )


def share_of(share: Mapping[str, Any]) -> Share | None:
    """A share in percent as a part of the whole. Raises ValueError for one that is below none or above all."""
    if not share:
        return None
    if "exact" in share:
        return Share.of(part(share["exact"]))
    low, over = _end(share, "minimum", "exclusiveMinimum", Fraction(0))
    high, under = _end(share, "maximum", "exclusiveMaximum", Fraction(1))
    return Share(low, high, over, under)


def _end(share: Mapping[str, Any], inclusive: str, exclusive: str, otherwise: Fraction) -> Ends:
    if exclusive in share:
        return part(share[exclusive]), True
    return part(share.get(inclusive, otherwise * 100)), False


def part(percentage: object) -> Fraction:
    """A percentage as a part of the whole. Raises ValueError."""
    if isinstance(percentage, bool) or not isinstance(percentage, int | Decimal | Fraction):
        raise ValueError("A share is a number.")
    if not 0 <= percentage <= 100:
        raise ValueError(f"A share is 0 to 100 %, not {str(percentage)[:20]}.")
    return Fraction(percentage) / 100


def day(text: object) -> date | None:
    """A date, or the date of an instant. Raises ValueError."""
    if text is None:
        return None
    if not isinstance(text, str):
        raise ValueError("A date is a text such as 2026-11-25.")
    try:
        return date.fromisoformat(text[:10])
    except ValueError as error:
        raise ValueError(f"{text[:40]!r} is not a date such as 2026-11-25.") from error


def named(words: tuple[str, ...]) -> UUID:
    """What a publisher's record is here: the same for the same record, whenever it is read."""
    return uuid5(NAMES, "\n".join(words))


def line(text: object) -> str | None:
    """A line of text as the register keeps it, or nothing if it is none."""
    try:
        return clean(text.replace("\n", " "))[:LONGEST] if isinstance(text, str) else None
    except ValueError:
        return None


def first_country(places: object) -> str | None:
    """The first country's code, of a list of the standard's countries and jurisdictions."""
    for place in objects(places):
        code = place.get("code")
        if isinstance(code, str) and code[:2].isascii() and code[:2].isalpha():
            return code[:2].upper()
    return None


def objects(found: object) -> list[Mapping[str, Any]]:
    """The objects of a list; nothing if it is none."""
    return [it for it in found if isinstance(it, dict)] if isinstance(found, list) else []


def object_(found: object) -> Mapping[str, Any]:
    """An object; an empty one if it is none."""
    return found if isinstance(found, dict) else {}
