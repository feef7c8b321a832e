"""What the council's funds give, from scheme to payment."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from commonweal.play.document import Grant
from commonweal.play.telling import Telling, on, pounds


def give_grants(telling: Telling) -> None:
    """The council's funds make grants: scheme, application, assessment, award, payments."""
    for fund in dict.fromkeys(grant.fund for grant in telling.document.grants):
        grants = [grant for grant in telling.document.grants if grant.fund == fund]
        funder = telling.stage.part("funder", telling.authority)
        opens = telling.begins + timedelta(days=30)
        scheme = telling.stage.do(
            funder,
            "POST",
            "/grants/v1/schemes",
            {
                "title": fund,
                "description": f"{fund} of {telling.document.organisation(telling.document.scenario.authority).name}.",
                "budget": pounds(sum((Decimal(grant.award) for grant in grants), Decimal(0))),
                "opens_on": opens.isoformat(),
                "closes_on": (opens + timedelta(days=60)).isoformat(),
            },
            at=on(opens),
        )
        for grant in grants:
            give(telling, grant, scheme, opens)


def give(telling: Telling, grant: Grant, scheme: Mapping[str, Any], opens: date) -> None:
    """One grant, from application to what was paid so far."""
    stage, recipient = telling.stage, telling.document.organisation(grant.recipient)
    funder, assessor = stage.part("funder", telling.authority), stage.part("assessor", telling.authority)
    request = {
        "title": f"{recipient.name}: {grant.stage}",
        "description": f"What {recipient.name} will do with a grant from the {grant.fund}.",
        "requested": pounds(grant.award),
    }
    path = f"/grants/v1/schemes/{scheme['id']}/applications"
    application = stage.do(
        stage.part("provider", telling.ids[grant.recipient]), "POST", path, request, at=on(opens + timedelta(days=20))
    )
    path = f"/grants/v1/applications/{application['id']}"
    judged = {"score": 82, "recommendation": "fund", "rationale": "It answers the scheme's aims, at a fair cost."}
    stage.do(assessor, "POST", f"{path}/assessments", judged, at=on(opens + timedelta(days=70)))
    decided = opens + timedelta(days=90)
    starts, ends = decided + timedelta(days=30), decided + timedelta(days=395)
    terms = {"amount": pounds(grant.award), "starts_on": starts.isoformat(), "ends_on": ends.isoformat()}
    awarded = stage.do(funder, "POST", f"{path}/award", terms, at=on(decided))
    upfront = min(Decimal(grant.award) * grant.upfront_share, Decimal(grant.paid_to_date))
    for months, amount in enumerate((upfront, Decimal(grant.paid_to_date) - upfront), 1):
        if amount > 0:
            day = starts + timedelta(days=60 * months)
            payment = {"amount": pounds(amount), "paid_on": day.isoformat()}
            stage.do(funder, "POST", f"/grants/v1/grants/{awarded['id']}/payments", payment, at=on(day))
