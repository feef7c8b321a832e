"""What the registry itself states of owners, in BODS 0.4: each declaration complete, with records of its own."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any
from uuid import UUID, uuid5

from kernel.clock import day_of
from kernel.orgids import OrgId
from kernel.schemes import SCHEMES
from registry.interests.domain import BodyType, Interest, Kind, Party, Share
from registry.interests.rules.standing import percent
from registry.organisations.domain import Organisation
from registry.statements.domain import Draft

TYPES = {
    Kind.SHAREHOLDING: "shareholding",
    Kind.VOTING_RIGHTS: "votingRights",
    Kind.APPOINTMENT_OF_BOARD: "appointmentOfBoard",
    Kind.OTHER_INFLUENCE: "otherInfluenceOrControl",
    Kind.PARENT: "otherInfluenceOrControl",
    Kind.JOINT_VENTURE: "shareholding",
}
LOCAL_NAMES = {Kind.PARENT: "Parent", Kind.JOINT_VENTURE: "Joint venture"}
ENTITY_TYPES = {BodyType.UNKNOWN_ENTITY: "unknownEntity", BodyType.ANONYMOUS_ENTITY: "anonymousEntity"}
#: Codes that org-id.guide does not list (yet): named in words, or readers would take them for mistakes.
UNLISTED = {"GB-PPON"}
OUR_NUMBER = "Commonweal registry"


def drafts_of(it: Interest, subject: Organisation, owner: Organisation | Party) -> list[tuple[Draft, UUID]]:
    """The body, its owner and what is held, each with whose record it is, in the order that the standard asks for."""
    source, about = source_of(it, subject.name), str(subject.id)
    owner_record = str(uuid5(subject.id, str(owner.id)))
    relationship = Draft(
        record_id=str(it.id),
        record_type="relationship",
        declaration_subject=about,
        details={
            "isComponent": False,
            "subject": about,
            "interestedParty": owner_record,
            "interests": [interest_of(it, beneficial=is_person(owner))],
        },
        source=source,
        closes=it.withdrawn,
        annotations=annotations_of(it),
    )
    return [
        (record_of(subject, about, about, source), subject.id),
        (record_of(owner, owner_record, about, source), owner.id),
        (relationship, subject.id),
    ]


def is_person(owner: Organisation | Party) -> bool:
    """Whether the owner is a natural person."""
    return isinstance(owner, Party) and owner.type is BodyType.PERSON


def record_of(body: Organisation | Party, record_id: str, about: str, source: Mapping[str, Any]) -> Draft:
    """A body or a person in the network of one declaration."""
    if isinstance(body, Organisation):
        type_, details = "entity", organisation_of(body)
    elif body.type is BodyType.PERSON:
        type_, details = "person", person_of(body)
    else:
        type_, details = "entity", entity_of(body)
    return Draft(record_id=record_id, record_type=type_, declaration_subject=about, details=details, source=source)


def organisation_of(body: Organisation) -> dict[str, Any]:
    """An organisation of the register."""
    numbers = [identifier(it) for it in body.org_ids]
    country = {} if body.address is None else {"jurisdiction": country_named(body.address.country)}
    return {
        "isComponent": False,
        "entityType": {"type": "registeredEntity" if numbers else "legalEntity"},
        "name": body.name,
        "identifiers": [*numbers, {"schemeName": OUR_NUMBER, "id": str(body.id)}],
        **country,
    }


def entity_of(party: Party) -> dict[str, Any]:
    """A body that has no record in the register."""
    unspecified = party.type in ENTITY_TYPES
    why = {"reason": "informationUnknownToPublisher", **({"description": party.reason} if party.reason else {})}
    return {
        "isComponent": False,
        "entityType": {"type": ENTITY_TYPES.get(party.type, "registeredEntity" if party.org_id else "legalEntity")},
        **({"unspecifiedEntityDetails": why} if unspecified else {}),
        **({"name": party.name} if party.name else {}),
        **({"identifiers": [identifier(party.org_id)]} if party.org_id else {}),
        **({"jurisdiction": country_named(party.country)} if party.country else {}),
    }


def person_of(party: Party) -> dict[str, Any]:
    """A natural person: no more than the law publishes of one."""
    return {
        "isComponent": False,
        "personType": "knownPerson",
        "names": [{"type": "legal", "fullName": party.name}],
        **({"nationalities": [country_named(party.nationality)]} if party.nationality else {}),
        **({"birthDate": party.born} if party.born else {}),
    }


def identifier(org_id: OrgId) -> dict[str, str]:
    """A number, under the code of its register if readers know that."""
    known = org_id.scheme in SCHEMES.keys() - UNLISTED
    return {"scheme" if known else "schemeName": org_id.scheme, "id": org_id.number}


def country_named(code: str) -> dict[str, str]:
    """The standard wants a name beside the code; the code is the only one that is certain."""
    return {"name": code, "code": code}


def interest_of(it: Interest, *, beneficial: bool) -> dict[str, Any]:
    """What is held, from when to when."""
    terms = it.terms
    dates = {"startDate": terms.starts_on, "endDate": terms.ceased_on}
    return {
        "type": TYPES[it.kind],
        "directOrIndirect": "unknown" if it.kind is Kind.PARENT else "direct",
        "beneficialOwnershipOrControl": beneficial,
        **({"details": LOCAL_NAMES[it.kind]} if it.kind in LOCAL_NAMES else {}),
        **({"share": share_of(terms.share)} if terms.share else {}),
        **{name: day.isoformat() for name, day in dates.items() if day},
    }


def share_of(share: Share) -> dict[str, int | float]:
    """In percent. A fraction that no decimal ends is given as closely as a JSON number can."""
    if share.exact is not None:
        return {"exact": number(share.exact)}
    lower = "exclusiveMinimum" if share.exclusive_minimum else "minimum"
    upper = "exclusiveMaximum" if share.exclusive_maximum else "maximum"
    return {lower: number(share.minimum), upper: number(share.maximum)}


def number(part: Fraction) -> int | float:
    """A part of the whole as a JSON number of hundredths."""
    hundredths = part * 100
    return int(hundredths) if hundredths.denominator == 1 else float(hundredths)


def source_of(it: Interest, subject: str) -> dict[str, Any]:
    """On whose word, and where it was read."""
    own = it.stated_by == "self"
    return {
        "type": ["selfDeclaration" if own else "officialRegister"],
        "description": ", ".join(filter(None, (it.terms.source, it.terms.reference))),
        "retrievedAt": it.terms.retrieved_on.isoformat(),
        **({"assertedBy": [{"name": subject}]} if own else {}),
    }


def annotations_of(it: Interest) -> tuple[Mapping[str, Any], ...]:
    """Why a later version says something else; and a share that no JSON number holds, exactly."""
    notes: list[Mapping[str, Any]] = []
    if it.reason is not None:
        notes.append(_note(it, "/recordDetails/interests/0", "correcting", it.reason))
    exact = it.terms.share.exact if it.terms.share else None
    if exact is not None and "/" in percent(exact):
        notes.append(
            _note(it, "/recordDetails/interests/0/share/exact", "commenting", f"Exactly {exact} of the whole.")
        )
    return tuple(notes)


def _note(it: Interest, target: str, motivation: str, words: str) -> Mapping[str, Any]:
    day = day_of(it.stated_at).isoformat()
    note = {"statementPointerTarget": target, "motivation": motivation, "description": words, "creationDate": day}
    return {**note, "createdBy": {"name": OUR_NUMBER}}
