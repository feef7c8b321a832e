"""How the story's alliance is run: the section `alliance`."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import httpx

from commonweal.play.contracts import present
from commonweal.play.course import Alliance, AllianceDecision, Member
from commonweal.play.telling import Telling, pounds

#: What an alliance agrees on, by the story's own word for it.
FIGURES = {"gain_share_kpi_gate": "kpi_gate", "gain_share_provider_share": "provider_share"}


def run_alliance(telling: Telling) -> dict[str, Any] | None:
    """The members form it, decide, and share what they saved."""
    if "alliance" not in telling.document.sections:
        return None
    alliance = telling.document.alliance
    return None if alliance is None else shared(telling, alliance)


def shared(telling: Telling, alliance: Alliance) -> dict[str, Any]:
    """What the platform makes of the alliance."""
    commissioner = telling.stage.part("commissioner", telling.authority)
    formed = telling.stage.do(
        commissioner, "POST", "/tendering/v1/alliances", terms(telling, alliance), at=present(telling)
    )
    path = f"/tendering/v1/alliances/{formed['id']}"
    decisions = {each.id: decide(telling, alliance, path, each) for each in alliance.decisions}
    spent = {"actual_cost": pounds(alliance.actual_cost)}
    [settled] = telling.stage.do(commissioner, "POST", f"{path}/settlements", spent, at=present(telling))["settlements"]
    parts = {each["reference"]: each["amount"] and each["amount"]["amount"] for each in settled["shares"]}
    providers = [each.organisation for each in alliance.members if each.role == "provider"]
    return {
        "target_cost": settled["target_cost"]["amount"],
        "actual_cost": settled["actual_cost"]["amount"],
        "underspend": settled["underspend"]["amount"],
        "kpi_gate_pct": settled["gate_pct"],
        "gate_passed": settled["gate_passed"],
        "provider_pool": settled["provider_pool"]["amount"],
        "split": {name: parts[name] for name in providers},
        "decisions": decisions,
    }


def terms(telling: Telling, alliance: Alliance) -> dict[str, Any]:
    """The agreement, by the story's own figures."""
    policy = telling.document.policy
    return {
        "title": f"Alliance of {telling.document.scenario.title}",
        "members": [seat(telling, each) for each in alliance.members],
        "target_cost": pounds(alliance.target_cost),
        "gate": [telling.indicators[name] for name in alliance.gate_kpis],
        "legacy_contracts_replaced": alliance.legacy_contracts_replaced,
        **{ours: float(policy[theirs]["value"]) for theirs, ours in FIGURES.items() if theirs in policy},
    }


def seat(telling: Telling, member: Member) -> dict[str, Any]:
    """A member under the story's own name for it, by which ties are told apart."""
    known = {"organisation_id": str(telling.ids[member.organisation]), "reference": member.organisation}
    return {**known, "role": member.role, "value": pounds(member.contract_value)}


def ally(telling: Telling, member: Member) -> httpx.Client:
    """Somebody who speaks for a member."""
    return telling.stage.part(member.role, telling.ids[member.organisation])


def decide(telling: Telling, alliance: Alliance, path: str, decision: AllianceDecision) -> dict[str, Any]:
    """A decision is put to all members, and each that has a vote casts it; strangers have none."""
    at = present(telling, not_before=decision.decided_on)
    asked = {"title": decision.title}
    made = telling.stage.do(ally(telling, alliance.members[0]), "POST", f"{path}/decisions", asked, at=at)
    votes: Mapping[str, str] = decision.votes
    for member in alliance.members:
        if member.organisation in votes:
            said = {"choice": votes[member.organisation]}
            voted = f"/tendering/v1/alliance-decisions/{made['id']}/votes"
            made = telling.stage.do(ally(telling, member), "POST", voted, said, at=at + timedelta(minutes=1))
    return {name: made[name] for name in ("result", "against", "not_for")}
