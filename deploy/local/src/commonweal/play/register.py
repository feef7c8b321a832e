"""Everybody in a story takes a place in the register."""

from typing import Any
from uuid import UUID

import httpx

from commonweal.play.document import Organisation
from commonweal.play.funds import bodies_in
from commonweal.play.stage import Stage
from commonweal.play.telling import Telling, on


def register(telling: Telling) -> None:
    """Everybody takes a place in the register, of their own: two tellings never share an organisation."""
    registrar = telling.stage.part("registrar")
    for organisation in telling.document.organisations:
        said = particulars(telling, organisation)
        if said["org_ids"] and is_taken(telling.stage, said["org_ids"][0]):
            said["org_ids"] = []
        at = on(telling.begins)
        known = telling.stage.do(registrar, "POST", "/registry/v1/organisations", said, at=at)
        telling.ids[organisation.id] = UUID(known["id"])
        verify(telling, registrar, organisation)


def verify(telling: Telling, registrar: httpx.Client, organisation: Organisation) -> None:
    """The registrar confirms what a register still says of it, if the story has such evidence."""
    day = telling.document.scenario.evidence_as_of
    live = [fact for fact in organisation.facts if fact.expires_on is None or fact.expires_on >= day]
    seen = next((fact for fact in live if fact.source == "register"), None)
    if seen is not None:
        path = f"/registry/v1/organisations/{telling.ids[organisation.id]}/verify"
        register = {"register": f"fictional register, {seen.reference}"}
        telling.stage.do(registrar, "POST", path, register, at=on(telling.begins, hours=1))


def is_taken(stage: Stage, identifier: str) -> bool:
    """Whether an organisation of an earlier telling has this identifier; a number belongs to one."""
    return bool(stage.do(stage.public, "GET", f"/registry/v1/organisations?org_id={identifier}")["items"])


def particulars(telling: Telling, organisation: Organisation) -> dict[str, Any]:
    """What an organisation says of itself."""
    is_authority = organisation.id == telling.document.scenario.authority
    pools = {name for _, name in bodies_in(telling.document.pooled_budgets)}
    others = ["provider", "funder"] if organisation.id in pools else ["provider"]
    return {
        "name": organisation.name,
        "legal_form": organisation.legal_form,
        "roles": ["buyer", "funder"] if is_authority else others,
        "address": organisation.address,
        "org_ids": [organisation.identifier] if organisation.identifier else [],
    }
