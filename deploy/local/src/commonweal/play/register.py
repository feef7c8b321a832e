"""Everybody in a story takes a place in the register."""

from typing import Any
from uuid import UUID

import httpx

from commonweal.play.document import Organisation
from commonweal.play.stage import Stage
from commonweal.play.telling import Telling, on


def register(telling: Telling) -> None:
    """Everybody takes a place in the register, or has it already."""
    registrar = telling.stage.part("registrar")
    for organisation in telling.document.organisations:
        known = organisation.identifier and found(telling.stage, organisation.identifier)
        if not known:
            known = telling.stage.do(
                registrar,
                "POST",
                "/registry/v1/organisations",
                particulars(telling, organisation),
                at=on(telling.begins),
            )
        telling.ids[organisation.id] = UUID(known["id"])
        if not known["verified"]:
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


def found(stage: Stage, identifier: str) -> dict[str, Any] | None:
    """What the register has under an identifier."""
    page = stage.do(stage.public, "GET", f"/registry/v1/organisations?org_id={identifier}")
    return page["items"][0] if page["items"] else None


def particulars(telling: Telling, organisation: Organisation) -> dict[str, Any]:
    """What an organisation says of itself."""
    is_authority = organisation.id == telling.document.scenario.authority
    return {
        "name": organisation.name,
        "legal_form": organisation.legal_form,
        "roles": ["buyer", "funder"] if is_authority else ["provider"],
        "address": organisation.address,
        "org_ids": [organisation.identifier] if organisation.identifier else [],
    }
