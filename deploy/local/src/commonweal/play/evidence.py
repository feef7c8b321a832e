"""What is evidenced of everybody in a story: the registrar records each fact with its source."""

from typing import Any

from commonweal.play.document import Fact
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
    """Everything that the story says is evidenced, on the day as of which it must be live."""
    registrar = telling.stage.part("registrar")
    for organisation in telling.document.organisations:
        path = f"/registry/v1/organisations/{telling.ids[organisation.id]}/evidence"
        facts = organisation.facts
        for first in range(0, len(facts), TOGETHER):
            together = facts[first : first + TOGETHER]
            day = max(telling.document.scenario.evidence_as_of, *(fact.retrieved_on for fact in together))
            telling.stage.do(registrar, "POST", path, {"facts": [stated(fact) for fact in together]}, at=on(day))


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
