"""What a release says of organisations. Contact points, where people are named, are never looked at."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from transparency.imports.domain import Sighting
from transparency.imports.rules.organisations import org_id, place_of
from transparency.imports.rules.texts import LONGEST_NAME, line

#: The register knows three roles; other parties (a review body, a contact point) are sighted without one.
ROLES = {
    "buyer": "buyer",
    "procuringEntity": "buyer",
    "centralPurchasingBody": "buyer",
    "leadBuyer": "buyer",
    "supplier": "provider",
    "tenderer": "provider",
    "leadTenderer": "provider",
    "subcontractor": "provider",
    "funder": "funder",
}
BUYERS = {"buyer", "procuringEntity", "leadBuyer"}
Json = Mapping[str, Any]


def parties_in(release: Json) -> list[Json]:
    """The parties that are objects."""
    parties = release.get("parties")
    return [party for party in parties if isinstance(party, dict)] if isinstance(parties, list) else []


def sightings_of(release: Json, source: str) -> Iterator[Sighting]:
    """Each organisation once; a party without a name that can be read is not sighted."""
    seen: set[Sighting] = set()
    for party in parties_in(release):
        name = line(party.get("name"))
        if name is None or len(name) > LONGEST_NAME:
            continue
        roles = {ROLES[role] for role in words(party.get("roles")) if role in ROLES}
        sighting = Sighting(name, org_ids_of(party), tuple(sorted(roles)), source, place_of(party.get("address")))
        if sighting not in seen:
            seen.add(sighting)
            yield sighting


def buyers_of(release: Json) -> tuple[str, ...]:
    """Everything the buyer may be asked for by: its party id and its org-ids."""
    buyer = release.get("buyer")
    named = buyer.get("id") if isinstance(buyer, dict) else None
    buyers = [
        party
        for party in parties_in(release)
        if party.get("id") == named or BUYERS.intersection(words(party.get("roles")))
    ]
    found = [named, *(name for party in buyers for name in (party.get("id"), *org_ids_of(party)))]
    return tuple(dict.fromkeys(name for name in map(line, found) if name))


def org_ids_of(party: Json) -> tuple[str, ...]:
    """The identifiers that a register could have given, its own first."""
    others = party.get("additionalIdentifiers")
    named = [party.get("identifier"), *(others if isinstance(others, list) else [])]
    found = [org_id(it.get("scheme"), it.get("id")) for it in named if isinstance(it, dict)]
    return tuple(dict.fromkeys(it for it in found if it))


def words(value: Any) -> Sequence[str]:
    """The texts in a list."""
    return [word for word in value if isinstance(word, str)] if isinstance(value, list) else []
