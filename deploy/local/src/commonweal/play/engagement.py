"""What a council does before its notice: it asks the market and users, and looks at itself."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from commonweal.play.competition import Procurement
from commonweal.play.document import Contribution, Engagement, Met
from commonweal.play.telling import Telling, on, pounds

ENGAGEMENTS = "/tendering/v1/engagements"


def engage(telling: Telling, procurement: Procurement) -> str | None:
    """The engagement that the notice follows from; None for a story that tells of none."""
    story, announced = telling.document.engagement, procurement.dates.engagement_notice_published
    if story is None or announced is None:
        return None
    plan = {"title": procurement.title, "description": story.description, "cpv": procurement.cpv}
    path = f"{ENGAGEMENTS}/{does(telling, 'POST', ENGAGEMENTS, plan, at=on(announced))['id']}"
    does(telling, "POST", f"{path}/announce", at=on(announced, hours=1))
    for met in story.met:
        meet(telling, path, met)
    for contribution in story.contributions:
        hear(telling, path, contribution)
    look(telling, path, story, at=on(procurement.dates.tender_notice_published))
    return path.removeprefix(f"{ENGAGEMENTS}/")


def meet(telling: Telling, path: str, met: Met) -> None:
    """A provider is met; what it is shown, everybody may read from that day on."""
    at, provider, shown = on(met.held_on, hours=6), str(telling.ids[met.organisation]), []
    if met.shown:
        shown = [does(telling, "POST", "/tendering/v1/documents", met.shown, at=at)["sha256"]]
    contact = {"organisation_id": provider, "held_at": on(met.held_on).isoformat(), "topic": met.topic}
    does(telling, "POST", f"{path}/contacts", contact | {"said": met.said, "documents": shown}, at=at)
    for sha256 in shown:
        does(telling, "POST", f"{path}/disclosures", {"sha256": sha256}, at=at)
    judged = {"organisation_id": provider, "advantage": "avoided" if shown else "none"}
    reasons = "Everybody can read what it was shown and what it said."
    does(telling, "POST", f"{path}/assessments", judged | {"reasons": reasons}, at=at)


def hear(telling: Telling, path: str, given: Contribution) -> None:
    """Users give something, are paid, and are told what became of it."""
    body = given.model_dump(mode="json", exclude={"decision", "paid"}) | {"paid": pounds(given.paid)}
    heard = does(telling, "POST", f"{path}/contributions", body, at=on(given.given_on, hours=8))
    answer = {"decision": given.decision}
    does(telling, "POST", f"{path}/contributions/{heard['id']}/decision", answer, at=on(given.given_on, hours=9))


def look(telling: Telling, path: str, story: Engagement, *, at: datetime) -> None:
    """The council considers well-being, and whether anybody's interests are in conflict."""
    does(telling, "PUT", f"{path}/well-being", story.well_being, at=at)
    does(telling, "POST", f"{path}/conflicts", {"interests": story.interests}, at=at)


def does(telling: Telling, method: str, path: str, body: Any = None, *, at: datetime) -> Mapping[str, Any]:
    """One step of the council's."""
    commissioner = telling.stage.part("commissioner", telling.authority)
    return dict(telling.stage.do(commissioner, method, path, body, at=at))
