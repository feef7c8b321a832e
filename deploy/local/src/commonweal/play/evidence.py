"""What is evidenced of everybody in a story: organisations attest, and the registrar records each other fact."""

from collections.abc import Collection
from datetime import date
from itertools import groupby
from typing import Any

from commonweal.play.document import Fact, Organisation
from commonweal.play.telling import Telling, on

#: How much a source counts. The story names others, too: papers that the organisation showed.
STANDINGS = {
    "register": "register",
    "companies_house_psc": "register",
    "filed_accounts": "filed_accounts",
    "attestation": "attestation",
}
TOGETHER = 100  # facts that are recorded in one request


def record_evidence(telling: Telling) -> None:
    """Everything that the story says is evidenced, each fact on the day it was found."""
    catalogue = {each["name"] for each in telling.stage.do(telling.stage.public, "GET", "/registry/v1/fact-names")}
    for organisation in telling.document.organisations:
        record(telling, organisation, catalogue)


def record(telling: Telling, organisation: Organisation, catalogue: Collection[str]) -> None:
    """What is evidenced of one: what it attests it says itself, where the register has a name for it."""
    known = telling.ids[organisation.id]
    path = f"/registry/v1/organisations/{known}/evidence"

    def turn(fact: Fact) -> tuple[date, bool]:
        return max(fact.retrieved_on, telling.begins), fact.source == "attestation" and fact.fact in catalogue

    for (day, attests), found in groupby(sorted(organisation.facts, key=turn), key=turn):
        who = telling.stage.part("provider", known) if attests else telling.stage.part("registrar")
        facts = [stated(fact) for fact in found]
        for first in range(0, len(facts), TOGETHER):
            together = {"facts": facts[first : first + TOGETHER]}
            telling.stage.do(who, "POST", path, together, at=on(day, hours=3))


def stated(fact: Fact) -> dict[str, Any]:
    """A fact in the words of the register."""
    return {
        "name": fact.fact,
        "value": fact.value,
        "source": fact.source,
        "standing": STANDINGS.get(fact.source, "governing_document"),
        "reference": fact.reference,
        "retrieved_on": fact.retrieved_on.isoformat(),
        "expires_on": fact.expires_on and fact.expires_on.isoformat(),
    }
