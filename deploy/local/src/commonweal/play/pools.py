"""How the story's public bodies spend together: the section `pooled_budgets`."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from commonweal.play.contracts import present
from commonweal.play.funds import PooledBudget, Proposal
from commonweal.play.telling import Telling, on, pounds

#: The partners' figures, by the names that a story's policy has for them.
FIGURES = {"veto_minimum_share": ("veto_share", float), "veto_window_working_days": ("veto_working_days", int)}


def pool(telling: Telling) -> dict[str, Any]:
    """Public bodies pool their budgets, propose, object, and the platform decides when each window is over."""
    return {each.id: spent(telling, each) for each in telling.document.pooled_budgets}


def spent(telling: Telling, budget: PooledBudget) -> dict[str, Any]:
    """What came of one pool, as anybody reads it."""
    do, public = telling.stage.do, telling.stage.public
    path = f"/grants/v1/pools/{filled(telling, budget)['id']}"
    proposals = {each.id: proposed(telling, path, each) for each in budget.proposals}
    if proposals:
        last = max(date.fromisoformat(it["window_closes_on"]) for it in proposals.values())
        do(telling.stage.admin, "POST", "/grants/v1/due", at=on(last + timedelta(days=1)))
    names = {str(known): name for name, known in telling.ids.items()}
    found = do(public, "GET", path)
    ended = {name: do(public, "GET", f"/grants/v1/pool-proposals/{it['id']}") for name, it in proposals.items()}
    return {
        "total": found["total"]["amount"],
        "shares_pct": {names[it["organisation_id"]]: it["share_pct"] for it in found["partners"]},
        "veto_holders": [names[it["organisation_id"]] for it in found["partners"] if it["holds_veto"]],
        "proposals": {name: as_told(each, names) for name, each in ended.items()},
        "uncommitted": found["uncommitted"]["amount"],
    }


def filled(telling: Telling, budget: PooledBudget) -> dict[str, Any]:
    """The pool with what its partners put in, before anybody proposes anything."""
    policy, do = telling.document.policy, telling.stage.do
    first = min((each.proposed_on for each in budget.proposals), default=None)
    at = on(first - timedelta(days=1)) if first else present(telling)
    partners = dict.fromkeys(str(telling.ids[each.organisation]) for each in budget.contributions)
    said = {"title": budget.title, "description": budget.title, "partners": [*partners]}
    said |= {ours: kind(policy[name]["value"]) for name, (ours, kind) in FIGURES.items() if name in policy}
    made = do(telling.stage.part("funder", telling.authority), "POST", "/grants/v1/pools", said, at=at)
    for each in budget.contributions:
        partner = telling.stage.part("funder", telling.ids[each.organisation])
        amount = {"amount": pounds(each.amount)}
        made = do(partner, "POST", f"/grants/v1/pools/{made['id']}/contributions", amount, at=at)
    return dict(made)


def proposed(telling: Telling, path: str, proposal: Proposal) -> dict[str, Any]:
    """A proposal, which its host puts forward, and what is held against it on the days of the story."""
    do, at = telling.stage.do, on(proposal.proposed_on)
    host = telling.stage.part("funder", telling.authority)
    said = {"title": proposal.title, "description": proposal.title, "amount": pounds(proposal.amount)}
    made = do(host, "POST", f"{path}/proposals", said, at=at)
    for objection in sorted(proposal.objections, key=lambda it: it.made_on):
        objector = telling.stage.part("funder", telling.ids[objection.organisation])
        moment = max(at, on(objection.made_on))
        reason = {"reason": objection.reason}
        do(objector, "POST", f"/grants/v1/pool-proposals/{made['id']}/objections", reason, at=moment)
    return dict(made)


def as_told(proposal: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """A proposal as the results have it."""
    objections = {
        names[it["organisation_id"]]: {name: it[name] for name in ("in_time", "holds_veto", "blocks")}
        for it in proposal["objections"]
    }
    return {
        "amount": proposal["amount"]["amount"],
        "window_closes_on": proposal["window_closes_on"],
        "objections": objections,
        "outcome": proposal["outcome"],
    }
