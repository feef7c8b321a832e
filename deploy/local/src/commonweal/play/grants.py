"""What the council's funds give, from scheme to the last account: the section `grants`."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from commonweal.play.earning import Award, account_of
from commonweal.play.granted import Grant
from commonweal.play.telling import Telling, on, pounds
from rulebook.rules import rule

#: Figures of the story's law that the results hang on, and where the platform has them.
LAW = {
    "mfa_limit": ("subsidy.minimal_financial_assistance", "limit"),
    "subsidy_database_over": ("subsidy.database", "value_over"),
    "subsidy_database_months": ("subsidy.database", "months"),
}


def give_grants(telling: Telling) -> dict[str, Any] | None:
    """The council's funds make grants; each is earned, paid and closed, and its account is read."""
    if "grants" not in telling.document.sections:
        return None
    found: dict[str, Any] = {}
    for fund in dict.fromkeys(grant.fund for grant in telling.document.grants):
        grants = [grant for grant in telling.document.grants if grant.fund == fund]
        opens = telling.begins + timedelta(days=30)
        scheme = telling.stage.do(
            telling.stage.part("funder", telling.authority),
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
        found |= {grant.id: give(telling, grant, scheme, opens) for grant in grants}
    return {grant.id: found[grant.id] for grant in telling.document.grants}


def give(telling: Telling, grant: Grant, scheme: Mapping[str, Any], opens: date) -> dict[str, Any]:
    """One grant, from application to its last account."""
    stage, recipient = telling.stage, telling.document.organisation(grant.recipient)
    funder, assessor = stage.part("funder", telling.authority), stage.part("assessor", telling.authority)
    request = {
        "title": f"{recipient.name}: {grant.stage}"[:200],
        "description": f"What {recipient.name} will do with a grant from the {grant.fund}.",
        "requested": pounds(grant.award),
    }
    path = f"/grants/v1/schemes/{scheme['id']}/applications"
    applicant = stage.part("provider", telling.ids[grant.recipient])
    application = stage.do(applicant, "POST", path, request, at=on(opens + timedelta(days=20)))
    path = f"/grants/v1/applications/{application['id']}"
    judged = {"score": 82, "recommendation": "fund", "rationale": "It answers the scheme's aims, at a fair cost."}
    stage.do(assessor, "POST", f"{path}/assessments", judged, at=on(opens + timedelta(days=70)))
    assistance = list(checked(telling, grant, path, opens + timedelta(days=80)))
    decided = settle_subsidy(telling, grant, path, assistance, opens + timedelta(days=90))
    starts, ends = decided + timedelta(days=30), decided + timedelta(days=395)
    terms = {"amount": pounds(grant.award), "starts_on": starts.isoformat(), "ends_on": ends.isoformat()}
    awarded = stage.do(funder, "POST", f"{path}/award", terms, at=on(decided, hours=2))
    account = account_of(Award(telling, grant, awarded))
    return {**account, **({"minimal_financial_assistance": assistance} if grant.subsidy else {})}


def checked(telling: Telling, grant: Grant, path: str, day: date) -> Iterator[dict[str, Any]]:
    """The recipient says what it was given before; the funder asks what each date of the story would mean."""
    if grant.subsidy is None:
        return
    applicant = telling.stage.part("provider", telling.ids[grant.recipient])
    history = [
        {"given_on": it.given_on.isoformat(), "kind": it.kind, "amount": pounds(it.amount)}
        for it in grant.subsidy.history
    ]
    said = {"recipient_is_enterprise": grant.subsidy.recipient_is_enterprise, "history": history}
    telling.stage.do(applicant, "PUT", f"{path}/subsidy", said, at=on(day))
    days = [each.isoformat() for each in grant.subsidy.candidate_award_dates]
    if not days:
        return
    asked = {"amount": pounds(grant.award), "award_dates": days}
    funder = telling.stage.part("funder", telling.authority)
    for it in telling.stage.do(funder, "POST", f"{path}/subsidy/checks", asked, at=on(day, hours=1))["items"]:
        plain = {name: value["amount"] if isinstance(value, dict) else value for name, value in it.items()}
        plain.pop("decision_id")
        yield plain


def settle_subsidy(telling: Telling, grant: Grant, path: str, assistance: list[dict[str, Any]], earliest: date) -> date:
    """The day of the award: the first of the story's that minimal assistance allows, else when all is assessed."""
    if grant.subsidy is None or not grant.subsidy.recipient_is_enterprise:
        return earliest
    stage, funder = telling.stage, telling.stage.part("funder", telling.authority)
    days = [date.fromisoformat(it["award_date"]) for it in assistance if it["within_limit"]]
    day = next((each for each in days if each >= earliest), None)
    if day is None:
        why = {"rationale": "It is no larger than its purpose takes, and distorts no market."}
        stage.do(funder, "POST", f"{path}/subsidy/assessment", why, at=on(earliest))
        return earliest
    amount = {"amount": pounds(grant.award)}
    stage.do(funder, "POST", f"{path}/subsidy/notification", amount, at=on(day))
    recipient = stage.part("provider", telling.ids[grant.recipient])
    stage.do(recipient, "POST", f"{path}/subsidy/confirmation", at=on(day, hours=1))
    return day


def gives_by_our_law(telling: Telling) -> bool:
    """Whether the story's law of subsidies is the rulebook's."""
    law, day = telling.document.law, telling.document.scenario.evidence_as_of
    stated = {name: law[name]["value"] for name in LAW if name in law}
    ours = {name: rule(LAW[name][0], on=day).values[LAW[name][1]] for name in stated}
    return all(Decimal(str(value)) == Decimal(str(ours[name])) for name, value in stated.items())
