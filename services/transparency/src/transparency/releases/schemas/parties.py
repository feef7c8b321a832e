"""Organisations as the parties of a release."""

from collections.abc import Iterable, Mapping, Sequence

from events import Address, Party
from kernel.orgids import OrgId, parse_org_id
from transparency.releases.schemas.words import Json, filled

#: Organisations that no register numbers are published under the platform's own scheme, with their id here.
OWN_SCHEME = "COMMONWEAL"


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
